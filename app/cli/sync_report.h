// Runs the verb `sync` and tells what it did: for sync, create, clone and link.
#pragma once

#include "app/cli/context.h"

namespace tideline::cli {

/// Syncs and prints one line per project (its plan too when it waits for a yes, or with `dry_run`). Gives the exit code.
ExitCode syncAndReport(Context &context, const QJsonObject &args);

}  // namespace tideline::cli
