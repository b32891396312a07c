#include "app/server/metadata/history_repository.h"

namespace tideline::server {

namespace {

constexpr qint64 kKeepMs = 24 * 3600 * 1000;

#define HISTORY_COLUMNS "revision, epoch, hash, user_id, user_name, device, message, at_ms, puts, moves, deletes"

CommitRow rowOf(const Query &query)
{
    return {query.integer(0), query.id<EpochTag>(1), query.hash(2),    query.id<UserTag>(3),
            query.text(4),    query.text(5),         query.text(6),    query.integer(7),
            query.integer(8), query.integer(9),      query.integer(10), query.integer(11) != 0};
}

}  // namespace

Result<void> HistoryRepository::append(const CommitRow &commit, const store::Transaction &)
{
    return Query(m_database, "INSERT INTO history (project, " HISTORY_COLUMNS ")"
                             " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
        .bind(m_project)
        .bind(commit.revision)
        .bind(commit.epoch)
        .bind(commit.hash)
        .bind(commit.user)
        .bind(commit.userName)
        .bind(commit.device)
        .bind(commit.message)
        .bind(commit.atMs)
        .bind(commit.puts)
        .bind(commit.moves)
        .bind(commit.deletes)
        .run();
}

Result<std::optional<CommitRow>> HistoryRepository::find(Revision revision) const
{
    Query query(m_database, "SELECT " HISTORY_COLUMNS ", thinned FROM history WHERE project = ? AND revision = ?");
    const auto row = query.bind(m_project).bind(revision).next();
    if (!row)
        return row.error();
    return *row ? std::optional(rowOf(query)) : std::nullopt;
}

Result<std::vector<CommitRow>> HistoryRepository::list(Revision before, int limit) const
{
    Query query(m_database, "SELECT " HISTORY_COLUMNS ", thinned FROM history WHERE project = ? AND revision < ?"
                            " ORDER BY revision DESC LIMIT ?");
    query.bind(m_project).bind(before).bind(limit);
    std::vector<CommitRow> rows;
    if (auto done = query.each([&] { rows.push_back(rowOf(query)); }); !done)
        return done.error();
    return rows;
}

Result<std::optional<KeptReply>> ReplyRepository::find(const UserId &user, const QByteArray &scope,
                                                       const QByteArray &key, qint64 nowMs) const
{
    Query query(m_database, "SELECT body_hash, reply FROM idempotency WHERE user_id = ? AND scope = ? AND key = ?"
                            " AND at_ms > ?");
    const auto row = query.bind(user).bindText(scope).bindText(key).bind(nowMs - kKeepMs).next();
    if (!row)
        return row.error();
    return *row ? std::optional(KeptReply{query.hash(0), query.bytes(1)}) : std::nullopt;
}

Result<void> ReplyRepository::save(const UserId &user, const QByteArray &scope, const QByteArray &key,
                                   const KeptReply &reply, qint64 nowMs, const store::Transaction &)
{
    if (auto done = Query(m_database, "DELETE FROM idempotency WHERE at_ms <= ?").bind(nowMs - kKeepMs).run(); !done)
        return done;
    return Query(m_database, "INSERT INTO idempotency (user_id, scope, key, body_hash, reply, at_ms)"
                             " VALUES (?, ?, ?, ?, ?, ?)")
        .bind(user)
        .bindText(scope)
        .bindText(key)
        .bind(reply.bodyHash)
        .bindBlob(reply.reply)
        .bind(nowMs)
        .run();
}

}  // namespace tideline::server
