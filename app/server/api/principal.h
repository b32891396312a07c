// Who asks, and what may be done.
#pragma once

#include "core/base/ids.h"
#include "core/schema/cloud_project.h"

namespace tideline::server {

/// The signed-in user of a request.
struct Principal {
    UserId user;
    QString name;
    QByteArray tokenId;  ///< the public part of the token that was used
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

}  // namespace tideline::server
