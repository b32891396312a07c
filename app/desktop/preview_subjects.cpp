#include "app/desktop/preview_subjects.h"

namespace tideline::desktop {

namespace {

/// One file of the cloud.
struct CloudFile {
    std::shared_ptr<EngineSlot> engine;
    QString project;
    QString path;
    qint64 sizeBytes = 0;
    QString content;  ///< what is looked at, once something was fetched
};

Result<QByteArray> fetchPart(CloudFile &file, qint64 offset, qint64 length, const preview::Cancelled &cancelled)
{
    const auto engine = file.engine->get();
    if (!engine)
        return Error{Error::Kind::Offline, u"The engine is not reached yet."_s, file.path, {}};
    QJsonObject args{{u"project"_s, file.project}, {u"path"_s, file.path}, {u"offset"_s, offset}, {u"length"_s, length}};
    if (!file.content.isEmpty()) {
        args.insert(u"content"_s, file.content);
        args.insert(u"size"_s, file.sizeBytes);
    }
    const auto reply = engine->handle(u"read"_s, args, {}, &cancelled);
    if (!reply)
        return reply.error();
    if (reply->value(u"size"_s).toInteger() != file.sizeBytes)
        return Error{Error::Kind::Conflict, u"The file in the cloud is another by now."_s, file.path, u"Open it again."_s};
    file.content = reply->value(u"content"_s).toString();
    return QByteArray::fromBase64(reply->value(u"data"_s).toString().toLatin1());
}

}  // namespace

ui::SubjectMaker subjectMaker(std::shared_ptr<EngineSlot> engine)
{
    return [engine = std::move(engine)](const ui::ProjectRow &project, const QByteArray &path, const ListingRow &row) {
        auto subject = ui::localSubject(project, path, row);
        if (subject || row.kind != NodeKind::File || !row.inCloud || row.sizeBytes < 0)
            return subject;
        const auto file = std::make_shared<CloudFile>(
            CloudFile{engine, project.argument(), QString::fromUtf8(path), row.sizeBytes, {}});
        return std::optional(preview::Subject{QString::fromUtf8(row.name), {}, row.sizeBytes, row.modifiedMs * 1'000'000,
                                              [file](qint64 offset, qint64 length, const preview::Cancelled &cancelled) {
                                                  return fetchPart(*file, offset, length, cancelled);
                                              }});
    };
}

}  // namespace tideline::desktop
