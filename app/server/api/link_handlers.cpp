// Share links: made and revoked by owners, opened by whoever has the secret.
//
// A link is <server>/s/<id>#<secret>. Browsers send nothing behind a '#', so the secret is in no log and no Referer; it travels in
// bodies alone. Who opens a link with it, and its password, gets an access for an hour, which the server has signed and does
// not store: each use looks at the link again, so that revoking one ends what it gave out.
#include "app/server/api/accounts.h"
#include "app/server/api/handlers.h"
#include "app/server/api/link_page.h"
#include "app/server/api/oauth_requests.h"
#include "app/server/api/secrets.h"
#include "app/server/api/server_state.h"
#include "app/server/metadata/activity_repository.h"
#include "app/server/metadata/chunk_repository.h"
#include "app/server/metadata/share_link_repository.h"
#include "app/server/metadata/tree_at.h"

#include <QJsonArray>

#include <sodium.h>

namespace tideline::server {

using store::Database;
using store::Transaction;

namespace {

constexpr qint64 kAccessMs = 3600 * 1000;
constexpr qint64 kLongestMs = 366ll * 24 * 3600 * 1000;
constexpr qint64 kMostLinks = 1000;
constexpr int kPage = 1000;

Error noSuchLink()
{
    return {Error::Kind::NotFound, u"There is no such link, or it was revoked."_s, {}, {}};
}

Response expired()
{
    return problem(410, "link_expired", u"This link has expired."_s, u"Ask whoever gave it to you for another."_s);
}

QString kindText(const std::optional<NodeRow> &row)
{
    return row ? toString(row->node.content.kind) : toString(NodeKind::Folder);
}

QJsonObject toJson(const ShareLinkRow &link, qint64 nowMs)
{
    return {{u"id"_s, QString::fromLatin1(link.id)},
            {u"path"_s, QString::fromUtf8(link.path)},
            {u"has_password"_s, !link.passwordHash.isEmpty()},
            {u"author"_s, QJsonObject{{u"id"_s, link.user.toString()}, {u"name"_s, link.userName}}},
            {u"created_at"_s, timeText(link.createdAtMs)},
            {u"expires_at"_s, timeText(link.expiresAtMs)},
            {u"expired"_s, link.expiresAtMs <= nowMs}};
}

QByteArray signatureOf(ServerState &server, const QByteArray &text)
{
    MutexLock lock(server.shareMutex);
    if (server.shareKey.isEmpty())
        server.shareKey = QByteArray::fromHex(randomHex(server.parts.random, crypto_auth_hmacsha256_KEYBYTES));
    QByteArray made(crypto_auth_hmacsha256_BYTES, Qt::Uninitialized);
    crypto_auth_hmacsha256(reinterpret_cast<unsigned char *>(made.data()), reinterpret_cast<const unsigned char *>(text.constData()),
                           std::size_t(text.size()), reinterpret_cast<const unsigned char *>(server.shareKey.constData()));
    return made.toHex();
}

QByteArray makeAccess(ServerState &server, const ShareLinkRow &link)
{
    const QByteArray until = QByteArray::number(std::min(server.parts.clock.nowMs() + kAccessMs, link.expiresAtMs));
    return until + '.' + signatureOf(server, link.id + '.' + until);
}

bool isAccess(ServerState &server, const QByteArray &id, const QByteArray &access)
{
    const qsizetype dot = access.indexOf('.');
    const QByteArray until = access.left(std::max<qsizetype>(dot, 0));
    const QByteArray given = access.mid(dot + 1);
    const QByteArray right = signatureOf(server, id + '.' + until);
    return dot > 0 && given.size() == right.size() && sodium_memcmp(given.constData(), right.constData(), std::size_t(right.size())) == 0
           && until.toLongLong() > server.parts.clock.nowMs();
}

/// The link of this address and where it leads. Errors: NotFound.
Result<SharedPlace> placeOf(Database &database, const QByteArray &id)
{
    auto place = ShareLinkRepository(database).find(id);
    if (!place)
        return place.error();
    if (!*place || !(*place)->isOpen)
        return noSuchLink();
    return **std::move(place);
}

/// The same for who shows an access. Errors: NotFound (an expired link, too); Denied (no access, or an old one).
Result<SharedPlace> accessedPlace(Call &call, Database &database, const QByteArray &access)
{
    if (!isAccess(call.server, call.parts[0], access))
        return Error{Error::Kind::Denied, u"Open the link first."_s, {}, {}};
    auto place = placeOf(database, call.parts[0]);
    if (place && place->link.expiresAtMs <= call.server.parts.clock.nowMs())
        return noSuchLink();
    return place;
}

/// The node at a path below what is shared, at head; nullopt is the project's root. Errors: NotFound.
Result<std::optional<NodeRow>> nodeAt(NodeRepository &nodes, const SharedPlace &place, const QByteArray &pathText)
{
    const Error nothing{Error::Kind::NotFound, u"There is nothing of this name here any more."_s, {}, {}};
    std::optional<NodeRow> at;
    if (!place.link.node.isNull()) {
        auto row = nodes.find(place.link.node);
        if (!row)
            return row.error();
        if (!*row)
            return nothing;
        at = *std::move(row);
    }
    const auto path = RelativePath::parse(pathText);
    if (!path)
        return nothing;
    for (const QByteArray &name : path->parts()) {
        auto row = nodes.at({at ? at->node.id : NodeId{}, name});
        if (!row)
            return row.error();
        if (!*row)
            return nothing;
        at = *std::move(row);
    }
    return at;
}

}  // namespace

Result<Response> getLinks(Call &call)
{
    const auto id = call.project();
    if (!id)
        return id.error();
    const auto links = call.server.connections.read([&](Database &database) -> Result<std::vector<ShareLinkRow>> {
        const auto project = authorize(database, call.principal, Permission::Own, *id);
        if (!project)
            return project.error();
        return ShareLinkRepository(database).list(project->number);
    });
    if (!links)
        return links.error();
    QJsonArray items;
    for (const ShareLinkRow &link : *links)
        items.append(toJson(link, call.server.parts.clock.nowMs()));
    return jsonResponse({{u"items"_s, items}});
}

Result<Response> postLink(Call &call)
{
    const auto id = call.project();
    if (!id)
        return id.error();
    const qint64 now = call.server.parts.clock.nowMs();
    const auto end = timeFrom(call.json[u"expires_at"_s], u"expires_at"_s);
    if (!end)
        return end.error();
    if (*end <= now || *end > now + kLongestMs)
        return invalid(u"A link ends within a year from now."_s, u"expires_at"_s);
    const auto path = RelativePath::parse(call.json[u"path"_s].toString().toUtf8());
    if (!path)
        return at(path.error(), u"path"_s);
    // Asked before the costly hash, too.
    auto allowed = call.server.connections.read([&](Database &database) { return authorize(database, call.principal, Permission::Own, *id); });
    if (!allowed)
        return allowed.error();
    ShareLinkRow link;
    if (const QJsonValue password = call.json[u"password"_s]; !password.isUndefined() && !password.isNull()) {
        const QByteArray user = call.principal.user.toString().toLatin1();
        if (const int wait = call.server.linkPasswords.begin(user); wait > 0)
            return rateLimited(u"Too many links with a password."_s, wait);
        auto hash = passwordHashOf(call.server, password.toString());
        if (!hash) {
            call.server.linkPasswords.takeBack(user);
            return hash.error();
        }
        link.passwordHash = *std::move(hash);
    }
    const Secret secret = makeSecret(call.server.parts.random);
    link.id = secret.id;
    link.secretHash = secret.hash();
    link.path = path->bytes();
    link.user = call.principal.user;
    link.userName = call.principal.name;
    link.createdAtMs = now;
    link.expiresAtMs = *end;
    std::optional<NodeRow> node;
    auto made = call.server.connections.write([&](Database &database, const Transaction &transaction) -> Result<void> {
        const auto project = authorize(database, call.principal, Permission::Own, *id);
        if (!project)
            return project.error();
        NodeRepository nodes(database, project->number);
        auto found = nodeAt(nodes, {}, link.path);
        if (!found)
            return found.error();
        node = *std::move(found);
        if (node && node->node.content.kind == NodeKind::Symlink)
            return invalid(u"A link leads to a project, a folder or a file."_s, u"path"_s);
        link.node = node ? node->node.id : NodeId{};
        ShareLinkRepository links(database);
        const auto count = links.count(project->number);
        if (!count)
            return count.error();
        if (*count >= kMostLinks)
            return Error{Error::Kind::Conflict, u"A project has at most 1,000 links."_s, {}, u"Revoke those that are not needed."_s};
        if (auto added = links.add(project->number, link, transaction); !added)
            return added;
        QJsonObject details = toJson(link, now);
        details.remove(u"author"_s);
        details.remove(u"expired"_s);
        return ActivityRepository(database, project->number).add(call.principal, now, "link_made", details, transaction);
    });
    if (!made)
        return made.error();
    QJsonObject json = toJson(link, now);
    json[u"kind"_s] = kindText(node);
    json[u"url"_s] = QString::fromLatin1(issuerOf(call) + "/s/" + link.id + '#' + secret.secret);
    return jsonResponse(json, 201);
}

Result<Response> deleteLink(Call &call)
{
    const auto id = call.project();
    if (!id)
        return id.error();
    auto done = call.server.connections.write([&](Database &database, const Transaction &transaction) -> Result<void> {
        const auto project = authorize(database, call.principal, Permission::Own, *id);
        if (!project)
            return project.error();
        const auto removed = ShareLinkRepository(database).remove(project->number, call.parts[1], transaction);
        if (!removed)
            return removed.error();
        if (!*removed)
            return noSuchLink();
        return ActivityRepository(database, project->number)
            .add(call.principal, call.server.parts.clock.nowMs(), "link_revoked", {{u"id"_s, QString::fromLatin1(call.parts[1])}}, transaction);
    });
    if (!done)
        return done.error();
    Response response;
    response.status = 204;
    return response;
}

Result<Response> getSharePage(Call &)
{
    return sharePage();
}

Result<Response> openShare(Call &call)
{
    const Secret given{call.parts[0], call.json[u"secret"_s].toString().toLatin1()};
    const auto place = call.server.connections.read([&](Database &database) { return placeOf(database, given.id); });
    if (!place)
        return place.error();
    const ShareLinkRow &link = place->link;
    if (!isSecretOf(given, link.secretHash))
        return noSuchLink();
    if (link.expiresAtMs <= call.server.parts.clock.nowMs())
        return expired();
    if (!link.passwordHash.isEmpty()) {
        if (!call.json[u"password"_s].isString())
            return problem(403, "password_needed", u"This link has a password."_s);
        const QByteArray account = "link " + link.id;  // no user has a name with a space
        if (const int wait = call.server.limiter.begin(account, call.head.peer); wait > 0)
            return rateLimited(u"Too many wrong passwords."_s, wait);
        const auto isRight = isPasswordOf(call.server, call.json[u"password"_s].toString(), link.passwordHash);
        if (!isRight) {
            call.server.limiter.takeBack(account, call.head.peer);  // it was not even looked at
            return isRight.error();
        }
        if (!*isRight)
            return problem(403, "bad_password", u"The password is wrong."_s);
        call.server.limiter.succeeded(account, call.head.peer, LoginLimiter::Place::Any);
    }
    const auto node = call.server.connections.read([&](Database &database) -> Result<std::optional<NodeRow>> {
        NodeRepository nodes(database, place->project);
        return nodeAt(nodes, *place, {});
    });
    if (!node)
        return node.error();
    QJsonObject json{{u"access"_s, QString::fromLatin1(makeAccess(call.server, link))},
                     {u"expires_in"_s, kAccessMs / 1000},
                     {u"name"_s, *node ? QString::fromUtf8((*node)->node.place.name) : place->projectName},
                     {u"kind"_s, kindText(*node)}};
    if (*node && (*node)->node.content.kind == NodeKind::File)
        json[u"size"_s] = (*node)->node.content.sizeBytes;
    return jsonResponse(json);
}

Result<Response> listShare(Call &call)
{
    const QByteArray access = call.json[u"access"_s].toString().toLatin1();
    auto rows = call.server.connections.read([&](Database &database) -> Result<std::vector<NodeRow>> {
        const auto place = accessedPlace(call, database, access);
        if (!place)
            return place.error();
        NodeRepository nodes(database, place->project);
        const auto folder = nodeAt(nodes, *place, call.json[u"path"_s].toString().toUtf8());
        if (!folder)
            return folder.error();
        if (*folder && (*folder)->node.content.kind != NodeKind::Folder)
            return Error{Error::Kind::NotFound, u"There is no such folder."_s, {}, {}};
        return nodes.children(*folder ? (*folder)->node.id : NodeId{}, call.json[u"after"_s].toString().toUtf8(), kPage + 1);
    });
    if (!rows)
        return rows.error();
    const bool hasMore = rows->size() > std::size_t(kPage);
    if (hasMore)
        rows->resize(kPage);
    QJsonArray items;
    for (const NodeRow &row : *rows) {
        const NodeContent &content = row.node.content;
        QJsonObject item{{u"name"_s, QString::fromUtf8(row.node.place.name)}, {u"kind"_s, toString(content.kind)}};
        if (content.kind == NodeKind::File) {
            item[u"size"_s] = content.sizeBytes;
            item[u"modified_at"_s] = timeText(content.modifiedNs / 1'000'000);
        }
        items.append(item);
    }
    return jsonResponse({{u"items"_s, items}, {u"after"_s, hasMore ? QString::fromUtf8(rows->back().node.place.name) : QString()}});
}

Result<Response> readShare(Call &call)
{
    auto file = call.server.connections.read([&](Database &database) -> Result<FoundFile> {
        const auto place = accessedPlace(call, database, call.form.text("access"));
        if (!place)
            return place.error();
        NodeRepository nodes(database, place->project);
        const auto node = nodeAt(nodes, *place, call.form.text("path"));
        if (!node)
            return node.error();
        if (!*node || (*node)->node.content.kind != NodeKind::File)
            return Error{Error::Kind::NotFound, u"There is no such file."_s, {}, {}};
        FoundFile found{place->project, (*node)->node.content, (*node)->node.place.name, {}};
        const auto bytes = ChunkRepository(database, place->project).manifest(found.content.hash);
        if (!bytes)
            return bytes.error();
        auto manifest = Manifest::fromBytes((*bytes).value_or(QByteArray()));
        if (!*bytes || !manifest)
            return internal({Error::Kind::Io, u"A file's list of chunks is not there."_s, found.content.hash.toString(), {}});
        found.manifest = *std::move(manifest);
        return found;
    });
    if (!file)
        return file.error();
    Response response = fileResponse(call, std::move(file));
    response.headers["Referrer-Policy"] = "no-referrer";
    return response;
}

}  // namespace tideline::server
