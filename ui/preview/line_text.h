// Text cut into lines that an editor can lay out: a line of megabytes becomes many, and remembers that it was one.
#pragma once

#include "core/preview/document.h"

#include <QString>

#include <vector>

namespace tideline::ui {

inline constexpr int kLongestLine = 2'000;  ///< UTF-16 units that are laid out as one line

/// Lines for an editor. Pure values.
struct LineText {
    QString text;                      ///< with a '\n' more wherever a long line was cut
    std::vector<preview::Span> spans;  ///< over `text`
    std::vector<int> cuts;             ///< lines of `text` that go on the one before, ascending
};

/// Cuts `text`. Spans that are out of order, overlap or lie outside are dropped: they come from another process.
LineText cutLongLines(const QString &text, const std::vector<preview::Span> &spans, int longest = kLongestLine);

}  // namespace tideline::ui
