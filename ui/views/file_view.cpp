#include "ui/views/file_view.h"

#include "ui/delegates/entry_delegate.h"
#include "ui/views/entry_grid.h"
#include "ui/views/entry_tree.h"
#include "ui/words.h"

#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QScrollBar>

#include <algorithm>
#include <utility>

namespace tideline::ui {

FileView::FileView(ListingReader &reader, QWidget *parent) : QStackedWidget(parent)
{
    m_model = new EntryListModel(reader, this);
    m_tree = new EntryTree(this);
    m_tree->setObjectName(u"fileView"_s);
    m_tree->setAccessibleName(tr("Files"));
    m_tree->setModel(m_model);
    m_tree->setItemDelegate(new EntryDelegate(m_tree));
    m_tree->header()->setSectionResizeMode(QHeaderView::Interactive);
    m_tree->header()->setSectionResizeMode(EntryListModel::NameColumn, QHeaderView::Stretch);
    m_tree->setColumnWidth(EntryListModel::StatusColumn, std::max(150, fontMetrics().horizontalAdvance(stateWord(SyncState::Syncing)) + 44));
    m_tree->setColumnWidth(EntryListModel::SizeColumn, 90);
    m_tree->setColumnWidth(EntryListModel::ModifiedColumn, 150);
    m_tree->setColumnWidth(EntryListModel::TypeColumn, 90);
    m_tree->setColumnWidth(EntryListModel::RevisionColumn, 80);
    m_tree->header()->setSortIndicator(EntryListModel::NameColumn, Qt::AscendingOrder);
    m_tree->setSortingEnabled(true);
    m_grid = new EntryGrid(this);
    m_grid->setObjectName(u"fileGrid"_s);
    m_grid->setAccessibleName(tr("Files"));
    m_grid->setModel(m_model);
    m_grid->setSelectionModel(m_tree->selectionModel());
    m_words = new QLabel(this);
    m_words->setObjectName(u"emptyWords"_s);
    m_words->setProperty("role", u"muted"_s);
    m_words->setAlignment(Qt::AlignCenter);
    m_words->setWordWrap(true);
    m_words->setTextFormat(Qt::PlainText);
    m_words->setMargin(40);
    m_words->setBackgroundRole(QPalette::Base);
    m_words->setAutoFillBackground(true);
    addWidget(m_tree);
    addWidget(m_grid);
    addWidget(m_words);

    connect(m_model, &QAbstractItemModel::modelAboutToBeReset, this, &FileView::keepPlace);
    connect(m_model, &EntryListModel::opened, this, [this](bool sameFolder) {
        m_failed = false;
        restorePlace(sameFolder);
        showWords();
    });
    connect(m_model, &EntryListModel::failed, this, [this](const Error &error) {
        m_failed = true;
        m_error = error;
        showWords();
        Q_EMIT selectionChanged();
    });
    connect(m_model, &EntryListModel::refreshed, this, [this](bool structure) {
        if (structure && m_model->loadedRows() < m_model->rowCount()) {
            // Rows that are not loaded may have moved: what is selected among them is no longer sure.
            const QModelIndexList rows = m_tree->selectionModel()->selectedRows();
            for (const QModelIndex &index : rows) {
                if (!m_model->entry(index.row()))
                    m_tree->selectionModel()->select(index, QItemSelectionModel::Deselect | QItemSelectionModel::Rows);
            }
        }
        selectAwaited();
        showWords();
        Q_EMIT selectionChanged();
    });
    connect(m_tree->selectionModel(), &QItemSelectionModel::selectionChanged, this, &FileView::selectionChanged);
    connect(m_tree, &EntryTree::typed, this, &FileView::typed);
    connect(m_grid, &EntryGrid::typed, this, &FileView::typed);
    connect(&m_tree->drag(), &EntryDrag::filesDropped, this, &FileView::dropped);
    connect(&m_grid->drag(), &EntryDrag::filesDropped, this, &FileView::dropped);
    for (EntryDrag *drag : {&m_tree->drag(), &m_grid->drag()}) {
        drag->setIsFolder([this](int row) {
            const ListingRow *entry = m_model->entry(row);
            return entry && entry->kind == NodeKind::Folder && entry->here;
        });
        connect(drag, &EntryDrag::sprung, this, [this](int row) { activate(m_model->index(row, 0)); });
    }
    connect(m_model, &EntryListModel::nameEdited, this, [this](int row, const QString &name) {
        if (const ListingRow *entry = m_model->entry(row))
            Q_EMIT nameEdited(entryOf(row, *entry), name);
    });
    connectView(*m_tree);
    connectView(*m_grid);
}

void FileView::connectView(QAbstractItemView &shown)
{
    connect(&shown, &QAbstractItemView::activated, this, &FileView::activate);
    connect(&shown, &QWidget::customContextMenuRequested, this,
            [this, &shown](const QPoint &at) { Q_EMIT menuAsked(shown.viewport()->mapToGlobal(at)); });
    shown.installEventFilter(this);
    shown.viewport()->installEventFilter(this);
}

/// The first step by keys in a folder that was just opened selects where one is: the row that is current, and not its neighbour.
bool FileView::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::KeyPress || event->type() == QEvent::MouseButtonPress)
        m_selectLater.clear();  // whoever selects meanwhile keeps that
    if (event->type() == QEvent::KeyPress && m_tree->currentIndex().isValid() && !m_tree->selectionModel()->hasSelection()) {
        const auto *key = static_cast<QKeyEvent *>(event);
        const bool step = key->key() >= Qt::Key_Left && key->key() <= Qt::Key_Down;
        if ((step || key->key() == Qt::Key_Home) && key->modifiers() == Qt::NoModifier) {
            m_tree->selectionModel()->select(m_tree->currentIndex(), QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
            if (step)
                return true;
        }
    }
    return QStackedWidget::eventFilter(watched, event);
}

