// Paints the file view's cells: flat rows, and a status with glyph, word and, while a file moves, its progress.
#pragma once

#include "ui/delegates/name_delegate.h"

namespace tideline::ui {

class EntryDelegate final : public NameDelegate {
    Q_OBJECT
public:
    using NameDelegate::NameDelegate;
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

protected:
    QRect nameRect(const QStyleOptionViewItem &option) const override;
};

}  // namespace tideline::ui
