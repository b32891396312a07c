#include "core/store/mark_repository.h"

#include "core/store/node_columns.h"

namespace tideline::store {

namespace {

constexpr qint64 kMsInNs = 1'000'000;

QByteArray textOf(Mark::Kind kind)
{
    return kind == Mark::Kind::Star ? "star" : "opened";
}

}  // namespace

Result<std::vector<Mark>> MarkRepository::list(Mark::Kind kind) const
{
    auto rows = m_database.prepare("SELECT project, node, at_ms FROM mark WHERE kind = ? ORDER BY at_ms DESC, project, node");
    if (!rows)
        return rows.error();
    rows->bindText(1, textOf(kind));
    std::vector<Mark> marks;
    for (;;) {
        const auto found = rows->step();
        if (!found)
            return found.error();
        if (!*found)
            return marks;
        const auto project = ProjectId::fromBytes(rows->blob(0));
        if (!project)
            return project.error();
        marks.push_back({kind, *project, idAt(*rows, 1), rows->integer(2)});
    }
}

Result<void> MarkRepository::put(const Mark &mark, const Transaction &)
{
    if (mark.kind == Mark::Kind::Star) {
        const auto count = m_database.integer("SELECT count(*) FROM mark WHERE kind = 'star'");
        if (!count)
            return count.error();
        if (count->value_or(0) >= kMostStars)
            return Error{Error::Kind::Refused, u"There are %1 stars already."_s.arg(kMostStars), u"star"_s, u"Take some away first."_s};
    }
    auto statement = m_database.prepare("INSERT INTO mark (kind, project, node, at_ms) VALUES (?, ?, ?, ?) "
                                        "ON CONFLICT (kind, project, node) DO UPDATE SET at_ms = excluded.at_ms");
    if (!statement)
        return statement.error();
    const auto written = statement->bindText(1, textOf(mark.kind)).bindBlob(2, mark.project.toBytes()).bindBlob(3, idView(mark.node)).bind(4, mark.atMs).run();
    if (!written || mark.kind == Mark::Kind::Star)
        return written;
    auto bound = m_database.prepare("DELETE FROM mark WHERE kind = 'opened' AND at_ms < (SELECT at_ms FROM mark WHERE kind = 'opened' "
                                    "ORDER BY at_ms DESC LIMIT 1 OFFSET ?)");
    return bound ? bound->bind(1, kMostOpened - 1).run() : Result<void>(bound.error());
}

Result<void> MarkRepository::remove(Mark::Kind kind, const ProjectId &project, const NodeId &node, const Transaction &)
{
    auto statement = m_database.prepare("DELETE FROM mark WHERE kind = ? AND project = ? AND node = ?");
    if (!statement)
        return statement.error();
    return statement->bindText(1, textOf(kind)).bindBlob(2, project.toBytes()).bindBlob(3, idView(node)).run();
}

Result<std::vector<ChangedFile>> MarkRepository::changedFiles(qint64 sinceMs, qint64 untilMs, qint64 limit) const
{
    auto rows = m_database.prepare("SELECT project, node, modified_ns FROM local_node WHERE kind = 1 AND modified_ns BETWEEN ? AND ? "
                                   "AND substr(name, 1, 1) <> x'2e' ORDER BY modified_ns DESC LIMIT ?");
    if (!rows)
        return rows.error();
    rows->bind(1, sinceMs * kMsInNs).bind(2, untilMs * kMsInNs).bind(3, limit);
    std::vector<ChangedFile> files;
    for (;;) {
        const auto found = rows->step();
        if (!found)
            return found.error();
        if (!*found)
            return files;
        files.push_back({rows->integer(0), idAt(*rows, 1), rows->integer(2) / kMsInNs});
    }
}

}  // namespace tideline::store
