// Search in a tree of which nothing is known but what children() says.
#pragma once

#include "core/preview/preview.h"

namespace tideline::session::table {

/// The first node at or after number `from` (the root's first child is 1; what is nearer to the root comes first) of which the name or
/// the value holds `text`, case folded. Only what is below nodes of the type "group" is looked at: rows of numbers are not gone through. Place:
/// that number, and the node's address.
/// Errors: those of children(); Cancelled; Refused when there are more nodes than a search goes through.
Result<std::optional<preview::Place>> findInTree(preview::Preview &tree, const QString &text, qint64 from, const preview::Cancelled &cancelled);

}  // namespace tideline::session::table
