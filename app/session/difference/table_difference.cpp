#include "app/session/difference/table_difference.h"

#include "app/session/formats/cell_text.h"

#include <QHash>
#include <QLocale>
#include <QSet>

#include <algorithm>

namespace tideline::session {

namespace {

using preview::Fact;
using preview::Happened;
using preview::RowDifference;
using preview::TableDifference;
using preview::TableMerge;

constexpr qsizetype kCandidates = 16;  ///< columns that may be the key: each is read in whole
constexpr qsizetype kMostBoth = 1000;
constexpr qint64 kRowBytes = 100;  ///< of a row's difference, beside its cells
constexpr qint64 kCellBytes = 24;  ///< of a cell, beside its text

bool isKey(const HeldTable &table, int column)
{
    QSet<QString> seen;
    seen.reserve(table.rowCount());
    for (int row = 0; row < table.rowCount(); ++row) {
        const QString value = table.cell(row, column);
        const qsizetype before = seen.size();
        if (value.isEmpty())
            return false;
        seen.insert(value);
        if (seen.size() == before)
            return false;
    }
    return true;
}

bool isKeyOfAll(const std::vector<const HeldTable *> &tables, const QString &name)
{
    return std::ranges::all_of(tables, [&](const HeldTable *table) {
        const qsizetype column = table->columns().indexOf(name);
        return column >= 0 && isKey(*table, int(column));
    });
}

/// Compares two tables whose key is known.
class Comparison {
public:
    Comparison(const HeldTable &older, const HeldTable &newer, const QString &key, qint64 maxBytes)
        : m_older(older), m_newer(newer), m_maxBytes(maxBytes)
    {
        matchColumns(key);
    }
    TableDifference compare();

private:
    void matchColumns(const QString &key);
    void matchRows();
    void addRow(int older, int newer);
    QStringList cellsOf(const HeldTable &table, int row, const std::vector<int> &places) const;
    void list(RowDifference row);

