// The table `share_link`: what people without an account may read, and how they show that they may.
#pragma once

#include "app/server/metadata/query.h"

#include <optional>
#include <vector>

namespace tideline::server {

struct ShareLinkRow {
    QByteArray id;           ///< 24 hex digits
    NodeId node;             ///< null = the whole project
    QByteArray path;         ///< as it was when the link was made
    ContentHash secretHash;
    QByteArray passwordHash; ///< empty = none
    UserId user;             ///< who made it
    QString userName;
    qint64 createdAtMs = 0;
    qint64 expiresAtMs = 0;
};

/// A link with where it leads.
struct SharedPlace {
    ShareLinkRow link;
    qint64 project = 0;
    QString projectName;
    bool isOpen = false;  ///< the project lives, and who made the link is one of its owners yet
};

/// Thread:    its connection's.
/// Ownership: borrows the Database.
/// Invariant: no secret and no password is stored, only hashes of them.
class ShareLinkRepository {
public:
    explicit ShareLinkRepository(store::Database &database) : m_database(database) {}

    Result<void> add(qint64 project, const ShareLinkRow &link, const store::Transaction &);
    /// Of this project, newest first, expired ones too.
    Result<std::vector<ShareLinkRow>> list(qint64 project) const;
    Result<qint64> count(qint64 project) const;
    Result<std::optional<SharedPlace>> find(const QByteArray &id) const;
    /// Whether there was one.
    Result<bool> remove(qint64 project, const QByteArray &id, const store::Transaction &);

private:
    store::Database &m_database;
};

}  // namespace tideline::server
