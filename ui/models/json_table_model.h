// Rows of JSON as a table: for the short lists that a verb gives whole (conflicts, trash, versions, projects).
#pragma once

#include <QAbstractTableModel>
#include <QJsonObject>
#include <QList>

#include <functional>

namespace tideline::ui {

/// Thread:    GUI.
/// Invariant: rows are those of the last setRows(); equal rows given again make no signal, further ones at the end come as an insertion.
class JsonTableModel final : public QAbstractTableModel {
    Q_OBJECT
public:
    struct Column {
        QString title;
        std::function<QVariant(const QJsonObject &row, int role)> value;  ///< at least Qt::DisplayRole
        Qt::Alignment alignment = Qt::AlignLeft;
    };
    explicit JsonTableModel(QList<Column> columns, QObject *parent = nullptr)
        : QAbstractTableModel(parent), m_columns(std::move(columns)) {}

    void setRows(const QList<QJsonObject> &rows);
    const QJsonObject &row(int row) const { return m_rows[row]; }
    const QList<QJsonObject> &rows() const { return m_rows; }

    int rowCount(const QModelIndex &parent = {}) const override { return parent.isValid() ? 0 : int(m_rows.size()); }
    int columnCount(const QModelIndex &parent = {}) const override { return parent.isValid() ? 0 : int(m_columns.size()); }
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QList<Column> m_columns;
    QList<QJsonObject> m_rows;
};

/// A column of plain text, with the whole text as its tool tip.
JsonTableModel::Column textColumn(const QString &title, std::function<QString(const QJsonObject &row)> text);

/// The reply's `rows` as objects.
QList<QJsonObject> rowsOf(const QJsonObject &reply);

}  // namespace tideline::ui
