// Two versions of a table, by the rows and cells that differ, and the column that rows are known by.
#pragma once

#include "ui/difference/difference_view.h"

class QComboBox;
class QTableView;

namespace tideline::ui {

class TableDifferenceModel;

/// Thread: GUI.
class TableDifferenceView final : public DifferenceView {
    Q_OBJECT
public:
    /// `table` is a part of `difference`.
    TableDifferenceView(DifferencePtr difference, const preview::TableDifference &table, QWidget *parent);
    QComboBox &keys() { return *m_keys; }
    QTableView &view() { return *m_view; }

private:
    QString counts() const;

    const preview::TableDifference &m_table;
    QComboBox *m_keys;
    QTableView *m_view;
    TableDifferenceModel *m_model;
};

}  // namespace tideline::ui
