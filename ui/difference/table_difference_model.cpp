#include "ui/difference/table_difference_model.h"

#include "core/base/result.h"
#include "ui/difference/tone_colours.h"
#include "ui/words.h"

#include <QLocale>

#include <algorithm>

namespace tideline::ui {

using preview::Happened;

TableDifferenceModel::TableDifferenceModel(const preview::TableDifference &table, QObject *parent)
    : QAbstractTableModel(parent), m_table(table)
{
}

int TableDifferenceModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_table.rows.size());
}

int TableDifferenceModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_table.columns.size());
}

bool TableDifferenceModel::isChanged(int row, int column) const
{
    return std::ranges::find(m_table.rows[std::size_t(row)].changed, column) != m_table.rows[std::size_t(row)].changed.end();
}

Tone TableDifferenceModel::toneOf(int row, int column) const
{
    const Happened happened = m_table.rows[std::size_t(row)].happened;
    if (happened == Happened::Added || happened == Happened::Removed)
        return happened == Happened::Added ? Tone::Added : Tone::Removed;
    return isChanged(row, column) ? Tone::Conflict : Tone::Plain;
}

QVariant TableDifferenceModel::data(const QModelIndex &index, int role) const
{
    Q_ASSERT(checkIndex(index, CheckIndexOption::IndexIsValid));
    const preview::RowDifference &row = m_table.rows[std::size_t(index.row())];
    const Tone tone = toneOf(index.row(), index.column());
    const QString older = row.olderCells.value(index.column()), newer = row.newerCells.value(index.column());
    switch (role) {
    case Qt::DisplayRole:
        return tone == Tone::Conflict ? tr("%1 → %2").arg(older, newer) : row.newerCells.isEmpty() ? older : newer;
    case Qt::ToolTipRole:
        return tone == Tone::Conflict ? tipText(tr("%1 → %2").arg(older, newer)) : QVariant();
    case Qt::AccessibleTextRole:
        return tone == Tone::Conflict ? tr("was %1, is %2").arg(older, newer) : QVariant();
    case OlderRole:
        return row.olderCells.isEmpty() ? QVariant() : older;
    case NewerRole:
        return row.newerCells.isEmpty() ? QVariant() : newer;
    case ToneRole:
        return int(tone);
    default:
        return {};
    }
}

QVariant TableDifferenceModel::rowHeader(int row, int role) const
{
    const preview::RowDifference &shown = m_table.rows[std::size_t(row)];
    const Tone tone = shown.happened == Happened::Added ? Tone::Added : shown.happened == Happened::Removed ? Tone::Removed : Tone::Conflict;
    const qint64 number = (shown.newer >= 0 ? shown.newer : shown.older) + 1;
    switch (role) {
    case Qt::DisplayRole:
        return u"%1 %2"_s.arg(tone == Tone::Conflict ? u"~"_s : signOf(tone), QLocale().toString(number));
    case Qt::ForegroundRole:
        return toneColour(tone);
    case Qt::ToolTipRole:
        return tone == Tone::Added     ? tr("Row %L1 was added").arg(number)
               : tone == Tone::Removed ? tr("Row %L1 is gone").arg(number)
                                       : tr("Row %L1 was changed").arg(number);
    default:
        return {};
    }
}

QVariant TableDifferenceModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (section < 0 || section >= (orientation == Qt::Horizontal ? columnCount() : rowCount()))
        return {};
    if (orientation == Qt::Vertical)
        return rowHeader(section, role);
    const preview::TableDifference::Column &column = m_table.columns[std::size_t(section)];
    const bool came = column.happened == Happened::Added, gone = column.happened == Happened::Removed;
    switch (role) {
    case Qt::DisplayRole: {
        const QString sign = came ? u"+ "_s : gone ? u"− "_s : column.happened == Happened::Changed ? u"~ "_s : QString();
        return sign + column.name;
    }
    case Qt::ForegroundRole:
        return came || gone ? QVariant(toneColour(came ? Tone::Added : Tone::Removed)) : QVariant();
    case Qt::ToolTipRole:
        return came ? tr("This column was added") : gone ? tr("This column is gone") : section == m_table.key ? tr("Rows are known by this column") : QVariant();
    default:
        return {};
    }
}

}  // namespace tideline::ui
