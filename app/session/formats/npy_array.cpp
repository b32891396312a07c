#include "app/session/formats/npy_array.h"

#include "app/session/formats/format_tools.h"
#include "app/session/formats/npy_values.h"
#include "app/session/formats/table_rows.h"

#include <algorithm>

namespace tideline::session::table {

namespace {
constexpr qint64 kBlockBytes = 1 << 20;
constexpr qint64 kReadBytes = 8 << 20;
}  // namespace

Result<NpyArray> NpyArray::open(Source &source, const Limits &limits)
{
    // Most headers are some hundred bytes; a structured one may be long.
    Result<QByteArray> head = source.read(0, 4096);
    if (!head)
        return head.error();
    Result<NpyHeader> header = readNpyHeader(*head, limits.columns);
    if (!header && head->size() == 4096) {
        head = source.read(0, kNpyHeaderBytes);
        if (!head)
            return head.error();
        header = readNpyHeader(*head, limits.columns);
    }
    if (!header)
        return header.error();
    return NpyArray(source, *std::move(header), limits);
}

NpyArray::NpyArray(Source &source, NpyHeader header, const Limits &limits) : m_source(&source), m_header(std::move(header))
{
    const std::vector<qint64> &shape = m_header.shape;
    const qint64 item = m_header.itemBytes;
    m_rowStride = item;
    if (m_header.isStructured) {
        m_rows = m_header.items();
        m_columns = m_header.allFields;
    } else if (shape.size() >= 2) {
        const std::size_t rowAxis = m_header.isFortran ? 0 : shape.size() - 2;
        m_rows = shape[rowAxis];
        m_columns = shape[rowAxis + 1];
        m_rowStride = m_header.isFortran ? item : item * m_columns;
        m_columnStride = m_header.isFortran ? item * m_rows : item;
        m_isSlice = shape.size() > 2;
        if (m_header.items() == 0)
            m_rows = m_columns == 0 ? 0 : m_rows;
    } else if (shape.size() == 1) {
        m_rows = shape[0];
    }
    if (m_isSlice && m_header.items() == 0)
        m_rows = 0;
    m_shown = m_header.isStructured ? qint64(m_header.fields.size()) : std::min<qint64>(m_columns, limits.columns);
}

std::vector<preview::Column> NpyArray::columns() const
{
    std::vector<preview::Column> columns;
    for (qint64 i = 0; i < m_shown; ++i) {
        const NpyField &field = m_header.fields[m_header.isStructured ? std::size_t(i) : 0];
        const QString name = m_header.isStructured ? field.name : m_header.shape.size() < 2 ? u"value"_s : QString::number(i);
        columns.push_back({name, npyColumnType(field), npyTypeName(field)});
    }
    return columns;
}

QString NpyArray::slice() const
{
    if (!m_isSlice)
        return {};
    QStringList parts;
    for (std::size_t i = 2; i < m_header.shape.size(); ++i)
        parts << u"0"_s;
    for (int i = 0; i < 2; ++i)
        m_header.isFortran ? parts.prepend(u":"_s) : parts.append(u":"_s);
    return u'[' + parts.join(u", "_s) + u']';
}

bool NpyArray::isCutShort() const
{
    return m_header.itemBytes > 0 && m_header.items() > (m_source->sizeBytes() - m_header.dataOffset) / m_header.itemBytes;
}

NpyArray::Cell NpyArray::cell(qint64 row, qint64 column) const
{
    const NpyField &field = m_header.fields[m_header.isStructured ? std::size_t(column) : 0];
    const qint64 within = m_header.isStructured ? field.offset : column * m_columnStride;
    return {&field, m_header.dataOffset + row * m_rowStride + within};
}

qint64 NpyArray::cellBytes(qint64 column) const
{
    const NpyField &field = m_header.fields[m_header.isStructured ? std::size_t(column) : 0];
    return field.bytes * field.repeat;
}

/// Rows that lie one behind the other: a block of them is read, or of very wide ones the part that is shown.
Result<void> NpyArray::readByRows(qint64 first, const preview::Cancelled &cancelled, std::vector<QStringList> &rows) const
{
    const Cell last = cell(0, m_shown - 1);
    const qint64 shownBytes = last.offset - m_header.dataOffset + cellBytes(m_shown - 1);
    const qint64 atOnce = shownBytes < m_rowStride / 2 ? 1 : std::max<qint64>(kBlockBytes / std::max<qint64>(m_rowStride, 1), 1);
    for (qint64 done = 0; done < qint64(rows.size()); done += atOnce) {
        if (cancelled)
            return stopped();
        const qint64 count = std::min(atOnce, qint64(rows.size()) - done);
        const qint64 begin = m_header.dataOffset + (first + done) * m_rowStride;
        const Result<QByteArray> block = readStretch(*m_source, begin, std::min((count - 1) * m_rowStride + shownBytes, 4 * kReadBytes));
        if (!block)
            return block.error();
        for (qint64 row = done; row < done + count; ++row) {
            for (qint64 column = 0; column < m_shown; ++column) {
                const Cell at = cell(first + row, column);
                const qint64 from = std::min(at.offset - begin, block->size());
                const QByteArrayView rest = QByteArrayView(*block).sliced(from);
                rows[std::size_t(row)] << npyText(*at.field, rest.first(std::min(cellBytes(column), rest.size())));
            }
        }
    }
    return {};
}

/// Fortran's order: what lies together are the rows of a column.
Result<void> NpyArray::readByColumns(qint64 first, const preview::Cancelled &cancelled, std::vector<QStringList> &rows) const
{
    const qint64 bytes = cellBytes(0);
    for (qint64 column = 0; column < m_shown; ++column) {
        if (cancelled)
            return stopped();
        const Result<QByteArray> block = readStretch(*m_source, cell(first, column).offset, std::min(qint64(rows.size()) * bytes, 4 * kReadBytes));
        if (!block)
            return block.error();
        for (qint64 row = 0; row < qint64(rows.size()); ++row) {
            const QByteArrayView rest = QByteArrayView(*block).sliced(std::min(row * bytes, block->size()));
            rows[std::size_t(row)] << npyText(m_header.fields[0], rest.first(std::min(bytes, rest.size())));
        }
    }
    return {};
}

Result<std::vector<QStringList>> NpyArray::rows(qint64 first, qint64 count, const preview::Cancelled &cancelled) const
{
    std::vector<QStringList> rows(std::size_t(boundedCount(first, count, m_rows)));
    if (rows.empty() || m_shown == 0)
        return rows;
    const bool byColumns = m_header.isFortran && !m_header.isStructured && m_columnStride > 0;
    const Result<void> read = byColumns ? readByColumns(first, cancelled, rows) : readByRows(first, cancelled, rows);
    if (!read)
        return read.error();
    return rows;
}

Result<qint64> NpyArray::summarize(qint64 column, qint64 first, const preview::Cancelled &cancelled, ColumnSummary &summary) const
{
    if (cancelled)
        return stopped();
    const qint64 bytes = cellBytes(column);
    const qint64 stride = std::max<qint64>(m_rowStride, 1);
    const qint64 count = std::clamp<qint64>(stride > kBlockBytes / 16 ? 16 : kBlockBytes / stride, 1, m_rows - first);
    const bool oneByOne = stride > kBlockBytes / 16;
    Result<QByteArray> block = readStretch(*m_source, cell(first, column).offset, oneByOne ? std::min(bytes, kReadBytes) : (count - 1) * stride + bytes);
    for (qint64 row = 0; row < count; ++row) {
        if (oneByOne && row > 0)
            block = readStretch(*m_source, cell(first + row, column).offset, std::min(bytes, kReadBytes));
        if (!block)
            return block.error();
        const QByteArrayView rest = QByteArrayView(*block).sliced(oneByOne ? 0 : std::min(row * stride, block->size()));
        addNpyValue(summary, *cell(0, column).field, rest.first(std::min(bytes, rest.size())));
    }
    return first + count;
}

}  // namespace tideline::session::table
