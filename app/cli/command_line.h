// From argv to a command that ran.
#pragma once

#include "app/cli/context.h"

#include <QStringList>

namespace tideline::cli {

/// Parses `words` (without the program's name), runs the command and gives the exit code. Help, the version and wrong use
/// are answered here.
int run(const QStringList &words, Context::Parts parts);

}  // namespace tideline::cli
