// A notebook's cells, as two notebooks are compared by.
#pragma once

#include "app/session/formats/notebook_file.h"
#include "core/merge/cell_matching.h"

namespace tideline::session {

/// Ownership: borrows the notebook.
class ComparedCells {
public:
    /// Errors: Refused (a source is larger than `maxBytes`, or all together are).
    static Result<ComparedCells> of(const NotebookFile &notebook, qint64 maxBytes);

    int count() const { return int(m_cells.size()); }
    preview::Cell::Kind kind(int cell) const { return m_kinds[std::size_t(cell)]; }
    const QString &source(int cell) const { return m_sources[std::size_t(cell)]; }
    const std::vector<merge::Cell> &cells() const { return m_cells; }
    /// Two cells whose outputs are the same have the same; how they are spelt in JSON, and their numbers, do not count.
    const QByteArray &outputs(int cell) const { return m_outputs[std::size_t(cell)]; }

private:
    std::vector<merge::Cell> m_cells;  ///< without JSON; no two with one id
    std::vector<QString> m_sources;
    std::vector<preview::Cell::Kind> m_kinds;
    std::vector<QByteArray> m_outputs;  ///< hashes; empty for none
};

}  // namespace tideline::session
