// Notebooks cell by cell.
#pragma once

#include "app/session/formats/notebook_file.h"
#include "core/merge/outcome.h"
#include "core/preview/difference.h"

namespace tideline::session {

/// Errors: Refused (too many cells to be matched, or more text than a reply of `maxBytes` holds).
Result<preview::NotebookDifference> notebookDifference(const NotebookFile &older, const NotebookFile &newer, qint64 maxBytes,
                                                       merge::Budget &budget, bool &isExact);
Result<preview::NotebookMerge> notebookMerge(const NotebookFile &base, const NotebookFile &mine, const NotebookFile &theirs,
                                             qint64 maxBytes, merge::Budget &budget, bool &isExact);

std::vector<preview::Fact> factsOf(const preview::NotebookDifference &difference);
std::vector<preview::Fact> factsOf(const preview::NotebookMerge &merge);

}  // namespace tideline::session
