// One computation under way, and who waits for it.
#pragma once

#include "core/base/result.h"

#include <QByteArray>

#include <atomic>
#include <optional>

namespace tideline::cache {

/// What becomes of a value that is computed right now. It only ever gets less.
enum class Landing {
    Fresh,  ///< as the newest
    Stale,  ///< it was outdated meanwhile: kept, and asked for again
    Never,  ///< its account or its value was erased meanwhile
};

/// Guarded by the cache's mutex, but for `cancelled`.
struct Flight {
    quint64 order = 0;     ///< when it began, among all; 0 = it waits for a worker
    qint64 begunAtMs = 0;  ///< what it computes was so at this time, or later
    Landing landing = Landing::Fresh;
    std::optional<Result<QByteArray>> outcome;  ///< empty until it ended
    std::atomic<bool> cancelled = false;        ///< of one on a worker: nobody wants it any more
};

}  // namespace tideline::cache
