// A part of a file that is in the cloud, for previews of what is not on this disk.
#include "core/sync/service/entry_view.h"
#include "core/sync/service/project_finder.h"
#include "core/sync/service/verbs/cloud_call.h"
#include "core/sync/service/verbs/verbs.h"

#include <limits>

namespace tideline::sync {

namespace {

constexpr qint64 kMostBytes = 4 << 20;  ///< as base64 well within a reply

/// Which bytes they are.
struct Content {
    ContentHash hash;
    qint64 sizeBytes = 0;
};

/// What the store knows of the cloud's newest version, else what the cloud says.
Result<Content> contentOf(ServiceCore &core, const VerbCall &call, const EntryRef &entry, const ProjectId &cloudId, Revision revision)
{
    if (entry.project.local && revision == 0) {
        const auto view = core.store->read([&](store::Database &database) {
            return viewAt(store::TreeStore(database, entry.project.local->project.number), entry.path);
        });
        if (!view)
            return view.error();
        if (*view && (*view)->remote && (*view)->remote->content.kind == NodeKind::File)
            return Content{(*view)->remote->content.hash, (*view)->remote->content.sizeBytes};
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
    const auto length = reply->headers.find("content-length");
    return hash ? Result<Content>(Content{*hash, length == reply->headers.end() ? 0 : length->second.toLongLong()})
                : Error{Error::Kind::Corrupt, u"The server does not say which content this file has."_s, where, {}};
}

/// The store has the list of what was on this disk once.
Result<Manifest> manifestOf(ServiceCore &core, const VerbCall &call, const ProjectRef &project, const ProjectId &cloudId, const Content &content)
{
    if (project.local) {
        auto held = core.store->read([&](store::Database &database) {
            return store::TreeStore(database, project.local->project.number).manifest(content.hash, content.sizeBytes);
        });
        if (!held)
            return held.error();
        if (*held)
            return **std::move(held);
    }
    auto implied = Manifest::implied(content.hash, content.sizeBytes);
    return implied ? Result<Manifest>(*std::move(implied)) : core.contents->manifest(cloudId, content.hash, call.cancelled);
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
    const auto size = call.args.integer(u"size"_s, 0, 0, std::numeric_limits<qint64>::max() / 2);  // of `content`
    for (const auto *number : {&revision, &offset, &length, &size}) {
        if (!*number)
            return number->error();
    }
    const auto entry = findEntry(core, *project, *path, AskCloud::IfUnknown, call.cancelled);
    if (!entry)
        return entry.error();
    const std::optional<ProjectId> cloudId = entry->project.local ? entry->project.local->project.cloudId : entry->project.cloud->id;
    if (!cloudId)
        return Error{Error::Kind::NotFound, u"This project is not in the cloud."_s, entry->project.name(), {}};
    const auto given = ContentHash::fromString(*content);
    const auto found = content->isEmpty() ? contentOf(core, call, *entry, *cloudId, *revision)
                       : given            ? Result<Content>(Content{*given, *size})
                                          : Result<Content>(given.error());
    if (!found)
        return found.error();
    const auto manifest = manifestOf(core, call, entry->project, *cloudId, *found);
    if (!manifest)
        return at(manifest.error(), entry->path.toString());
    const auto bytes = core.contents->read(*cloudId, *manifest, *offset, *length, call.cancelled);
    if (!bytes)
        return at(bytes.error(), entry->path.toString());
    return QJsonObject{{u"path"_s, entry->path.toString()}, {u"content"_s, found->hash.toString()}, {u"size"_s, manifest->sizeBytes()},
                       {u"offset"_s, *offset}, {u"data"_s, QString::fromLatin1(bytes->toBase64())}};
}

}  // namespace tideline::sync
