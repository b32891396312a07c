// Rows of text in aligned columns.
#pragma once

#include "app/cli/terminal.h"

#include <QString>

#include <vector>

namespace tideline::cli {

struct Cell {
    QString text;
    Tone tone = Tone::Plain;
    Cell(QString t = {}, Tone tn = Tone::Plain) : text(std::move(t)), tone(tn) {}
};

/// Collects rows and writes them at once, each column as wide as its widest cell; columns that are empty in every row
/// are left out. On a terminal that is too narrow, the columns marked Shrink are cut in their middle.
class Table {
public:
    enum class Column { Left, Right, Shrink };
    /// `headings` may be empty.
    explicit Table(std::vector<Column> columns, std::vector<QString> headings = {});

    void add(std::vector<Cell> row);
    bool isEmpty() const { return m_rows.empty(); }
    /// Each line is indented by `indent` columns.
    void write(Terminal &terminal, int indent = 2) const;

private:
    std::vector<int> widths(const Terminal &terminal, int indent) const;
    std::vector<Column> m_columns;
    std::vector<QString> m_headings;
    std::vector<std::vector<Cell>> m_rows;
};

}  // namespace tideline::cli
