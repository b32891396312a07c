#include "app/session/formats/csv_preview.h"

#include "app/session/formats/cell_text.h"
#include "app/session/formats/column_summary.h"
#include "app/session/formats/csv_value.h"
#include "app/session/formats/folded_search.h"
#include "app/session/formats/format_tools.h"
#include "app/session/formats/plain_line.h"
#include "app/session/formats/table_rows.h"

#include <QDeadlineTimer>

namespace tideline::session::table {

using namespace std::chrono_literals;

namespace {

constexpr qint64 kSampleBytes = 1 << 20;
constexpr qint64 kHeadRows = 200;
constexpr qint64 kFarBytes = qint64(1) << 30;  ///< from here on counting may take longer than a person waits
constexpr qint64 kCountsEvery = 512;           ///< rows between two looks at the clock

QString delimiterName(char delimiter)
{
    switch (delimiter) {
    case ',': return u"comma"_s;
    case ';': return u"semicolon"_s;
    case '\t': return u"tab"_s;
    case '|': return u"bar"_s;
    default: return QString(QLatin1Char(delimiter));
    }
}

}  // namespace

CsvPreview::CsvPreview(std::shared_ptr<Source> source, const Limits &limits, QByteArray head)
    : FilePreview(std::move(source)), m_limits(limits), m_text(this->source(), charsetOf(head), head)
{
}

Result<std::unique_ptr<FilePreview>> CsvPreview::open(std::shared_ptr<Source> source, const FileFacts &facts, const Limits &limits,
                                                      const preview::Cancelled &cancelled)
{
    Result<QByteArray> head = source->read(0, std::min(kSampleBytes, limits.remoteBytes));
    if (!head)
        return head.error();
    const bool isAll = head->size() >= source->sizeBytes();
    std::unique_ptr<CsvPreview> preview(new CsvPreview(std::move(source), limits, *std::move(head)));
    const Result<CsvText::Piece> sample = preview->m_text.read(preview->m_text.charset().markBytes, kSampleBytes);
    if (!sample)
        return sample.error();
    preview->describe(facts, sample->text, isAll);
    // What is more than the sample is counted when somebody asks; here it would be read for nothing.
    const Result<void> counted = preview->m_index->count(kFarBytes, isAll ? 10s : 0s, cancelled);
    if (!counted)
        return counted.error();
    preview->m_guesses->learn({preview->m_index->rows(), preview->m_index->endOffset()});
    const qint64 headRows = std::clamp<qint64>(preview->m_index->rows(), 1, kHeadRows);
    Result<preview::Rows> rows = preview->rows(0, headRows, cancelled);
    if (!rows)
        return rows.error();
    auto &table = std::get<preview::TableDocument>(preview->m_document.shape);
    table.rowCountExact = preview->m_index->isWhole();
    table.rowCount = table.rowCountExact ? preview->m_index->rows() : preview->estimatedRows();
    table.head = *std::move(rows);
    preview->addNotices(isAll);
    return std::unique_ptr<FilePreview>(std::move(preview));
}

void CsvPreview::describe(const FileFacts &facts, QByteArrayView sample, bool isAll)
{
    const Charset &charset = m_text.charset();
    m_dialect = guessDialect(sample, isAll, facts.name.toLower());
    m_sample = readSample(m_text, sample, m_dialect, isAll, m_limits.columns);
    const auto inSource = [&](qint64 at) { return charset.markBytes + m_text.sourceBytesOf(sample.first(at)); };
    m_sample.dataBegin = inSource(m_sample.dataBegin);
    m_sample.rowsEnd = inSource(m_sample.rowsEnd);
    if (m_sample.isCut && m_dialect.hasHeader)
        skipLongHeader();
    m_index.emplace(m_text, m_dialect.marks, m_sample.dataBegin);
    m_guesses.emplace(m_text, m_dialect.marks, int(m_sample.allColumns), m_sample.dataBegin, estimatedRows());

    m_document.shape = preview::TableDocument{m_sample.columns, 0, false, {}};
    m_document.format = m_dialect.marks.delimiter == '\t' ? u"TSV"_s : u"CSV"_s;
    m_document.facts = {{u"Delimiter"_s, delimiterName(m_dialect.marks.delimiter)},
                        {u"Header"_s, m_dialect.hasHeader ? u"first row"_s : u"none"_s},
                        {u"Charset"_s, nameOf(charset)}};
    if (m_dialect.marks.quote != '"')
        m_document.facts.push_back({u"Quote"_s, m_dialect.marks.quote == 0 ? u"none"_s : u"'"_s});
    if (m_dialect.commentLines > 0)
        m_document.facts.push_back({u"Comments"_s, u"%1 lines in front, left out"_s.arg(m_dialect.commentLines)});
    if (m_dialect.marks.lineEnd == '\r')
        m_document.facts.push_back({u"Line end"_s, u"carriage return"_s});
    if (std::ranges::find(m_sample.hasComma, true) != m_sample.hasComma.end())
        m_document.facts.push_back({u"Decimal mark"_s, u"comma"_s});
}

/// Finds where a header ends that is longer than the sample. One that is too long, or in the cloud, is shown as the first row, too.
void CsvPreview::skipLongHeader()
{
    constexpr qint64 most = 64 << 20;
    CsvReader reader(m_text, m_dialect.marks, m_sample.dataBegin, {.blockBytes = 1 << 20, .mostBytes = source().isRemote() ? 0 : most});
    const Result<bool> found = reader.next();
    if (found && *found && reader.hasLineEnd())
        m_sample.dataBegin = m_sample.rowsEnd = reader.nextOffset();
}

void CsvPreview::addNotices(bool isAll)
{
    QStringList &notices = m_document.notices;
    const qint64 shown = qint64(m_sample.columns.size());
    if (source().sizeBytes() == 0)
        notices << u"The file is empty."_s;
    if (m_sample.isCut)
        notices << u"The first row is longer than %1; only its first %2 columns are shown."_s.arg(sizeText(m_text.head().size()))
                       .arg(shown);
    else if (m_sample.allColumns > shown)
        notices << u"Only the first %1 of %2 columns are shown."_s.arg(shown).arg(m_sample.allColumns);
    if (m_sample.longRows > 0)
        notices << u"Some rows have more fields than the table has columns; what is beyond is left out."_s;
    if (isAll && m_index->isUnclosed())
        notices << u"A quoted field near the end has no closing quote, so that the rest of the file is part of it."_s;
    if (!countsAll())
        notices << u"The file is in the cloud and is not read whole: the number of rows is an estimate, rows far down are found "
                   "near where they should be, and statistics and search are of a part."_s;
    else if (source().sizeBytes() > kFarBytes)
        notices << u"The file is large: rows that were not counted yet are found near where they should be."_s;
}

bool CsvPreview::countsAll() const
{
    return !source().isRemote() || source().sizeBytes() <= m_limits.remoteBytes;
}

CsvReading CsvPreview::reading(const preview::Cancelled &cancelled) const
{
    CsvReading reading;
    reading.cancelled = &cancelled;
    if (source().isRemote()) {
        reading.blockBytes = 64 << 10;
        reading.mostBytes = m_limits.remoteBytes / 2;
    } else if (m_index->rows() == 0 && !m_index->isWhole()) {
        reading.mostBytes = 8 << 20;  // of a first row that may be the whole file
    }
    return reading;
}

qint64 CsvPreview::estimatedRows() const
{
    const bool byIndex = m_index && m_index->rows() > m_sample.rows;
    const qint64 rows = byIndex ? m_index->rows() : m_sample.rows;
    const qint64 bytes = (byIndex ? m_index->endOffset() : m_sample.rowsEnd) - m_sample.dataBegin;
    const qint64 allBytes = source().sizeBytes() - m_sample.dataBegin;
    if (rows == 0 || bytes <= 0)
        return allBytes > 0 ? 1 : 0;
    return std::max(rows, qint64(double(rows) * double(allBytes) / double(bytes)));
}

Result<std::pair<qint64, bool>> CsvPreview::countRows(const preview::Cancelled &cancelled)
{
    if (countsAll()) {
        const Result<void> counted = m_index->count(std::numeric_limits<qint64>::max(), 50ms, cancelled);
        if (!counted)
            return counted.error();
    }
    return std::pair(m_index->isWhole() ? m_index->rows() : estimatedRows(), m_index->isWhole());
}

Result<CsvIndex::Place> CsvPreview::placeBefore(qint64 row, const preview::Cancelled &cancelled)
{
    if (row > 0 && row >= m_index->rows() && countsAll()) {
        const Result<void> counted = m_index->count(row, 2000ms, cancelled);
        if (!counted)
            return counted.error();
    }
    if (row <= 0 || row < m_index->rows() || m_index->isWhole())
        return m_index->before(row);
    return m_guesses->before(row);
}

QStringList CsvPreview::cells(QByteArrayView row) const
{
    QStringList cells;
    cells.reserve(qsizetype(m_sample.columns.size()));
    CsvFields fields(row, m_dialect.marks);
    QByteArrayView field;
    while (cells.size() < qsizetype(m_sample.columns.size()) && fields.next(field))
        cells << cellText(m_text.toString(field.size() <= kCellBytes ? field : field.first(kCellBytes)));
    while (cells.size() < qsizetype(m_sample.columns.size()))
        cells << QString();
    return cells;
}

Result<preview::Rows> CsvPreview::rows(qint64 first, qint64 count, const preview::Cancelled &cancelled)
{
    RowsReply reply(first, m_limits.replyBytes);
    count = boundedCount(first, count, std::numeric_limits<qint64>::max());
    const Result<CsvIndex::Place> place = placeBefore(first, cancelled);
    if (!place)
        return place.error();
    if (count == 0 || (m_index->isWhole() && first >= m_index->rows()))
        return reply.take();
    CsvReader reader(m_text, m_dialect.marks, place->offset, reading(cancelled));
    for (qint64 row = place->row; row < first + count; ++row) {
        if (cancelled)
            return stopped();
        const Result<bool> more = reader.next();
        if (!more)
            return more.error();
        if (!*more)
            break;
        const bool goesOn = row < first || reply.add(cells(reader.row()));
        if (row >= m_index->rows())
            m_guesses->learn({row + 1, reader.nextOffset()});
        if (!goesOn)
            break;
    }
    return reply.take();
}

Result<preview::ColumnStatistics> CsvPreview::statistics(int column, const preview::Cancelled &cancelled)
{
    if (column < 0 || std::size_t(column) >= m_sample.columns.size())
        return noSuchColumn();
    const preview::ColumnType type = m_sample.columns[std::size_t(column)].type;
    ColumnSummary summary(type);
    const QDeadlineTimer deadline(1500ms);
    const qint64 end = countsAll() ? source().sizeBytes() : m_sample.rowsEnd;
    CsvReader reader(m_text, m_dialect.marks, m_sample.dataBegin, {.blockBytes = 1 << 20, .cancelled = &cancelled});
    while (reader.nextOffset() < end) {
        if (cancelled)
            return stopped();
        if (summary.rows() % kCountsEvery == 0 && deadline.hasExpired())
            return summary.result(false);
        const Result<bool> more = reader.next();
        if (!more)
            return more.error();
        if (!*more)
            break;
        CsvFields fields(reader.row(), m_dialect.marks);
        QByteArrayView field;
        const bool found = fields.skip(column) && fields.next(field);
        addCsvCell(summary, m_text, type, m_sample.hasComma[std::size_t(column)], found ? field : QByteArrayView());
    }
    return summary.result(end == source().sizeBytes());
}

Result<std::optional<preview::Place>> CsvPreview::find(const QString &text, qint64 from, int column, const preview::Cancelled &cancelled)
{
    if (text.isEmpty())
        return std::optional<preview::Place>();
    from = std::max<qint64>(from, 0);
    const Result<CsvIndex::Place> place = placeBefore(from, cancelled);
    if (!place)
        return place.error();
    const FoldedSearch search(text, m_dialect.marks.quote);
    CsvReading whole = reading(cancelled);
    if (!source().isRemote())
        whole.mostBytes = std::numeric_limits<qint64>::max();
    CsvReader reader(m_text, m_dialect.marks, place->offset, whole);
    for (qint64 row = place->row;; ++row) {
        if (cancelled)
            return stopped();
        const Result<bool> more = reader.next();
        if (!more)
            return more.error();
        if (!*more && source().isRemote() && reader.nextOffset() + 4 < source().sizeBytes())
            return Error{Error::Kind::Refused, u"The file is in the cloud: the search went as far as it may, and found nothing."_s,
                         u"row %1"_s.arg(row), u"Search on from there, or bring the file to this computer."_s};
        if (!*more)
            return std::optional<preview::Place>();
        const bool mayBeThere = !m_text.keepsAscii() || search.mayBeIn(reader.row()) || hasInnerQuotes(reader.row(), m_dialect.marks);
        if (row < from || !mayBeThere)
            continue;
        const std::optional<preview::Place> found = findInRow(reader.row(), text, row == from ? column : 0);
        if (!found)
            continue;
        m_guesses->learn({row, reader.offset()});
        return std::optional(preview::Place{row, found->column, found->length});
    }
}

std::optional<preview::Place> CsvPreview::findInRow(QByteArrayView row, const QString &text, int column) const
{
    CsvFields fields(row, m_dialect.marks);
    QByteArrayView field;
    for (int i = 0; std::size_t(i) < m_sample.columns.size() && fields.next(field); ++i) {
        if (i >= column && m_text.toString(field).contains(text, Qt::CaseInsensitive))
            return preview::Place{0, i, int(text.size())};
    }
    return std::nullopt;
}

qint64 CsvPreview::memoryBytes() const
{
    return m_text.head().capacity() + m_index->memoryBytes() + qint64(m_sample.columns.size()) * 256 + (512 << 10);
}

}  // namespace tideline::session::table
