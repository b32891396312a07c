#include "app/server/metadata/usage_repository.h"

namespace tideline::server {

namespace {

bool isUser(const Owner &owner)
{
    return std::holds_alternative<UserId>(owner);
}

const IdBytes &bytesOf(const Owner &owner)
{
    return std::visit([](const IdBytes &id) -> const IdBytes & { return id; }, owner);
}

// owner_id of what an organisation owns is who made it.
#define OF_USER "owner_id = ? AND organization IS NULL"
#define OF_ORGANIZATION "organization = ?"

}  // namespace

Refusal quotaExceeded(const Allowance &allowance, qint64 needed)
{
    const qint64 limit = allowance.limitBytes.value_or(0);
    return {403,
            "quota_exceeded",
            u"The project's owner has no space left."_s,
            u"%1 of %2 bytes are used, this needs %3 more. Old versions and deleted projects count: keep fewer of them, or ask the server's operator for more."_s
                .arg(allowance.usedBytes)
                .arg(limit)
                .arg(needed),
            {{u"limit"_s, limit}, {u"used"_s, allowance.usedBytes}, {u"needed"_s, needed}}};
}

Result<Allowance> UsageRepository::allowance(const Owner &owner, std::optional<qint64> defaultLimit, Used used) const
{
    Allowance allowance{defaultLimit, 0};
    Query own(m_database, isUser(owner) ? "SELECT quota_bytes FROM user WHERE id = ?" : "SELECT quota_bytes FROM organization WHERE id = ?");
    const auto row = own.bind(bytesOf(owner)).next();
    if (!row)
        return row.error();
    if (*row && !own.isNull(0))
        allowance.limitBytes = own.integer(0) < 0 ? std::nullopt : std::optional(own.integer(0));
    if (!allowance.limitBytes && used == Used::WhereLimited)
        return allowance;
    Query sum(m_database, isUser(owner) ? "SELECT coalesce(sum(stored_bytes), 0) FROM project WHERE " OF_USER
                                        : "SELECT coalesce(sum(stored_bytes), 0) FROM project WHERE " OF_ORGANIZATION);
    const auto total = sum.bind(bytesOf(owner)).next();
    if (!total)
        return total.error();
    allowance.usedBytes = sum.integer(0);
    return allowance;
}

Result<void> UsageRepository::setQuota(const Owner &owner, std::optional<qint64> bytes, const store::Transaction &)
{
    Query query(m_database, isUser(owner) ? "UPDATE user SET quota_bytes = ? WHERE id = ?" : "UPDATE organization SET quota_bytes = ? WHERE id = ?");
    if (bytes)
        query.bind(*bytes);
    else
        query.bindNull();
    return query.bind(bytesOf(owner)).run();
}

Result<void> UsageRepository::grow(qint64 project, qint64 bytes, const store::Transaction &)
{
    return Query(m_database, "UPDATE project SET stored_bytes = stored_bytes + ? WHERE number = ?").bind(bytes).bind(project).run();
}

Result<ProjectUsage> UsageRepository::usage(qint64 project) const
{
    Query query(m_database, "SELECT stored_bytes, (SELECT count(*) FROM content WHERE project = ?1),"
                            " (SELECT coalesce(sum(size_bytes), 0) FROM content WHERE project = ?1),"
                            " (SELECT count(*) FROM history WHERE project = ?1 AND thinned = 1) FROM project WHERE number = ?1");
    const auto row = query.bind(project).next();
    if (!row)
        return row.error();
    return *row ? ProjectUsage{query.integer(0), query.integer(1), query.integer(2), query.integer(3)} : ProjectUsage{};
}

Result<std::vector<UsageRepository::Owned>> UsageRepository::ofOwner(const Owner &owner, int limit) const
{
#define OWNED_BY(which) \
    "SELECT id, name, stored_bytes, deleted_at_ms IS NOT NULL FROM project WHERE " which " AND purging = 0 ORDER BY stored_bytes DESC, id LIMIT ?"
    Query query(m_database, isUser(owner) ? OWNED_BY(OF_USER) : OWNED_BY(OF_ORGANIZATION));
    query.bind(bytesOf(owner)).bind(limit);
    std::vector<Owned> rows;
    auto read = query.each([&] { rows.push_back({query.id<ProjectTag>(0), query.text(1), query.integer(2), query.integer(3) != 0}); });
    if (!read)
        return read.error();
    return rows;
}

}  // namespace tideline::server
