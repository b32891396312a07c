#include "ui/preview/table_view.h"

#include "ui/engine_words.h"
#include "ui/preview/column_panel.h"
#include "ui/preview/table_copy.h"
#include "ui/preview/table_grid.h"
#include "ui/preview/table_model.h"
#include "ui/words.h"

#include <QAction>
#include <QClipboard>
#include <QGridLayout>
#include <QGuiApplication>
#include <QHeaderView>
#include <QLocale>
#include <QMenu>
#include <QScrollBar>

namespace tideline::ui {

TableView::TableView(DocumentPtr shown, PreviewWorker &worker, QWidget *parent) : ShapeView(std::move(shown), worker, parent)
{
    m_model = new TableModel(std::get<preview::TableDocument>(document().shape), worker, this);
    m_bar = new QScrollBar(Qt::Vertical, this);
    m_bar->setAccessibleName(tr("Rows"));
    m_grid = new TableGrid(*m_model, *m_bar, this);
    m_grid->setObjectName(u"previewTable"_s);
    m_grid->setLayoutDirection(Qt::LeftToRight);  // columns stand in the order of the file
    m_grid->setAccessibleName(tr("Table"));
    m_panel = new ColumnPanel(this);
    setFocusProxy(m_grid);
    auto *layout = new QGridLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_grid, 0, 0);
    layout->addWidget(m_bar, 0, 1);
    layout->addWidget(m_panel, 1, 0, 1, 2);
    layout->setRowStretch(0, 3);
    layout->setRowStretch(1, 0);

    connect(m_grid, &TableGrid::copyAsked, this, [this] { copy(What::Cells); });
    connect(m_grid, &QWidget::customContextMenuRequested, this, &TableView::showMenu);
    connect(m_grid->horizontalHeader(), &QHeaderView::sectionClicked, this, &TableView::showStatistics);
    connect(m_panel, &ColumnPanel::closeAsked, this, [this] {
        m_panel->hide();
        m_grid->setFocus();
    });
    connect(m_model, &TableModel::totalChanged, this, &TableView::summarise);
    connect(m_model, &TableModel::failed, this,
            [this](const Error &error) { Q_EMIT noticed(tr("Some rows cannot be read. %1").arg(error.what)); });
    auto *figures = new QAction(tr("Figures of the column"), this);
    figures->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_I));
    figures->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    connect(figures, &QAction::triggered, this, [this] { showStatistics(std::max(0, m_grid->currentIndex().column())); });
    addAction(figures);
}

void TableView::showEvent(QShowEvent *event)
{
    ShapeView::showEvent(event);
    summarise();
    count();
}

void TableView::hideEvent(QHideEvent *event)
{
    ShapeView::hideEvent(event);
    worker().drop(this, u"count"_s);
    m_counting = false;
}

/// Goes on counting while nothing else is to do, and as long as the table is seen.
void TableView::count()
{
    if (m_model->isExact() || m_counting || !isVisible())
        return;
    m_counting = true;
    worker().ask(
        this, u"count"_s, [](preview::Preview &open, const preview::Cancelled &cancelled) { return open.countRows(cancelled); },
        [this](const Result<std::pair<qint64, bool>> &counted) {
            m_counting = false;
            if (!counted)
                return;  // the estimate stays
            const auto [rows, exact] = *counted;
            // Until it is exact it may be what was counted so far: rows that are there do not go.
            m_model->setTotal(exact ? rows : std::max(rows, m_model->total()), exact);
            count();
        },
        PreviewWorker::Turn::Idle);
}

void TableView::summarise()
{
    const QString columns = tr("%Ln columns", nullptr, m_model->columnCount());
    const int rows = countOf(m_model->total());
    Q_EMIT summaryChanged((m_model->isExact() ? tr("%Ln rows · %1", nullptr, rows) : tr("about %Ln rows · %1", nullptr, rows)).arg(columns));
}

void TableView::showStatistics(int column)
{
    if (column < 0 || column >= m_model->columnCount())
        return;
    m_panel->begin(m_model->columns()[std::size_t(column)], m_model->headerData(column, Qt::Horizontal, Qt::DisplayRole).toString());
    worker().ask(
        this, u"statistics"_s,
        [column](preview::Preview &open, const preview::Cancelled &cancelled) { return open.statistics(column, cancelled); },
        [this](const Result<preview::ColumnStatistics> &statistics) {
            if (statistics)
                m_panel->show(*statistics);
            else
                m_panel->show(statistics.error());
        });
}

void TableView::copy(What what)
{
    const QModelIndex current = m_grid->currentIndex();
    if (!current.isValid())
        return;
    CopyWish wish{m_model->first() + current.row(), 1, current.column(), current.column(), {}};
    if (what == What::Column) {
        wish.first = 0;
        wish.count = m_model->total();
    } else if (const QItemSelection selection = m_grid->selectionModel()->selection(); !selection.isEmpty()) {
        // What was selected in pieces is copied as the rectangle around them.
        QRect around;
        for (const QItemSelectionRange &range : selection)
            around |= QRect(QPoint(range.left(), range.top()), QPoint(range.right(), range.bottom()));
        wish = {m_model->first() + around.top(), around.height(), around.left(), around.right(), {}};
    }
    if (what == What::Rows) {
        wish.left = 0;
        wish.right = m_model->columnCount() - 1;
    }
    if (what != What::Cells) {
        for (int column = wish.left; column <= wish.right; ++column)
            wish.header.append(m_model->columns()[std::size_t(column)].name);
    }
    worker().ask(
        this, u"copy"_s,
        [wish](preview::Preview &open, const preview::Cancelled &cancelled) { return copyRows(open, wish, cancelled); },
        [this, wanted = wish.count](const Result<Copied> &copied) {
            if (!copied) {
                Q_EMIT said(tr("Nothing was copied. %1").arg(inLanguage(copied.error().what)));
                return;
            }
            QGuiApplication::clipboard()->setText(copied->text);
            Q_EMIT said(copied->rows < wanted ? tr("Copied %1 of %Ln rows.", nullptr, countOf(wanted)).arg(QLocale().toString(copied->rows))
                                                  : tr("Copied %Ln rows.", nullptr, countOf(copied->rows)));
        });
}

void TableView::showMenu(const QPoint &at)
{
    QMenu menu(this);
    connect(menu.addAction(tr("Copy")), &QAction::triggered, this, [this] { copy(What::Cells); });
    connect(menu.addAction(tr("Copy the whole rows")), &QAction::triggered, this, [this] { copy(What::Rows); });
    connect(menu.addAction(tr("Copy the column")), &QAction::triggered, this, [this] { copy(What::Column); });
    menu.addSeparator();
    connect(menu.addAction(tr("Figures of the column")), &QAction::triggered, this,
            [this] { showStatistics(m_grid->currentIndex().column()); });
    menu.exec(m_grid->viewport()->mapToGlobal(at));
}

FindFrom TableView::findFrom() const
{
    const QModelIndex current = m_grid->currentIndex();
    return {std::max<qint64>(0, m_grid->currentRow()), std::max(0, current.column())};
}

void TableView::showPlace(const preview::Place &place)
{
    if (place.index >= m_model->total())
        m_model->setTotal(place.index + 1, false);
    m_grid->goTo(place.index, place.column);
}

}  // namespace tideline::ui
