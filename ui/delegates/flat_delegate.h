// Paints the cells of short tables in the look of the file view: flat rows, an icon of the model's, colours by role.
#pragma once

#include <QStyledItemDelegate>

namespace tideline::ui {

/// A cell's Qt::ForegroundRole is its text colour; without one, columns after the first are muted.
class FlatDelegate final : public QStyledItemDelegate {
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
};

}  // namespace tideline::ui
