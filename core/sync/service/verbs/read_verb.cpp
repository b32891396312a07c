// A part of a file that is in the cloud, for previews of what is not on this disk.
#include "core/sync/service/entry_view.h"
#include "core/sync/service/project_finder.h"
#include "core/sync/service/verbs/cloud_call.h"
#include "core/sync/service/verbs/verbs.h"

#include <limits>

namespace tideline::sync {

namespace {

constexpr qint64 kMostBytes = 4 << 20;  ///< as base64 well within a reply

/// What the store knows of the cloud's newest version, else what the cloud says.
Result<ContentHash> contentOf(ServiceCore &core, const VerbCall &call, const EntryRef &entry, const ProjectId &cloudId, Revision revision)
{
    if (entry.project.local && revision == 0) {
        const auto view = core.store->read([&](store::Database &database) {
            return viewAt(store::TreeStore(database, entry.project.local->project.number), entry.path);
        });
        if (!view)
            return view.error();
        if (*view && (*view)->remote && (*view)->remote->content.kind == NodeKind::File)
            return (*view)->remote->content.hash;
    }
    cloud::CloudRequest request;
    request.method = "HEAD";
    request.path = "/api/v1/projects/" + cloudId.toString().toLatin1() + "/files/" + entry.path.bytes().toPercentEncoding("/");
    if (revision > 0)
        request.path += "?revision=" + QByteArray::number(revision);
    const auto reply = core.ask(request, call);
    if (!reply)
        return reply.error();
    const QString where = entry.path.toString();
    if (reply->status == 404)  // a HEAD has no words of its own
        return Error{Error::Kind::NotFound, u"There is no such file in the cloud."_s, where, {}};
    if (reply->status != 200)
        return at(cloud::cloudError(*reply, u"look into a file"_s), where);
    const auto tag = reply->headers.find("etag");
    const auto hash = ContentHash::fromString(QString::fromLatin1(tag == reply->headers.end() ? QByteArray() : tag->second).remove(u'"'));
    return hash ? Result<ContentHash>(*hash)
                : Error{Error::Kind::Corrupt, u"The server does not say which content this file has."_s, where, {}};
}

/// The store has the list of what was on this disk once.
Result<Manifest> manifestOf(ServiceCore &core, const VerbCall &call, const ProjectRef &project, const ProjectId &cloudId, const ContentHash &hash)
{
    if (project.local) {
        auto held = core.store->read([&](store::Database &database) {
            return store::TreeStore(database, project.local->project.number).manifest(hash);
        });
        if (!held)
            return held.error();
        if (*held)
            return **std::move(held);
    }
    return core.contents->manifest(cloudId, hash, call.cancelled);
}

}  // namespace

Result<QJsonObject> read(ServiceCore &core, const VerbCall &call)
{
    const auto project = call.args.text(u"project"_s, {});
    const auto path = call.args.text(u"path"_s);
    const auto content = call.args.text(u"content"_s, {});
    const auto revision = call.args.integer(u"revision"_s, 0, 0, std::numeric_limits<qint64>::max() / 2);
    const auto offset = call.args.integer(u"offset"_s, 0, 0, std::numeric_limits<qint64>::max() / 2);
    const auto length = call.args.integer(u"length"_s, kMostBytes, 0, kMostBytes);
    for (const auto *text : {&project, &path, &content}) {
        if (!*text)
            return text->error();
    }
    for (const auto *number : {&revision, &offset, &length}) {
        if (!*number)
            return number->error();
    }
    const auto entry = findEntry(core, *project, *path, AskCloud::IfUnknown, call.cancelled);
    if (!entry)
        return entry.error();
    const std::optional<ProjectId> cloudId = entry->project.local ? entry->project.local->project.cloudId : entry->project.cloud->id;
    if (!cloudId)
        return Error{Error::Kind::NotFound, u"This project is not in the cloud."_s, entry->project.name(), {}};
    const auto hash = content->isEmpty() ? contentOf(core, call, *entry, *cloudId, *revision) : ContentHash::fromString(*content);
    if (!hash)
        return hash.error();
    const auto manifest = manifestOf(core, call, entry->project, *cloudId, *hash);
    if (!manifest)
        return at(manifest.error(), entry->path.toString());
    const auto bytes = core.contents->read(*cloudId, *manifest, *offset, *length, call.cancelled);
    if (!bytes)
        return at(bytes.error(), entry->path.toString());
    return QJsonObject{{u"path"_s, entry->path.toString()}, {u"content"_s, hash->toString()}, {u"size"_s, manifest->sizeBytes()},
                       {u"offset"_s, *offset}, {u"data"_s, QString::fromLatin1(bytes->toBase64())}};
}

}  // namespace tideline::sync
