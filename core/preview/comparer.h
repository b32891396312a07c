// Who compares versions of a file.
#pragma once

#include "core/preview/difference.h"
#include "core/preview/preview.h"

namespace tideline::preview {

/// The client of tideline-session, or a test's own.
///
/// Thread: any, several at a time; blocks.
class Comparer {
public:
    virtual ~Comparer() = default;
    /// Two versions, the older first, or three: base, mine, theirs. `key`: the column that a table's rows are known by; empty: the
    /// first one with different values. Errors: as Opener::open(); Invalid (no such column).
    virtual Result<Difference> compare(const std::vector<Subject> &versions, const QString &key, const Cancelled &cancelled) = 0;
};

}  // namespace tideline::preview
