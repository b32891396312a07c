#include "app/cli/table.h"

#include "app/cli/format.h"

#include <algorithm>
#include <numeric>

namespace tideline::cli {

namespace {
constexpr int kGap = 2;
}

Table::Table(std::vector<Column> columns, std::vector<QString> headings)
    : m_columns(std::move(columns))
    , m_headings(std::move(headings))
{
    Q_ASSERT(m_headings.empty() || m_headings.size() == m_columns.size());
}

void Table::add(std::vector<Cell> row)
{
    Q_ASSERT(row.size() == m_columns.size());
    m_rows.push_back(std::move(row));
}

std::vector<int> Table::widths(const Terminal &terminal, int indent) const
{
    std::vector<int> widths(m_columns.size(), 0);
    for (const auto &row : m_rows) {
        for (size_t i = 0; i < row.size(); ++i)
            widths[i] = std::max(widths[i], columnsIn(row[i].text));
    }
    for (size_t i = 0; i < m_headings.size(); ++i) {
        if (widths[i] > 0)
            widths[i] = std::max(widths[i], columnsIn(m_headings[i]));
    }
    if (!terminal.traits().outIsTerminal)
        return widths;
    int total = indent;
    for (const int width : widths)
        total += width > 0 ? width + kGap : 0;
    for (size_t i = 0; i < widths.size(); ++i) {
        const int over = total - kGap - terminal.traits().width;
        if (over <= 0)
            break;
        if (m_columns[i] != Column::Shrink)
            continue;
        const int cut = std::min(over, std::max(0, widths[i] - 12));
        widths[i] -= cut;
        total -= cut;
    }
    return widths;
}

void Table::write(Terminal &terminal, int indent) const
{
    const std::vector<int> width = widths(terminal, indent);
    const auto line = [&](const std::vector<Cell> &row) {
        size_t last = 0;
        for (size_t i = 0; i < row.size(); ++i) {
            if (!row[i].text.isEmpty())
                last = i;
        }
        QString text(indent, u' ');
        for (size_t i = 0; i <= last; ++i) {
            if (width[i] == 0)
                continue;
            const QString shown = elided(row[i].text, width[i], terminal.traits().unicode);
            const QString padding(std::max(0, width[i] - columnsIn(shown)), u' ');
            const QString painted = terminal.onOut(shown, row[i].tone);
            text += m_columns[i] == Column::Right ? padding + painted : i == last ? painted : painted + padding;
            if (i != last)
                text += QString(kGap, u' ');
        }
        terminal.out(text + u'\n');
    };
    if (!m_headings.empty() && !m_rows.empty()) {
        std::vector<Cell> headings;
        for (size_t i = 0; i < m_headings.size(); ++i)
            headings.emplace_back(width[i] > 0 ? m_headings[i] : QString(), Tone::Calm);
        line(headings);
    }
    for (const auto &row : m_rows)
        line(row);
}

}  // namespace tideline::cli
