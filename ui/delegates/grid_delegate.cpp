#include "ui/delegates/grid_delegate.h"

#include "core/base/result.h"
#include "core/schema/local_project.h"
#include "ui/models/entry_list_model.h"
#include "ui/preview/picture.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/views/entry_grid.h"

#include <QPainter>
#include <QTextLayout>

namespace tideline::ui {

namespace {
constexpr int kMargin = 8;
constexpr int kIcon = 56, kGlyph = 16;
constexpr int kLines = 2;
}  // namespace

GridDelegate::GridDelegate(EntryGrid *grid) : NameDelegate(grid), m_grid(*grid) {}

QSize GridDelegate::cellSize(const QFont &font) const
{
    const QFontMetrics metrics(font);
    return {EntryGrid::kEdge + 3 * kMargin, EntryGrid::kEdge + kLines * metrics.height() + 3 * kMargin};
}

QSize GridDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const
{
    return cellSize(option.font);
}

QRect GridDelegate::paintPicture(QPainter *painter, const QRect &room, const QModelIndex &index) const
{
    const QPixmap picture = m_grid.pictureOf(index.row());
    if (picture.isNull()) {
        const QRect icon(room.left() + (room.width() - kIcon) / 2, room.bottom() - kIcon - kMargin, kIcon, kIcon);
        index.data(Qt::DecorationRole).value<QIcon>().paint(painter, icon);
        return icon;
    }
    // At most as large as it is: a small one stays sharp.
    QSize size = picture.size() / painter->device()->devicePixelRatioF();
    if (size.width() > room.width() || size.height() > room.height())
        size.scale(room.size(), Qt::KeepAspectRatio);
    const QRect area(room.left() + (room.width() - size.width()) / 2, room.bottom() + 1 - size.height(), size.width(), size.height());
    painter->setBrushOrigin(area.topLeft());
    if (picture.hasAlphaChannel())
        painter->fillRect(area, checkerboard());
    painter->setRenderHint(QPainter::SmoothPixmapTransform);
    painter->drawPixmap(area, picture);
    painter->setPen(Theme::colours().line);
    painter->setBrush(Qt::NoBrush);
    painter->drawRect(area.adjusted(0, 0, -1, -1));
    return area;
}

void GridDelegate::paintName(QPainter *painter, const QStyleOptionViewItem &option, const QRect &room, const QString &name) const
{
    QTextLayout layout(name, option.font);
    QTextOption wrap(Qt::AlignHCenter);
    wrap.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    layout.setTextOption(wrap);
    layout.beginLayout();
    QTextLine first = layout.createLine();
    first.setLineWidth(room.width());
    layout.endLayout();
    const QString above = name.left(first.textLength());
    const QString rest = option.fontMetrics.elidedText(name.mid(first.textLength()), Qt::ElideMiddle, room.width());
    const int high = option.fontMetrics.height();
    painter->setLayoutDirection(Qt::LayoutDirectionAuto);
    painter->drawText(QRect(room.left(), room.top(), room.width(), high), Qt::AlignHCenter | Qt::AlignVCenter, above);
    painter->drawText(QRect(room.left(), room.top() + high, room.width(), high), Qt::AlignHCenter | Qt::AlignVCenter, rest);
}

QRect GridDelegate::nameRect(const QStyleOptionViewItem &option) const
{
    const int top = option.rect.top() + kMargin + EntryGrid::kEdge + kMargin - 4;
    return {option.rect.left() + 2, top, option.rect.width() - 4, option.fontMetrics.height() + 10};
}

void GridDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const QRect cell = option.rect.adjusted(3, 3, -3, -3);
    const bool selected = option.state & QStyle::State_Selected;
    if (selected || (option.state & QStyle::State_MouseOver)) {
        painter->setPen(Qt::NoPen);
        painter->setBrush(selected ? option.palette.color(QPalette::Highlight) : Theme::colours().hover);
        painter->drawRoundedRect(cell, 5, 5);
    }
    painter->setRenderHint(QPainter::Antialiasing, false);
    const QRect room(option.rect.left() + (option.rect.width() - EntryGrid::kEdge) / 2, option.rect.top() + kMargin, EntryGrid::kEdge, EntryGrid::kEdge);
    const QRect picture = paintPicture(painter, room, index);
    const auto state = SyncState(index.data(EntryListModel::StateRole).toInt());
    if (index.data(EntryListModel::LoadedRole).toBool()) {
        const QRect glyph(picture.bottomRight() - QPoint(kGlyph - 5, kGlyph - 5), QSize(kGlyph, kGlyph));
        painter->setRenderHint(QPainter::Antialiasing);
        painter->setPen(Qt::NoPen);
        painter->setBrush(option.palette.color(QPalette::Base));
        painter->drawEllipse(QRectF(glyph).adjusted(-1.5, -1.5, 1.5, 1.5));
        stateIcon(state).paint(painter, glyph);
    }
    painter->setFont(option.font);
    painter->setPen(state == SyncState::OnlineOnly ? Theme::colours().muted : option.palette.color(QPalette::Text));
    paintName(painter, option, QRect(option.rect.left() + 5, room.bottom() + kMargin, option.rect.width() - 10, 0), index.data().toString());
    if ((option.state & QStyle::State_HasFocus) && (option.state & QStyle::State_KeyboardFocusChange)) {
        painter->setPen(Theme::colours().accent);
        painter->setBrush(Qt::NoBrush);
        painter->drawRoundedRect(QRectF(cell).adjusted(0.5, 0.5, -0.5, -0.5), 5, 5);
    }
    painter->restore();
}

}  // namespace tideline::ui
