#include "app/session/formats/parquet_column.h"

#include "app/session/formats/cell_text.h"
#include "app/session/formats/column_summary.h"
#include "app/session/formats/parquet_values.h"
#include "app/session/formats/table_rows.h"

#include <algorithm>

namespace tideline::session::table {

namespace {

constexpr qint64 kBlockBytes = 64 << 10;
constexpr qint64 kWholeChunkBytes = 256 << 10;  ///< a chunk up to this is read at once
constexpr qint64 kHeaderBytes = 1 << 20;        ///< a page's header is mostly some 50 bytes, but may hold long statistics
constexpr std::size_t kPages = 1 << 20;
constexpr qint64 kReadBytes = 8 << 20;

Error damaged()
{
    return {Error::Kind::Corrupt, u"A column ends before its last row."_s, {}, {}};
}

}  // namespace

ParquetColumn::ParquetColumn(Source &source, const ParquetFooter &footer, std::size_t leaf, const ParquetPageLimits &limits)
    : m_source(source), m_footer(footer), m_leaf(leaf), m_limits(limits)
{
}

/// Bytes of the chunk, a block at a time, so that a page and its header are one read.
Result<QByteArray> ParquetColumn::bytes(qint64 offset, qint64 length)
{
    if (offset >= m_blockOffset && offset + length <= m_blockOffset + m_block.size())
        return m_block.mid(offset - m_blockOffset, length);
    const qint64 ahead = chunk().bytes <= kWholeChunkBytes ? chunk().bytes : kBlockBytes;
    const qint64 wanted = std::min(std::max(length, ahead), chunkEnd() - offset);
    QByteArray read;
    while (read.size() < std::min(wanted, length)) {
        const Result<QByteArray> part = m_source.read(offset + read.size(), std::min(wanted - read.size(), kReadBytes));
        if (!part)
            return part.error();
        if (part->isEmpty())
            break;
        read += *part;
    }
    if (read.size() < length)
        return damaged();
    if (read.size() == length)
        return read;  // a large page: it is not kept twice
    m_block = std::move(read);
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
    m_pageFirst = m_row = place.firstRow;
    m_pageRows = m_page->rows();
    m_entry = m_value = 0;
    while (m_entry < m_page->entries && !isRowStart(m_entry))
        m_value += isPresent(m_entry++) ? 1 : 0;  // the end of a row that began in the page before
    return {};
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
    const ParquetPagePlace place = *std::prev(behind);
    if (!m_page || m_pageFirst != place.firstRow) {
        if (Result<void> loaded = loadPage(place); !loaded)
            return loaded;
    }
    if (row >= m_pageFirst + m_pageRows)
        return damaged();
    return {};
}

void ParquetColumn::goTo(qint64 row)
{
    if (row < m_row) {
        m_entry = m_value = 0;
        m_row = m_pageFirst;
        while (m_entry < m_page->entries && !isRowStart(m_entry))
            m_value += isPresent(m_entry++) ? 1 : 0;
    }
    while (m_row < row && m_entry < m_page->entries) {
        m_value += isPresent(m_entry++) ? 1 : 0;
        if (m_entry < m_page->entries && isRowStart(m_entry))
            ++m_row;
    }
}

/// The row at the place where the reading is, as a cell; goes behind it.
QString ParquetColumn::takeRow()
{
    const auto takeEntry = [this] { return isPresent(m_entry) ? parquetText(leaf(), m_page->values, std::size_t(m_value++)) : QString(); };
    ++m_row;
    if (leaf().maxRepetition == 0) {
        QString cell = takeEntry();
        ++m_entry;
        return cell;
    }
    const quint32 definition = m_page->definitions.empty() ? quint32(leaf().maxDefinition) : m_page->definitions[std::size_t(m_entry)];
    const bool isList = definition >= quint32(leaf().listDefinition);
    const bool isEmpty = definition + 1 == quint32(leaf().listDefinition);
    QString cell = isList ? u"["_s : isEmpty ? u"[]"_s : QString();
    bool isFirst = true;
    do {
        const bool there = isPresent(m_entry);
        if (isList && cell.size() <= kCellUnits)
            cell += (isFirst ? QString() : u", "_s) + (there ? takeEntry() : u"null"_s);
        else
            m_value += there ? 1 : 0;
        isFirst = false;
        ++m_entry;
    } while (m_entry < m_page->entries && !isRowStart(m_entry));
    return cellText(isList ? cell + u']' : cell);
}

Result<void> ParquetColumn::cells(qint64 first, qint64 count, const preview::Cancelled &cancelled, QStringList &cells)
{
    for (qint64 row = first; row < first + count; ++row) {
        if (Result<void> loaded = loadPageOf(row, cancelled); !loaded)
            return loaded;
        goTo(row);
        if (m_row != row || m_entry >= m_page->entries)
            return damaged();
        cells << takeRow();
    }
    return {};
}

Result<qint64> ParquetColumn::summarize(qint64 row, const preview::Cancelled &cancelled, ColumnSummary &summary)
{
    if (Result<void> loaded = loadPageOf(row, cancelled); !loaded)
        return loaded.error();
    goTo(row);
    for (; m_entry < m_page->entries; ++m_entry) {
        if (isPresent(m_entry))
            addParquetValue(summary, leaf(), m_page->values, std::size_t(m_value++));
        else
            summary.addEmpty();
    }
    m_row = m_pageFirst + m_pageRows;
    return m_row;
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
