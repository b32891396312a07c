// A row of a Parquet column within lists, as a cell.
#pragma once

#include "app/session/formats/cell_text.h"
#include "core/base/result.h"

#include <vector>

namespace tideline::session::table {

/// Puts a row together, entry by entry: "[1, 2]", "[[a], [], null]"; empty where there is no list.
///
/// Ownership: borrows the definition levels.
/// Invariant: no more is added once the text is longer than a cell; whatever the levels are, brackets are closed.
class ParquetListText {
public:
    /// ParquetLeaf::listDefinitions.
    explicit ParquetListText(const std::vector<int> &listDefinitions) : m_lists(listDefinitions) {}

    /// Another entry by its levels. `makeText`: of its value, for one that is there; not called when there is no room.
    template <typename MakeText>
    void add(quint32 repetition, quint32 definition, bool isThere, MakeText makeText)
    {
        if (m_text.size() > kCellUnits)
            return;
        if (begin(repetition, definition))
            m_text += isThere ? makeText() : u"null"_s;
    }
    /// The whole of it.
    QString take();

private:
    /// Closes and opens lists; true when a value follows.
    bool begin(quint32 repetition, quint32 definition);

    const std::vector<int> &m_lists;
    QString m_text;
    std::size_t m_open = 0;  ///< lists, the outermost first
    bool m_isFirst = true;
};

}  // namespace tideline::session::table
