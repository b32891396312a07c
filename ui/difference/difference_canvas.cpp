#include "ui/difference/difference_canvas.h"

#include "core/base/result.h"
#include "ui/preview/style_colours.h"

#include <QAccessible>
#include <QClipboard>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QLocale>
#include <QScrollBar>

#include <algorithm>
#include <cmath>

namespace tideline::ui {

namespace {
using Kind = DifferenceRow::Kind;
}  // namespace

DifferenceCanvas::DifferenceCanvas(QWidget *parent) : QAbstractScrollArea(parent)
{
    setLayoutDirection(Qt::LeftToRight);  // code and bytes run this way in every language
    setObjectName(u"differenceCanvas"_s);
    setAccessibleName(tr("Differences"));
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::StrongFocus);
    viewport()->setAutoFillBackground(false);
}

void DifferenceCanvas::setRows(DifferenceRows rows)
{
    m_rows = std::move(rows);
    qsizetype longest = 0;
    int number = 0;
    for (const DifferenceRow &row : m_rows.rows) {
        for (int i = 0; i < m_rows.columns; ++i) {
            longest = std::max(longest, row.parts[std::size_t(i)].text.size() + row.parts[std::size_t(i)].text.count(u'\t') * (kTab - 1));
            number = std::max({number, row.parts[std::size_t(i)].number, row.parts[std::size_t(i)].second});
        }
    }
    const QFontMetricsF metrics(codeFont());
    m_lineHeight = std::ceil(metrics.height()) + 3;
    m_widest = double(longest) * metrics.horizontalAdvance(u'0');
    m_digits = std::max(3, int(QString::number(number + 1).size()));
    const int last = int(m_rows.rows.size()) - 1;
    m_current = std::min(m_current, last);
    m_anchor = std::min(m_anchor, last);
    layOut();
}

void DifferenceCanvas::setTitles(const QStringList &titles)
{
    m_titles = titles;
    m_head = titles.isEmpty() ? 0 : fontMetrics().height() + 10;
    layOut();
}

void DifferenceCanvas::setTaken(std::function<std::optional<bool>(int, int)> isTaken)
{
    m_isTaken = std::move(isTaken);
    viewport()->update();
}

double DifferenceCanvas::textLeft() const
{
    const double numbers = m_digits * QFontMetricsF(codeFont()).horizontalAdvance(u'0') + 2 * kPadding;
    return (m_rows.columns == 1 ? 2 * numbers : numbers) + kSign;
}

int DifferenceCanvas::visibleRows() const
{
    return std::max(1, int((viewport()->height() - m_head) / m_lineHeight));
}

void DifferenceCanvas::layOut()
{
    const double height = double(m_rows.rows.size()) * m_lineHeight;
    verticalScrollBar()->setRange(0, std::max(0, int(std::ceil(height - (viewport()->height() - m_head)))));
    verticalScrollBar()->setPageStep(int(viewport()->height() - m_head));
    verticalScrollBar()->setSingleStep(int(m_lineHeight) * 3);
    const double room = double(viewport()->width()) / m_rows.columns - textLeft() - kPadding;
    horizontalScrollBar()->setRange(0, std::max(0, int(m_widest - room)));
    horizontalScrollBar()->setPageStep(std::max(10, int(room)));
    horizontalScrollBar()->setSingleStep(40);
    viewport()->update();
}

int DifferenceCanvas::rowAt(double y) const
{
    return int(std::floor((y - m_head + verticalScrollBar()->value()) / m_lineHeight));
}

QRectF DifferenceCanvas::columnRect(int column, double top) const
{
    const double width = double(viewport()->width()) / m_rows.columns;
    return {column * width, top, width, m_lineHeight};
}

int DifferenceCanvas::currentChange() const
{
    return m_current >= 0 ? m_rows.rows[std::size_t(m_current)].change : -1;
}

void DifferenceCanvas::goToChange(int change)
{
    const auto it = std::ranges::find(m_rows.rows, change, &DifferenceRow::change);
    if (it == m_rows.rows.end())
        return;
    const int row = int(it - m_rows.rows.begin());
    moveTo(row, false);
    verticalScrollBar()->setValue(int(row * m_lineHeight - (viewport()->height() - m_head) / 3));
}

void DifferenceCanvas::stepChange(int delta)
{
    if (m_rows.changes == 0)
        return;
    // Between two changes the next is the first one further on.
    const int from = std::max(0, m_current);
    int change = currentChange();
    if (change < 0) {
        const auto at = m_rows.rows.begin() + from;
        const auto isChange = [](const DifferenceRow &row) { return row.change >= 0; };
        const auto after = std::find_if(at, m_rows.rows.end(), isChange);
        const int next = after == m_rows.rows.end() ? m_rows.changes : after->change;
        change = delta > 0 ? next : next - 1;
    } else if (m_current >= 0) {
        change += delta;
    }
    goToChange(std::clamp(change, 0, m_rows.changes - 1));
}

