// What can be said of any two files.
#pragma once

#include "app/session/source.h"
#include "core/preview/difference.h"
#include "core/preview/preview.h"

#include <memory>

namespace tideline::session {

/// Each version against the first, up to where they first differ; at most `maxBytes` of each are read, which the statement says.
/// Errors: the sources', Cancelled.
Result<preview::BytesDifference> bytesDifference(const std::vector<std::shared_ptr<Source>> &versions, qint64 maxBytes,
                                                 const preview::Cancelled &cancelled);

}  // namespace tideline::session