    const HeldTable &m_older;
    const HeldTable &m_newer;
    const qint64 m_maxBytes;
    qint64 m_bytes = 0;
    bool m_isFull = false;
    TableDifference m_difference;
    std::vector<int> m_olderPlaces;  ///< by the difference's columns: where it is in the older table, or -1
    std::vector<int> m_newerPlaces;
    std::vector<int> m_olderRows;    ///< by the newer's rows: which it was, or -1
};

void Comparison::matchColumns(const QString &key)
{
    std::vector<bool> taken(std::size_t(m_older.columns().size()), false);
    const auto add = [&](const QString &name, int older, int newer) {
        const Happened happened = older < 0 ? Happened::Added : newer < 0 ? Happened::Removed : Happened::Equal;
        m_difference.columns.push_back({name, happened});
        m_olderPlaces.push_back(older);
        m_newerPlaces.push_back(newer);
    };
    QHash<QString, QList<int>> olderPlaces;  // two columns of one name are matched in their order
    for (int i = int(m_older.columns().size()) - 1; i >= 0; --i)
        olderPlaces[m_older.columns()[i]].append(i);
    for (int j = 0; j < m_newer.columns().size(); ++j) {
        QList<int> &places = olderPlaces[m_newer.columns()[j]];
        const int older = places.isEmpty() ? -1 : places.takeLast();
        if (older >= 0)
            taken[std::size_t(older)] = true;
        add(m_newer.columns()[j], older, j);
    }
    m_difference.key = int(m_newer.columns().indexOf(key));
    for (int i = 0; i < m_older.columns().size(); ++i) {
        if (!taken[std::size_t(i)])
            add(m_older.columns()[i], i, -1);
    }
}

void Comparison::matchRows()
{
    const auto key = std::size_t(m_difference.key);
    QHash<QString, int> rows;
    rows.reserve(m_older.rowCount());
    for (int row = 0; row < m_older.rowCount(); ++row)
        rows.insert(m_older.cell(row, m_olderPlaces[key]), row);
    m_olderRows.reserve(std::size_t(m_newer.rowCount()));
    for (int row = 0; row < m_newer.rowCount(); ++row)
        m_olderRows.push_back(rows.value(m_newer.cell(row, m_newerPlaces[key]), -1));
}

TableDifference Comparison::compare()
{
    matchRows();
    std::vector<bool> kept(std::size_t(m_older.rowCount()), false);
    for (const int older : m_olderRows) {
        if (older >= 0)
            kept[std::size_t(older)] = true;
    }
    // What is gone stands behind the row that it followed, so that it is found where it was.
    std::vector<std::vector<int>> gone(std::size_t(m_older.rowCount()) + 1);
    std::size_t last = 0;
    for (int row = 0; row < m_older.rowCount(); ++row) {
        if (kept[std::size_t(row)])
            last = std::size_t(row) + 1;
        else
            gone[last].push_back(row);
    }
    for (const int row : gone[0])
        addRow(row, -1);
    for (int row = 0; row < m_newer.rowCount(); ++row) {
        const int older = m_olderRows[std::size_t(row)];
        addRow(older, row);
        for (const int other : older < 0 ? std::vector<int>() : gone[std::size_t(older) + 1])
            addRow(other, -1);
    }
    return std::move(m_difference);
}

QStringList Comparison::cellsOf(const HeldTable &table, int row, const std::vector<int> &places) const
{
    if (row < 0)
        return {};
    const QStringList written = table.cells(row);
    QStringList cells;
    cells.reserve(qsizetype(places.size()));
    for (const int place : places)
        cells.append(place < 0 ? QString() : written[place]);
    return cells;
}

void Comparison::addRow(int older, int newer)
{
    if (older < 0 || newer < 0) {
        ++(older < 0 ? m_difference.added : m_difference.removed);
        if (!m_isFull)
            list({older < 0 ? Happened::Added : Happened::Removed, older, newer, cellsOf(m_older, older, m_olderPlaces),
                  cellsOf(m_newer, newer, m_newerPlaces), {}});
        return;
    }
    if (m_older.isWrittenAs(m_newer) && m_older.bytes(older) == m_newer.bytes(newer)) {
        ++m_difference.equal;
        return;
    }
    RowDifference row{Happened::Changed, older, newer, cellsOf(m_older, older, m_olderPlaces),
                      cellsOf(m_newer, newer, m_newerPlaces), {}};
    for (int column = 0; column < int(m_difference.columns.size()); ++column) {
        const bool isInBoth = m_olderPlaces[std::size_t(column)] >= 0 && m_newerPlaces[std::size_t(column)] >= 0;
        if (isInBoth && row.olderCells[column] != row.newerCells[column]) {
            row.changed.push_back(column);
            m_difference.columns[std::size_t(column)].happened = Happened::Changed;
        }
    }
    ++(row.changed.empty() ? m_difference.equal : m_difference.changed);
    if (!row.changed.empty() && !m_isFull)
        list(std::move(row));
}

void Comparison::list(RowDifference row)
{
    for (QStringList *cells : {&row.olderCells, &row.newerCells}) {
        for (QString &cell : *cells) {
            cell = table::cellText(cell);
            m_bytes += kCellBytes + 2 * cell.size();
        }
    }
    m_bytes += kRowBytes + 4 * qint64(row.changed.size());
    m_isFull = m_bytes > m_maxBytes || qint64(m_difference.rows.size()) >= preview::kMaxRows;
    if (!m_isFull)
        m_difference.rows.push_back(std::move(row));
}

}  // namespace

Result<QString> commonKey(const std::vector<const HeldTable *> &tables, const QString &wished)
{
    if (!wished.isEmpty()) {
        if (isKeyOfAll(tables, wished))
            return wished;
        return Error{Error::Kind::Invalid,
                     u"Rows are not known by “%1”: not all versions have the column with a different value in each row."_s.arg(wished),
                     {}, {}};
    }
    for (const QString &name : tables.front()->columns().first(std::min(tables.front()->columns().size(), kCandidates))) {
        if (isKeyOfAll(tables, name))
            return name;
    }
    return Error{Error::Kind::Refused, u"No column tells the rows apart in all versions, so they are compared as text."_s, {}, {}};
}

TableDifference tableDifference(const HeldTable &older, const HeldTable &newer, const QString &key, qint64 maxBytes)
{
    return Comparison(older, newer, key, maxBytes).compare();
}

TableMerge tableMerge(const HeldTable &base, const HeldTable &mine, const HeldTable &theirs, const QString &key, qint64 maxBytes)
{
    TableMerge merge{tableDifference(base, mine, key, maxBytes / 2), tableDifference(base, theirs, key, maxBytes / 2), {}};
    const auto keyOf = [](const TableDifference &difference, const RowDifference &row) {
        return (row.newer < 0 ? row.olderCells : row.newerCells)[difference.key];
    };
    // The same row in both tables' own columns: by name.
    const auto cellsByName = [](const TableDifference &difference, const RowDifference &row) {
        QHash<QString, QString> cells;
        for (qsizetype i = 0; i < row.newerCells.size(); ++i) {
            if (difference.columns[std::size_t(i)].happened != Happened::Removed)
                cells.insert(difference.columns[std::size_t(i)].name, row.newerCells[i]);
        }
        return cells;
    };
    QHash<QString, const RowDifference *> mineRows;
    for (const RowDifference &row : merge.mine.rows)
        mineRows.insert(keyOf(merge.mine, row), &row);
    for (const RowDifference &row : merge.theirs.rows) {
        const QString value = keyOf(merge.theirs, row);
        const RowDifference *mineRow = mineRows.value(value);
        if (mineRow != nullptr && merge.both.size() < kMostBoth
            && cellsByName(merge.mine, *mineRow) != cellsByName(merge.theirs, row))
            merge.both.append(value);
    }
    return merge;
}

std::vector<Fact> factsOf(const TableDifference &difference)
{
    const auto number = [](qint64 value) { return QLocale(QLocale::English).toString(value); };
    return {{u"Key"_s, difference.columns[std::size_t(difference.key)].name},
            {u"Rows changed"_s, number(difference.changed)},
            {u"Rows added"_s, number(difference.added)},
            {u"Rows removed"_s, number(difference.removed)},
            {u"Rows equal"_s, number(difference.equal)}};
}

bool isWhole(const TableDifference &difference)
{
    return qint64(difference.rows.size()) == difference.changed + difference.added + difference.removed;
}

}  // namespace tideline::session
