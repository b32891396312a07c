// Cells are painted as if one read from left to right; here each piece gets the place that it has in the view's own direction.
#pragma once

#include <QPainter>
#include <QStyle>
#include <QStyleOptionViewItem>

namespace tideline::ui {

inline QRect mirrored(const QStyleOptionViewItem &option, const QRect &rect)
{
    return QStyle::visualRect(option.direction, option.rect, rect);
}

inline QRectF mirrored(const QStyleOptionViewItem &option, const QRectF &rect)
{
    if (option.direction == Qt::LeftToRight)
        return rect;
    return {option.rect.left() + option.rect.right() + 1 - rect.right(), rect.top(), rect.width(), rect.height()};
}

/// Draws in the mirrored `rect`. A name keeps the direction of its own letters: "data (1).csv" reads the same in every language.
inline void drawWords(QPainter *painter, const QStyleOptionViewItem &option, const QRect &rect, Qt::Alignment alignment, const QString &text)
{
    painter->setLayoutDirection(Qt::LayoutDirectionAuto);
    painter->drawText(mirrored(option, rect), int(QStyle::visualAlignment(option.direction, alignment) | Qt::AlignAbsolute), text);
}

}  // namespace tideline::ui
