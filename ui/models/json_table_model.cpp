#include "ui/models/json_table_model.h"

#include "ui/words.h"

#include <QJsonArray>

#include <algorithm>

namespace tideline::ui {

void JsonTableModel::setRows(const QList<QJsonObject> &rows)
{
    if (rows == m_rows)
        return;
    if (rows.size() == m_rows.size()) {
        m_rows = rows;
        Q_EMIT dataChanged(index(0, 0), index(int(rows.size()) - 1, int(m_columns.size()) - 1));
        return;
    }
    if (!m_rows.isEmpty() && rows.size() > m_rows.size() && std::ranges::equal(m_rows, rows.first(m_rows.size()))) {
        beginInsertRows({}, int(m_rows.size()), int(rows.size()) - 1);
        m_rows = rows;
        endInsertRows();
        return;
    }
    beginResetModel();
    m_rows = rows;
    endResetModel();
}

QVariant JsonTableModel::data(const QModelIndex &index, int role) const
{
    Q_ASSERT(checkIndex(index, CheckIndexOption::IndexIsValid));
    const Column &column = m_columns[index.column()];
    if (role == Qt::TextAlignmentRole)
        return QVariant(column.alignment | Qt::AlignVCenter);
    return column.value(m_rows[index.row()], role);
}

QVariant JsonTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= m_columns.size())
        return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant(m_columns[section].alignment | Qt::AlignVCenter);
    return role == Qt::DisplayRole ? QVariant(m_columns[section].title) : QVariant();
}

JsonTableModel::Column textColumn(const QString &title, std::function<QString(const QJsonObject &row)> text)
{
    return {title, [text = std::move(text)](const QJsonObject &row, int role) -> QVariant {
                return role == Qt::DisplayRole ? QVariant(text(row)) : role == Qt::ToolTipRole ? QVariant(tipText(text(row))) : QVariant();
            }};
}

QList<QJsonObject> rowsOf(const QJsonObject &reply)
{
    using namespace Qt::StringLiterals;
    QList<QJsonObject> rows;
    const QJsonArray values = reply.value(u"rows").toArray();
    for (const QJsonValue &value : values)
        rows.append(value.toObject());
    return rows;
}

}  // namespace tideline::ui
