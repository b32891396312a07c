#include "ui/browsing/folder_views.h"

#include "core/base/result.h"
#include "ui/views/entry_tree.h"

#include <QHeaderView>
#include <QMenu>
#include <QScopedValueRollback>
#include <QScrollBar>
#include <QSettings>
#include <QSignalBlocker>

#include <utility>

namespace tideline::ui {

namespace {
constexpr int kOptional[] = {EntryListModel::TypeColumn, EntryListModel::RevisionColumn};  ///< not shown until wanted
}  // namespace

FolderViews::FolderViews(Navigator &navigator, FileView &files, WindowActions &actions, QObject *parent)
    : QObject(parent), m_navigator(navigator), m_files(files), m_actions(actions)
{
    QHeaderView *header = files.tree().header();
    header->setContextMenuPolicy(Qt::CustomContextMenu);
    for (const int column : kOptional)
        header->hideSection(column);
    connect(header, &QWidget::customContextMenuRequested, this, &FolderViews::showMenu);
    connect(header, &QHeaderView::sortIndicatorChanged, this, [this](int column) {
        if (column > EntryListModel::ModifiedColumn)  // nothing sorts by it
            apply(m_memory.look(m_navigator.place().project, m_navigator.place().folder));
        else
            changed();
    });
    connect(actions.icons, &QAction::toggled, this, &FolderViews::changed);
    connect(&navigator, &Navigator::moved, this, [this](const Place &place) {
        leave();
        enter(place);
    });
    connect(&files.model(), &EntryListModel::opened, this, &FolderViews::opened);
}

FolderLook FolderViews::current() const
{
    const QHeaderView *header = m_files.tree().header();
    return {header->sortIndicatorSection(), header->sortIndicatorOrder(), m_actions.icons->isChecked()};
}

void FolderViews::leave()
{
    if (m_left.kind != Place::Kind::Folder || !m_files.model().isOpen())
        return;
    FolderPosition position;
    if (const ListingRow *row = m_files.model().entry(m_files.tree().currentIndex().row()))
        position.current = row->name;
    const QList<FileView::Entry> selected = m_files.selected();
    if (selected.size() <= 1'000) {  // a whole folder is selected anew as quickly
        for (const FileView::Entry &entry : selected)
            position.selected.append(entry.row.name);
    }
    position.scroll = m_files.view().verticalScrollBar()->value();
    m_memory.setPosition(m_left.project, m_left.folder, std::move(position));
}

void FolderViews::enter(const Place &place)
{
    m_returning = m_navigator.cameBack();
    if (place.kind == Place::Kind::Folder)
        apply(m_memory.look(place.project, place.folder));
}

QByteArray FolderViews::returnTo(const Place &place, const QByteArray &otherwise) const
{
    const auto position = m_returning ? m_memory.position(place.project, place.folder) : std::nullopt;
    return position && !position->current.isEmpty() ? position->current : otherwise;
}

void FolderViews::opened()
{
    m_left = m_navigator.place();
    if (!std::exchange(m_returning, false) || m_left.kind != Place::Kind::Folder)
        return;
    const auto position = m_memory.position(m_left.project, m_left.folder);
    if (!position)
        return;
    m_files.selectNow(position->selected);
    const int row = m_files.model().find(position->current);
    if (row >= 0)
        m_files.tree().selectionModel()->setCurrentIndex(m_files.model().index(row, 0), QItemSelectionModel::NoUpdate);
    m_files.view().doItemsLayout();
    m_files.view().verticalScrollBar()->setValue(position->scroll);
}

void FolderViews::changed()
{
    const Place &place = m_navigator.place();
    if (!m_applying && place.kind == Place::Kind::Folder)
        m_memory.setLook(place.project, place.folder, current());
}

void FolderViews::apply(const FolderLook &look)
{
    const QScopedValueRollback applying(m_applying, true);
    QHeaderView *header = m_files.tree().header();
    {
        // The folder that comes is sorted as it is asked for; the one that goes need not be sorted anew.
        const QSignalBlocker blocker(header);
        header->setSortIndicator(look.column, look.order);
    }
    m_files.model().setSort(look.column, look.order);
    m_actions.icons->setChecked(look.icons);
}

void FolderViews::showMenu(const QPoint &at)
{
    QHeaderView *header = m_files.tree().header();
    auto *menu = new QMenu(header);
    menu->setObjectName(u"headerMenu"_s);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (int column = 0; column < EntryListModel::ColumnCount; ++column) {
        QAction *action = menu->addAction(m_files.model().headerData(column, Qt::Horizontal, Qt::DisplayRole).toString());
        action->setCheckable(true);
        action->setChecked(!header->isSectionHidden(column));
        action->setEnabled(column != EntryListModel::NameColumn);
        connect(action, &QAction::toggled, header, [header, column](bool shown) { header->setSectionHidden(column, !shown); });
    }
    menu->addSeparator();
    QAction *forAll = menu->addAction(tr("Show all folders like this one"));
    forAll->setObjectName(u"viewForAll"_s);
    connect(forAll, &QAction::triggered, this, [this] { m_memory.setForAll(current()); });
    menu->popup(header->mapToGlobal(at));
}

void FolderViews::save(QSettings &settings) const
{
    settings.setValue(u"shownColumns"_s, m_files.tree().header()->saveState());
    settings.setValue(u"folderViews"_s, m_memory.toBytes());
}

void FolderViews::restore(QSettings &settings)
{
    const QScopedValueRollback applying(m_applying, true);
    QHeaderView *header = m_files.tree().header();
    {
        const QSignalBlocker blocker(header);
        header->restoreState(settings.value(u"shownColumns"_s).toByteArray());
        header->showSection(EntryListModel::NameColumn);
    }
    m_memory = ViewMemory::fromBytes(settings.value(u"folderViews"_s).toByteArray());
    apply(m_memory.forAll());
}

}  // namespace tideline::ui
