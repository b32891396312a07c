// Texts line by line, and word by word within lines.
#pragma once

#include "core/base/result.h"
#include "core/merge/outcome.h"
#include "core/preview/difference.h"

namespace tideline::session {

/// The difference of two texts whose newlines are '\n'. When it is too much work to align them, what lies between their equal
/// ends is one change, and `isExact` becomes false.
preview::TextDifference textDifference(const QString &older, const QString &newer, merge::Budget &budget, bool &isExact);

/// What each of two sides made of a base, in the stretches that a merge (core/merge/text_merge.h) would take or find in conflict.
preview::TextMerge textMerge(const QString &base, const QString &mine, const QString &theirs, merge::Budget &budget, bool &isExact);

/// Counts of lines, for people.
std::vector<preview::Fact> factsOf(const preview::TextDifference &difference);
std::vector<preview::Fact> factsOf(const preview::TextMerge &merge);

}  // namespace tideline::session
