// What a person reads in a notebook.
#pragma once

#include "core/search/file_text.h"

namespace tideline::search {

inline constexpr qsizetype kMostNotebookText = 4 << 20;  ///< what cells wrote may go on for long; the rest is left out

/// The sources of all cells, and what they wrote as text; pictures, HTML and what machines note of themselves are left out.
/// nullopt: it is no notebook of format 4, or a larger one than is read (300,000 values).
std::optional<std::vector<Passage>> notebookPassages(const QByteArray &bytes);

}  // namespace tideline::search
