#include "ui/preview/cell_column.h"

#include "ui/preview/cell_widget.h"
#include "ui/preview/picture.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QMenu>
#include <QPainter>
#include <QScrollBar>

#include <algorithm>
#include <limits>

namespace tideline::ui {

namespace {
constexpr int kUnknownHeight = 90;
constexpr int kMostHeight = 20'000;  ///< of one cell; what is longer is folded anyway

qint64 bytesOf(const preview::Cell &cell)
{
    qint64 bytes = 200 + (cell.source.size() + cell.html.size()) * 2 + qint64(cell.spans.size()) * 12;
    for (const preview::Output &output : cell.outputs)
        bytes += 100 + (output.text.size() + output.html.size()) * 2 + output.picture.argb32.size() + qint64(output.spans.size()) * 12;
    return bytes;
}
}  // namespace

CellColumn::CellColumn(const preview::NotebookDocument &notebook, PreviewWorker &worker, QWidget *parent)
    : QAbstractScrollArea(parent), m_worker(worker)
{
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFocusPolicy(Qt::StrongFocus);
    viewport()->setBackgroundRole(QPalette::Base);
    const auto cells = std::size_t(std::clamp<qint64>(notebook.cellCount, 0, kMostCells));
    m_heights.assign(cells, kUnknownHeight);
    m_measured.assign(cells, false);
    keep(notebook);
    updateTops();
    m_soon.setSingleShot(true);
    m_soon.setInterval(0);
    connect(&m_soon, &QTimer::timeout, this, &CellColumn::arrange);
}

void CellColumn::keep(const preview::NotebookDocument &notebook)
{
    for (std::size_t i = 0; i < notebook.cells.size(); ++i) {
        const qint64 number = notebook.first + qint64(i);
        if (number < 0 || number >= qint64(m_heights.size()) || m_cells.contains(number))
            continue;
        const qint64 bytes = bytesOf(notebook.cells[i]);
        m_cells.emplace(number, Held{std::make_shared<const preview::Cell>(notebook.cells[i]), bytes});
        m_bytes += bytes;
        if (!m_measured[std::size_t(number)])
            m_heights[std::size_t(number)] = guessedHeight(notebook.cells[i], fontMetrics().height());
    }
    forgetFar(notebook.first);
}

/// Values far from `near` go first.
void CellColumn::forgetFar(qint64 near)
{
    while (m_bytes > kMostBytes && m_cells.size() > 1) {
        const auto first = m_cells.begin(), last = std::prev(m_cells.end());
        const auto it = near - first->first > last->first - near ? first : last;
        if (m_built.contains(it->first))
            return;
        m_bytes -= it->second.bytes;
        m_cells.erase(it);
    }
}

void CellColumn::askFor(qint64 cell)
{
    if (m_asked == cell || m_failed)
        return;
    m_asked = cell;
    m_worker.ask(
        this, u"cells"_s, [cell](preview::Preview &open, const preview::Cancelled &cancelled) { return open.cells(cell, cancelled); },
        [this, cell](const Result<preview::NotebookDocument> &more) {
            m_asked = -1;
            if (more)
                keep(*more);
            if (!more || !m_cells.contains(cell)) {
                m_failed = true;  // said once; what is there stays
                Q_EMIT failed(more ? Error{Error::Kind::Corrupt, tr("A cell is missing."), {}, {}} : more.error());
            }
            updateTops();
            updateBar();
            arrange();
        });
}

void CellColumn::updateTops()
{
    m_tops.resize(m_heights.size() + 1);
    qint64 top = 8;
    for (std::size_t i = 0; i < m_heights.size(); ++i) {
        m_tops[i] = int(std::min<qint64>(top, std::numeric_limits<int>::max() - kMostHeight));
        top += m_heights[i];
    }
    m_tops.back() = int(std::min<qint64>(top, std::numeric_limits<int>::max() - kMostHeight));
}

std::size_t CellColumn::cellAt(int y) const
{
    const auto it = std::ranges::upper_bound(m_tops, y);
    const auto at = it == m_tops.begin() ? 0 : (it - m_tops.begin()) - 1;
    return std::size_t(std::min<std::ptrdiff_t>(at, std::max<std::ptrdiff_t>(0, std::ptrdiff_t(m_heights.size()) - 1)));
}

void CellColumn::updateBar()
{
    verticalScrollBar()->setRange(0, std::max(0, m_tops.back() + 12 - viewport()->height()));
    verticalScrollBar()->setPageStep(viewport()->height());
    verticalScrollBar()->setSingleStep(fontMetrics().height() * 3);
}

void CellColumn::setHeight(std::size_t cell, int height)
{
    height = std::clamp(height, 20, kMostHeight);
    m_measured[cell] = true;
    const int more = height - m_heights[cell];
    if (more == 0)
        return;
    // What is above the uppermost visible line must not push it away.
    const int top = verticalScrollBar()->value();
    const bool above = m_tops[cell] + m_heights[cell] <= top;
    m_heights[cell] = height;
    updateTops();
    updateBar();
    if (above)
        verticalScrollBar()->setValue(top + more);
}

void CellColumn::build(qint64 number)
{
    auto *widget = new CellWidget(m_cells.at(number).cell, number, viewport());
    connect(widget, &CellWidget::linkChosen, this, &CellColumn::linkChosen);
    connect(widget, &CellWidget::heightChanged, this, [this, widget] {
        setHeight(std::size_t(widget->number()), widget->heightAt(viewport()->width()));
        m_soon.start();
    });
    connect(widget, &CellWidget::menuAsked, this,
            [this, number](int output, const QPoint &global) { showMenu(number, output, global); });
    widget->installEventFilter(this);
    widget->setCurrent(number == m_current);
    m_built.emplace(number, widget);
    widget->ensurePolished();
    setHeight(std::size_t(number), widget->heightAt(viewport()->width()));
    if (m_mark && m_mark->index == number)
        widget->markSource(m_mark->column, m_mark->length);
}

void CellColumn::dropFar(int top, int bottom)
{
    for (auto it = m_built.begin(); it != m_built.end();) {
        const auto cell = std::size_t(it->first);
        const bool far = m_tops[cell] + m_heights[cell] < top || m_tops[cell] > bottom;
        // One with the focus or a selection in it stays.
        if (far && !it->second->isAncestorOf(QApplication::focusWidget())) {
            it->second->deleteLater();
            it->second->hide();
            it = m_built.erase(it);
        } else {
            ++it;
        }
    }
}

/// Builds what is in sight and puts it in its place; each cell that is built may move those below.
void CellColumn::arrange()
{
    if (m_arranging || m_heights.empty())
        return;
    m_arranging = true;
    const int high = viewport()->height();
    int missing = 0;
    for (std::size_t cell = cellAt(verticalScrollBar()->value()); cell < m_heights.size(); ++cell) {
        if (m_tops[cell] > verticalScrollBar()->value() + high + high / 3)
            break;
        if (m_built.contains(qint64(cell)))
            continue;
        if (m_cells.contains(qint64(cell)))
            build(qint64(cell));
        else if (missing++ == 0)
            askFor(qint64(cell));
    }
    const int top = verticalScrollBar()->value();
    dropFar(top - high, top + 2 * high);
    for (const auto &[number, widget] : m_built) {
        widget->setGeometry(0, m_tops[std::size_t(number)] - top, viewport()->width(), m_heights[std::size_t(number)]);
        widget->show();
    }
    m_arranging = false;
    viewport()->update();
}

void CellColumn::resizeEvent(QResizeEvent *event)
{
    QAbstractScrollArea::resizeEvent(event);
    if (event->size().width() != event->oldSize().width()) {
        for (const auto &[number, widget] : m_built)
            setHeight(std::size_t(number), widget->heightAt(viewport()->width()));
    }
    updateBar();
    arrange();
}

void CellColumn::scrollContentsBy(int, int)
{
    if (!m_arranging)
        arrange();
}

void CellColumn::paintEvent(QPaintEvent *event)
{
    QPainter painter(viewport());
    painter.setPen(Theme::colours().muted);
    const int top = verticalScrollBar()->value();
    for (std::size_t cell = cellAt(top + event->rect().top()); cell < m_heights.size(); ++cell) {
        if (m_tops[cell] - top > event->rect().bottom())
            break;
        if (!m_built.contains(qint64(cell)))
            painter.drawText(QRect(72, m_tops[cell] - top + 8, viewport()->width() - 80, fontMetrics().height()), Qt::AlignLeft, u"…"_s);
    }
    if (m_heights.empty())
        painter.drawText(viewport()->rect(), Qt::AlignCenter, tr("This notebook has no cells."));
}

void CellColumn::setCurrent(qint64 cell)
{
    for (const qint64 number : {m_current, cell}) {
        if (const auto it = m_built.find(number); it != m_built.end())
            it->second->setCurrent(number == cell);
    }
    m_current = cell;
    setAccessibleDescription(tr("Cell %L1 of %L2").arg(cell + 1).arg(m_heights.size()));
}

void CellColumn::goTo(qint64 cell)
{
    if (m_heights.empty())
        return;
    cell = std::clamp<qint64>(cell, 0, qint64(m_heights.size()) - 1);
    setCurrent(cell);
    const auto at = std::size_t(cell);
    const int top = verticalScrollBar()->value(), high = viewport()->height();
    if (m_tops[at] < top || m_tops[at] + std::min(m_heights[at], high) > top + high)
        verticalScrollBar()->setValue(m_tops[at] - std::min(40, high / 4));
    arrange();
}

void CellColumn::goToFound(const preview::Place &place)
{
    m_mark = place;
    goTo(place.index);
    if (const auto it = m_built.find(place.index); it != m_built.end())
        it->second->markSource(place.column, place.length);
}

void CellColumn::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Copy))
        copy(m_current, -1);
    else if (event->key() == Qt::Key_Down || event->key() == Qt::Key_J)
        goTo(m_current + 1);
    else if (event->key() == Qt::Key_Up || event->key() == Qt::Key_K)
        goTo(m_current - 1);
    else if (event->key() == Qt::Key_Home)
        goTo(0);
    else if (event->key() == Qt::Key_End)
        goTo(qint64(m_heights.size()) - 1);
    else if (event->key() == Qt::Key_PageDown || event->key() == Qt::Key_PageUp) {
        verticalScrollBar()->triggerAction(event->key() == Qt::Key_PageDown ? QAbstractSlider::SliderPageStepAdd
                                                                            : QAbstractSlider::SliderPageStepSub);
        setCurrent(qint64(cellAt(verticalScrollBar()->value() + 40)));
    } else
        QAbstractScrollArea::keyPressEvent(event);
}

