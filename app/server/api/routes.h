// Which method and path lead to which endpoint, and what each needs.
#pragma once

#include "app/server/api/call.h"

#include <algorithm>
#include <optional>
#include <span>
#include <variant>

namespace tideline::server {

inline constexpr qint64 kMaxJsonBytes = 4 << 20;
inline constexpr qint64 kMaxCommitBytes = 16 << 20;

struct Route {
    enum class Body { None, Json, JsonText, OptionalJson, Pack, Form };  ///< JsonText: the handler reads it, being large
    const char *method;
    const char *pattern;  ///< below /api/v1, unless it begins with '/'; "*" is one part, a last "**" all that follows
    Handle handle;        ///< null for Body::Pack
    Body body = Body::None;
    qint64 maxBytes = kMaxJsonBytes;
    bool signIn = true;
    /// Asked before the body is read, of the project in the first "*"; the endpoint asks again in its transaction.
    std::optional<Permission> permission = {};
    Deleted deleted = Deleted::Refuse;
    Scope scope = ScopeRead;  ///< of the token; where there is a permission, at least what that needs
    /// As `permission`, of the organisation in the first "*".
    std::optional<Permission> organization = {};
};
/// What the token must allow.
constexpr Scope scopeOf(const Route &route)
{
    const auto &asked = route.permission ? route.permission : route.organization;
    return asked ? std::max(route.scope, scopeNeeded(*asked)) : route.scope;
}

struct RouteMatch {
    const Route *route = nullptr;
    std::vector<QByteArray> parts;  ///< decoded
};

/// All of them, for the test that compares them with openapi.json.
std::span<const Route> routes();

/// The route of a request, or the problem that says why there is none: 404 no_such_endpoint or other_protocol, 405 with Allow, 400.
std::variant<RouteMatch, Response> findRoute(const RequestHead &head);

}  // namespace tideline::server
