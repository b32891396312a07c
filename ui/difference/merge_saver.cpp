#include "ui/difference/merge_saver.h"

#include <QFile>

namespace tideline::ui {

namespace {
Result<QByteArray> readAll(const preview::Subject &version)
{
    QFile file(version.path);
    if (!file.open(QIODevice::ReadOnly))
        return Error{Error::Kind::Io, MergeSaver::tr("A version cannot be read: %1.").arg(file.errorString()), version.path, {}};
    return file.readAll();
}

/// The merged bytes in a new file.
Result<void> writeMerged(const std::vector<preview::Subject> &versions, const MergeChoice &choice, const QString &to)
{
    std::vector<QByteArray> bytes;
    for (const preview::Subject &version : versions) {
        Result<QByteArray> read = readAll(version);
        if (!read)
            return read.error();
        bytes.push_back(*std::move(read));
    }
    const Result<QByteArray> merged = choice.bytes(bytes[0], bytes[1], bytes[2]);
    if (!merged)
        return merged.error();
    QFile file(to);
    if (!file.open(QIODevice::WriteOnly | QIODevice::NewOnly) || file.write(*merged) != merged->size() || !file.flush())
        return Error{Error::Kind::Io, MergeSaver::tr("The merged file cannot be written: %1.").arg(file.errorString()), to, {}};
    return {};
}
}  // namespace

void MergeSaver::save(const ConflictRef &conflict, const std::vector<preview::Subject> &versions,
                      std::shared_ptr<const preview::Difference> difference, const MergeChoice &choice)
{
    Q_ASSERT(versions.size() == 3);
    const QString to = m_folder.filePath(u"merged-%1"_s.arg(m_next++));
    m_pool.start([this, conflict, versions, difference = std::move(difference), choice, to] {
        const Result<void> written = writeMerged(versions, choice, to);
        QMetaObject::invokeMethod(
            this,
            [this, conflict, to, written] {
                if (!written) {
                    Q_EMIT failed(written.error());
                    return;
                }
                const QJsonObject args{{u"project"_s, conflict.project.argument()}, {u"path"_s, conflict.copy}, {u"keep"_s, u"merged"_s},
                                       {u"from"_s, to}};
                m_backend.call(u"resolve"_s, args, this, [this](const Result<QJsonObject> &reply) {
                    if (reply)
                        Q_EMIT saved();
                    else
                        Q_EMIT failed(reply.error());
                });
            },
            Qt::QueuedConnection);
    });
}

}  // namespace tideline::ui