bool CellColumn::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::MouseButtonPress) {
        if (const auto *cell = qobject_cast<CellWidget *>(watched)) {
            setCurrent(cell->number());
            setFocus(Qt::MouseFocusReason);
        }
    }
    return QAbstractScrollArea::eventFilter(watched, event);
}

void CellColumn::contextMenuEvent(QContextMenuEvent *event)
{
    if (m_heights.empty())
        return;
    const bool keys = event->reason() == QContextMenuEvent::Keyboard;
    const qint64 cell = keys ? m_current : qint64(cellAt(verticalScrollBar()->value() + event->pos().y()));
    showMenu(cell, -2, keys ? viewport()->mapToGlobal(QPoint(80, 20)) : event->globalPos());
}

/// `output`: -1 the source, -2 none in particular.
void CellColumn::showMenu(qint64 number, int output, const QPoint &global)
{
    const auto held = m_cells.find(number);
    if (held == m_cells.end())
        return;
    setCurrent(number);
    QMenu menu(this);
    connect(menu.addAction(tr("Copy the cell")), &QAction::triggered, this, [this, number] { copy(number, -1); });
    const int outputs = int(held->second.cell->outputs.size());
    for (int i = 0; i < std::min(outputs, 9); ++i) {
        if (output >= 0 && output != i)
            continue;
        const QString words = outputs == 1 || output >= 0 ? tr("Copy the output") : tr("Copy output %1").arg(i + 1);
        connect(menu.addAction(words), &QAction::triggered, this, [this, number, i] { copy(number, i); });
    }
    menu.exec(global);
}

void CellColumn::copy(qint64 number, int output)
{
    const auto held = m_cells.find(number);
    if (held == m_cells.end())
        return;
    const preview::Cell &cell = *held->second.cell;
    if (output >= 0 && cell.outputs[std::size_t(output)].kind == preview::Output::Kind::Picture) {
        QGuiApplication::clipboard()->setImage(imageOf(cell.outputs[std::size_t(output)].picture));
        Q_EMIT said(tr("Copied the picture."));
        return;
    }
    QGuiApplication::clipboard()->setText(output < 0 ? cell.source : textOf(cell.outputs[std::size_t(output)]));
    Q_EMIT said(output < 0 ? tr("Copied the cell.") : tr("Copied the output."));
}

}  // namespace tideline::ui
