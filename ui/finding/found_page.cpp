#include "ui/finding/found_page.h"

#include "core/base/result.h"
#include "ui/finding/found_delegate.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/words.h"

#include <QHeaderView>
#include <QScrollBar>
#include <QSet>
#include <QTreeView>

namespace tideline::ui {

namespace {
QString nameOf(const QJsonObject &row)
{
    return FoundPage::isProject(row) ? row.value(u"project").toString() : row.value(u"path").toString().section(u'/', -1);
}

QString folderOf(const QJsonObject &row)
{
    return FoundPage::isProject(row) ? QString() : row.value(u"path").toString().section(u'/', 0, -2);
}

SyncState stateOf(const QJsonObject &row)
{
    const bool isAway = FoundPage::isProject(row) && row.value(u"where").toString() == u"cloud";
    return isAway ? SyncState::OnlineOnly : stateFrom(row.value(u"state").toString());
}

QVariant nameCell(const QJsonObject &row, int role)
{
    switch (role) {
    case Qt::DisplayRole:
        return nameOf(row);
    case Qt::DecorationRole:
        return FoundPage::isProject(row) ? actionIcon(u"projects"_s) : entryIcon(nameOf(row), row.value(u"kind").toString());
    case Qt::ToolTipRole:
        return tipText(FoundPage::isProject(row) ? nameOf(row) : row.value(u"project").toString() + u'/' + row.value(u"path").toString());
    case Qt::AccessibleTextRole:
        return FoundPage::isProject(row)  ? FoundPage::tr("%1, a project").arg(nameOf(row))
               : FoundPage::isFolder(row) ? FoundPage::tr("%1, a folder").arg(nameOf(row))
               : row.contains(u"line")    ? FoundPage::tr("%1, %2: %3").arg(nameOf(row), FoundDelegate::placeOf(row), row.value(u"line").toString())
                                          : nameOf(row);
    case FoundDelegate::RowRole:
        return row;
    default:
        return {};
    }
}

QVariant stateCell(const QJsonObject &row, int role)
{
    const SyncState state = stateOf(row);
    switch (role) {
    case Qt::DisplayRole:
        return stateWord(state);
    case Qt::DecorationRole:
        return stateIcon(state);
    case Qt::ForegroundRole:
        return state == SyncState::Synced ? Theme::colours().muted : stateColour(state);
    case Qt::ToolTipRole:
        return tipText(row.value(FoundPage::isProject(row) ? u"text" : u"what").toString());
    default:
        return {};
    }
}

/// "climate / data/raw"
QVariant whereCell(const QJsonObject &row, int role)
{
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole)
        return {};
    const QString folder = folderOf(row);
    const QString where = FoundPage::isProject(row) ? FoundPage::tr("Project")
                          : folder.isEmpty()        ? row.value(u"project").toString()
                                                    : FoundPage::tr("%1 / %2").arg(row.value(u"project").toString(), folder);
    return role == Qt::ToolTipRole ? tipText(where) : where;
}

QVariant sizeCell(const QJsonObject &row, int role)
{
    const bool hasSize = FoundPage::isProject(row) || row.value(u"kind").toString() == u"file";
    return role == Qt::DisplayRole && hasSize ? QVariant(sizeText(row.value(u"size").toInteger())) : QVariant();
}

QVariant timeCell(const QJsonObject &row, int role)
{
    const bool isMarked = row.contains(u"why");  // of the recent ones
    const qint64 at = row.value(isMarked ? u"at_ms" : FoundPage::isProject(row) ? u"updated_at_ms" : u"modified_ms").toInteger();
    if (at == 0 || FoundPage::isFolder(row))
        return {};
    if (role == Qt::ToolTipRole)
        return tipText(fullTimeText(at));
    if (role != Qt::DisplayRole)
        return {};
    if (!isMarked)
        return timeText(at);
    return row.value(u"why").toString() == u"opened" ? FoundPage::tr("Opened, %1").arg(timeText(at)) : FoundPage::tr("Changed, %1").arg(timeText(at));
}

/// Names a row from one answer to the next.
QString rowKey(const QJsonObject &row)
{
    return FoundPage::projectKey(row) + (FoundPage::isProject(row) ? QString() : u'/' + row.value(u"path").toString());
}
}  // namespace

FoundPage::FoundPage(ServiceState &state, const QString &title, const QString &explanation, const QString &timeTitle, QWidget *parent)
    : TablePage(title, explanation,
                {{tr("Name"), nameCell},
                 {tr("Status"), stateCell},
                 {tr("Project and folder"), whereCell},
                 {tr("Size"), sizeCell, Qt::AlignRight},
                 {timeTitle, timeCell}},
                parent)
    , m_state(state)
{
    view().header()->setSectionResizeMode(2, QHeaderView::Stretch);  // names and places share what there is
    view().header()->resizeSection(1, statesWidth());
    view().header()->resizeSection(3, sizesWidth());
    view().header()->resizeSection(4, 135);
    view().setSelectionMode(QAbstractItemView::SingleSelection);
    connect(this, &TablePage::activated, this, &FoundPage::ask);
    connect(&view(), &QWidget::customContextMenuRequested, this, [this](const QPoint &at) {
        const QModelIndex index = view().indexAt(at);
        if (index.isValid())
            Q_EMIT menuAsked(table().row(index.row()), view().viewport()->mapToGlobal(at));
    });
}

QString FoundPage::projectKey(const QJsonObject &row)
{
    const QString id = row.value(u"id").toString();
    return id.isEmpty() ? row.value(u"local_id").toString() : id;
}

QJsonObject FoundPage::currentRow() const
{
    return selected().value(0);
}

void FoundPage::ask(const QJsonObject &row)
{
    if (isProject(row))
        Q_EMIT placeAsked(projectKey(row), {}, {});
    else if (isFolder(row))
        Q_EMIT placeAsked(projectKey(row), row.value(u"path").toString().toUtf8(), {});
    else
        Q_EMIT placeAsked(projectKey(row), folderOf(row).toUtf8(), nameOf(row).toUtf8());
}

void FoundPage::selectFirst()
{
    if (table().rowCount() > 0)
        view().setCurrentIndex(table().index(0, 0));
}

void FoundPage::takeRows(const QList<QJsonObject> &rows, bool fresh)
{
    QSet<QString> selectedKeys;
    const QList<QJsonObject> held = selected();
    for (const QJsonObject &row : held)
        selectedKeys.insert(rowKey(row));
    const int current = view().currentIndex().row();
    const QString currentKey = current >= 0 ? rowKey(table().row(current)) : QString();
    const int scroll = view().verticalScrollBar()->value();
    setRows(rows);
    if (fresh)
        view().scrollToTop();
    else
        restore(selectedKeys, currentKey, scroll);
}

void FoundPage::restore(const QSet<QString> &selectedKeys, const QString &currentKey, int scroll)
{
    QItemSelection selection;
    QModelIndex current;
    for (int i = 0; i < table().rowCount(); ++i) {
        const QString key = rowKey(table().row(i));
        if (selectedKeys.contains(key))
            selection.select(table().index(i, 0), table().index(i, table().columnCount() - 1));
        if (key == currentKey)
            current = table().index(i, 0);
    }
    view().selectionModel()->select(selection, QItemSelectionModel::ClearAndSelect);
    if (current.isValid())
        view().selectionModel()->setCurrentIndex(current, QItemSelectionModel::NoUpdate);
    view().doItemsLayout();
    view().verticalScrollBar()->setValue(scroll);
}

}  // namespace tideline::ui
