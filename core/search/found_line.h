// The line of a text that shows why it was found.
#pragma once

#include "core/search/file_text.h"
#include "core/store/text_query.h"

namespace tideline::search {

/// Part of a line, in UTF-16 units.
struct Mark {
    qsizetype begin = 0;
    qsizetype size = 0;
    bool operator==(const Mark &) const = default;
};

struct FoundLine {
    QString text;       ///< one line of at most some 240 units, safe to show: without control characters and bidi marks
    qint64 number = 0;  ///< from 1; in its cell's source or output for notebooks
    int cell = 0;       ///< 0 = not of a notebook
    bool isOutput = false;
    std::vector<Mark> marks;  ///< what was looked for, in `text`
};

/// The first of those lines that hold the most of what is looked for; nullopt: none holds any (the file is another one by now).
std::optional<FoundLine> findLine(const std::vector<Passage> &passages, const store::TextQuery &query);

}  // namespace tideline::search
