// What tables of any format share: replies, bounds and search.
#pragma once

#include "app/session/format.h"

#include <algorithm>

namespace tideline::session::table {

/// The first cell at or after (`from`, `column`) that holds `text`, case folded, asking `preview` for its rows a stretch at a
/// time. Errors: those of rows(), Cancelled.
Result<std::optional<preview::Place>> findInRows(preview::Preview &preview, const QString &text, qint64 from, int column,
                                                 const preview::Cancelled &cancelled);

/// Adds rows to a reply as long as they fit into it.
class RowsReply {
public:
    RowsReply(qint64 first, qint64 limitBytes) : m_limit(limitBytes) { m_rows.first = first; }
    /// False: the reply is full now. The first row is always taken.
    bool add(QStringList cells);
    preview::Rows take() { return std::move(m_rows); }

private:
    qint64 m_limit;
    qint64 m_bytes = 0;
    preview::Rows m_rows;
};

/// The rows that a request may have: none beyond the end, kMaxRows at most.
inline qint64 boundedCount(qint64 first, qint64 count, qint64 rows)
{
    return first < 0 || first >= rows ? 0 : std::clamp<qint64>(count, 0, std::min(preview::kMaxRows, rows - first));
}

inline Error noSuchColumn()
{
    return {Error::Kind::Invalid, u"The table has no such column."_s, {}, {}};
}

inline Error stopped()
{
    return {Error::Kind::Cancelled, u"The work on the preview was stopped."_s, {}, {}};
}

}  // namespace tideline::session::table
