#include "ui/delegates/sidebar_delegate.h"

#include "ui/delegates/mirror.h"
#include "ui/models/sidebar_model.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"

#include <QLocale>
#include <QPainter>

namespace tideline::ui {

namespace {
constexpr int kIcon = 16;
constexpr int kSide = 8;

QFont smaller(QFont font)
{
    font.setPointSizeF(font.pointSizeF() * 0.88);
    return font;
}
}  // namespace

QSize SidebarDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const int line = option.fontMetrics.height();
    if (index.data(SidebarModel::HeadingRole).toBool())
        return {100, line + 24};
    const bool progress = index.data(SidebarModel::KeyRole).isValid() && index.data(SidebarModel::PercentRole).toInt() >= 0;
    return {100, line + (progress ? 20 : 13)};
}

void SidebarDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const Colours &colours = Theme::colours();
    const QColor text = option.palette.color(QPalette::Text);
    const QRect box = option.rect.adjusted(kSide, 1, -kSide, -1);
    if (index.data(SidebarModel::HeadingRole).toBool()) {
        QFont font = smaller(option.font);
        font.setWeight(QFont::DemiBold);
        painter->setFont(font);
        painter->setPen(colours.muted);
        drawWords(painter, option, box.adjusted(8, 10, 0, 0), Qt::AlignLeft | Qt::AlignVCenter, index.data().toString());
        painter->restore();
        return;
    }
    const bool selected = option.state & QStyle::State_Selected;
    painter->setPen(Qt::NoPen);
    if (selected || (option.state & QStyle::State_MouseOver)) {
        painter->setBrush(selected ? colours.selection : colours.hover);
        painter->drawRoundedRect(box, 6, 6);
    }
    if (selected && (option.state & QStyle::State_HasFocus) && (option.state & QStyle::State_KeyboardFocusChange)) {
        painter->setPen(colours.accent);
        painter->setBrush(Qt::NoBrush);
        painter->drawRoundedRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6);
    }
    const bool project = index.data(SidebarModel::KeyRole).isValid();
    const int percent = project ? index.data(SidebarModel::PercentRole).toInt() : -1;
    QRect line = box.adjusted(8, 0, -8, percent >= 0 ? -6 : 0);
    const QRect iconRect(line.left(), line.center().y() - kIcon / 2 + 1, kIcon, kIcon);
    index.data(Qt::DecorationRole).value<QIcon>().paint(painter, mirrored(option, iconRect));
    line.setLeft(iconRect.right() + 9);

    const int count = index.data(SidebarModel::CountRole).toInt();
    QString side;
    QColor sideColour = colours.muted;
    if (project) {
        const auto state = SyncState(index.data(SidebarModel::StateRole).toInt());
        if (state != SyncState::Synced && state != SyncState::OnlineOnly)
            side = index.data(SidebarModel::WordRole).toString();
        sideColour = stateColour(state);
    } else if (count > 0) {
        side = QLocale().toString(count);
        sideColour = colours.warning;
    }
    if (!side.isEmpty()) {
        const QFont font = smaller(option.font);
        const int width = QFontMetrics(font).horizontalAdvance(side);
        painter->setFont(font);
        painter->setPen(sideColour);
        drawWords(painter, option, line, Qt::AlignRight | Qt::AlignVCenter, side);
        line.setRight(line.right() - width - 8);
    }
    painter->setFont(option.font);
    const bool faint = project && SyncState(index.data(SidebarModel::StateRole).toInt()) == SyncState::OnlineOnly;
    painter->setPen(faint ? colours.muted : text);
    drawWords(painter, option, line, Qt::AlignLeft | Qt::AlignVCenter,
              option.fontMetrics.elidedText(index.data().toString(), Qt::ElideRight, line.width()));
    if (percent >= 0) {
        const QRectF bar(iconRect.right() + 9, box.bottom() - 7, box.right() - 8 - iconRect.right() - 9, 3);
        painter->setPen(Qt::NoPen);
        painter->setBrush(selected ? colours.sidebar : colours.line);
        painter->drawRoundedRect(mirrored(option, bar), 1.5, 1.5);
        painter->setBrush(colours.busy);
        painter->drawRoundedRect(mirrored(option, QRectF(bar.topLeft(), QSizeF(bar.width() * percent / 100.0, bar.height()))), 1.5, 1.5);
    }
    painter->restore();
}

}  // namespace tideline::ui
