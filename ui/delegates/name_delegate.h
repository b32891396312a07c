// A view's entries whose names can be typed in their place.
#pragma once

#include <QStyledItemDelegate>

namespace tideline::ui {

/// Enter and leaving the field take the name, Escape does not.
/// Thread: GUI.
class NameDelegate : public QStyledItemDelegate {
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    QWidget *createEditor(QWidget *parent, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    void updateEditorGeometry(QWidget *editor, const QStyleOptionViewItem &option, const QModelIndex &index) const override;

protected:
    /// Where the name stands in an entry's cell.
    virtual QRect nameRect(const QStyleOptionViewItem &option) const = 0;
};

}  // namespace tideline::ui
