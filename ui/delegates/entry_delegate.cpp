#include "ui/delegates/entry_delegate.h"

#include "ui/delegates/mirror.h"
#include "ui/models/entry_list_model.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"

#include <QPainter>

namespace tideline::ui {

using namespace Qt::StringLiterals;

namespace {
constexpr int kMargin = 8;
constexpr int kIcon = 16;

void paintProgress(QPainter *painter, const QStyleOptionViewItem &option, const QRect &rect, int percent)
{
    const QRectF bar(rect.left(), rect.center().y() - 1.5, rect.width(), 4);
    painter->setPen(Qt::NoPen);
    painter->setBrush(Theme::colours().line);
    painter->drawRoundedRect(mirrored(option, bar), 2, 2);
    painter->setBrush(Theme::colours().busy);
    painter->drawRoundedRect(mirrored(option, QRectF(bar.topLeft(), QSizeF(bar.width() * percent / 100.0, bar.height()))), 2, 2);
}
}  // namespace

QSize EntryDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    return {QStyledItemDelegate::sizeHint(option, index).width(), option.fontMetrics.height() + 13};
}

QRect EntryDelegate::nameRect(const QStyleOptionViewItem &option) const
{
    return mirrored(option, option.rect.adjusted(kMargin + kIcon + 1, 1, 0, -1));
}

void EntryDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const bool selected = option.state & QStyle::State_Selected;
    if (selected)
        painter->fillRect(option.rect, option.palette.color(QPalette::Highlight));
    else if (option.state & QStyle::State_MouseOver)
        painter->fillRect(option.rect, Theme::colours().hover);
    const QRect rect = option.rect.adjusted(kMargin, 0, -kMargin, 0);
    const auto column = EntryListModel::Column(index.column());
    const auto state = SyncState(index.data(EntryListModel::StateRole).toInt());
    QRect textRect = rect;
    QColor colour = option.palette.color(QPalette::Text);
    if (column == EntryListModel::NameColumn || column == EntryListModel::StatusColumn) {
        const QRect iconRect(rect.left(), rect.center().y() - kIcon / 2 + 1, kIcon, kIcon);
        textRect.setLeft(iconRect.right() + kMargin);
        const bool loaded = index.data(EntryListModel::LoadedRole).toBool();
        if (column == EntryListModel::NameColumn)
            index.data(Qt::DecorationRole).value<QIcon>().paint(painter, mirrored(option, iconRect));
        else if (loaded)
            stateIcon(state).paint(painter, mirrored(option, iconRect));
    }
    const int percent = column == EntryListModel::StatusColumn ? index.data(EntryListModel::PercentRole).toInt() : -1;
    const bool moving = column == EntryListModel::StatusColumn && index.data(EntryListModel::LoadedRole).toBool() && percent >= 0;
    if (column == EntryListModel::NameColumn) {
        if (state == SyncState::OnlineOnly)
            colour = Theme::colours().muted;
    } else if (column == EntryListModel::StatusColumn && !moving) {
        colour = state == SyncState::Synced ? Theme::colours().muted : stateColour(state);
    } else {
        colour = Theme::colours().muted;
    }
    painter->setFont(option.font);
    painter->setPen(colour);
    if (moving) {
        const int width = option.fontMetrics.horizontalAdvance(u"100 %"_s);
        const QRect words(textRect.right() - width, rect.top(), width + 1, rect.height());
        paintProgress(painter, option, QRect(textRect.left(), rect.top(), textRect.width() - width - kMargin, rect.height()), percent);
        painter->setPen(Theme::colours().busy);
        drawWords(painter, option, words, Qt::AlignRight | Qt::AlignVCenter, tr("%L1 %").arg(percent));
    } else {
        const auto elide = column == EntryListModel::NameColumn ? Qt::ElideMiddle : Qt::ElideRight;
        const QString text = option.fontMetrics.elidedText(index.data().toString(), elide, textRect.width());
        drawWords(painter, option, textRect, Qt::Alignment(index.data(Qt::TextAlignmentRole).toInt()), text);
    }
    if ((option.state & QStyle::State_HasFocus) && (option.state & QStyle::State_KeyboardFocusChange)) {
        painter->setPen(QPen(Theme::colours().accent, 1));
        painter->setBrush(Qt::NoBrush);
        painter->drawRect(QRectF(option.rect).adjusted(0.5, 0.5, -0.5, -0.5));
    }
    painter->restore();
}

}  // namespace tideline::ui
