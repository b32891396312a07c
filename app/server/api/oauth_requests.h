// What a browser asks for when a device signs in, shared by the ways in which a person then says who they are.
#pragma once

#include "app/server/api/call.h"
#include "app/server/api/grants.h"
#include "app/server/api/oauth_pages.h"

namespace tideline::server {

inline constexpr QByteArrayView kClient("tideline");  ///< the one client_id

/// Where the server is reached, as its operator says, else as this request reached it.
QByteArray issuerOf(const Call &call);
/// "projects:read admin"; all of them when nothing is asked for. nullopt: one is unknown.
std::optional<quint8> scopesFrom(const QByteArray &text);
/// 303 to an address that was checked, with these parameters added.
Response redirectTo(const QByteArray &uri, const QList<std::pair<QString, QString>> &parameters);

/// What a browser was sent with; the same comes back with the form.
struct Authorization {
    CodeRequest request;
    QByteArray state;
    std::optional<Response> refusal;
};
Authorization authorizationFrom(const Call &call, const Parameters &given);
/// Back to the client, without a code.
Response deniedTo(const Call &call, const CodeRequest &request, const QByteArray &state);
/// Back to the client, with one.
Response codeTo(const Call &call, const CodeRequest &request, const QByteArray &state, const QByteArray &code);

SignInPage pageOf(const Call &call, const Authorization &asked);
SignInPage verifyPage(const Call &call, const QString &userCode, const Waiting &waiting);
/// The page that asks for a device's code; `trouble`: why the last one did not do.
Response askForCode(const QString &trouble = {}, int status = 404);
/// What waits under a code that somebody typed, else the page that asks for another. Wrong ones are counted: a code is short.
Result<std::variant<Waiting, Response>> typedCode(Call &call, const QString &userCode);

}  // namespace tideline::server
