// Who asks, and what may be done.
#pragma once

#include "core/base/ids.h"
#include "core/schema/cloud_project.h"

#include <QStringList>

#include <optional>

namespace tideline::server {

/// What a token lets do of all that its user may: a set of bits, since each is given by itself.
enum Scope : quint8 { ScopeRead = 1, ScopeWrite = 2, ScopeAdmin = 4, ScopeAll = 7 };
/// With those that go with it: who may write may read, who may administer may both.
constexpr quint8 withImplied(quint8 scopes)
{
    return scopes & ScopeAdmin ? ScopeAll : scopes & ScopeWrite ? ScopeRead | ScopeWrite : scopes;
}
/// "projects:read", "projects:write", "admin"; nullopt for other words.
std::optional<Scope> scopeFromText(const QString &word);
QStringList scopeTexts(quint8 scopes);

/// The signed-in user of a request.
struct Principal {
    UserId user;
    QString name;
    QByteArray tokenId;  ///< the public part of the token that was used
    quint8 scopes = 0;       ///< of the token, with those that are implied
    qint64 expiresAtMs = 0;  ///< of the token; 0 = never
    std::optional<DeviceId> device = {};  ///< the one that signed in; nullopt = a personal access token
    bool may(Scope scope) const { return (scopes & scope) == scope; }
};

/// A user as the administration commands and `GET /me` show it.
struct UserInfo {
    UserId id;
    QString name;
    qint64 createdAtMs = 0;
};

/// A token without its secret.
struct TokenInfo {
    QByteArray id;  ///< the public part: tdl_pat_<id>_<secret>
    QString name;
    qint64 createdAtMs = 0;
    qint64 lastUsedAtMs = 0;  ///< to the hour; 0 = never
    quint8 scopes = ScopeAll;
    qint64 expiresAtMs = 0;   ///< 0 = never
};

/// A device that signed in by OAuth, as `GET /me/devices` shows it.
struct DeviceInfo {
    DeviceId id;
    QString name;
    quint8 scopes = ScopeAll;
    qint64 createdAtMs = 0;
    qint64 lastUsedAtMs = 0;  ///< when its tokens were last renewed
};

/// What a new token is made for.
struct TokenTerms {
    quint8 scopes = ScopeAll;
    qint64 expiresAtMs = 0;  ///< 0 = never
};

/// A fresh token; its secret is shown this once and stored nowhere.
struct NewToken {
    TokenInfo info;
    QString text;
};

/// What a request wants to do with a project. Each needs a role: Find Finder, Read Viewer, Modify Editor, Own Owner.
enum class Permission { Find, Read, Modify, Own };
constexpr Role roleNeeded(Permission permission)
{
    switch (permission) {
    case Permission::Find: return Role::Finder;
    case Permission::Read: return Role::Viewer;
    case Permission::Modify: return Role::Editor;
    case Permission::Own: return Role::Owner;
    }
    return Role::Owner;
}

/// What a token must let do for that.
constexpr Scope scopeNeeded(Permission permission)
{
    switch (permission) {
    case Permission::Find:
    case Permission::Read: return ScopeRead;
    case Permission::Modify: return ScopeWrite;
    case Permission::Own: return ScopeAdmin;
    }
    return ScopeAdmin;
}

}  // namespace tideline::server
