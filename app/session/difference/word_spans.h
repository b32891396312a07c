// Which words of a changed stretch of text are others.
#pragma once

#include "core/merge/outcome.h"
#include "core/preview/document.h"

namespace tideline::session {

/// A stretch of a text.
struct Stretch {
    QStringView text;
    int begin = 0;  ///< its place in the whole
};

/// Adds spans for the words that only one of the two stretches has: Removed to `olderSpans` (unless nullptr), Added to `newerSpans`.
/// None where they have too little in common for it to mean anything, or are too long.
void addWordSpans(Stretch older, Stretch newer, merge::Budget &budget, std::vector<preview::Span> *olderSpans,
                  std::vector<preview::Span> &newerSpans);

}  // namespace tideline::session
