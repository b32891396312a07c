#include "app/session/formats/csv_sample.h"

#include "app/session/formats/cell_text.h"
#include "app/session/formats/csv_value.h"

#include <QHash>

#include <algorithm>

namespace tideline::session::table {

namespace {

constexpr int kTypedRows = 2000;

/// Gathers what a sample says, row by row.
class SampleReader {
public:
    SampleReader(const CsvText &text, CsvMarks marks, int maxColumns) : m_text(text), m_marks(marks), m_maxColumns(maxColumns) {}

    /// The names of the columns, and how many there are.
    void takeHeader(QByteArrayView row)
    {
        CsvFields fields(row, m_marks);
        for (QByteArrayView field; fields.next(field); ++m_named) {
            if (m_named < m_maxColumns)
                m_names << cellText(m_text.toString(field.size() <= kCellBytes ? field : field.first(kCellBytes)));
        }
    }
    void takeRow(QByteArrayView row)
    {
        CsvFields fields(row, m_marks);
        qint64 count = 0;
        for (QByteArrayView field; fields.next(field); ++count) {
            if (count >= m_maxColumns)
                continue;
            if (std::size_t(count) >= m_guesses.size())
                m_guesses.emplace_back();
            m_guesses[std::size_t(count)].add(field);
        }
        ++m_byCount[count];
    }
    void describe(CsvSample &found)
    {
        const qint64 all = std::max(m_named, usualCount());
        found.allColumns = found.isCut ? 0 : all;
        for (auto it = m_byCount.begin(); it != m_byCount.end(); ++it)
            found.longRows += !found.isCut && it.key() > all ? it.value() : 0;
        m_guesses.resize(std::size_t(std::min<qint64>(all, m_maxColumns)));
        for (std::size_t i = 0; i < m_guesses.size(); ++i) {
            const bool hasComma = m_guesses[i].hasComma();
            const QString name = qsizetype(i) < m_names.size() ? m_names[qsizetype(i)] : QString();
            found.columns.push_back({name.isEmpty() ? u"Column %1"_s.arg(i + 1) : name, m_guesses[i].type(),
                                     hasComma ? u"decimal comma"_s : QString()});
            found.hasComma.push_back(hasComma);
        }
    }

private:
    /// Of how many fields most rows are.
    qint64 usualCount() const
    {
        qint64 usual = 0;
        for (auto it = m_byCount.begin(); it != m_byCount.end(); ++it) {
            if (it.value() > m_byCount.value(usual) || (it.value() == m_byCount.value(usual) && it.key() > usual))
                usual = it.key();
        }
        return usual;
    }

    const CsvText &m_text;
    CsvMarks m_marks;
    qint64 m_maxColumns;
    QStringList m_names;
    qint64 m_named = 0;
    std::vector<CsvTypeGuess> m_guesses;
    QHash<qint64, qint64> m_byCount;
};

}  // namespace

CsvSample readSample(const CsvText &text, QByteArrayView sample, const CsvDialect &dialect, bool isAll, int maxColumns)
{
    CsvSample found;
    const QByteArrayView body = sample.sliced(dialect.textBegin);
    SampleReader reader(text, dialect.marks, maxColumns);
    CsvSampleRows rows(body, dialect.marks, isAll);
    QByteArrayView row;
    if (dialect.hasHeader) {
        found.isCut = !rows.next(row);
        reader.takeHeader(found.isCut ? body : row);
        found.dataBegin = rows.end();
    }
    for (; rows.next(row); ++found.rows) {
        if (found.rows < kTypedRows)
            reader.takeRow(row);
    }
    found.rowsEnd = rows.end();
    if (found.rows == 0 && !dialect.hasHeader && !body.isEmpty()) {
        found.isCut = true;
        reader.takeRow(body);
    }
    reader.describe(found);
    found.dataBegin += dialect.textBegin;
    found.rowsEnd += dialect.textBegin;
    return found;
}

}  // namespace tideline::session::table
