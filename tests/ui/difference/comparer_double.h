// A Comparer that answers what a test says, and a VersionSource that names files.
#pragma once

#include "core/preview/comparer.h"
#include "ui/difference/version_source.h"

#include <QMutex>
#include <QPointer>

namespace tideline::ui {

/// Thread: compare() on the worker's, the rest on the test's.
class ComparerDouble final : public preview::Comparer {
public:
    std::function<Result<preview::Difference>(const std::vector<preview::Subject> &, const QString &, const preview::Cancelled &)> onCompare;

    Result<preview::Difference> compare(const std::vector<preview::Subject> &versions, const QString &key, const preview::Cancelled &cancelled) override
    {
        {
            const QMutexLocker lock(&m_mutex);
            QStringList paths;
            for (const preview::Subject &version : versions)
                paths.append(version.path);
            m_calls.append(paths.join(u' ') + (key.isEmpty() ? QString() : u" by "_s + key));
        }
        return onCompare(versions, key, cancelled);
    }
    QStringList calls() const
    {
        const QMutexLocker lock(&m_mutex);
        return m_calls;
    }

private:
    mutable QMutex m_mutex;
    QStringList m_calls;
};

/// Each revision is a file of a folder, or an error.
class VersionsDouble final : public VersionSource {
public:
    QString folder;
    std::optional<Error> error;
    void fetch(const ProjectRow &, const QString &path, const VersionRef &version, QObject *context, OnSubject onSubject) override
    {
        preview::Subject subject;
        subject.name = path.section(u'/', -1);
        subject.path = u"%1/%2"_s.arg(folder).arg(version.revision);
        QMetaObject::invokeMethod(
            this,
            [guard = QPointer<QObject>(context), onSubject, answer = error ? Result<preview::Subject>(*error) : subject] {
                if (guard)
                    onSubject(answer);
            },
            Qt::QueuedConnection);
    }
};

}  // namespace tideline::ui
