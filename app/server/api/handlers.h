// The endpoints, one function each; routes.cpp says which path leads where.
#pragma once

#include "app/server/api/call.h"

#include <variant>

namespace tideline::server {

// clang-format off
// account_handlers.cpp
Result<Response> getCapabilities(Call &);   ///< GET /capabilities
Result<Response> postLogin(Call &);         ///< POST /login {user, password, device} -> {token, user}
Result<Response> postLogout(Call &);        ///< POST /logout: revokes the token it came with
Result<Response> getMe(Call &);             ///< GET /me -> {user, server_id, epoch}
Result<Response> getTokens(Call &);         ///< GET /me/tokens -> {items}
Result<Response> postToken(Call &);         ///< POST /me/tokens {name, scopes, expires_at} -> {id, name, token, …}
Result<Response> deleteToken(Call &);       ///< DELETE /me/tokens/{id}
Result<Response> getDevices(Call &);        ///< GET /me/devices -> {items}
Result<Response> deleteDevice(Call &);      ///< DELETE /me/devices/{id}: it is signed out

// event_handlers.cpp
Result<Response> postEventTicket(Call &);   ///< POST /events/ticket -> {ticket, subprotocol, expires_in}
Result<Response> postEventCookie(Call &);   ///< POST /events/cookie: the token that it came with, as a cookie
Result<Response> deleteEventCookie(Call &); ///< DELETE /events/cookie

// oauth_handlers.cpp; forms, and replies as the RFCs have them
Result<Response> getOAuthMetadata(Call &);  ///< GET /.well-known/oauth-authorization-server (RFC 8414)
Result<Response> getAuthorize(Call &);      ///< GET /oauth/authorize: the page on which a person signs in
Result<Response> postAuthorize(Call &);     ///< POST /oauth/authorize: its form -> 303 to the client, with a code
Result<Response> postOAuthToken(Call &);    ///< POST /oauth/token {grant_type, …} -> {access_token, refresh_token, …}
Result<Response> postOAuthDevice(Call &);   ///< POST /oauth/device {client_id, device} -> {device_code, user_code, …} (RFC 8628)
Result<Response> getVerify(Call &);         ///< GET /oauth/verify?user_code=: the page for such a code
Result<Response> postVerify(Call &);        ///< POST /oauth/verify: its form
Result<Response> postOAuthRevoke(Call &);   ///< POST /oauth/revoke {token} (RFC 7009)

// provider_handlers.cpp
Result<Response> getProvider(Call &);         ///< GET /oauth/provider?(as authorize, or user_code=) -> 303 to the provider
Result<Response> getProviderCallback(Call &); ///< GET /oauth/provider/callback?code=&state=: the page that asks yes or no
Result<Response> postProviderConfirm(Call &); ///< POST /oauth/provider/confirm: its form -> as authorize, verify

// project_handlers.cpp
Result<Response> getProjects(Call &);       ///< GET /projects?owner=&q=&tag=&updated_since=&deleted=&public=&cursor=&limit= -> {items, cursor, has_more}
Result<Response> postProject(Call &);       ///< POST /projects (Idempotency-Key) -> 201 CloudProject
Result<Response> getProject(Call &);        ///< GET /projects/{id}, ETag "p<record revision>"
Result<Response> patchProject(Call &);      ///< PATCH /projects/{id} (If-Match): a JSON merge patch
Result<Response> deleteProject(Call &);     ///< DELETE /projects/{id}: it can be restored until it is purged
Result<Response> restoreProject(Call &);    ///< POST /projects/{id}/restore
Result<Response> getMembers(Call &);        ///< GET /projects/{id}/members -> {items: [{user, role, direct}]}
Result<Response> putMember(Call &);         ///< PUT /projects/{id}/members/{user id or name} {role}
Result<Response> deleteMember(Call &);      ///< DELETE /projects/{id}/members/{user id or name}; oneself may always

// tree_handlers.cpp
Result<Response> getTree(Call &);           ///< GET /projects/{id}/tree?revision=&parent=&path=&after=&limit=
Result<Response> getChanges(Call &);        ///< GET /projects/{id}/changes?epoch=&since=&hash=&until=&after=&limit=

// history_handlers.cpp
Result<Response> postCommit(Call &);        ///< POST /projects/{id}/commits (Idempotency-Key)
Result<Response> getCommits(Call &);        ///< GET /projects/{id}/commits?after=&limit=&path=&node=
Result<Response> getCommit(Call &);         ///< GET /projects/{id}/commits/{revision}?after=&limit=
Result<Response> findInHistory(Call &);     ///< POST /projects/{id}/history:find {entries} -> {known: [{index, node, revision}]}

// snapshot_handlers.cpp
Result<Response> restoreCommit(Call &);     ///< POST /projects/{id}/commits/{revision}/restore {device, message} (Idempotency-Key)
Result<Response> getSnapshots(Call &);      ///< GET /projects/{id}/snapshots -> {items}, newest first
Result<Response> postSnapshot(Call &);      ///< POST /projects/{id}/snapshots {name, revision, message} -> 201
Result<Response> patchSnapshot(Call &);     ///< PATCH /projects/{id}/snapshots/{name} {live}
Result<Response> deleteSnapshot(Call &);    ///< DELETE /projects/{id}/snapshots/{name}: the name alone goes

// content_handlers.cpp
Result<Response> negotiateChunks(Call &);   ///< POST /projects/{id}/chunks:negotiate {chunks} -> {need, pack}
Result<Response> fetchPack(Call &);         ///< POST /projects/{id}/packs:fetch {chunks} -> a pack, in an order of ours
Result<Response> fetchManifests(Call &);    ///< POST /projects/{id}/manifests:fetch {hashes} -> {manifests}
Result<Response> getFile(Call &);           ///< GET /projects/{id}/files/{path}?revision=

// usage_handlers.cpp
Result<Response> getQuota(Call &);          ///< GET /me/quota -> {limit, used, projects}
Result<Response> getUsage(Call &);          ///< GET /projects/{id}/usage
Result<Response> getRetention(Call &);      ///< GET /projects/{id}/retention -> {keep, all_days, daily_days}
Result<Response> putRetention(Call &);      ///< PUT /projects/{id}/retention
Result<Response> previewRetention(Call &);  ///< GET /projects/{id}/retention/preview?all_days=&daily_days= -> what would go
Result<Response> applyRetention(Call &);    ///< POST /projects/{id}/retention:apply -> what went

// link_handlers.cpp
Result<Response> getLinks(Call &);          ///< GET /projects/{id}/links -> {items}, without their secrets
Result<Response> postLink(Call &);          ///< POST /projects/{id}/links {path, expires_at, password} -> 201 {url, …}
Result<Response> deleteLink(Call &);        ///< DELETE /projects/{id}/links/{link}
Result<Response> getSharePage(Call &);      ///< GET /s/{link}: the page that reads the secret behind the '#'
Result<Response> openShare(Call &);         ///< POST /shared/{link} {secret, password} -> {access, …}
Result<Response> listShare(Call &);         ///< POST /shared/{link}/tree {access, path, after} -> {items}
Result<Response> readShare(Call &);         ///< POST /shared/{link}/file: a form of access and path -> the file

// activity_handlers.cpp
Result<Response> getActivity(Call &);       ///< GET /projects/{id}/activity?cursor=&limit= -> {items, cursor}, newest first
Result<Response> getPresence(Call &);       ///< GET /projects/{id}/presence -> {items: who has it open now}
// organization_handlers.cpp; {id} may be its name
Result<Response> getOrganizations(Call &);          ///< GET /organizations -> {items}: those that I belong to
Result<Response> postOrganization(Call &);          ///< POST /organizations {name, title} -> 201; its maker is its first owner
Result<Response> getOrganization(Call &);           ///< GET /organizations/{id}
Result<Response> patchOrganization(Call &);         ///< PATCH /organizations/{id} {name, title}
Result<Response> deleteOrganization(Call &);        ///< DELETE /organizations/{id}: only when it owns no project
Result<Response> getOrganizationMembers(Call &);    ///< GET /organizations/{id}/members -> {items: [{user, role}]}
Result<Response> putOrganizationMember(Call &);     ///< PUT /organizations/{id}/members/{user id or name} {role}
Result<Response> deleteOrganizationMember(Call &);  ///< DELETE /organizations/{id}/members/{user id or name}; oneself may always

// permission_handlers.cpp
Result<Response> putProjectOwner(Call &);           ///< PUT /projects/{id}/owner {type, id}
Result<Response> getPermissions(Call &);            ///< GET /projects/{id}/permissions -> {permissions: [{type, relation, id, name}], is_public}
Result<Response> postPermissions(Call &);           ///< POST /projects/{id}/permissions {permissions: [{type, relation, id, action}], is_public}
Result<Response> getMyPermissions(Call &);          ///< GET /projects/{id}/permissions/my -> {delete, find, modify, own, read, share}

// invitation_handlers.cpp
Result<Response> getProjectInvitations(Call &);        ///< GET /projects/{id}/invitations -> {items}
Result<Response> postProjectInvitation(Call &);        ///< POST /projects/{id}/invitations {role, user, expires_at} -> 201 {id, code, …}
Result<Response> deleteProjectInvitation(Call &);      ///< DELETE /projects/{id}/invitations/{invitation}
Result<Response> getOrganizationInvitations(Call &);   ///< the same three of an organisation
Result<Response> postOrganizationInvitation(Call &);
Result<Response> deleteOrganizationInvitation(Call &);
Result<Response> getMyInvitations(Call &);             ///< GET /me/invitations -> {items}
Result<Response> acceptInvitation(Call &);             ///< POST /invitations:accept {id or code} -> {type, id, name, role}
Result<Response> declineInvitation(Call &);            ///< POST /invitations:decline {id or code}
Result<Response> registerByInvitation(Call &);         ///< POST /invitations:register {code, user, password, device} -> {token, user}
// clang-format on

/// A file of a project, as it is sent (content_handlers.cpp).
struct FoundFile {
    qint64 project = 0;
    NodeContent content;
    QByteArray name;
    Manifest manifest;
};
/// With ranges and ETag, as an attachment that no browser runs. `file` is there.
Response fileResponse(Call &call, Result<FoundFile> file);

/// The user whose password came with this request (account_handlers.cpp); else the Response that refuses it: 401, or 429 after too
/// many tries. Errors: those of the store.
Result<std::variant<UserInfo, Response>> checkSignIn(Call &call, const QString &name, const QString &password);

}  // namespace tideline::server
