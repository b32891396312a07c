// Plain file operations in a project's folder, as a file manager does them: on a worker, never overwriting.
#pragma once

#include "core/base/result.h"

#include <QList>
#include <QObject>
#include <QThreadPool>
#include <QUrl>

#include <atomic>
#include <functional>

namespace tideline::ui {

// The operations themselves: any thread, blocking. Sync finds out by itself what they did.

/// Renames `from` to `name` in the same folder. Errors: Invalid (not a name), Refused (the name is taken), NotFound, Io.
Result<QString> renameEntry(const QString &from, const QString &name);
/// Makes an empty folder; a taken name gets " (2)". Returns its path. Errors: Invalid, Denied, Io.
Result<QString> makeFolder(const QString &parent, const QString &name);
/// Moves to the desktop's trash. Errors: NotFound, Refused (no trash on this disk: nothing was deleted).
Result<QString> moveToTrash(const QString &path);
/// Copies a file, folder or link into `folder` under a free name. Returns the copy's path. Errors: Io, DiskFull, Refused
/// (into itself). A file appears under its name only when it is whole.
Result<QString> copyInto(const QString &source, const QString &folder);
/// "name.ext", else "name (2).ext", …: the first that is free in `folder`.
QString freeName(const QString &folder, const QString &name);

/// Runs such operations one after another on its own thread.
///
/// Thread:    GUI outside.
/// Ownership: the destructor waits for the running one and drops the rest.
class FileWork final : public QObject {
    Q_OBJECT
public:
    using Operation = std::function<Result<QString>()>;
    using OnDone = std::function<void(const QList<QString> &made, const QList<Error> &errors)>;

    explicit FileWork(QObject *parent = nullptr);
    ~FileWork() override;
    /// All of them, in turn; then `onDone` on the GUI thread, unless this is gone.
    void run(QList<Operation> operations, OnDone onDone);

private:
    QThreadPool m_pool;
    std::atomic<bool> m_stopping{false};
};

}  // namespace tideline::ui
