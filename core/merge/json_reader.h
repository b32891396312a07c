// Reads JSON, strictly and within limits.
#pragma once

#include "core/base/result.h"
#include "core/merge/json_value.h"
#include "core/merge/outcome.h"

namespace tideline::merge {

/// The document in `bytes`, which the value borrows and which outlive it. RFC 8259 to the letter: no comments, no trailing
/// comma, no NaN, no byte order mark; UTF-8 without fault; and no key twice in one object, since readers differ in which
/// they take.
/// Errors: Corrupt (it is not JSON; `where` is the byte), Refused (Limits::jsonValues or Limits::jsonDepth).
Result<JsonValue> readJson(const QByteArray &bytes, const Limits &limits = {});

}  // namespace tideline::merge
