// Paints what was found inside a file: the row as in other tables, and beneath it the line, with what was looked for in bold.
#pragma once

#include "ui/delegates/flat_delegate.h"

namespace tideline::ui {

/// The line goes through all columns. It is text out of a file: drawn as it is, never read as markup.
/// Thread: GUI.
class FoundDelegate final : public QStyledItemDelegate {
    Q_OBJECT
public:
    /// Of the first column: the row as the verb `search` gives it.
    static constexpr int RowRole = Qt::UserRole + 1;

    using QStyledItemDelegate::QStyledItemDelegate;
    /// Whether rows have a line. The view must lay its rows out anew.
    void setHasLines(bool hasLines) { m_hasLines = hasLines; }
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

    /// "Line 12", "Cell 3", "Output of cell 3"; empty: the row has no line.
    static QString placeOf(const QJsonObject &row);

private:
    void paintLine(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index, int top) const;
    FlatDelegate m_flat;
    bool m_hasLines = false;
};

}  // namespace tideline::ui
