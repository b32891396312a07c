#include "ui/views/projects_page.h"

#include "core/base/result.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/words.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QPushButton>
#include <QTreeView>

#include <algorithm>

namespace tideline::ui {

namespace {
QJsonObject toRow(const ProjectRow &project)
{
    return {{u"key"_s, project.key()},
            {u"name"_s, project.name},
            {u"state"_s, toString(project.isHere() ? project.state : SyncState::OnlineOnly)},
            {u"text"_s, project.isHere() ? project.text : ProjectsPage::tr("In the cloud only")},
            {u"percent"_s, project.progress && project.state == SyncState::Syncing ? project.progress->percent() : -1},
            {u"where"_s, int(project.where)},
            {u"folder"_s, project.folder},
            {u"size"_s, project.sizeBytes},
            {u"files"_s, project.fileCount},
            {u"at"_s, std::max(project.lastSyncedAtMs, project.updatedAtMs)}};
}

QVariant nameCell(const QJsonObject &row, int role)
{
    if (role == Qt::DisplayRole)
        return row.value(u"name").toString();
    if (role == Qt::DecorationRole)
        return entryIcon({}, u"dir"_s);
    return {};
}

QVariant stateCell(const QJsonObject &row, int role)
{
    const SyncState state = stateFrom(row.value(u"state").toString());
    const int percent = row.value(u"percent").toInt();
    switch (role) {
    case Qt::DisplayRole:
        return percent >= 0 ? ProjectsPage::tr("%1, %L2 %").arg(stateWord(state)).arg(percent) : stateWord(state);
    case Qt::ToolTipRole:
        return tipText(row.value(u"text").toString());
    case Qt::DecorationRole:
        return stateIcon(state);
    case Qt::ForegroundRole:
        return state == SyncState::Synced ? Theme::colours().muted : stateColour(state);
    default:
        return {};
    }
}

QVariant whereCell(const QJsonObject &row, int role)
{
    const auto where = Where(row.value(u"where").toInt());
    if (role == Qt::DisplayRole)
        return where == Where::Both ? ProjectsPage::tr("Cloud and here")
                                    : where == Where::Local ? ProjectsPage::tr("Here only") : ProjectsPage::tr("Cloud only");
    return role == Qt::ToolTipRole ? QVariant(tipText(row.value(u"folder").toString())) : QVariant();
}

QVariant sizeCell(const QJsonObject &row, int role)
{
    if (role == Qt::DisplayRole)
        return sizeText(row.value(u"size").toInteger());
    return role == Qt::ToolTipRole ? QVariant(filesText(row.value(u"files").toInteger())) : QVariant();
}

QVariant timeCell(const QJsonObject &row, int role)
{
    if (role == Qt::DisplayRole)
        return timeText(row.value(u"at").toInteger());
    return role == Qt::ToolTipRole ? QVariant(fullTimeText(row.value(u"at").toInteger())) : QVariant();
}
}  // namespace

ProjectsPage::ProjectsPage(ServiceState &state, QWidget *parent)
    : TablePage(tr("All projects"), {},
                {{tr("Name"), nameCell},
                 {tr("Status"), stateCell},
                 {tr("Where"), whereCell},
                 {tr("Size"), sizeCell, Qt::AlignRight},
                 {tr("Changed"), timeCell}},
                parent)
    , m_state(state)
{
    view().setObjectName(u"projectsTable"_s);
    view().header()->resizeSection(1, std::max(150, statesWidth(tr("%1, %L2 %").arg(stateWord(SyncState::Syncing)).arg(100))));
    view().header()->resizeSection(2, 140);
    view().header()->resizeSection(3, sizesWidth());
    view().header()->resizeSection(4, 140);
    view().setSelectionMode(QAbstractItemView::SingleSelection);
    m_clone = makeButton(tr("Get a copy here…"), u"cloneButton"_s, this);
    m_clone->setIcon(actionIcon(u"download"_s));
    m_add = makeButton(tr("Add project…"), u"addProjectButton"_s, this);
    m_add->setProperty("primary", true);
    head()->addWidget(m_clone);
    head()->addWidget(m_add);
    connect(m_add, &QPushButton::clicked, this, &ProjectsPage::addAsked);
    connect(m_clone, &QPushButton::clicked, this, [this] {
        const auto rows = selected();
        if (!rows.isEmpty())
            Q_EMIT cloneAsked(rows.first().value(u"key").toString());
    });
    connect(this, &TablePage::activated, this,
            [this](const QJsonObject &row) { Q_EMIT projectChosen(row.value(u"key").toString()); });
    connect(&view(), &QWidget::customContextMenuRequested, this, [this](const QPoint &at) {
        const QModelIndex index = view().indexAt(at);
        if (index.isValid())
            Q_EMIT menuAsked(table().row(index.row()).value(u"key").toString(), view().viewport()->mapToGlobal(at));
    });
    connect(this, &TablePage::selectionChanged, this, [this] {
        const auto rows = selected();
        m_clone->setVisible(!rows.isEmpty() && Where(rows.first().value(u"where").toInt()) == Where::Cloud);
    });
    connect(&state, &ServiceState::projectsReset, this, &ProjectsPage::fill);
    connect(&state, &ServiceState::projectChanged, this, &ProjectsPage::fill);
    connect(&state, &ServiceState::overallChanged, this, &ProjectsPage::fill);
    m_clone->hide();
    fill();
}

void ProjectsPage::setShow(Show show)
{
    m_show = show;
    setTitle(show == Show::Here ? tr("On this computer") : show == Show::Shared ? tr("Shared with me") : tr("All projects"));
    fill();
}

void ProjectsPage::setFilter(const QString &filter)
{
    m_filter = filter;
    fill();
}

void ProjectsPage::fill()
{
    QList<QJsonObject> rows;
    for (const ProjectRow &project : m_state.projects()) {
        const bool fits = m_show == Show::All || (m_show == Show::Here ? project.isHere() : m_state.isShared(project));
        if (fits && project.name.contains(m_filter, Qt::CaseInsensitive))
            rows.append(toRow(project));
    }
    if (!m_filter.isEmpty())
        setEmptyWords(tr("No project is named like “%1”.").arg(m_filter));
    else if (!m_state.overall().signedIn)
        setEmptyWords(tr("Sign in to see your projects."));
    else if (m_show == Show::Shared)
        setEmptyWords(tr("No project was shared with you yet.\n\nOne whom you ask for it invites you under “Share”."));
    else if (m_show == Show::Here)
        setEmptyWords(tr("No project is on this computer yet.\n\nOpen one under “All projects”, or add a folder of yours."));
    else
        setEmptyWords(tr("No projects yet.\n\nAdd a folder of yours: it is then in the cloud, here, and always up to date."));
    setRows(rows);
    m_add->setEnabled(m_state.overall().signedIn);
}

}  // namespace tideline::ui
