#include "ui/finding/found_delegate.h"

#include "core/base/result.h"
#include "ui/theme/theme.h"

#include <QHeaderView>
#include <QJsonArray>
#include <QJsonObject>
#include <QPainter>
#include <QTextLayout>
#include <QTreeView>

namespace tideline::ui {

namespace {

constexpr int kLeft = 32;  ///< where names begin, behind their icons
constexpr int kRight = 8;
constexpr int kBeneath = 7;

/// The row through all columns of the view.
QRect rowRect(const QStyleOptionViewItem &option)
{
    const auto *view = qobject_cast<const QTreeView *>(option.widget);
    if (!view)
        return option.rect;
    const QHeaderView *header = view->header();
    const bool isMirrored = option.direction == Qt::RightToLeft;
    const int first = header->sectionViewportPosition(0);
    const int left = isMirrored ? first + header->sectionSize(0) - header->length() : first;
    return {left, option.rect.top(), header->length(), option.rect.height()};
}

}  // namespace

QString FoundDelegate::placeOf(const QJsonObject &row)
{
    if (!row.contains(u"line"))
        return {};
    if (const int cell = row.value(u"cell").toInt(); cell > 0)
        return row.value(u"in_output").toBool() ? tr("Output of cell %L1").arg(cell) : tr("Cell %L1").arg(cell);
    return tr("Line %L1").arg(row.value(u"line_number").toInteger());
}

QSize FoundDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const QSize size = m_flat.sizeHint(option, index);
    return m_hasLines ? QSize(size.width(), size.height() + option.fontMetrics.height() + kBeneath) : size;
}

void FoundDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    if (!m_hasLines) {
        m_flat.paint(painter, option, index);
        return;
    }
    if (option.state & QStyle::State_Selected)
        painter->fillRect(option.rect, option.palette.color(QPalette::Highlight));
    else if (option.state & QStyle::State_MouseOver)
        painter->fillRect(option.rect, Theme::colours().hover);
    QStyleOptionViewItem upper = option;
    upper.state &= ~(QStyle::State_Selected | QStyle::State_MouseOver | QStyle::State_HasFocus);
    upper.rect.setHeight(m_flat.sizeHint(option, index).height());
    m_flat.paint(painter, upper, index);
    paintLine(painter, option, index, upper.rect.bottom() - 3);
    if ((option.state & QStyle::State_HasFocus) && (option.state & QStyle::State_KeyboardFocusChange)) {
        painter->setPen(Theme::colours().accent);
        painter->drawRect(QRectF(option.rect).adjusted(0.5, 0.5, -0.5, -0.5));
    }
}

void FoundDelegate::paintLine(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index, int top) const
{
    const QJsonObject row = index.siblingAtColumn(0).data(RowRole).toJsonObject();
    const QString place = placeOf(row);
    if (place.isEmpty())
        return;
    const bool isMirrored = option.direction == Qt::RightToLeft;
    const QRect whole = rowRect(option), shown = whole.adjusted(isMirrored ? kRight : kLeft, 0, isMirrored ? -kLeft : -kRight, 0);
    // Between isolates, so that the line keeps its own direction whatever the language of the words before it.
    const QString head = place + u"   \u2068"_s;
    QFont strong = option.font;
    strong.setBold(true);
    const int left = shown.width() - option.fontMetrics.horizontalAdvance(head);
    const QString line = QFontMetrics(strong).elidedText(row.value(u"line").toString(), Qt::ElideRight, left);
    QTextLayout layout(head + line + u'\u2069', option.font);
    QTextOption oneLine(isMirrored ? Qt::AlignRight : Qt::AlignLeft);
    oneLine.setWrapMode(QTextOption::NoWrap);
    oneLine.setTextDirection(option.direction);
    layout.setTextOption(oneLine);
    QTextCharFormat muted, bold;
    muted.setForeground(Theme::colours().muted);
    bold.setFontWeight(QFont::Bold);
    bold.setForeground(option.palette.color(QPalette::Text));
    QList<QTextLayout::FormatRange> formats{{0, int(layout.text().size()), muted}};
    const QJsonArray marks = row.value(u"marks").toArray();
    for (const QJsonValue &mark : marks)
        formats.append({int(head.size()) + mark.toArray().at(0).toInt(), mark.toArray().at(1).toInt(), bold});
    layout.setFormats(formats);
    layout.beginLayout();
    layout.createLine().setLineWidth(shown.width());
    layout.endLayout();
    // Each cell draws its part of the one line.
    painter->save();
    painter->setClipRect(option.rect.intersected(shown));
    layout.draw(painter, QPointF(shown.left(), top));
    painter->restore();
}

}  // namespace tideline::ui
