// The rows of a Parquet column, once their page is there.
#include "app/session/formats/column_summary.h"
#include "app/session/formats/parquet_column.h"
#include "app/session/formats/parquet_list_text.h"
#include "app/session/formats/parquet_values.h"

namespace tideline::session::table {

/// To the page's first entry, which may belong to a row that began in the page before.
void ParquetColumn::rewind()
{
    m_entry = m_value = 0;
    m_row = m_page->entries == 0 || isRowStart(0) ? m_pageFirst : m_pageFirst - 1;
}

void ParquetColumn::goTo(qint64 row)
{
    if (row < m_row)
        rewind();
    while (m_row < row && m_entry < m_page->entries) {
        m_value += isPresent(m_entry++) ? 1 : 0;
        if (m_entry < m_page->entries && isRowStart(m_entry))
            ++m_row;
    }
}

/// The row at the place where the reading is, as a cell; goes behind it.
Result<QString> ParquetColumn::takeRow()
{
    if (leaf().maxRepetition == 0) {
        ++m_row;
        return isPresent(m_entry++) ? parquetText(leaf(), m_page->values, std::size_t(m_value++)) : QString();
    }
    ParquetListText text(leaf().listDefinitions);
    takeEntry(text);
    while (true) {
        while (m_entry < m_page->entries && !isRowStart(m_entry))
            takeEntry(text);
        const bool isWhole = m_entry < m_page->entries;
        const Result<bool> goesOn = isWhole ? Result<bool>(false) : loadNextPage();
        if (!goesOn)
            return goesOn.error();
        if (!*goesOn) {
            m_row = isWhole && m_entry == 0 ? m_pageFirst : m_row + 1;
            return text.take();
        }
    }
}

void ParquetColumn::takeEntry(ParquetListText &text)
{
    const auto at = std::size_t(m_entry);
    const quint32 definition = m_page->definitions.empty() ? quint32(leaf().maxDefinition) : m_page->definitions[at];
    const bool isThere = isPresent(m_entry);
    text.add(m_page->repetitions.empty() ? 0 : m_page->repetitions[at], definition, isThere,
             [&] { return parquetText(leaf(), m_page->values, std::size_t(m_value)); });
    m_value += isThere ? 1 : 0;
    ++m_entry;
}

Result<void> ParquetColumn::cells(qint64 first, qint64 count, const preview::Cancelled &cancelled, QStringList &cells)
{
    for (qint64 row = first; row < first + count; ++row) {
        if (Result<void> loaded = loadPageOf(row, cancelled); !loaded)
            return loaded;
        goTo(row);
        if (m_row != row || m_entry >= m_page->entries)
            return damaged();
        Result<QString> cell = takeRow();
        if (!cell)
            return cell.error();
        cells << *std::move(cell);
    }
    return {};
}

Result<qint64> ParquetColumn::summarize(qint64 row, const preview::Cancelled &cancelled, ColumnSummary &summary)
{
    if (Result<void> loaded = loadPageOf(row, cancelled); !loaded)
        return loaded.error();
    if (row > m_pageFirst)
        goTo(row);
    else
        rewind();
    while (true) {
        for (; m_entry < m_page->entries; ++m_entry) {
            if (isPresent(m_entry))
                addParquetValue(summary, leaf(), m_page->values, std::size_t(m_value++));
            else
                summary.addEmpty();
        }
        const qint64 next = m_row = m_pageFirst + m_pageRows;
        const Result<bool> goesOn = loadNextPage();
        if (!goesOn)
            return goesOn.error();
        if (!*goesOn || m_pageRows > 0)
            return next;
    }
}

}  // namespace tideline::session::table
