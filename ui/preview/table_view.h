// A table of any size: rows where one looks, the figures of a column, copying.
#pragma once

#include "ui/preview/shape_view.h"

class QScrollBar;

namespace tideline::ui {

class ColumnPanel;
class TableGrid;
class TableModel;

/// Thread: GUI.
class TableView final : public ShapeView {
    Q_OBJECT
public:
    TableView(DocumentPtr document, PreviewWorker &worker, QWidget *parent);

    FindFrom findFrom() const override;
    FindFrom findAfter(const preview::Place &place) const override { return {place.index, place.column + 1}; }
    void showPlace(const preview::Place &place) override;

    TableModel &model() { return *m_model; }
    TableGrid &grid() { return *m_grid; }
    /// Shows the figures of a column beneath the rows.
    void showStatistics(int column);

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    enum class What { Cells, Rows, Column };
    void count();
    void summarise();
    void copy(What what);
    void showMenu(const QPoint &at);

    TableModel *m_model;
    TableGrid *m_grid;
    QScrollBar *m_bar;
    ColumnPanel *m_panel;
    bool m_counting = false;
};

}  // namespace tideline::ui
