#include "ui/delegates/flat_delegate.h"

#include "ui/delegates/mirror.h"
#include "ui/theme/theme.h"

#include <QIcon>
#include <QPainter>

namespace tideline::ui {

QSize FlatDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    return {QStyledItemDelegate::sizeHint(option, index).width(), option.fontMetrics.height() + 14};
}

void FlatDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    constexpr int kMargin = 8;
    constexpr int kIcon = 16;
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    if (option.state & QStyle::State_Selected)
        painter->fillRect(option.rect, option.palette.color(QPalette::Highlight));
    else if (option.state & QStyle::State_MouseOver)
        painter->fillRect(option.rect, Theme::colours().hover);
    QRect rect = option.rect.adjusted(kMargin, 0, -kMargin, 0);
    const QIcon icon = index.data(Qt::DecorationRole).value<QIcon>();
    if (!icon.isNull()) {
        icon.paint(painter, mirrored(option, QRect(rect.left(), rect.center().y() - kIcon / 2 + 1, kIcon, kIcon)));
        rect.setLeft(rect.left() + kIcon + kMargin);
    }
    const QVariant foreground = index.data(Qt::ForegroundRole);
    painter->setPen(foreground.isValid()    ? foreground.value<QColor>()
                        : index.column() == 0 ? option.palette.color(QPalette::Text)
                                              : Theme::colours().muted);
    painter->setFont(option.font);
    drawWords(painter, option, rect, Qt::Alignment(index.data(Qt::TextAlignmentRole).toInt()),
              option.fontMetrics.elidedText(index.data().toString(), Qt::ElideMiddle, rect.width()));
    if ((option.state & QStyle::State_HasFocus) && (option.state & QStyle::State_KeyboardFocusChange)) {
        painter->setPen(Theme::colours().accent);
        painter->drawRect(QRectF(option.rect).adjusted(0.5, 0.5, -0.5, -0.5));
    }
    painter->restore();
}

}  // namespace tideline::ui
