#include "ui/preview/table_grid.h"

#include "ui/preview/table_model.h"

#include <QHeaderView>
#include <QKeyEvent>

#include <algorithm>
#include <utility>

namespace tideline::ui {

namespace {
constexpr qint64 kEdge = 2'000;        ///< rows from the window's edge at which it moves on
constexpr qint64 kBarSteps = 1 << 30;  ///< what an int holds with room
constexpr int kWidest = 320, kNarrowest = 56;
}  // namespace

TableGrid::TableGrid(TableModel &model, QScrollBar &bar, QWidget *parent) : QTableView(parent), m_model(model), m_bar(bar)
{
    setModel(&model);
    setFrameShape(QFrame::NoFrame);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollMode(QAbstractItemView::ScrollPerItem);
    setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    setWordWrap(false);
    setAlternatingRowColors(true);
    setTabKeyNavigation(false);  // Tab leads on through the window
    setContextMenuPolicy(Qt::CustomContextMenu);
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 8);
    verticalHeader()->setDefaultAlignment(Qt::AlignRight | Qt::AlignVCenter);
    verticalHeader()->setHighlightSections(false);
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setSectionsClickable(true);
    horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    horizontalHeader()->setResizeContentsPrecision(40);
    connect(verticalScrollBar(), &QScrollBar::valueChanged, this, &TableGrid::followView);
    connect(verticalScrollBar(), &QScrollBar::rangeChanged, this, &TableGrid::updateGeometries);
    connect(&m_model, &TableModel::totalChanged, this, &TableGrid::updateGeometries);
    connect(&m_bar, &QScrollBar::valueChanged, this, &TableGrid::followBar);
    // Wide as what the first rows hold; thousands of columns are not measured one by one.
    const int measured = std::min(model.columnCount(), 200);
    for (int column = 0; column < measured; ++column)
        setColumnWidth(column, sizeHintForColumn(column));
}

int TableGrid::sizeHintForColumn(int column) const
{
    const QFontMetrics metrics = fontMetrics();
    int width = metrics.horizontalAdvance(m_model.headerData(column, Qt::Horizontal, Qt::DisplayRole).toString().left(60)) + 26;
    const qint64 end = std::min<qint64>(m_model.total(), topRow() + 60);
    for (qint64 row = topRow(); row < end; ++row) {
        if (const QString *cell = m_model.cell(row, column))
            width = std::max(width, metrics.horizontalAdvance(cell->left(80)) + 20);
    }
    return std::clamp(width, kNarrowest, kWidest);
}

qint64 TableGrid::topRow() const
{
    return m_model.first() + verticalScrollBar()->value();
}

qint64 TableGrid::currentRow() const
{
    return currentIndex().isValid() ? m_model.first() + currentIndex().row() : -1;
}

void TableGrid::moveWindowTo(qint64 first)
{
    const qint64 top = topRow();
    const qint64 row = currentRow();
    const int column = currentIndex().column();
    m_moving = true;
    m_model.moveWindow(first);
    if (row >= m_model.first() && row < m_model.first() + m_model.rowCount())
        selectionModel()->setCurrentIndex(m_model.index(int(row - m_model.first()), column), QItemSelectionModel::ClearAndSelect);
    executeDelayedItemsLayout();
    updateGeometries();
    verticalScrollBar()->setValue(int(std::clamp<qint64>(top - m_model.first(), 0, verticalScrollBar()->maximum())));
    m_moving = false;
}

void TableGrid::scrollToRow(qint64 row)
{
    row = std::clamp<qint64>(row, 0, std::max<qint64>(0, m_model.total() - 1));
    const qint64 inside = row - m_model.first();
    const bool above = inside < kEdge && m_model.first() > 0;
    const bool below = inside > m_model.rowCount() - kEdge && m_model.first() + m_model.rowCount() < m_model.total();
    if (above || below)
        moveWindowTo(row - TableModel::kWindow / 2);
    verticalScrollBar()->setValue(int(row - m_model.first()));
}

void TableGrid::goTo(qint64 row, int column)
{
    if (row < m_model.first() || row >= m_model.first() + m_model.rowCount())
        scrollToRow(row);
    const QModelIndex index = m_model.index(int(row - m_model.first()), column);
    if (!index.isValid())
        return;
    setCurrentIndex(index);
    scrollTo(index, QAbstractItemView::PositionAtCenter);
}

void TableGrid::followBar(int value)
{
    if (!m_moving)
        scrollToRow(qint64(value) * m_scale);
}

void TableGrid::followView()
{
    if (m_moving)
        return;
    const qint64 top = topRow();
    const bool above = top - m_model.first() < kEdge / 2 && m_model.first() > 0;
    const bool below = top - m_model.first() + kEdge / 2 > m_model.rowCount()
        && m_model.first() + m_model.rowCount() < m_model.total();
    // Later, as the view may be in the middle of moving its current cell; the edge is far from what is seen.
    if ((above || below) && !std::exchange(m_willMove, true)) {
        QMetaObject::invokeMethod(
            this,
            [this] {
                m_willMove = false;
                moveWindowTo(topRow() - TableModel::kWindow / 2);
            },
            Qt::QueuedConnection);
    }
    const QSignalBlocker blocker(m_bar);
    m_bar.setValue(int(topRow() / m_scale));
    m_bar.update();
}

void TableGrid::updateGeometries()
{
    QTableView::updateGeometries();
    // The view says how many rows fit; what the window leaves out comes on top.
    const QScrollBar *own = verticalScrollBar();
    const qint64 most = own->maximum() + m_model.total() - m_model.rowCount();
    m_scale = most / kBarSteps + 1;
    const QSignalBlocker blocker(m_bar);
    m_bar.setRange(0, int(most / m_scale));
    m_bar.setPageStep(std::max(1, own->pageStep()));
    m_bar.setSingleStep(1);
    m_bar.setVisible(most > 0);
    if (!m_moving)
        m_bar.setValue(int(topRow() / m_scale));
}

void TableGrid::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Copy)) {
        Q_EMIT copyAsked();
        return;
    }
    const bool control = event->modifiers() == Qt::ControlModifier;
    if (control && (event->key() == Qt::Key_End || event->key() == Qt::Key_Home) && m_model.total() > 0) {
        const bool end = event->key() == Qt::Key_End;
        goTo(end ? m_model.total() - 1 : 0, end ? m_model.columnCount() - 1 : 0);
        return;
    }
    QTableView::keyPressEvent(event);
}

void TableGrid::resizeEvent(QResizeEvent *event)
{
    QTableView::resizeEvent(event);
    updateGeometries();
}

}  // namespace tideline::ui
