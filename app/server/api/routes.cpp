#include "app/server/api/routes.h"

#include "app/server/api/handlers.h"

#include <QList>

#include <algorithm>

namespace tideline::server {

namespace {

constexpr QByteArrayView kBase("/api/v1/");
constexpr auto kFind = Permission::Find;
constexpr auto kRead = Permission::Read;
constexpr auto kModify = Permission::Modify;
constexpr auto kOwn = Permission::Own;
constexpr auto kAlive = Deleted::Refuse;
using B = Route::Body;

// clang-format off
constexpr Route kRoutes[] = {
    {"GET",    "capabilities",                &getCapabilities, B::None,         0,               false},
    {"POST",   "login",                       &postLogin,       B::Json,         64 << 10,        false},
    {"POST",   "logout",                      &postLogout,      B::OptionalJson, 64 << 10},
    {"GET",    "/.well-known/oauth-authorization-server", &getOAuthMetadata, B::None, 0,          false},
    {"GET",    "oauth/authorize",             &getAuthorize,    B::None,         0,               false},
    {"POST",   "oauth/authorize",             &postAuthorize,   B::Form,         64 << 10,        false},
    {"POST",   "oauth/token",                 &postOAuthToken,  B::Form,         64 << 10,        false},
    {"POST",   "oauth/device",                &postOAuthDevice, B::Form,         64 << 10,        false},
    {"GET",    "oauth/verify",                &getVerify,       B::None,         0,               false},
    {"POST",   "oauth/verify",                &postVerify,      B::Form,         64 << 10,        false},
    {"POST",   "oauth/revoke",                &postOAuthRevoke, B::Form,         64 << 10,        false},
    {"GET",    "oauth/provider",              &getProvider,     B::None,         0,               false},
    {"GET",    "oauth/provider/callback",     &getProviderCallback, B::None,     0,               false},
    {"POST",   "oauth/provider/confirm",      &postProviderConfirm, B::Form,     64 << 10,        false},
    {"GET",    "me",                          &getMe},
    {"GET",    "me/devices",                  &getDevices,      B::None,         0,               true, {}, kAlive, ScopeAdmin},
    {"DELETE", "me/devices/*",                &deleteDevice,    B::None,         0,               true, {}, kAlive, ScopeAdmin},
    {"GET",    "me/tokens",                   &getTokens,       B::None,         0,               true, {}, kAlive, ScopeAdmin},
    {"POST",   "me/tokens",                   &postToken,       B::Json,         64 << 10,        true, {}, kAlive, ScopeAdmin},
    {"DELETE", "me/tokens/*",                 &deleteToken,     B::None,         0,               true, {}, kAlive, ScopeAdmin},
    {"POST",   "events/ticket",               &postEventTicket, B::OptionalJson, 64 << 10},
    {"POST",   "events/cookie",               &postEventCookie, B::OptionalJson, 64 << 10},
    {"DELETE", "events/cookie",               &deleteEventCookie},
    {"GET",    "projects",                    &getProjects},
    {"POST",   "projects",                    &postProject,     B::Json,         kMaxJsonBytes,   true, {}, kAlive, ScopeWrite},
    {"GET",    "projects/*",                  &getProject,      B::None,         0,               true, kFind},
    {"PATCH",  "projects/*",                  &patchProject,    B::Json,         kMaxJsonBytes,   true, kModify},
    {"DELETE", "projects/*",                  &deleteProject,   B::None,         0,               true, kOwn},
    {"POST",   "projects/*/restore",          &restoreProject,  B::OptionalJson, 64 << 10,        true, kOwn, Deleted::Allow},
    {"GET",    "projects/*/members",          &getMembers,      B::None,         0,               true, kFind},
    {"PUT",    "projects/*/members/*",        &putMember,       B::Json,         64 << 10,        true, kOwn},
    {"DELETE", "projects/*/members/*",        &deleteMember,    B::None,         0,               true, kFind, kAlive, ScopeAdmin},
    {"GET",    "projects/*/tree",             &getTree,         B::None,         0,               true, kFind},
    {"GET",    "projects/*/changes",          &getChanges,      B::None,         0,               true, kRead},
    {"POST",   "projects/*/commits",          &postCommit,      B::JsonText,     kMaxCommitBytes, true, kModify},
    {"GET",    "projects/*/commits",          &getCommits,      B::None,         0,               true, kFind},
    {"GET",    "projects/*/commits/*",        &getCommit,       B::None,         0,               true, kFind},
    {"POST",   "projects/*/commits/*/restore", &restoreCommit,  B::OptionalJson, 64 << 10,        true, kModify},
    {"POST",   "projects/*/history:find",     &findInHistory,   B::Json,         kMaxJsonBytes,   true, kRead},
    {"GET",    "projects/*/snapshots",        &getSnapshots,    B::None,         0,               true, kFind},
    {"POST",   "projects/*/snapshots",        &postSnapshot,    B::Json,         64 << 10,        true, kModify},
    {"PATCH",  "projects/*/snapshots/*",      &patchSnapshot,   B::Json,         64 << 10,        true, kModify},
    {"DELETE", "projects/*/snapshots/*",      &deleteSnapshot,  B::None,         0,               true, kModify},
    {"POST",   "projects/*/chunks:negotiate", &negotiateChunks, B::Json,         kMaxJsonBytes,   true, kModify},
    {"POST",   "projects/*/packs",            nullptr,          B::Pack,         0,               true, kModify},
    {"POST",   "projects/*/packs:fetch",      &fetchPack,       B::Json,         kMaxJsonBytes,   true, kRead},
    {"POST",   "projects/*/manifests:fetch",  &fetchManifests,  B::Json,         kMaxJsonBytes,   true, kRead},
    {"GET",    "projects/*/files/**",         &getFile,         B::None,         0,               true, kRead},
    {"HEAD",   "projects/*/files/**",         &getFile,         B::None,         0,               true, kRead},
    {"GET",    "me/quota",                    &getQuota},
    {"GET",    "projects/*/usage",            &getUsage,        B::None,         0,               true, kFind},
    {"GET",    "projects/*/retention",        &getRetention,    B::None,         0,               true, kFind},
    {"PUT",    "projects/*/retention",        &putRetention,    B::Json,         64 << 10,        true, kOwn},
    {"GET",    "projects/*/retention/preview", &previewRetention, B::None,       0,               true, kOwn},
    {"POST",   "projects/*/retention:apply",  &applyRetention,  B::OptionalJson, 64 << 10,        true, kOwn},
    {"GET",    "projects/*/links",            &getLinks,        B::None,         0,               true, kOwn},
    {"POST",   "projects/*/links",            &postLink,        B::Json,         64 << 10,        true, kOwn},
    {"DELETE", "projects/*/links/*",          &deleteLink,      B::None,         0,               true, kOwn},
    {"GET",    "/s/*",                        &getSharePage,    B::None,         0,               false},
    {"POST",   "shared/*",                    &openShare,       B::Json,         64 << 10,        false},
    {"POST",   "shared/*/tree",               &listShare,       B::Json,         64 << 10,        false},
    {"POST",   "shared/*/file",               &readShare,       B::Form,         64 << 10,        false},
    {"GET",    "projects/*/activity",         &getActivity,     B::None,         0,               true, kRead},
    {"GET",    "projects/*/presence",         &getPresence,     B::None,         0,               true, kFind},
    // Organisations; rights; invitations.
    {"GET",    "organizations",               &getOrganizations},
    {"POST",   "organizations",               &postOrganization, B::Json,        64 << 10,        true, {}, kAlive, ScopeAdmin},
    {"GET",    "organizations/*",             &getOrganization, B::None,         0,               true, {}, kAlive, ScopeRead, kFind},
    {"PATCH",  "organizations/*",             &patchOrganization, B::Json,       64 << 10,        true, {}, kAlive, ScopeAdmin, kOwn},
    {"DELETE", "organizations/*",             &deleteOrganization, B::None,      0,               true, {}, kAlive, ScopeAdmin, kOwn},
    {"GET",    "organizations/*/members",     &getOrganizationMembers, B::None,  0,               true, {}, kAlive, ScopeRead, kFind},
    {"PUT",    "organizations/*/members/*",   &putOrganizationMember, B::Json,   64 << 10,        true, {}, kAlive, ScopeAdmin, kOwn},
    {"DELETE", "organizations/*/members/*",   &deleteOrganizationMember, B::None, 0,              true, {}, kAlive, ScopeAdmin, kFind},
    {"PUT",    "projects/*/owner",            &putProjectOwner, B::Json,         64 << 10,        true, kOwn, Deleted::Allow},
    {"GET",    "projects/*/permissions",      &getPermissions,  B::None,         0,               true, kFind},
    {"POST",   "projects/*/permissions",      &postPermissions, B::Json,         256 << 10,       true, kOwn},
    {"GET",    "projects/*/permissions/my",   &getMyPermissions, B::None,        0,               true, kFind},
    {"GET",    "projects/*/invitations",      &getProjectInvitations, B::None,   0,               true, kOwn},
    {"POST",   "projects/*/invitations",      &postProjectInvitation, B::Json,   64 << 10,        true, kOwn},
    {"DELETE", "projects/*/invitations/*",    &deleteProjectInvitation, B::None, 0,               true, kOwn},
    {"GET",    "organizations/*/invitations", &getOrganizationInvitations, B::None, 0,            true, {}, kAlive, ScopeAdmin, kOwn},
    {"POST",   "organizations/*/invitations", &postOrganizationInvitation, B::Json, 64 << 10,     true, {}, kAlive, ScopeAdmin, kOwn},
    {"DELETE", "organizations/*/invitations/*", &deleteOrganizationInvitation, B::None, 0,        true, {}, kAlive, ScopeAdmin, kOwn},
    {"GET",    "me/invitations",              &getMyInvitations},
    {"POST",   "invitations:accept",          &acceptInvitation, B::Json,        64 << 10,        true, {}, kAlive, ScopeAdmin},
    {"POST",   "invitations:decline",         &declineInvitation, B::Json,       64 << 10,        true, {}, kAlive, ScopeAdmin},
    {"POST",   "invitations:register",        &registerByInvitation, B::Json,    64 << 10,        false},
};
// clang-format on

/// The variable parts, still encoded, when the path fits the pattern.
std::optional<std::vector<QByteArray>> fit(const QList<QByteArray> &path, const char *pattern)
{
    const QList<QByteArray> wanted = QByteArray(pattern).split('/');
    std::vector<QByteArray> parts;
    for (qsizetype i = 0; i < wanted.size(); ++i) {
        if (wanted[i] == "**") {
            if (i >= path.size())
                return {};
            parts.push_back(path.sliced(i).join('/'));
            return parts;
        }
        if (i >= path.size() || (wanted[i] != "*" && wanted[i] != path[i]))
            return {};
        if (wanted[i] == "*")
            parts.push_back(path[i]);
    }
    return wanted.size() == path.size() ? std::optional(std::move(parts)) : std::nullopt;
}

/// "/api/v2/…", or an older one: of a program that is not of this server's time.
bool isOfAnotherProtocol(const QByteArray &path)
{
    constexpr QByteArrayView kAny("/api/v");
    if (!path.startsWith(kAny) || path.startsWith(kBase))
        return false;
    const QByteArray number = path.sliced(kAny.size()).split('/').first();
    return !number.isEmpty()
        && std::all_of(number.begin(), number.end(), [](char digit) { return digit >= '0' && digit <= '9'; });
}

}  // namespace

std::span<const Route> routes()
{
    return kRoutes;
}

std::variant<RouteMatch, Response> findRoute(const RequestHead &head)
{
    QList<QByteArray> methods;
    const bool isBelow = head.path.startsWith(kBase);
    if (isBelow || head.path.startsWith("/.well-known/") || head.path.startsWith("/s/")) {
        const QList<QByteArray> path = (isBelow ? head.path.sliced(kBase.size()) : head.path).split('/');
        for (const Route &route : kRoutes) {
            auto parts = isBelow == (route.pattern[0] != '/') ? fit(path, route.pattern) : std::nullopt;
            if (!parts)
                continue;
            if (head.method != route.method) {
                methods += route.method;
                continue;
            }
            for (QByteArray &part : *parts) {
                auto decoded = percentDecoded(part);
                if (!decoded)
                    return problem(400, "bad_request", decoded.error().what);
                part = *std::move(decoded);
            }
            return RouteMatch{&route, *std::move(parts)};
        }
    }
    if (methods.isEmpty() && isOfAnotherProtocol(head.path))
        return problem(404, "other_protocol", u"This server speaks protocol v1."_s);
    if (methods.isEmpty())
        return problem(404, "no_such_endpoint", u"There is nothing at this address."_s);
    Response response = problem(405, "method_not_allowed", u"This address does not take this method."_s);
    response.headers["Allow"] = methods.join(", ");
    return response;
}

}  // namespace tideline::server
