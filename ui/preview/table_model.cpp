#include "ui/preview/table_model.h"

#include "ui/theme/theme.h"
#include "ui/words.h"

#include <QLocale>

#include <algorithm>

namespace tideline::ui {

namespace {
constexpr int kShownUnits = 200;  ///< of a cell in its row; the rest is in its tool tip

bool isNumber(preview::ColumnType type)
{
    return type == preview::ColumnType::Integer || type == preview::ColumnType::Real;
}

/// A cell on one line.
QString oneLine(const QString &cell)
{
    QString line = cell.size() > kShownUnits ? cell.first(kShownUnits) + u'…' : cell;
    line.replace(u"\r\n"_s, u"↵"_s);
    line.replace(u'\n', u'↵');
    line.replace(u'\t', u'→');
    return line;
}

QString typeWord(preview::ColumnType type)
{
    switch (type) {
    case preview::ColumnType::Text: return TableModel::tr("text");
    case preview::ColumnType::Integer: return TableModel::tr("whole numbers");
    case preview::ColumnType::Real: return TableModel::tr("numbers");
    case preview::ColumnType::Boolean: return TableModel::tr("true or false");
    case preview::ColumnType::Time: return TableModel::tr("times");
    case preview::ColumnType::Binary: return TableModel::tr("bytes");
    case preview::ColumnType::Nested: return TableModel::tr("nested values");
    }
    return {};
}
}  // namespace

TableModel::TableModel(const preview::TableDocument &table, PreviewWorker &worker, QObject *parent)
    : QAbstractTableModel(parent), m_worker(worker), m_columns(table.columns), m_total(std::max<qint64>(table.rowCount, 0)),
      m_exact(table.rowCountExact)
{
    m_soon.setSingleShot(true);
    m_soon.setInterval(0);
    connect(&m_soon, &QTimer::timeout, this, &TableModel::askWanted);
    // The first rows came with the document.
    const auto &head = table.head.cells;
    for (std::size_t from = 0; table.head.first == 0 && from < head.size(); from += kBlock) {
        const std::size_t end = std::min(head.size(), from + kBlock);
        keep(qint64(from) / kBlock, qint64(from), {head.begin() + qsizetype(from), head.begin() + qsizetype(end)});
    }
}

int TableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(std::min<qint64>(kWindow, m_total - m_first));
}

int TableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_columns.size());
}

void TableModel::moveWindow(qint64 first)
{
    first = std::clamp<qint64>(first, 0, std::max<qint64>(0, m_total - kWindow));
    if (first == m_first)
        return;
    beginResetModel();
    m_first = first;
    endResetModel();
}

void TableModel::setTotal(qint64 total, bool exact)
{
    total = std::max<qint64>(total, 0);
    const bool changed = total != m_total || exact != m_exact;
    m_exact = exact;
    const int before = rowCount();
    if (total > m_total) {
        for (auto &[number, block] : m_blocks)
            block.ended = false;
    }
    if (total < m_first + 1 && m_first > 0) {
        beginResetModel();
        m_total = total;
        m_first = std::max<qint64>(0, total - kWindow);
        endResetModel();
    } else if (const int after = int(std::min<qint64>(kWindow, total - m_first)); after > before) {
        beginInsertRows({}, before, after - 1);
        m_total = total;
        endInsertRows();
    } else if (after < before) {
        beginRemoveRows({}, after, before - 1);
        m_total = total;
        endRemoveRows();
    } else {
        m_total = total;
    }
    if (changed)
        Q_EMIT totalChanged();
}

const QString *TableModel::cell(qint64 row, int column) const
{
    const auto it = m_blocks.find(row / kBlock);
    if (it == m_blocks.end() || std::size_t(row % kBlock) >= it->second.rows.size())
        return nullptr;
    m_used.splice(m_used.begin(), m_used, it->second.used);
    const QStringList &cells = it->second.rows[std::size_t(row % kBlock)];
    static const QString kNone;
    return column >= 0 && column < cells.size() ? &cells[column] : &kNone;
}

QVariant TableModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const bool words = role == Qt::DisplayRole || role == Qt::ToolTipRole || role == Qt::ForegroundRole || role == LoadedRole;
    if (!words)
        return role == Qt::TextAlignmentRole && isNumber(m_columns[std::size_t(index.column())].type)
                 ? QVariant(int(Qt::AlignRight | Qt::AlignVCenter)) : QVariant();
    const QString *text = cell(m_first + index.row(), index.column());
    if (role == LoadedRole)
        return text != nullptr;
    if (role == Qt::ForegroundRole)
        return text ? QVariant() : QVariant(Theme::colours().muted);
    if (!text) {
        want(m_first + index.row());
        return role == Qt::DisplayRole ? QVariant(u"…"_s) : QVariant();
    }
    return role == Qt::DisplayRole ? QVariant(oneLine(*text)) : QVariant(tipText(*text));
}

