// The rows of a table that are not the same in two versions of it.
#pragma once

#include "core/preview/difference.h"
#include "ui/difference/difference_rows.h"

#include <QAbstractTableModel>

namespace tideline::ui {

/// Thread:    GUI.
/// Ownership: borrows the difference, which outlives it.
class TableDifferenceModel final : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Role {
        OlderRole = Qt::UserRole + 1,  ///< QString, null where the version has no such cell
        NewerRole,                     ///< QString, likewise
        ToneRole,                      ///< int(Tone): Added, Removed, Conflict for a cell that changed, Plain
    };
    explicit TableDifferenceModel(const preview::TableDifference &table, QObject *parent = nullptr);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    bool isChanged(int row, int column) const;
    Tone toneOf(int row, int column) const;
    QVariant rowHeader(int row, int role) const;

    const preview::TableDifference &m_table;
};

}  // namespace tideline::ui
