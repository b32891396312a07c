#include "app/session/formats/parquet_column.h"

#include "app/session/formats/format_tools.h"
#include "app/session/formats/table_rows.h"

#include <algorithm>

namespace tideline::session::table {

namespace {

constexpr qint64 kBlockBytes = 64 << 10;
constexpr qint64 kWholeChunkBytes = 256 << 10;  ///< a chunk up to this is read at once
constexpr qint64 kHeaderBytes = 1 << 20;        ///< a page's header is mostly some 50 bytes, but may hold long statistics
constexpr std::size_t kPages = 1 << 20;

}  // namespace

ParquetColumn::ParquetColumn(Source &source, const ParquetFooter &footer, std::size_t leaf, const ParquetPageLimits &limits)
    : m_source(source), m_footer(footer), m_leaf(leaf), m_limits(limits)
{
}

Error ParquetColumn::damaged()
{
    return {Error::Kind::Corrupt, u"A column ends before its last row."_s, {}, {}};
}

/// Bytes of the chunk, a block at a time, so that a page and its header are one read.
Result<QByteArray> ParquetColumn::bytes(qint64 offset, qint64 length)
{
    if (offset >= m_blockOffset && offset + length <= m_blockOffset + m_block.size())
        return m_block.mid(offset - m_blockOffset, length);
    const qint64 ahead = chunk().bytes <= kWholeChunkBytes ? chunk().bytes : kBlockBytes;
    const qint64 wanted = std::min(std::max(length, ahead), chunkEnd() - offset);
    Result<QByteArray> read = readStretch(m_source, offset, wanted);
    if (!read)
        return read.error();
    if (read->size() < length)
        return damaged();
    if (read->size() == length)
        return read;  // a large page: it is not kept twice
    m_block = *std::move(read);
    m_blockOffset = offset;
    return m_block.first(length);
}

Result<ParquetPageHeader> ParquetColumn::headerAt(qint64 offset)
{
    for (qint64 length = 512;; length *= 16) {
        const qint64 there = std::min({length, kHeaderBytes, chunkEnd() - offset});
        if (there <= 0)
            return damaged();
        const Result<QByteArray> head = bytes(offset, there);
        if (!head)
            return head.error();
        if (const std::optional<ParquetPageHeader> header = readParquetPageHeader(*head)) {
            if (header->bytes < 0 || header->bytes > chunkEnd() - offset - header->headerBytes)
                return damaged();
            return *header;
        }
        if (there < length || length >= kHeaderBytes)
            return Error{Error::Kind::Corrupt, u"A page's header cannot be read."_s, {}, {}};
    }
}

Result<void> ParquetColumn::enterGroup(std::size_t group)
{
    forgetPage();
    m_group = group;
    m_dictionary.reset();
    m_pages.clear();
    m_isIndexed = false;
    m_block.clear();
    m_blockOffset = 0;
    m_walkRow = m_footer.groups[group].firstRow;
    m_walkOffset = chunk().offset;
    if (chunk().isElsewhere)
        return Error{Error::Kind::Refused, u"The values are encrypted, or in another file."_s, {}, {}};
    const Result<ParquetPageHeader> header = headerAt(m_walkOffset);
    if (!header)
        return header.error();
    if (header->type == ParquetPageHeader::Dictionary) {
        const qint64 begin = m_walkOffset + header->headerBytes;
        if (header->bytes > m_limits.bytes)
            return Error{Error::Kind::Refused, u"A dictionary is too large to be read here."_s, {}, {}};
        const Result<QByteArray> page = bytes(begin, header->bytes);
        if (!page)
            return page.error();
        Result<ParquetValues> values = decodeParquetDictionary(leaf(), chunk().codec, *header, *page, m_limits);
        if (!values)
            return values.error();
        m_dictionary = std::make_shared<const ParquetValues>(*std::move(values));
        m_walkOffset = begin + header->bytes;
    }
    Result<std::vector<ParquetPagePlace>> index = readParquetPageIndex(m_source, chunk(), m_walkRow);
    if (!index)
        return index.error();
    m_pages = *std::move(index);
    m_isIndexed = !m_pages.empty();
    return {};
}

Result<void> ParquetColumn::loadPage(ParquetPagePlace place)
{
    if (m_page && m_pageOffset == place.offset)
        return {};
    forgetPage();
    const Result<ParquetPageHeader> header = headerAt(place.offset);
    if (!header)
        return header.error();
    if (header->type != ParquetPageHeader::Data && header->type != ParquetPageHeader::DataV2)
        return damaged();
    if (header->bytes > m_limits.bytes)
        return Error{Error::Kind::Refused, u"A page is too large to be read here."_s, {}, {}};
    const Result<QByteArray> raw = bytes(place.offset + header->headerBytes, header->bytes);
    if (!raw)
        return raw.error();
    Result<ParquetPage> page = decodeParquetPage(leaf(), chunk().codec, *header, *raw, m_dictionary, m_limits);
    if (!page)
        return page.error();
    m_page = *std::move(page);
    m_pageOffset = place.offset;
    m_pageEnd = place.offset + header->headerBytes + header->bytes;
    m_pageFirst = place.firstRow;
    m_pageRows = m_page->rows();
    rewind();
    return {};
}

/// Goes on with the page behind this one, in which its last row may go on: only lists do, and only where there is no index of the pages.
/// False: there is none.
Result<bool> ParquetColumn::loadNextPage()
{
    if (leaf().maxRepetition == 0 || m_isIndexed || m_pageEnd >= chunkEnd())
        return false;
    if (Result<void> loaded = loadPage({m_pageEnd, m_pageFirst + m_pageRows}); !loaded)
        return loaded.error();
    return true;
}

/// Goes through the pages' headers up to the one that holds the row.
Result<void> ParquetColumn::walkTo(qint64 row, const preview::Cancelled &cancelled)
{
    while (m_walkRow <= row) {
        if (cancelled)
            return stopped();
        if (m_walkOffset >= chunkEnd() || m_pages.size() >= kPages)
            return damaged();
        const Result<ParquetPageHeader> header = headerAt(m_walkOffset);
        if (!header)
            return header.error();
        const ParquetPagePlace place{m_walkOffset, m_walkRow};
        qint64 rows = 0;
        if (header->type == ParquetPageHeader::DataV2 && header->rows >= 0) {
            rows = header->rows;
        } else if (header->type == ParquetPageHeader::Data || header->type == ParquetPageHeader::DataV2) {
            rows = std::max(header->values, 0);
            if (leaf().maxRepetition > 0) {  // the page alone knows
                if (Result<void> loaded = loadPage(place); !loaded)
                    return loaded;
                rows = m_pageRows;
            }
        }
        if (rows > 0)
            m_pages.push_back(place);
        m_walkOffset += header->headerBytes + qint64(header->bytes);
        m_walkRow += rows;
    }
    return {};
}

Result<void> ParquetColumn::loadPageOf(qint64 row, const preview::Cancelled &cancelled)
{
    if (m_page && row >= m_pageFirst && row < m_pageFirst + m_pageRows)
        return {};
    const auto next = std::ranges::upper_bound(m_footer.groups, row, {}, &ParquetGroup::firstRow);
    const auto group = std::size_t(next - m_footer.groups.begin() - 1);
    if (m_group != group) {
        if (Result<void> entered = enterGroup(group); !entered) {
            m_group.reset();
            return entered;
        }
    }
    if (!m_isIndexed) {
        if (Result<void> walked = walkTo(row, cancelled); !walked)
            return walked;
    }
    const auto behind = std::ranges::upper_bound(m_pages, row, {}, &ParquetPagePlace::firstRow);
    if (behind == m_pages.begin())
        return damaged();
    if (Result<void> loaded = loadPage(*std::prev(behind)); !loaded)
        return loaded;
    if (row >= m_pageFirst + m_pageRows)
        return damaged();
    return {};
}

void ParquetColumn::forgetPage()
{
    m_page.reset();
    m_pageRows = 0;
}

void ParquetColumn::forget()
{
    forgetPage();
    m_group.reset();
    m_dictionary.reset();
    m_block = QByteArray();
    m_pages = {};
}

qint64 ParquetColumn::memoryBytes() const
{
    return (m_page ? m_page->memoryBytes() : 0) + (m_dictionary ? m_dictionary->memoryBytes() : 0) + m_block.capacity()
        + qint64(m_pages.capacity() * sizeof(ParquetPagePlace));
}

}  // namespace tideline::session::table
