// How DifferenceCanvas draws its rows.
#include "core/base/result.h"
#include "ui/difference/difference_canvas.h"
#include "ui/difference/difference_view.h"
#include "ui/difference/tone_colours.h"
#include "ui/preview/style_colours.h"
#include "ui/theme/theme.h"

#include <QPainter>
#include <QScrollBar>
#include <QTextLayout>

#include <algorithm>

namespace tideline::ui {

namespace {
using Kind = DifferenceRow::Kind;
}

void DifferenceCanvas::layOutText(QTextLayout &layout, const LinePart &part, bool back) const
{
    layout.setFont(codeFont());
    QTextOption option;
    option.setWrapMode(QTextOption::NoWrap);
    option.setTabStopDistance(kTab * QFontMetricsF(codeFont()).horizontalAdvance(u'0'));
    layout.setTextOption(option);
    QList<QTextLayout::FormatRange> formats;
    for (const preview::Span &word : part.words) {
        QTextCharFormat format;
        format.setBackground(toneWordBackground(part.tone));
        format.setFontUnderline(true);
        format.setUnderlineColor(toneColour(part.tone));
        formats.append({word.start, word.length, format});
    }
    if (!back)
        layout.setFormats(formats);
    layout.beginLayout();
    layout.createLine().setLineWidth(1e7);
    layout.endLayout();
}

void DifferenceCanvas::paintPart(QPainter &painter, const DifferenceRow &row, int column, double top) const
{
    const LinePart &part = row.parts[std::size_t(column)];
    const QRectF area = columnRect(column, top);
    if (part.tone == Tone::Nothing) {
        painter.fillRect(area, QBrush(Theme::colours().line, Qt::BDiagPattern));
        return;
    }
    const std::optional<bool> decided = m_isTaken && row.change >= 0 ? m_isTaken(row.change, column) : std::nullopt;
    const bool taken = decided.value_or(false);
    const bool back = decided && !taken;  // steps back
    if (const QColor background = toneBackground(part.tone); background.isValid() && !back)
        painter.fillRect(area, background);
    const double numbers = m_digits * QFontMetricsF(codeFont()).horizontalAdvance(u'0') + 2 * kPadding;
    painter.setFont(codeFont());
    painter.setPen(Theme::colours().muted);
    const auto number = [&](int value, double left) {
        if (value >= 0)
            painter.drawText(QRectF(left, top, numbers - kPadding, m_lineHeight), Qt::AlignRight | Qt::AlignVCenter, QString::number(value + 1));
    };
    number(part.number, area.left());
    if (m_rows.columns == 1)
        number(part.second, area.left() + numbers);
    painter.setPen(toneColour(part.tone));
    const QString sign = taken && (part.tone != Tone::Plain || column != 1) ? u"✓"_s : signOf(part.tone);
    painter.drawText(QRectF(area.left() + textLeft() - kSign, top, kSign, m_lineHeight), Qt::AlignCenter, sign);
    const QRectF room = area.adjusted(textLeft(), 0, -2, 0);
    painter.save();
    painter.setClipRect(room);
    QTextLayout layout(part.text);
    layOutText(layout, part, back);
    painter.setPen(back ? Theme::colours().muted : palette().color(QPalette::Text));
    layout.draw(&painter, QPointF(room.left() + 2 - horizontalScrollBar()->value(), top + 1.5));
    painter.restore();
}

void DifferenceCanvas::paintRow(QPainter &painter, int at, double top) const
{
    const DifferenceRow &row = m_rows.rows[std::size_t(at)];
    const QRectF whole(0, top, viewport()->width(), m_lineHeight);
    if (row.kind == Kind::Line) {
        for (int column = 0; column < m_rows.columns; ++column) {
            paintPart(painter, row, column, top);
            if (column > 0)
                painter.fillRect(QRectF(columnRect(column, top).left(), top, 1, m_lineHeight), Theme::colours().line);
        }
    } else {
        const bool heading = row.kind == Kind::Heading;
        painter.fillRect(whole, heading ? Theme::colours().hover : palette().color(QPalette::AlternateBase));
        QFont words = font();
        words.setBold(heading);
        painter.setFont(words);
        painter.setPen(heading ? palette().color(QPalette::Text) : Theme::colours().accent);
        const QString text = heading ? row.words : u"⋯  "_s + row.words;
        painter.drawText(whole.adjusted(heading ? 10 : textLeft() + 2, 0, -8, 0), Qt::AlignLeft | Qt::AlignVCenter, text);
    }
    if (at >= std::min(m_anchor, m_current) && at <= std::max(m_anchor, m_current) && m_current != m_anchor)
        painter.fillRect(columnRect(m_column, top), QColor(Theme::colours().accent.red(), Theme::colours().accent.green(), Theme::colours().accent.blue(), 40));
    if (at == m_current)
        painter.fillRect(QRectF(0, top, 3, m_lineHeight), Theme::colours().accent);
    if (at == m_current && hasFocus()) {
        painter.setPen(Theme::colours().accent);
        painter.drawRect(whole.adjusted(0, 0, -1, -1));
    }
}

void DifferenceCanvas::paintTitles(QPainter &painter) const
{
    if (m_head <= 0)
        return;
    painter.fillRect(QRectF(0, 0, viewport()->width(), m_head), palette().color(QPalette::Window));
    painter.setFont(font());
    painter.setPen(Theme::colours().muted);
    const QFontMetricsF metrics(font());
    for (int column = 0; column < m_rows.columns; ++column) {
        const QRectF area = columnRect(column, 0);
        const QRectF words(area.left() + 10, 0, area.width() - 16, m_head);
        const QString title = m_rows.columns == 1 ? versionsText(m_titles) : m_titles.value(column);
        painter.drawText(words, Qt::AlignLeft | Qt::AlignVCenter, metrics.elidedText(title, Qt::ElideMiddle, words.width()));
    }
    painter.fillRect(QRectF(0, m_head - 1, viewport()->width(), 1), Theme::colours().line);
}

void DifferenceCanvas::paintEvent(QPaintEvent *)
{
    QPainter painter(viewport());
    painter.fillRect(viewport()->rect(), palette().color(QPalette::Base));
    const int first = std::max(0, rowAt(m_head));
    const int last = std::min(int(m_rows.rows.size()) - 1, rowAt(viewport()->height()));
    for (int row = first; row <= last; ++row)
        paintRow(painter, row, row * m_lineHeight - verticalScrollBar()->value() + m_head);
    paintTitles(painter);
}

}  // namespace tideline::ui
