// Where the bytes of a file's versions come from.
#pragma once

#include "core/preview/preview.h"
#include "ui/backend.h"
#include "ui/service_state.h"

#include <QHash>
#include <QTemporaryDir>

#include <functional>

namespace tideline::ui {

/// A version of a file.
struct VersionRef {
    qint64 revision = 0;    ///< 0: as it is now
    qint64 sizeBytes = -1;  ///< -1: not known
    QString title;          ///< "Revision 12 · ada · 12 Mar"
};

/// Gives versions as something that can be opened: asked by the engine, or a test's double.
///
/// Thread: GUI; answers arrive there.
class VersionSource : public QObject {
    Q_OBJECT
public:
    using OnSubject = std::function<void(const Result<preview::Subject> &)>;
    using QObject::QObject;
    /// `path` is inside the project. One answer, unless `context` or this is gone first. Errors: NotFound, Offline, Refused (too
    /// large to be fetched for a look), those of the engine.
    virtual void fetch(const ProjectRow &project, const QString &path, const VersionRef &version, QObject *context, OnSubject onSubject) = 0;
};

/// Asks the engine's verb `cat` to put each version into a folder of this object, once.
///
/// Ownership: borrows the backend. The folder, readable by its user alone, goes with it.
class CatVersions final : public VersionSource {
    Q_OBJECT
public:
    static constexpr qint64 kMostBytes = 64 << 20;

    explicit CatVersions(Backend &backend, QObject *parent = nullptr) : VersionSource(parent), m_backend(backend) {}
    void fetch(const ProjectRow &project, const QString &path, const VersionRef &version, QObject *context, OnSubject onSubject) override;

private:
    Backend &m_backend;
    QTemporaryDir m_folder;
    QHash<QString, QString> m_held;  ///< project, path and revision: the file
    int m_next = 0;
};

/// The file as it is on this disk.
preview::Subject subjectOnDisk(const ProjectRow &project, const QString &path);

}  // namespace tideline::ui
