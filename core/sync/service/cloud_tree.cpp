#include "core/sync/service/cloud_tree.h"

#include "core/schema/wire/change.h"

#include <QUrl>

#include <algorithm>

namespace tideline::sync {

Result<std::vector<CloudEntry>> CloudTree::children(const RelativePath &folder)
{
    std::vector<CloudEntry> entries;
    QString after;
    do {
        cloud::CloudRequest request;
        request.path = "/api/v1/projects/" + m_cloudId.toString().toLatin1() + "/tree?limit=5000&path="
                       + folder.bytes().toPercentEncoding() + "&after=" + QUrl::toPercentEncoding(after);
        if (m_revision > 0)
            request.path += "&revision=" + QByteArray::number(m_revision);
        auto reply = m_core.ask(request, m_call);
        if (!reply)
            return reply.error();
        auto object = cloud::jsonOf(*reply, u"read the cloud's tree"_s);
        if (!object)
            return object.error();
        for (const QJsonValue &value : object->value(u"items"_s).toArray()) {
            QJsonObject item = value.toObject();
            item[u"op"_s] = u"put"_s;
            auto change = wire::changeFromJson(item);
            if (!change)
                return at(change.error(), u"read the cloud's tree"_s);
            entries.push_back({folder.child(change->node.place.name), std::move(change->node)});
        }
        after = object->value(u"after"_s).toString();
    } while (!after.isEmpty());
    return entries;
}

Result<void> CloudTree::walk(const RelativePath &folder, const std::function<Result<void>(const CloudEntry &)> &visit)
{
    auto entries = children(folder);
    if (!entries)
        return entries.error();
    for (const CloudEntry &entry : *entries) {
        if (auto visited = visit(entry); !visited)
            return visited;
        if (entry.node.content.kind != NodeKind::Folder)
            continue;
        if (auto deeper = walk(entry.path, visit); !deeper)
            return deeper;
    }
    return {};
}

Result<std::optional<CloudEntry>> CloudTree::find(const RelativePath &path)
{
    auto entries = children(path.parent());
    if (!entries && entries.error().kind == Error::Kind::NotFound)
        return std::optional<CloudEntry>();
    if (!entries)
        return entries.error();
    const auto found = std::ranges::find(*entries, path, &CloudEntry::path);
    return found == entries->end() ? std::optional<CloudEntry>() : std::optional(std::move(*found));
}

Result<std::optional<RelativePath>> CloudTree::placeOf(const RelativePath &path)
{
    cloud::CloudRequest request;
    request.path = "/api/v1/projects/" + m_cloudId.toString().toLatin1() + "/commits?limit=1&path=" + path.bytes().toPercentEncoding()
                   + "&after=" + QByteArray::number(m_revision + 1);  // the newest version up to this revision
    auto reply = m_core.ask(request, m_call);
    if (!reply)
        return reply.error();
    auto object = cloud::jsonOf(*reply, u"read the history"_s);
    if (!object && object.error().kind == Error::Kind::NotFound)
        return std::optional<RelativePath>();
    if (!object)
        return object.error();
    const QJsonObject change = object->value(u"items"_s).toArray().first().toObject().value(u"change"_s).toObject();
    if (change.isEmpty() || change.value(u"op"_s).toString() == u"delete"_s)
        return std::optional<RelativePath>();
    auto then = RelativePath::parse(change.value(u"path"_s).toString());
    return then ? Result<std::optional<RelativePath>>(*std::move(then)) : then.error();
}

}  // namespace tideline::sync
