#include "app/session/formats/parquet_preview.h"

#include "app/session/formats/column_summary.h"
#include "app/session/formats/parquet_format.h"
#include "app/session/formats/parquet_values.h"
#include "app/session/formats/table_rows.h"

#include <QDeadlineTimer>

#include <set>

namespace tideline::session::table {

using namespace std::chrono_literals;

namespace {

constexpr qint64 kHeadRows = 100;

/// A trouble of this column alone: its cells are "?", and the others are shown.
bool isOfColumn(const Error &error)
{
    return error.kind == Error::Kind::Corrupt || error.kind == Error::Kind::Refused;
}

}  // namespace

ParquetPreview::ParquetPreview(std::shared_ptr<Source> source, const Limits &limits)
    : FilePreview(source), m_limits(limits), m_metered(std::move(source))
{
}

Result<std::unique_ptr<FilePreview>> ParquetPreview::open(std::shared_ptr<Source> source, const FileFacts &, const Limits &limits,
                                                          const preview::Cancelled &cancelled)
{
    std::unique_ptr<ParquetPreview> preview(new ParquetPreview(std::move(source), limits));
    preview->m_metered.allow(limits.remoteBytes);
    Result<ParquetFooter> footer = readParquetFooter(preview->m_metered, limits);
    if (!footer)
        return footer.error();
    preview->m_footer = *std::move(footer);
    preview->describe();
    Result<preview::Rows> head = preview->readRows(0, kHeadRows, cancelled);
    if (!head)
        return head.error();
    std::get<preview::TableDocument>(preview->m_document.shape).head = *std::move(head);
    preview->addNotices();
    return std::unique_ptr<FilePreview>(std::move(preview));
}

void ParquetPreview::describe()
{
    preview::TableDocument table;
    table.rowCount = m_footer.rows;
    const ParquetPageLimits pages{m_limits.memoryBytes / 4, 4'000'000};
    m_columns.reserve(m_footer.leaves.size());
    for (std::size_t i = 0; i < m_footer.leaves.size(); ++i) {
        const ParquetLeaf &leaf = m_footer.leaves[i];
        table.columns.push_back({leaf.name, parquetColumnType(leaf), leaf.detail});
        m_columns.emplace_back(m_metered, m_footer, i, pages);
    }
    std::set<int> codecs;
    for (const ParquetGroup &group : m_footer.groups) {
        for (const ParquetChunk &chunk : group.chunks)
            codecs.insert(chunk.codec);
    }
    QStringList codecNames;
    for (const int codec : codecs) {
        if (codecNames.size() < 8)
            codecNames << parquetCodecName(codec);
    }
    m_document.shape = std::move(table);
    m_document.format = u"Parquet"_s;
    m_document.facts = {{u"Row groups"_s, QString::number(m_footer.groups.size())},
                        {u"Compression"_s, codecNames.join(u", "_s)},
                        {u"Format version"_s, QString::number(m_footer.version)}};
    if (!m_footer.createdBy.isEmpty())
        m_document.facts.push_back({u"Written by"_s, m_footer.createdBy});
    if (!m_footer.keys.isEmpty())
        m_document.facts.push_back({u"Metadata"_s, m_footer.keys.join(u", "_s)});
}

void ParquetPreview::addNotices()
{
    if (m_footer.allLeaves > qint64(m_footer.leaves.size()))
        m_document.notices << u"Only the first %1 of %2 columns are shown."_s.arg(m_footer.leaves.size()).arg(m_footer.allLeaves);
    m_document.notices << m_troubles;
    if (m_troubledColumns > m_troubles.size())
        m_document.notices << u"%1 columns in all cannot be read; their cells are question marks."_s.arg(m_troubledColumns);
}

Result<QStringList> ParquetPreview::columnCells(std::size_t column, qint64 first, qint64 count, const preview::Cancelled &cancelled)
{
    QStringList cells;
    cells.reserve(count);
    ParquetColumn &reader = m_columns[column];
    m_held -= reader.memoryBytes();
    const Result<void> read = reader.cells(first, count, cancelled, cells);
    m_held += reader.memoryBytes();
    if (m_held > m_limits.memoryBytes / 2) {
        for (ParquetColumn &other : m_columns) {
            if (&other != &reader)
                other.forget();
        }
        m_held = reader.memoryBytes();
    }
    if (!read && !isOfColumn(read.error()))
        return read.error();
    if (!read) {
        ++m_troubledColumns;
        if (m_troubles.size() < 3)
            m_troubles << u"Column “%1” cannot be read: %2"_s.arg(m_footer.leaves[column].name, read.error().what);
        while (cells.size() < count)
            cells << u"?"_s;
    }
    return cells;
}

Result<preview::Rows> ParquetPreview::readRows(qint64 first, qint64 count, const preview::Cancelled &cancelled)
{
    const auto columns = qint64(m_columns.size());
    // Columns are read one after the other, so the size of a row is not known before; a cell is taken to be a short one.
    count = std::min(boundedCount(first, count, m_footer.rows), std::max<qint64>(m_limits.replyBytes / (64 * std::max<qint64>(columns, 1)), 1));
    RowsReply reply(first, m_limits.replyBytes);
    if (count == 0)
        return reply.take();
    m_troubles.clear();
    m_troubledColumns = 0;
    std::vector<QStringList> byColumn;
    for (std::size_t column = 0; column < m_columns.size(); ++column) {
        if (cancelled)
            return stopped();
        Result<QStringList> cells = columnCells(column, first, count, cancelled);
        if (!cells)
            return cells.error();
        byColumn.push_back(*std::move(cells));
    }
    for (qint64 row = 0; row < count; ++row) {
        QStringList cells;
        cells.reserve(columns);
        for (const QStringList &column : byColumn)
            cells << column[row];
        if (!reply.add(std::move(cells)))
            break;
    }
    return reply.take();
}

Result<preview::Rows> ParquetPreview::rows(qint64 first, qint64 count, const preview::Cancelled &cancelled)
{
    m_metered.allow(m_limits.remoteBytes);
    return readRows(first, count, cancelled);
}

Result<std::pair<qint64, bool>> ParquetPreview::countRows(const preview::Cancelled &)
{
    return std::pair(m_footer.rows, true);
}

Result<preview::ColumnStatistics> ParquetPreview::statistics(int column, const preview::Cancelled &cancelled)
{
    if (column < 0 || std::size_t(column) >= m_columns.size())
        return noSuchColumn();
    const auto at = std::size_t(column);
    ParquetLeaf flat = m_footer.leaves[at];
    flat.isNested = false;
    ColumnSummary summary(parquetColumnType(flat));
    const QDeadlineTimer deadline(1500ms);
    m_metered.allow(m_limits.remoteBytes);
    qint64 row = 0;
    std::optional<Error> trouble;
    while (row < m_footer.rows && !trouble && !deadline.hasExpired()) {
        if (cancelled)
            return stopped();
        const Result<qint64> next = m_columns[at].summarize(row, cancelled, summary);
        if (!next && !isOfColumn(next.error()))
            return next.error();
        if (next)
            row = *next;
        else
            trouble = next.error();
    }
    preview::ColumnStatistics found = summary.result(row >= m_footer.rows);
    const std::optional<ParquetExtent> extent = found.whole ? std::nullopt : parquetExtent(m_footer, at);
    if (trouble && found.rows == 0 && !extent)
        return *trouble;
    if (extent) {
        found.least = extent->least;
        found.most = extent->most;
    }
    return found;
}

Result<std::optional<preview::Place>> ParquetPreview::find(const QString &text, qint64 from, int column, const preview::Cancelled &cancelled)
{
    const qint64 before = m_metered.bytesAsked();
    return findInRows(*this, text, from, column, cancelled, [&] { return m_metered.bytesAsked() - before < m_limits.remoteBytes; });
}

qint64 ParquetPreview::memoryBytes() const
{
    return m_footer.memoryBytes + m_held + qint64(m_columns.size() * (sizeof(ParquetColumn) + sizeof(ParquetLeaf)));
}

}  // namespace tideline::session::table

namespace tideline::session {

const Format kParquetFormat{"parquet",
                            [](const QString &name, QByteArrayView head) {
                                if (head.startsWith("PAR1"))
                                    return 100;
                                return name.endsWith(".parquet"_L1) ? 50 : 0;
                            },
                            table::ParquetPreview::open};

}  // namespace tideline::session
