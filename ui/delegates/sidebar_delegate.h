// Paints the sidebar's rows: rounded selection, a glyph with its word, a badge, and a line of progress.
#pragma once

#include <QStyledItemDelegate>

namespace tideline::ui {

class SidebarDelegate final : public QStyledItemDelegate {
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
};

}  // namespace tideline::ui