void FileView::dropped(const QList<QUrl> &files, int row, Qt::DropAction action)
{
    const ListingRow *entry = m_model->entry(row);
    const bool intoFolder = entry && entry->kind == NodeKind::Folder;
    Q_EMIT filesDropped(files, intoFolder ? m_model->pathOf(row) : m_model->shown().folder, action);
}

QAbstractItemView &FileView::view() const
{
    return m_look == Look::Icons ? static_cast<QAbstractItemView &>(*m_grid) : *m_tree;
}

void FileView::setLook(Look look)
{
    if (std::exchange(m_look, look) == look)
        return;
    const bool wasFocused = m_tree->hasFocus() || m_grid->hasFocus();
    showWords();
    if (wasFocused && currentWidget() != m_words)
        view().setFocus();
    if (m_tree->currentIndex().isValid())
        view().scrollTo(m_tree->currentIndex());
}

void FileView::addViewAction(QAction *action)
{
    m_tree->addAction(action);
    m_grid->addAction(action);
}

void FileView::setDropWanted(const std::function<bool()> &wanted)
{
    m_tree->drag().setDropWanted(wanted);
    m_grid->drag().setDropWanted(wanted);
}

void FileView::setDragSource(const std::function<QList<QUrl>()> &source)
{
    m_tree->drag().setSource(source);
    m_grid->drag().setSource(source);
}

void FileView::setThumbnails(Thumbnails &thumbnails, std::function<std::optional<preview::ThumbnailWish>(const Entry &)> wish)
{
    m_grid->setThumbnails(thumbnails, [this, wish = std::move(wish)](int row) -> std::optional<WantedThumbnail> {
        const ListingRow *listed = m_model->entry(row);
        const auto wanted = listed && listed->kind == NodeKind::File ? wish(entryOf(row, *listed)) : std::nullopt;
        if (!wanted)
            return std::nullopt;
        return WantedThumbnail{u"%1 %2 %3 %4"_s.arg(wanted->subject.path).arg(listed->sizeBytes).arg(listed->modifiedMs).arg(int(wanted->mayMake)), *wanted};
    });
}

void FileView::open(const QString &project, const QByteArray &folder, const QByteArray &select)
{
    m_selectLater.clear();
    if (!select.isEmpty())
        m_selectLater.append(select);
    m_model->open(project, folder, select);
}

void FileView::setFilter(const QString &filter)
{
    m_model->setFilter(filter);
}

void FileView::selectLater(const QList<QByteArray> &names)
{
    m_selectLater = names;
}

void FileView::selectNow(const QList<QByteArray> &names)
{
    select(names, names.value(0));
}

