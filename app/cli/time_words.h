// Times and durations as people type them.
#pragma once

#include "core/base/result.h"

namespace tideline::cli {

/// "90m", "1h", "1h30m", "2d": the time so long after `nowMs`. Unix epoch, UTC, milliseconds. Errors: Invalid.
Result<qint64> timeAfter(const QString &text, qint64 nowMs);
/// "17:30" (the next one), "tomorrow" (8:00), "2026-12-24", "2026-12-24 17:30": local time. Unix epoch, UTC, milliseconds.
/// Errors: Invalid (none of these, or not after `nowMs`).
Result<qint64> timeAt(const QString &text, qint64 nowMs);
/// What timeAfter() or timeAt() takes. Errors: Invalid, as theirs.
Result<qint64> timeToCome(const QString &text, qint64 nowMs);

}  // namespace tideline::cli
