#include "core/store/trash_repository.h"

namespace tideline::store {

namespace {

constexpr char kColumns[] = "SELECT id, project, path, parked, kind, size, hash, verified, removed_at_ms FROM trash "
                            "WHERE (?1 = 0 OR project = ?1) AND (?2 = 0 OR id = ?2) ORDER BY removed_at_ms DESC, id DESC";

Result<std::vector<TrashEntry>> read(Database &database, qint64 project, qint64 id)
{
    auto statement = database.prepare(kColumns);
    if (!statement)
        return statement.error();
    statement->bind(1, project).bind(2, id);
    std::vector<TrashEntry> entries;
    while (true) {
        auto more = statement->step();
        if (!more)
            return more.error();
        if (!*more)
            return entries;
        TrashEntry entry;
        entry.id = statement->integer(0);
        entry.project = statement->integer(1);
        entry.path = statement->blob(2);
        entry.parked = statement->text(3);
        entry.kind = NodeKind(statement->integer(4));
        entry.sizeBytes = statement->integer(5);
        if (const auto hash = ContentHash::fromBytes(statement->blob(6)))
            entry.hash = *hash;
        entry.verified = statement->integer(7) != 0;
        entry.removedAtMs = statement->integer(8);
        entries.push_back(entry);
    }
}

}  // namespace

Result<std::vector<TrashEntry>> TrashRepository::list(qint64 project) const
{
    return read(m_database, project, 0);
}

Result<std::vector<TrashEntry>> TrashRepository::droppable(qint64 project, qint64 beforeMs) const
{
    auto entries = read(m_database, project, 0);
    if (entries)
        std::erase_if(*entries, [&](const TrashEntry &entry) { return !entry.verified || entry.removedAtMs >= beforeMs; });
    return entries;
}

Result<std::optional<TrashEntry>> TrashRepository::find(qint64 id) const
{
    auto entries = read(m_database, 0, id);
    if (!entries)
        return entries.error();
    return entries->empty() ? std::optional<TrashEntry>{} : std::optional<TrashEntry>{entries->front()};
}

Result<void> TrashRepository::add(const TrashEntry &entry, const Transaction &)
{
    auto statement = m_database.prepare("INSERT INTO trash (project, path, parked, kind, size, hash, verified, "
                                        "removed_at_ms) VALUES (?, ?, ?, ?, ?, ?, ?, ?)");
    if (!statement)
        return statement.error();
    Statement &s = *statement;
    s.bind(1, entry.project).bindBlob(2, entry.path).bind(3, entry.parked).bind(4, qint64(entry.kind));
    s.bind(5, entry.sizeBytes).bind(7, entry.verified).bind(8, entry.removedAtMs);
    if (entry.hash.isNull())
        s.bindNull(6);
    else
        s.bindBlob(6, entry.hash.view());
    return s.run();
}

Result<void> TrashRepository::remove(qint64 id, const Transaction &)
{
    auto statement = m_database.prepare("DELETE FROM trash WHERE id = ?");
    if (!statement)
        return statement.error();
    return statement->bind(1, id).run();
}

Result<void> TrashRepository::markVerified(qint64 id, const Transaction &)
{
    auto statement = m_database.prepare("UPDATE trash SET verified = 1 WHERE id = ?");
    if (!statement)
        return statement.error();
    return statement->bind(1, id).run();
}

}  // namespace tideline::store
