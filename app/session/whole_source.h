// A whole file in memory, for formats that cannot be read in parts.
#pragma once

#include "app/session/format.h"

namespace tideline::session {

/// All bytes of the source. Errors: Refused with a sentence that says the size, when there are more than `maxBytes`, or of a
/// remote source more than Limits::remoteBytes; Cancelled; the source's. `what`: how the sentence calls it, "notebook".
Result<QByteArray> wholeSource(Source &source, const QString &what, qint64 maxBytes, const Limits &limits,
                               const preview::Cancelled &cancelled);

}  // namespace tideline::session
