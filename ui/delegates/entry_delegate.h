// Paints the file view's cells: flat rows, and a status with glyph, word and, while a file moves, its progress.
#pragma once

#include <QStyledItemDelegate>

namespace tideline::ui {

class EntryDelegate final : public QStyledItemDelegate {
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
};

}  // namespace tideline::ui
