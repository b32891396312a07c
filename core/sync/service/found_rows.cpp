#include "core/sync/service/found_rows.h"

#include "core/sync/service/entry_view.h"

namespace tideline::sync {

FoundRows::FoundRows(const ServiceCore &core, store::Database &database) : m_database(database)
{
    for (const ProjectStatus &status : core.board.all())
        m_projects.emplace(status.project.number, Held{status.project, core.board.facts(status).state});
}

Result<std::optional<QJsonObject>> FoundRows::row(qint64 number, const NodeId &node) const
{
    const auto held = m_projects.find(number);
    if (held == m_projects.end())
        return std::optional<QJsonObject>();
    auto view = viewOf(store::TreeStore(m_database, number), node);
    if (!view)
        return view.error();
    if (!*view || (!(*view)->local && !(*view)->remote) || (*view)->path.isEmpty())
        return std::optional<QJsonObject>();
    if (auto added = addProblem(m_database, number, **view); !added)
        return added.error();
    const LocalProject &project = held->second.project;
    QJsonObject row = toRow(**view, held->second.state);
    row[u"project"_s] = project.name;
    row[u"id"_s] = project.cloudId ? project.cloudId->toString() : QString();
    row[u"local_id"_s] = project.id.toString();
    return std::optional(std::move(row));
}

std::optional<qint64> FoundRows::numberOf(const ProjectId &project) const
{
    for (const auto &[number, held] : m_projects) {
        if (held.project.id == project || held.project.cloudId == project)
            return number;
    }
    return std::nullopt;
}

}  // namespace tideline::sync