void FileView::editName()
{
    const QModelIndexList rows = m_tree->selectionModel()->selectedRows();
    if (rows.size() != 1 || !m_model->entry(rows.first().row()))
        return;
    const QModelIndex index = m_model->index(rows.first().row(), EntryListModel::NameColumn);
    view().setCurrentIndex(index);
    view().edit(index);
    auto *edit = view().viewport()->findChild<QLineEdit *>();
    const QString name = index.data(Qt::EditRole).toString();
    const qsizetype dot = m_model->entry(index.row())->kind == NodeKind::Folder ? -1 : name.lastIndexOf(u'.');
    if (edit)
        edit->setSelection(0, int(dot > 0 ? dot : name.size()));
}

QList<FileView::Entry> FileView::selected() const
{
    QList<Entry> entries;
    const QModelIndexList rows = m_tree->selectionModel()->selectedRows();
    for (const QModelIndex &index : rows) {
        if (const ListingRow *row = m_model->entry(index.row()))
            entries.append(entryOf(index.row(), *row));
    }
    return entries;
}

std::optional<FileView::Entry> FileView::current() const
{
    const QModelIndex index = m_tree->currentIndex();
    const ListingRow *row = index.isValid() ? m_model->entry(index.row()) : nullptr;
    if (!row || !m_tree->selectionModel()->isRowSelected(index.row(), {}))
        return std::nullopt;
    return entryOf(index.row(), *row);
}

FileView::Entry FileView::entryOf(int index, const ListingRow &row) const
{
    Entry entry{m_model->pathOf(index), row};
    entry.row.state = m_model->stateOf(row);
    return entry;
}

void FileView::keepPlace()
{
    m_keptNames.clear();
    const QList<Entry> entries = selected();
    for (const Entry &entry : entries)
        m_keptNames.append(entry.row.name);
    const ListingRow *row = m_model->entry(m_tree->currentIndex().row());
    m_keptCurrent = row ? row->name : QByteArray();
    m_keptScroll = view().verticalScrollBar()->value();
}

void FileView::restorePlace(bool sameFolder)
{
    if (selectAwaited()) {
        if (m_tree->currentIndex().isValid())
            view().scrollTo(m_tree->currentIndex(), QAbstractItemView::PositionAtCenter);
    } else if (sameFolder) {
        select(m_keptNames, m_keptCurrent);
        view().doItemsLayout();
        view().verticalScrollBar()->setValue(m_keptScroll);
    }
    if (!m_tree->currentIndex().isValid() && m_model->rowCount() > 0)
        m_tree->selectionModel()->setCurrentIndex(m_model->index(0, 0), QItemSelectionModel::NoUpdate);
    Q_EMIT selectionChanged();
}

/// What was just made may come with a later look only: until then it is waited for.
bool FileView::selectAwaited()
{
    if (std::ranges::none_of(m_selectLater, [this](const QByteArray &name) { return m_model->find(name) >= 0; }))
        return false;
    const QList<QByteArray> names = std::exchange(m_selectLater, {});
    select(names, names.first());
    return true;
}

void FileView::select(const QList<QByteArray> &names, const QByteArray &current)
{
    QItemSelection selection;
    for (const QByteArray &name : names) {
        const int row = m_model->find(name);
        if (row >= 0)
            selection.select(m_model->index(row, 0), m_model->index(row, EntryListModel::ColumnCount - 1));
    }
    const int row = current.isEmpty() ? -1 : m_model->find(current);
    if (row >= 0)
        m_tree->selectionModel()->setCurrentIndex(m_model->index(row, 0), QItemSelectionModel::NoUpdate);
    m_tree->selectionModel()->select(selection, QItemSelectionModel::ClearAndSelect);
}

void FileView::showWords()
{
    QString words;
    if (m_failed)
        words = u"%1\n\n%2\n%3"_s.arg(errorHeadline(m_error.kind), m_error.what, m_error.mend);
    else if (m_model->isOpen() && m_model->rowCount() == 0)
        words = m_model->shown().filter.isEmpty() ? tr("This folder is empty.\n\nDrop files here to add them.")
                                                  : tr("Nothing here is named like “%1”.").arg(m_model->shown().filter);
    m_words->setText(words);
    const bool wasFocused = hasFocus() || m_tree->hasFocus() || m_grid->hasFocus();
    setCurrentWidget(words.isEmpty() ? static_cast<QWidget *>(&view()) : m_words);
    if (wasFocused && words.isEmpty())
        view().setFocus();
}

void FileView::activate(const QModelIndex &index)
{
    const ListingRow *row = m_model->entry(index.row());
    if (row)
        Q_EMIT activated(entryOf(index.row(), *row));
}

}  // namespace tideline::ui
