// Finds and reads the pages of one Parquet column.
#pragma once

#include "app/session/formats/parquet_page.h"
#include "app/session/formats/parquet_page_index.h"

namespace tideline::session::table {

class ColumnSummary;
class ParquetListText;

/// Holds one decoded page and the dictionary of its row group: enough for rows that follow each other.
///
/// Ownership: borrows source and footer.
/// Errors of its functions: Corrupt and Refused mean that this column cannot be read there, and say why; all others are the
/// source's, or Cancelled.
class ParquetColumn {
public:
    ParquetColumn(Source &source, const ParquetFooter &footer, std::size_t leaf, const ParquetPageLimits &limits);

    /// Appends the cells of the rows from `first` on, `count` of them, which the file has.
    Result<void> cells(qint64 first, qint64 count, const preview::Cancelled &cancelled, QStringList &cells);
    /// Adds what the page that holds `row` has from it on, from its first row on with the end of a row before; returns the first row
    /// behind the page.
    Result<qint64> summarize(qint64 row, const preview::Cancelled &cancelled, ColumnSummary &summary);

    qint64 memoryBytes() const;
    /// Lets go of what it holds; it is read again when it is needed.
    void forget();

private:
    static Error damaged();
    Result<void> enterGroup(std::size_t group);
    Result<void> loadPageOf(qint64 row, const preview::Cancelled &cancelled);
    Result<void> walkTo(qint64 row, const preview::Cancelled &cancelled);
    Result<void> loadPage(ParquetPagePlace place);
    Result<ParquetPageHeader> headerAt(qint64 offset);
    Result<QByteArray> bytes(qint64 offset, qint64 length);
    Result<bool> loadNextPage();
    void forgetPage();
    void rewind();
    void goTo(qint64 row);
    Result<QString> takeRow();
    void takeEntry(ParquetListText &text);

    bool isPresent(qint64 entry) const
    {
        return m_page->definitions.empty() || m_page->definitions[std::size_t(entry)] == quint32(leaf().maxDefinition);
    }
    bool isRowStart(qint64 entry) const { return m_page->repetitions.empty() || m_page->repetitions[std::size_t(entry)] == 0; }
    const ParquetLeaf &leaf() const { return m_footer.leaves[m_leaf]; }
    const ParquetChunk &chunk() const { return m_footer.groups[*m_group].chunks[m_leaf]; }
    qint64 chunkEnd() const { return chunk().offset + chunk().bytes; }

    Source &m_source;
    const ParquetFooter &m_footer;
    std::size_t m_leaf;
    ParquetPageLimits m_limits;

    std::optional<std::size_t> m_group;
    std::shared_ptr<const ParquetValues> m_dictionary;
    std::vector<ParquetPagePlace> m_pages;  ///< of the group: all of them (m_isIndexed), or those that were passed on the way
    bool m_isIndexed = false;
    qint64 m_walkOffset = 0;  ///< where the next page that is not in m_pages begins, and its first row
    qint64 m_walkRow = 0;

    std::optional<ParquetPage> m_page;
    qint64 m_pageOffset = 0;  ///< where it is in the file, and what is behind it
    qint64 m_pageEnd = 0;
    qint64 m_pageFirst = 0;
    qint64 m_pageRows = 0;  ///< that begin in it
    qint64 m_entry = 0;   ///< where the reading is: an entry of row m_row, and the value behind those before it
    qint64 m_row = 0;
    qint64 m_value = 0;

    QByteArray m_block;   ///< what was read last of the chunk
    qint64 m_blockOffset = 0;
};

}  // namespace tideline::session::table
