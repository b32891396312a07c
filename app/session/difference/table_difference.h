// Tables row by row, by a key.
#pragma once

#include "app/session/difference/held_table.h"
#include "core/preview/difference.h"

namespace tideline::session {

/// The name of the column that the rows of all tables are known by: `wished`, or where that is empty the first one of the first
/// table's first 16 that all have, with a value in each row and no value twice.
/// Errors: Invalid (the wished one is not there, or has a value twice), Refused (there is none).
Result<QString> commonKey(const std::vector<const HeldTable *> &tables, const QString &wished);

/// Rows with the same key are the same row. Rows that differ are listed up to about `maxBytes` and preview::kMaxRows of them;
/// all are counted.
preview::TableDifference tableDifference(const HeldTable &older, const HeldTable &newer, const QString &key, qint64 maxBytes);

/// Both against the base, each in half of `maxBytes`.
preview::TableMerge tableMerge(const HeldTable &base, const HeldTable &mine, const HeldTable &theirs, const QString &key,
                               qint64 maxBytes);

std::vector<preview::Fact> factsOf(const preview::TableDifference &difference);
/// Whether rows that differ were left out.
bool isWhole(const preview::TableDifference &difference);

}  // namespace tideline::session
