// Paints the file view's icons: a picture or a large icon, the state's glyph, and the name in two lines.
#pragma once

#include "ui/delegates/name_delegate.h"

namespace tideline::ui {

class EntryGrid;

/// Ownership: the grid's child.
class GridDelegate final : public NameDelegate {
    Q_OBJECT
public:
    explicit GridDelegate(EntryGrid *grid);
    /// Of all cells alike.
    QSize cellSize(const QFont &font) const;
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

protected:
    QRect nameRect(const QStyleOptionViewItem &option) const override;

private:
    /// Where it stands.
    QRect paintPicture(QPainter *painter, const QRect &room, const QModelIndex &index) const;
    void paintName(QPainter *painter, const QStyleOptionViewItem &option, const QRect &room, const QString &name) const;

    const EntryGrid &m_grid;
};

}  // namespace tideline::ui
