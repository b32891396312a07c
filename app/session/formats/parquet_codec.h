// Decompresses a Parquet page.
#pragma once

#include "core/base/result.h"

#include <QByteArray>

namespace tideline::session::table {

/// Exactly `fullBytes` of content. Memory: `fullBytes`, which the caller has bounded.
/// Errors: Refused (a codec that is not known here), Corrupt (it is not what the codec writes, or of another length).
Result<QByteArray> decompressParquet(int codec, QByteArrayView bytes, qint64 fullBytes);

}  // namespace tideline::session::table
