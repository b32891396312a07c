// errno as an Error, by the table that file_system.h promises.
#pragma once

#include "core/base/result.h"

namespace tideline::files {

/// `action` completes "Cannot …": "read the folder". `where` is the path. Reads no global: pass errno as `code`.
Error errorFromErrno(int code, const QString &action, const QString &where);

}  // namespace tideline::files
