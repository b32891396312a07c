// A table view over a TableModel: its scroll bar is that of all rows, also of those that the model's window leaves out.
#pragma once

#include <QScrollBar>
#include <QTableView>

namespace tideline::ui {

class TableModel;

/// The bar at the right counts rows of the table; the view's own one is hidden and follows it.
///
/// Thread: GUI.
/// Invariant: the current cell is the same cell of the table before and after the window moved.
class TableGrid final : public QTableView {
    Q_OBJECT
public:
    TableGrid(TableModel &model, QScrollBar &bar, QWidget *parent = nullptr);

    /// Row of the table; -1 = none.
    qint64 currentRow() const;
    /// Makes it the current cell and scrolls to it.
    void goTo(qint64 row, int column);
    /// Scrolls so that `row` is the uppermost.
    void scrollToRow(qint64 row);
    qint64 topRow() const;

Q_SIGNALS:
    /// Ctrl+C, and the menu's entries.
    void copyAsked();

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void updateGeometries() override;
    int sizeHintForColumn(int column) const override;

private:
    void moveWindowTo(qint64 first);
    void followBar(int row);
    void followView();

    TableModel &m_model;
    QScrollBar &m_bar;
    qint64 m_scale = 1;  ///< rows a step of the bar stands for: 1 up to 2^30 rows
    bool m_moving = false;
    bool m_willMove = false;
};

}  // namespace tideline::ui