QVariant TableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation == Qt::Vertical)
        return role == Qt::DisplayRole ? QVariant(QLocale().toString(m_first + section + 1)) : QVariant();
    if (section < 0 || std::size_t(section) >= m_columns.size())
        return {};
    const preview::Column &column = m_columns[std::size_t(section)];
    if (role == Qt::DisplayRole)
        return column.name.isEmpty() ? tr("Column %L1").arg(section + 1) : oneLine(column.name);
    if (role == Qt::ToolTipRole) {
        const QString detail = column.detail.isEmpty() ? typeWord(column.type) : u"%1 · %2"_s.arg(typeWord(column.type), column.detail);
        return tipText(u"%1\n%2"_s.arg(column.name, detail));
    }
    if (role == Qt::TextAlignmentRole && isNumber(column.type))
        return int(Qt::AlignRight | Qt::AlignVCenter);
    return {};
}

void TableModel::want(qint64 row) const
{
    const qint64 block = row / kBlock;
    if (m_wanted.empty() || m_wanted.back() != block) {
        std::erase(m_wanted, block);
        m_wanted.push_back(block);
    }
    if (!m_soon.isActive())
        m_soon.start();
}

void TableModel::askWanted()
{
    auto wanted = std::exchange(m_wanted, {});
    // While one drags the bar, blocks pass that nobody looks at any more.
    if (wanted.size() > kMostAsked)
        wanted.erase(wanted.begin(), wanted.end() - kMostAsked);
    for (const qint64 block : wanted) {
        if (std::ranges::find(m_asked, block) == m_asked.end())
            ask(block);
    }
    while (m_asked.size() > kMostAsked) {
        m_worker.drop(this, keyOf(m_asked.front()));
        m_asked.erase(m_asked.begin());
    }
}

void TableModel::ask(qint64 block)
{
    const auto held = m_blocks.find(block);
    if (held != m_blocks.end() && held->second.ended)
        return;
    const qint64 from = block * kBlock + (held == m_blocks.end() ? 0 : qint64(held->second.rows.size()));
    const qint64 count = (block + 1) * kBlock - from;
    m_asked.push_back(block);
    m_worker.ask(
        this, keyOf(block),
        [from, count](preview::Preview &open, const preview::Cancelled &cancelled) { return open.rows(from, count, cancelled); },
        [this, block, from](const Result<preview::Rows> &rows) { take(block, from, rows); });
}

void TableModel::take(qint64 block, qint64 from, const Result<preview::Rows> &rows)
{
    std::erase(m_asked, block);
    if (!rows) {
        const auto [it, isNew] = m_blocks.try_emplace(block);
        it->second.ended = true;  // not asked for again and again
        if (isNew)
            it->second.used = m_used.insert(m_used.begin(), block);
        if (!std::exchange(m_failed, true))
            Q_EMIT failed(rows.error());
        return;
    }
    keep(block, from, rows->cells);
    if (rows->cells.empty() && !m_exact && from < m_total)
        setTotal(from, false);  // there are fewer than was estimated
    const int top = int(std::max<qint64>(0, from - m_first));
    const int bottom = int(std::min<qint64>(rowCount(), from + qint64(rows->cells.size()) - m_first)) - 1;
    if (top <= bottom && !m_columns.empty())
        Q_EMIT dataChanged(index(top, 0), index(bottom, columnCount() - 1));
}

void TableModel::keep(qint64 block, qint64 from, std::vector<QStringList> rows)
{
    auto [it, isNew] = m_blocks.try_emplace(block);
    Block &held = it->second;
    if (isNew)
        held.used = m_used.insert(m_used.begin(), block);
    if (from != block * kBlock + qint64(held.rows.size()))
        return;  // it was given up in between
    held.ended = rows.empty();
    qint64 bytes = 0;
    for (QStringList &row : rows) {
        if (held.rows.size() == kBlock)
            break;
        bytes += qint64(sizeof(QStringList)) + row.size() * qint64(sizeof(QString) + 24);
        for (const QString &cell : std::as_const(row))
            bytes += cell.size() * 2;
        held.rows.push_back(std::move(row));
    }
    held.bytes += bytes;
    m_bytes += bytes;
    evict(block);
}

void TableModel::evict(qint64 but)
{
    while (m_bytes > kMostBytes && m_used.back() != but) {
        const auto oldest = m_blocks.find(m_used.back());
        m_bytes -= oldest->second.bytes;
        m_blocks.erase(oldest);
        m_used.pop_back();
    }
}

}  // namespace tideline::ui
