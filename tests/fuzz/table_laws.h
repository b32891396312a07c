// What holds for any table that a format shows, whatever the bytes were.
#pragma once

#include "app/session/format.h"
#include "tests/fuzz/law.h"
#include "tests/support/memory_source.h"

#include <numeric>

namespace tideline::fuzz {

inline const preview::Cancelled kGoOn = false;

/// Bytes as a format's preview; nullptr when it says that it cannot be, for which it needs a sentence.
inline std::unique_ptr<session::FilePreview> openedAs(const session::Format &format, QByteArrayView bytes, const QString &name,
                                                      test::MemorySource::Where where, const session::Limits &limits)
{
    auto source = std::make_shared<test::MemorySource>(bytes.toByteArray(), where);
    auto preview = format.open(source, {name, 0}, limits, kGoOn);
    if (!preview) {
        law(preview.error().what.endsWith(u'.'), "a refusal is a sentence");
        return nullptr;
    }
    law((*preview)->memoryBytes() <= limits.memoryBytes + (64 << 20), "what is kept is bounded");
    return *std::move(preview);
}

/// Rows have a cell for each column, none is longer than a cell, and no more come than were asked for.
inline void lawsOfRows(const preview::Rows &rows, std::size_t columns, qint64 first, qint64 count)
{
    law(rows.first == first && qint64(rows.cells.size()) <= count, "rows are those that were asked for");
    for (const QStringList &cells : rows.cells) {
        law(std::size_t(cells.size()) == columns, "each row has a cell for each column");
        for (const QString &cell : cells)
            law(cell.size() <= 512, "a cell is cut");
    }
}

inline void lawsOfStatistics(const preview::ColumnStatistics &found)
{
    law(found.rows >= 0 && found.empty >= 0 && found.empty <= found.rows, "what is empty is among what was looked at");
    law(found.edges.empty() ? found.counts.empty() : found.edges.size() == found.counts.size() + 1, "a stretch lies between two edges");
    law(std::is_sorted(found.edges.begin(), found.edges.end()), "edges ascend");
    law(std::accumulate(found.counts.begin(), found.counts.end(), qint64(0)) <= found.rows - found.empty, "no more numbers than values");
    law(found.commonest.size() <= 10, "ten are the most frequent");
    for (const auto &[text, count] : found.commonest)
        law(count > 0 && text.size() <= 512, "a frequent value came at least once");
}

/// All of it for a table of few rows and columns.
inline void lawsOfTable(session::FilePreview &file, const session::Limits &limits)
{
    const auto &table = std::get<preview::TableDocument>(file.document().shape);
    const std::size_t columns = table.columns.size();
    law(columns <= std::size_t(limits.columns), "columns are bounded");
    lawsOfRows(table.head, columns, 0, 10'000);
    law(!table.rowCountExact || qint64(table.head.cells.size()) <= table.rowCount, "the head is of the table");
    for (const qint64 first : {qint64(0), table.rowCount / 2, table.rowCount - 1, table.rowCount, qint64(-1), qint64(1) << 61}) {
        const Result<preview::Rows> rows = file.rows(first, 20, kGoOn);
        if (rows)
            lawsOfRows(*rows, columns, first, 20);
        law(!rows || first >= 0 || rows->cells.empty(), "nothing is before the first row");
        law(!rows || !table.rowCountExact || first < table.rowCount || rows->cells.empty(), "nothing is behind the last row");
    }
    for (std::size_t column = 0; column < std::min<std::size_t>(columns, 8); ++column) {
        if (const Result<preview::ColumnStatistics> found = file.statistics(int(column), kGoOn))
            lawsOfStatistics(*found);
    }
    law(!file.statistics(int(columns), kGoOn), "a column that is none has no statistics");
}

}  // namespace tideline::fuzz
