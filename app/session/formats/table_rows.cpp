#include "app/session/formats/table_rows.h"

namespace tideline::session::table {

Result<std::optional<preview::Place>> findInRows(preview::Preview &preview, const QString &text, qint64 from, int column,
                                                 const preview::Cancelled &cancelled)
{
    if (text.isEmpty())
        return std::optional<preview::Place>();
    from = std::max<qint64>(from, 0);
    while (true) {
        if (cancelled)
            return stopped();
        const Result<preview::Rows> rows = preview.rows(from, 1000, cancelled);
        if (!rows)
            return rows.error();
        for (const QStringList &cells : rows->cells) {
            for (int i = std::max(column, 0); i < cells.size(); ++i) {
                if (cells[i].contains(text, Qt::CaseInsensitive))
                    return std::optional(preview::Place{from, i, int(text.size())});
            }
            column = 0;
            ++from;
        }
        if (rows->cells.empty())
            return std::optional<preview::Place>();
    }
}

bool RowsReply::add(QStringList cells)
{
    for (const QString &cell : cells)
        m_bytes += 2 * cell.size() + qint64(sizeof(QString));
    if (m_bytes > m_limit && !m_rows.cells.empty())
        return false;
    m_rows.cells.push_back(std::move(cells));
    return m_bytes <= m_limit;
}

}  // namespace tideline::session::table
