#include "ui/models/sidebar_model.h"

#include "ui/theme/icons.h"
#include "ui/words.h"

#include <QHash>

#include <algorithm>

namespace tideline::ui {

SidebarModel::SidebarModel(ServiceState &state, QObject *parent) : QAbstractListModel(parent), m_state(state)
{
    m_projects = state.projects();
    m_conflicts = state.conflicts();
    connect(&state, &ServiceState::projectsReset, this, &SidebarModel::takeProjects);
    connect(&state, &ServiceState::projectChanged, this, &SidebarModel::takeProject);
    connect(&state, &ServiceState::conflictsChanged, this, [this] {
        m_conflicts = m_state.conflicts();
        Q_EMIT dataChanged(index(ConflictsRow), index(ConflictsRow));
    });
}

void SidebarModel::takeProjects()
{
    // Exact signals, so that the selected row stays selected: remove what is gone, then insert or move in order.
    const QList<ProjectRow> fresh = m_state.projects();
    QHash<QString, int> wanted;
    for (int i = 0; i < fresh.size(); ++i)
        wanted.insert(fresh[i].key(), i);
    for (int i = int(m_projects.size()) - 1; i >= 0; --i) {
        if (wanted.contains(m_projects[i].key()))
            continue;
        beginRemoveRows({}, kFirstProject + i, kFirstProject + i);
        m_projects.removeAt(i);
        endRemoveRows();
    }
    for (int i = 0; i < fresh.size(); ++i) {
        const auto from = std::find_if(m_projects.begin() + i, m_projects.end(),
                                       [&](const ProjectRow &row) { return row.key() == fresh[i].key(); });
        if (from == m_projects.end()) {
            beginInsertRows({}, kFirstProject + i, kFirstProject + i);
            m_projects.insert(i, fresh[i]);
            endInsertRows();
            continue;
        }
        const int at = int(from - m_projects.begin());
        if (at != i) {
            beginMoveRows({}, kFirstProject + at, kFirstProject + at, {}, kFirstProject + i);
            m_projects.move(at, i);
            endMoveRows();
        }
        m_projects[i] = fresh[i];
        Q_EMIT dataChanged(index(kFirstProject + i), index(kFirstProject + i));
    }
}

void SidebarModel::takeProject(const QString &key)
{
    const auto it = std::ranges::find_if(m_projects, [&](const ProjectRow &row) { return row.key() == key; });
    const ProjectRow *fresh = m_state.project(key);
    if (it == m_projects.end() || !fresh)
        return;  // the reset that follows brings it
    *it = *fresh;
    const int row = kFirstProject + int(it - m_projects.begin());
    Q_EMIT dataChanged(index(row), index(row));
}

Place SidebarModel::placeAt(int row) const
{
    switch (row) {
    case StarredRow:
        return {Place::Kind::Starred, {}, {}};
    case RecentRow:
        return {Place::Kind::Recent, {}, {}};
    case SharedRow:
        return {Place::Kind::Shared, {}, {}};
    case HereRow:
        return {Place::Kind::OnThisComputer, {}, {}};
    case ConflictsRow:
        return {Place::Kind::Conflicts, {}, {}};
    case ActivityRow:
        return {Place::Kind::Activity, {}, {}};
    case TrashRow:
        return {Place::Kind::Trash, {}, {}};
    default:
        break;
    }
    const int project = row - kFirstProject;
    return project >= 0 && project < m_projects.size() ? Place::folderOf(m_projects[project].key()) : Place{};
}

int SidebarModel::rowOf(const Place &place) const
{
    switch (place.kind) {
    case Place::Kind::AllProjects:
        return AllRow;
    case Place::Kind::OnThisComputer:
        return HereRow;
    case Place::Kind::Conflicts:
        return ConflictsRow;
    case Place::Kind::Activity:
        return ActivityRow;
    case Place::Kind::Trash:
        return TrashRow;
    case Place::Kind::Starred:
        return StarredRow;
    case Place::Kind::Recent:
        return RecentRow;
    case Place::Kind::Shared:
        return SharedRow;
    case Place::Kind::Search:
        return -1;
    case Place::Kind::Folder:
        break;
    }
    const auto it = std::ranges::find_if(
        m_projects, [&](const ProjectRow &row) { return row.id == place.project || row.localId == place.project; });
    return it == m_projects.end() ? -1 : kFirstProject + int(it - m_projects.begin());
}

int SidebarModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : kFirstProject + int(m_projects.size());
}

Qt::ItemFlags SidebarModel::flags(const QModelIndex &index) const
{
    if (!index.isValid())
        return Qt::NoItemFlags;
    return index.row() == HeadingRow ? Qt::ItemIsEnabled : Qt::ItemIsEnabled | Qt::ItemIsSelectable;
}

QVariant SidebarModel::place(int row, int role) const
{
    static const char *const icons[] = {"projects", "star", "recent", "shared", "computer", "conflict", "history", "trash"};
    const QString names[] = {tr("All projects"), tr("Starred"), tr("Recent"), tr("Shared with me"), tr("On this computer"), tr("Conflicts"),
                             tr("Activity"), tr("Trash"), tr("Projects")};
    switch (role) {
    case Qt::DisplayRole:
        return names[row];
    case Qt::DecorationRole:
        return row == HeadingRow ? QVariant() : QVariant(actionIcon(QString::fromLatin1(icons[row])));
    case Qt::AccessibleTextRole:
        return row == ConflictsRow && m_conflicts > 0 ? tr("%1, %Ln waiting", nullptr, m_conflicts).arg(names[row]) : names[row];
    case CountRole:
        return row == ConflictsRow ? m_conflicts : 0;
    case HeadingRole:
        return row == HeadingRow;
    default:
        return {};
    }
}

QVariant SidebarModel::project(const ProjectRow &row, int role) const
{
    const int percent = row.progress && row.state == SyncState::Syncing ? row.progress->percent() : -1;
    const QString word = percent >= 0 ? tr("%L1 %").arg(percent) : stateWord(row.state);
    switch (role) {
    case Qt::DisplayRole:
        return row.name;
    case Qt::DecorationRole:
        return stateIcon(row.isHere() ? row.state : SyncState::OnlineOnly);
    case Qt::ToolTipRole:
        return tipText(u"%1\n%2\n%3"_s.arg(row.title.isEmpty() ? row.name : row.title, row.text,
                                            row.isHere() ? row.folder : tr("In the cloud only")));
    case Qt::AccessibleTextRole:
        return u"%1, %2"_s.arg(row.name, row.text.isEmpty() ? word : row.text);
    case StateRole:
        return int(row.isHere() ? row.state : SyncState::OnlineOnly);
    case WordRole:
        return row.isHere() ? word : stateWord(SyncState::OnlineOnly);
    case PercentRole:
        return percent;
    case KeyRole:
        return row.key();
    case HeadingRole:
        return false;
    case CountRole:
        return row.conflicts;
    default:
        return {};
    }
}

QVariant SidebarModel::data(const QModelIndex &index, int role) const
{
    Q_ASSERT(checkIndex(index, CheckIndexOption::IndexIsValid));
    return index.row() < kFirstProject ? place(index.row(), role) : project(m_projects[index.row() - kFirstProject], role);
}

}  // namespace tideline::ui
