// The table `account`.
#pragma once

#include "core/base/ids.h"
#include "core/store/database.h"

#include <optional>
#include <vector>

namespace tideline::store {

/// Where this profile is signed in. The token is in the profile's 0600 token file, never in the store.
struct Account {
    qint64 id = 0;      ///< 0 = not yet stored
    QString serverUrl;  ///< scheme://host[:port], no path
    std::optional<ServerId> serverId;
    QString userId;
    QString userName;
    bool operator==(const Account &) const = default;
};

/// Reads and writes the `account` table, and is the only code that knows its columns.
///
/// Thread:    where its Database was opened.
/// Ownership: borrows the Database, which outlives it.
/// Errors:    Corrupt, Timeout, those of Statement::step().
class AccountRepository {
public:
    explicit AccountRepository(Database &database) : m_database(database) {}

    /// The account last signed in, or nullopt when signed out.
    Result<std::optional<Account>> current() const;
    Result<std::vector<Account>> list() const;  ///< newest last
    /// Inserts (id 0) or replaces by id; returns the id.
    Result<qint64> save(const Account &account, const Transaction &);
    Result<void> remove(qint64 id, const Transaction &);

private:
    Database &m_database;
};

}  // namespace tideline::store
