// Files whose texts hold what is looked for, as the verb `search` gives them.
#pragma once

#include "core/store/text_query.h"
#include "core/sync/service/service_core.h"

namespace tideline::sync {

struct InsideSearch {
    store::TextQuery query;
    std::optional<qint64> project;  ///< project.number; nullopt = all
    qint64 offset = 0;              ///< how many the pages before gave
    qint64 limit = kMostRows;
    static constexpr qint64 kMostRows = 50;  ///< of each the line is read from its file
};

/// `rows`, `after`, `total`, `complete`, `unread` and `without_room` (core/control/README.md). The best fit first, of equal ones the newest.
/// Errors: Cancelled; those of the index and the store.
Result<QJsonObject> searchInside(ServiceCore &core, const InsideSearch &search, const std::atomic<bool> *cancelled);

}  // namespace tideline::sync
