// A CSV that is held whole, to be compared with another.
#pragma once

#include "app/session/format.h"
#include "app/session/formats/csv_row.h"
#include "app/session/formats/csv_text.h"
#include "app/session/formats/format_tools.h"

namespace tideline::session {

/// Its text, and where its rows are; fields are cut when they are asked for.
///
/// Ownership: keeps the bytes.
class HeldTable {
public:
    static constexpr int kMaxRows = 100'000;

    /// `name`: the file's, in lower case. Errors: Refused (more than kMaxRows rows or `maxColumns` columns).
    static Result<HeldTable> read(const QByteArray &bytes, const QString &name, int maxColumns);

    const QStringList &columns() const { return m_columns; }
    int rowCount() const { return int(m_rows.size()); }
    /// As many as there are columns; what a row has not is empty.
    QStringList cells(int row) const;
    QString cell(int row, int column) const;
    /// The row as it is written; equal in two tables of the same columns, marks and charset only where the cells are.
    QByteArrayView bytes(int row) const;
    bool isWrittenAs(const HeldTable &other) const;

private:
    struct Range {
        qsizetype begin = 0;
        qsizetype length = 0;
    };
    HeldTable() = default;
    Result<void> readText(const QByteArray &bytes);
    Result<void> readRows(qsizetype dataBegin);

    std::shared_ptr<HeldSource> m_source;
    std::shared_ptr<table::CsvText> m_reader;  ///< borrows m_source
    table::CsvMarks m_marks;
    QByteArray m_text;
    QStringList m_columns;
    std::vector<Range> m_rows;
};

}  // namespace tideline::session
