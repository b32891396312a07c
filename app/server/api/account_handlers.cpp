#include "app/server/api/accounts.h"
#include "app/server/api/handlers.h"
#include "app/server/api/membership.h"
#include "app/server/api/server_state.h"
#include "app/server/metadata/account_repository.h"
#include "app/server/metadata/grant_repository.h"

#include <QJsonArray>

namespace tideline::server {

namespace {

QJsonObject tokenJson(const TokenInfo &token)
{
    return {{u"id"_s, QString::fromLatin1(token.id)},
            {u"name"_s, token.name},
            {u"created_at"_s, timeJson(token.createdAtMs)},
            {u"last_used_at"_s, timeJson(token.lastUsedAtMs)},
            {u"scopes"_s, QJsonArray::fromStringList(scopeTexts(token.scopes))},
            {u"expires_at"_s, timeJson(token.expiresAtMs)}};
}

/// Errors: Invalid.
Result<TokenTerms> termsFrom(const QJsonObject &json)
{
    TokenTerms terms;
    if (const QJsonValue scopes = json[u"scopes"_s]; !scopes.isUndefined()) {
        terms.scopes = 0;
        for (const QJsonValue &word : scopes.toArray()) {
            const auto scope = scopeFromText(word.toString());
            if (!scope)
                return invalid(u"A scope is projects:read, projects:write or admin."_s, u"scopes"_s);
            terms.scopes |= *scope;
        }
        if (terms.scopes == 0)
            return invalid(u"A token without a scope is good for nothing."_s, u"scopes"_s);
    }
    if (const QJsonValue end = json[u"expires_at"_s]; !end.isUndefined() && !end.isNull()) {
        const auto time = timeFrom(end, u"expires_at"_s);
        if (!time)
            return time.error();
        terms.expiresAtMs = *time;
    }
    return terms;
}

/// 204 once `remove(Database &, const Transaction &)` is done; it says NotFound of what is not the caller's own.
template <typename Remove>
Result<Response> removed(Call &call, Remove remove)
{
    auto done = call.server.connections.write(
        [&](store::Database &database, const store::Transaction &transaction) -> Result<void> {
            const auto found = remove(database, transaction);
            return found ? Result<void>() : found.error();
        });
    if (!done)
        return done.error();
    Response response;
    response.status = 204;
    return response;
}

/// A personal access token. Errors: NotFound.
Result<Response> revoke(Call &call, const QByteArray &id)
{
    return removed(call, [&](store::Database &database, const store::Transaction &transaction) -> Result<bool> {
        AccountRepository accounts(database);
        const auto token = accounts.findToken(id);
        if (!token)
            return token.error();
        if (!*token || (*token)->user.id != call.principal.user || (*token)->device)
            return Error{Error::Kind::NotFound, u"There is no such token."_s, {}, {}};
        return accounts.removeToken(id, transaction);
    });
}

/// A device, with all its tokens. Errors: NotFound.
Result<Response> signOut(Call &call, const DeviceId &id)
{
    return removed(call, [&](store::Database &database, const store::Transaction &transaction) -> Result<bool> {
        GrantRepository grants(database);
        const auto device = grants.findDevice(id);
        if (!device)
            return device.error();
        if (!*device || (*device)->user.id != call.principal.user)
            return Error{Error::Kind::NotFound, u"There is no such device."_s, {}, {}};
        return grants.removeDevice(id, transaction);
    });
}

}  // namespace

Result<Response> getCapabilities(Call &call)
{
    const auto chunker = [](const ChunkerParameters &p) {
        return QJsonObject{{u"min"_s, qint64(p.minimum)}, {u"avg"_s, qint64(p.average)}, {u"max"_s, qint64(p.maximum)}};
    };
    const ServerIdentity identity = call.server.identity();
    return jsonResponse(
        {{u"api"_s, QJsonArray{u"v1"_s}},
         {u"hash"_s, QJsonArray{u"s256"_s}},
         {u"chunker"_s, QJsonObject{{u"name"_s, u"fastcdc2"_s},
                                    {u"large_file_bytes"_s, kLargeFileBytes},
                                    {u"small"_s, chunker(kSmallFileChunks)},
                                    {u"large"_s, chunker(kLargeFileChunks)}}},
         {u"limits"_s, QJsonObject{{u"chunk_bytes"_s, kMaxChunkBytes},
                                   {u"pack_bytes"_s, wire::kMaxPackBytes},
                                   {u"pack_chunks"_s, wire::kMaxPackChunks},
                                   {u"negotiate_chunks"_s, qint64(wire::kMaxNegotiateChunks)},
                                   {u"commit_changes"_s, qint64(wire::kMaxCommitChanges)},
                                   {u"commit_bytes"_s, 16 << 20},
                                   {u"json_bytes"_s, 4 << 20},
                                   {u"name_bytes"_s, qint64(kMaxNameBytes)},
                                   {u"path_bytes"_s, qint64(kMaxPathBytes)},
                                   {u"path_depth"_s, qint64(kMaxPathDepth)}}},
         {u"auth"_s, QJsonObject{{u"password"_s, true}, {u"device"_s, true}, {u"pkce"_s, true}}},
         {u"events"_s, true},
         {u"direct_upload"_s, false},
         {u"server_id"_s, identity.id.toString()},
         {u"epoch"_s, identity.epoch.toString()},
         {u"version"_s, QStringLiteral(TIDELINE_VERSION)}});
}

Result<std::variant<UserInfo, Response>> checkSignIn(Call &call, const QString &name, const QString &password)
{
    using Checked = std::variant<UserInfo, Response>;
    const QByteArray account = name.toUtf8();
    const int wait = call.server.limiter.begin(account, call.head.peer);
    if (wait > 0)
        return Checked(rateLimited(u"Too many failed sign-ins."_s, wait));
    const auto user = checkPassword(call.server, name, password);
    if (!user && user.error().kind == Error::Kind::SignIn)
        return Checked(problem(401, "bad_credentials", user.error().what));
    if (!user) {
        call.server.limiter.takeBack(account, call.head.peer);
        return user.error();
    }
    call.server.limiter.succeeded(account, call.head.peer);
    return Checked(*user);
}

Result<Response> postLogin(Call &call)
{
    const QJsonValue name = call.json[u"user"_s];
    const QJsonValue password = call.json[u"password"_s];
    if (!name.isString() || !password.isString() || name.toString().size() > 255)
        return invalid(u"A sign-in has the texts user and password."_s);
    auto checked = checkSignIn(call, name.toString(), password.toString());
    if (!checked)
        return checked.error();
    if (auto *refusal = std::get_if<Response>(&*checked))
        return std::move(*refusal);
    const UserInfo &user = std::get<UserInfo>(*checked);
    const auto token = makeToken(call.server, user.id, call.json[u"device"_s].toString());
    if (!token)
        return token.error();
    return jsonResponse({{u"token"_s, token->text},
                         {u"user"_s, userJson(user.id, user.name)},
                         {u"server_id"_s, call.server.identity().id.toString()}});
}

Result<Response> postLogout(Call &call)
{
    return call.principal.device ? signOut(call, *call.principal.device) : revoke(call, call.principal.tokenId);
}

Result<Response> getMe(Call &call)
{
    const ServerIdentity identity = call.server.identity();
    return jsonResponse({{u"user"_s, userJson(call.principal.user, call.principal.name)},
                         {u"server_id"_s, identity.id.toString()},
                         {u"epoch"_s, identity.epoch.toString()}});
}

Result<Response> getTokens(Call &call)
{
    const auto tokens = call.server.connections.read(
        [&](store::Database &database) { return AccountRepository(database).listTokens(call.principal.user); });
    if (!tokens)
        return tokens.error();
    QJsonArray items;
    for (const TokenInfo &token : *tokens)
        items.append(tokenJson(token));
    return jsonResponse({{u"items"_s, items}});
}

Result<Response> postToken(Call &call)
{
    if (!call.json[u"name"_s].isString())
        return invalid(u"A token needs a name."_s, u"name"_s);
    const auto terms = termsFrom(call.json);
    if (!terms)
        return terms.error();
    const qint64 end = call.principal.expiresAtMs;
    if (end != 0 && (terms->expiresAtMs == 0 || terms->expiresAtMs > end))
        return Error{Error::Kind::Denied, u"A token makes none that outlives it."_s, u"expires_at"_s,
                     u"Give an end until %1."_s.arg(timeJson(end).toString())};
    const auto token = makeToken(call.server, call.principal.user, call.json[u"name"_s].toString(), *terms, &call.principal);
    if (!token)
        return token.error();
    QJsonObject json = tokenJson(token->info);
    json[u"token"_s] = token->text;
    return jsonResponse(json, 201);
}

Result<Response> deleteToken(Call &call)
{
    return revoke(call, call.parts.front());
}

Result<Response> getDevices(Call &call)
{
    const auto devices = call.server.connections.read(
        [&](store::Database &database) { return GrantRepository(database).listDevices(call.principal.user); });
    if (!devices)
        return devices.error();
    QJsonArray items;
    for (const DeviceInfo &device : *devices) {
        items.append(QJsonObject{{u"id"_s, device.id.toString()},
                                 {u"name"_s, device.name},
                                 {u"created_at"_s, timeJson(device.createdAtMs)},
                                 {u"last_used_at"_s, timeJson(device.lastUsedAtMs)},
                                 {u"scopes"_s, QJsonArray::fromStringList(scopeTexts(device.scopes))},
                                 {u"current"_s, call.principal.device == device.id}});
    }
    return jsonResponse({{u"items"_s, items}});
}

Result<Response> deleteDevice(Call &call)
{
    const auto id = DeviceId::fromString(QString::fromLatin1(call.parts.front()));
    if (!id)
        return Error{Error::Kind::NotFound, u"There is no such device."_s, {}, {}};
    return signOut(call, *id);
}

}  // namespace tideline::server
