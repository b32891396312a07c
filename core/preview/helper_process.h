// Starting tideline-session, detached from whoever starts it.
#pragma once

#include "core/base/result.h"

#include <QStringList>

namespace tideline::preview {

/// What the helper writes to its standard output once it listens; afterwards it holds neither of the starter's outputs.
inline constexpr char kReady[] = "ready\n";

/// Starts the program in a session of its own, with nothing open but /dev/null and a pipe, and waits until it is ready.
/// Errors: NotFound (no such program), Timeout, Io (what it said instead).
Result<void> startHelper(const QString &program, const QStringList &arguments);

}  // namespace tideline::preview
