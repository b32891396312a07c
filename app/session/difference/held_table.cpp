#include "app/session/difference/held_table.h"

#include "app/session/formats/csv_dialect.h"
#include "app/session/formats/csv_sample.h"

#include <QLocale>

#include <algorithm>

namespace tideline::session {

using table::CsvFields;
using table::CsvRowScanner;
using table::CsvText;

namespace {

constexpr qsizetype kSampleBytes = 1 << 20;

Error refused(const QString &what)
{
    return {Error::Kind::Refused, what, {}, {}};
}

}  // namespace

Result<HeldTable> HeldTable::read(const QByteArray &bytes, const QString &name, int maxColumns)
{
    HeldTable held;
    if (const Result<void> text = held.readText(bytes); !text)
        return text.error();
    const QByteArrayView sample = QByteArrayView(held.m_text).first(std::min(held.m_text.size(), kSampleBytes));
    const bool isAll = sample.size() == held.m_text.size();
    const table::CsvDialect dialect = table::guessDialect(sample, isAll, name);
    const table::CsvSample seen = table::readSample(*held.m_reader, sample, dialect, isAll, maxColumns);
    if (seen.isCut || seen.allColumns > maxColumns || seen.allColumns > qint64(seen.columns.size()))
        return refused(u"The table has more than %1 columns, too many to be compared by key."_s.arg(maxColumns));
    held.m_marks = dialect.marks;
    for (const preview::Column &column : seen.columns)
        held.m_columns.append(column.name);
    if (const Result<void> rows = held.readRows(seen.dataBegin); !rows)
        return rows.error();
    return held;
}

Result<void> HeldTable::readText(const QByteArray &bytes)
{
    m_source = std::make_shared<HeldSource>(bytes);
    m_reader = std::make_shared<CsvText>(*m_source, charsetOf(bytes.first(std::min(bytes.size(), kSampleBytes))), bytes);
    for (qint64 at = m_reader->charset().markBytes;;) {
        Result<CsvText::Piece> piece = m_reader->read(at, bytes.size());
        if (!piece)
            return piece.error();
        if (piece->sourceBytes == 0)
            return {};
        at += piece->sourceBytes;
        m_text = m_text.isEmpty() ? std::move(piece->text) : m_text + piece->text;
    }
}

Result<void> HeldTable::readRows(qsizetype dataBegin)
{
    const QByteArrayView data = QByteArrayView(m_text).sliced(std::min(dataBegin, m_text.size()));
    const auto add = [&](qsizetype begin, qsizetype end) {
        const QByteArrayView row = table::withoutReturns(QByteArrayView(m_text).sliced(begin, end - begin), m_marks);
        if (!row.isEmpty())
            m_rows.push_back({begin, row.size()});
    };
    CsvRowScanner scanner(m_marks);
    scanner.setBlock(data);
    qsizetype begin = m_text.size() - data.size();
    while (const char *end = scanner.next()) {
        add(begin, end - m_text.constData() - 1);
        begin = end - m_text.constData();
        if (m_rows.size() > std::size_t(kMaxRows))
            return refused(u"The table has more than %1 rows, too many to be compared by key."_s.arg(QLocale(QLocale::English).toString(kMaxRows)));
    }
    add(begin, m_text.size());
    return {};
}

QByteArrayView HeldTable::bytes(int row) const
{
    const Range range = m_rows[std::size_t(row)];
    return QByteArrayView(m_text).sliced(range.begin, range.length);
}

QStringList HeldTable::cells(int row) const
{
    QStringList cells;
    cells.reserve(m_columns.size());
    CsvFields fields(bytes(row), m_marks);
    QByteArrayView field;
    while (cells.size() < m_columns.size() && fields.next(field))
        cells.append(m_reader->toString(field));
    while (cells.size() < m_columns.size())
        cells.append(QString());
    return cells;
}

QString HeldTable::cell(int row, int column) const
{
    CsvFields fields(bytes(row), m_marks);
    QByteArrayView field;
    return fields.skip(column) && fields.next(field) ? m_reader->toString(field) : QString();
}

bool HeldTable::isWrittenAs(const HeldTable &other) const
{
    return m_columns == other.m_columns && m_marks == other.m_marks && m_reader->charset() == other.m_reader->charset();
}

}  // namespace tideline::session
