#include "ui/views/entry_grid.h"

#include "ui/delegates/grid_delegate.h"

#include <QScrollBar>

#include <algorithm>

namespace tideline::ui {

EntryGrid::EntryGrid(QWidget *parent) : QListView(parent)
{
    setViewMode(QListView::ListMode);  // IconMode lays out each item by itself: seconds for a hundred thousand
    setFlow(QListView::LeftToRight);
    setWrapping(true);
    setResizeMode(QListView::Adjust);
    setUniformItemSizes(true);
    setMouseTracking(true);
    setSelectionMode(QAbstractItemView::ExtendedSelection);
    setSelectionBehavior(QAbstractItemView::SelectRows);
    setContextMenuPolicy(Qt::CustomContextMenu);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto *delegate = new GridDelegate(this);
    setItemDelegate(delegate);
    setGridSize(delegate->cellSize(font()));
    m_drag = new EntryDrag(*this);
    m_soon.setSingleShot(true);
    m_soon.setInterval(0);
    connect(&m_soon, &QTimer::timeout, this, &EntryGrid::askSeen);
}

void EntryGrid::setThumbnails(Thumbnails &thumbnails, ThumbnailMaker maker)
{
    Q_ASSERT(!m_thumbnails && maker);
    m_thumbnails = &thumbnails;
    m_maker = std::move(maker);
    connect(m_thumbnails, &Thumbnails::found, viewport(), qOverload<>(&QWidget::update));
    m_soon.start();
}

void EntryGrid::setModel(QAbstractItemModel *model)
{
    QListView::setModel(model);
    const auto again = [this] { m_soon.start(); };
    connect(model, &QAbstractItemModel::modelReset, this, again);
    connect(model, &QAbstractItemModel::dataChanged, this, again);
    connect(model, &QAbstractItemModel::rowsInserted, this, again);
    connect(model, &QAbstractItemModel::rowsRemoved, this, again);
    connect(model, &QAbstractItemModel::layoutChanged, this, again);
}

QPixmap EntryGrid::pictureOf(int row) const
{
    const auto wanted = m_thumbnails ? m_maker(row) : std::nullopt;
    return wanted ? m_thumbnails->find(wanted->key) : QPixmap();
}

std::pair<int, int> EntryGrid::seen() const
{
    const int count = model() ? model()->rowCount() : 0;
    if (count == 0 || gridSize().isEmpty())
        return {-1, -1};
    const int columns = std::max(1, viewport()->width() / gridSize().width());
    const int first = verticalScrollBar()->value() / gridSize().height() * columns;
    const int last = (verticalScrollBar()->value() + viewport()->height()) / gridSize().height() * columns + columns - 1;
    return {std::min(first, count - 1), std::min(last, count - 1)};
}

void EntryGrid::askSeen()
{
    if (!m_thumbnails)
        return;
    std::vector<WantedThumbnail> wanted;
    const auto [first, last] = seen();
    for (int row = first; isVisible() && row >= 0 && row <= last; ++row) {
        if (auto one = m_maker(row)) {
            one->wish.edge = int(kEdge * devicePixelRatioF());
            wanted.push_back(*std::move(one));
        }
    }
    m_thumbnails->setWanted(wanted);
}

void EntryGrid::scrollContentsBy(int dx, int dy)
{
    QListView::scrollContentsBy(dx, dy);
    m_soon.start();
}

void EntryGrid::resizeEvent(QResizeEvent *event)
{
    QListView::resizeEvent(event);
    m_soon.start();
}

void EntryGrid::showEvent(QShowEvent *event)
{
    QListView::showEvent(event);
    m_soon.start();
}

void EntryGrid::hideEvent(QHideEvent *event)
{
    QListView::hideEvent(event);
    m_soon.start();
}

/// A screen reader is told here, and not by QListView, which counts a row as one cell: here it has the cells of all columns.
void EntryGrid::tell(const QModelIndex &index, QAccessible::Event what)
{
    if (!QAccessible::isActive() || !index.isValid() || !hasFocus())
        return;
    QAccessibleEvent event(this, what);
    event.setChild(index.row() * model()->columnCount() + index.column());
    QAccessible::updateAccessibility(&event);
}

void EntryGrid::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    QAbstractItemView::currentChanged(current, previous);
    tell(current, QAccessible::Focus);
}

void EntryGrid::selectionChanged(const QItemSelection &selected, const QItemSelection &deselected)
{
    QAbstractItemView::selectionChanged(selected, deselected);
    tell(selected.indexes().value(0), QAccessible::SelectionAdd);
    tell(deselected.indexes().value(0), QAccessible::SelectionRemove);
}

void EntryGrid::keyboardSearch(const QString &search)
{
    if (!search.trimmed().isEmpty())
        Q_EMIT typed(search);
}

}  // namespace tideline::ui