void DifferenceCanvas::moveTo(int row, bool extend)
{
    if (m_rows.rows.empty())
        return;
    const int before = currentChange();
    m_current = std::clamp(row, 0, int(m_rows.rows.size()) - 1);
    if (!extend || m_anchor < 0)
        m_anchor = m_current;
    const double top = m_current * m_lineHeight;
    const double room = viewport()->height() - m_head;
    if (top < verticalScrollBar()->value())
        verticalScrollBar()->setValue(int(top));
    else if (top + m_lineHeight > verticalScrollBar()->value() + room)
        verticalScrollBar()->setValue(int(std::ceil(top + m_lineHeight - room)));
    viewport()->update();
    say();
    if (before != currentChange())
        Q_EMIT currentChangeChanged(currentChange());
}

/// The current row, for who cannot see it.
void DifferenceCanvas::say()
{
    const DifferenceRow &row = m_rows.rows[std::size_t(m_current)];
    QStringList words{row.words};
    for (int i = 0; i < m_rows.columns && row.kind == Kind::Line; ++i) {
        const LinePart &part = row.parts[std::size_t(i)];
        if (part.tone == Tone::Nothing)
            continue;
        const int number = part.number >= 0 ? part.number : part.second;
        words.append(u"%1 %2 %3: %4"_s.arg(m_titles.value(i), signOf(part.tone), QLocale().toString(number + 1), part.text));
    }
    words.removeAll(QString());
    setAccessibleDescription(words.join(u"; "_s));
    QAccessibleEvent event(this, QAccessible::DescriptionChanged);
    QAccessible::updateAccessibility(&event);
}

void DifferenceCanvas::activateCurrent()
{
    if (m_current < 0)
        return;
    const DifferenceRow &row = m_rows.rows[std::size_t(m_current)];
    if (row.kind == Kind::Fold)
        Q_EMIT foldChosen(row.fold);
    else if (row.kind == Kind::Heading)
        Q_EMIT cellChosen(row.cell);
}

void DifferenceCanvas::copy() const
{
    if (m_current < 0)
        return;
    QStringList lines;
    for (int at = std::min(m_anchor, m_current); at <= std::max(m_anchor, m_current); ++at) {
        const DifferenceRow &row = m_rows.rows[std::size_t(at)];
        const LinePart &part = row.parts[std::size_t(m_column)];
        if (row.kind == Kind::Line && part.tone != Tone::Nothing)
            lines.append(part.text);
    }
    if (!lines.isEmpty())
        QGuiApplication::clipboard()->setText(lines.join(u'\n'));
}

void DifferenceCanvas::resizeEvent(QResizeEvent *event)
{
    QAbstractScrollArea::resizeEvent(event);
    layOut();
}

void DifferenceCanvas::scrollContentsBy(int, int)
{
    viewport()->update();
}

void DifferenceCanvas::keyPressEvent(QKeyEvent *event)
{
    const bool shift = event->modifiers() & Qt::ShiftModifier;
    switch (event->key()) {
    case Qt::Key_Up:
        return moveTo(m_current - 1, shift);
    case Qt::Key_Down:
        return moveTo(m_current + 1, shift);
    case Qt::Key_PageUp:
        return moveTo(m_current - visibleRows(), shift);
    case Qt::Key_PageDown:
        return moveTo(m_current + visibleRows(), shift);
    case Qt::Key_Home:
        return moveTo(0, shift);
    case Qt::Key_End:
        return moveTo(int(m_rows.rows.size()) - 1, shift);
    case Qt::Key_N:
        return stepChange(1);
    case Qt::Key_P:
        return stepChange(-1);
    case Qt::Key_F7:
        return stepChange(shift ? -1 : 1);
    case Qt::Key_Return:
    case Qt::Key_Enter:
        return activateCurrent();
    default:
        break;
    }
    if (event->matches(QKeySequence::Copy))
        copy();
    else
        QAbstractScrollArea::keyPressEvent(event);
}

void DifferenceCanvas::mousePressEvent(QMouseEvent *event)
{
    const int row = rowAt(event->position().y());
    if (event->button() != Qt::LeftButton || event->position().y() < m_head || row < 0 || row >= int(m_rows.rows.size()))
        return;
    m_column = std::clamp(int(event->position().x() * m_rows.columns / std::max(1, viewport()->width())), 0, m_rows.columns - 1);
    moveTo(row, event->modifiers() & Qt::ShiftModifier);
    activateCurrent();
}

void DifferenceCanvas::mouseMoveEvent(QMouseEvent *event)
{
    if ((event->buttons() & Qt::LeftButton) && m_current >= 0)
        moveTo(rowAt(event->position().y()), true);
}

void DifferenceCanvas::changeEvent(QEvent *event)
{
    QAbstractScrollArea::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        viewport()->update();
}

}  // namespace tideline::ui
