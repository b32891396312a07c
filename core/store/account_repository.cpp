#include "core/store/account_repository.h"

namespace tideline::store {

Result<std::vector<Account>> AccountRepository::list() const
{
    auto query = m_database.prepare("SELECT id, server_url, server_id, user_id, user_name FROM account ORDER BY id");
    if (!query)
        return query.error();
    std::vector<Account> accounts;
    for (;;) {
        const auto row = query->step();
        if (!row)
            return row.error();
        if (!*row)
            return accounts;
        Account account{query->integer(0), query->text(1), {}, query->text(3), query->text(4)};
        if (!query->isNull(2)) {
            const auto server = ServerId::fromBytes(query->blob(2));
            if (!server)
                return at(server.error(), u"account %1"_s.arg(account.id));
            account.serverId = *server;
        }
        accounts.push_back(std::move(account));
    }
}

Result<std::optional<Account>> AccountRepository::current() const
{
    auto accounts = list();
    if (!accounts)
        return accounts.error();
    if (accounts->empty())
        return std::optional<Account>();
    return std::optional(std::move(accounts->back()));
}

Result<qint64> AccountRepository::save(const Account &account, const Transaction &)
{
    auto query = m_database.prepare(R"(
        INSERT INTO account (id, server_url, server_id, user_id, user_name) VALUES (?1, ?2, ?3, ?4, ?5)
        ON CONFLICT (id) DO UPDATE SET server_url = ?2, server_id = ?3, user_id = ?4, user_name = ?5)");
    if (!query)
        return query.error();
    account.id == 0 ? query->bindNull(1) : query->bind(1, account.id);
    query->bind(2, account.serverUrl).bind(4, account.userId).bind(5, account.userName);
    account.serverId ? query->bindBlob(3, account.serverId->toBytes()) : query->bindNull(3);
    if (auto done = query->run(); !done)
        return at(done.error(), u"save account"_s);
    return account.id == 0 ? m_database.lastInsertId() : account.id;
}

Result<void> AccountRepository::remove(qint64 id, const Transaction &)
{
    auto query = m_database.prepare("DELETE FROM account WHERE id = ?");
    if (!query)
        return query.error();
    return query->bind(1, id).run();
}

}  // namespace tideline::store
