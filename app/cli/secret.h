// Secrets come from a file or the standard input, never from the command line.
#pragma once

#include "app/cli/context.h"

namespace tideline::cli {

/// The first line of `file` ("-" = the standard input), at most 64 KiB.
/// Errors: NotFound, Denied, Invalid (empty, or too long to be a secret).
Result<QString> readSecret(Context &context, const QString &file);

/// Asks at the terminal, without echo. Errors: Invalid, when there is no terminal to ask at.
Result<QString> askSecret(const QString &question);

}  // namespace tideline::cli
