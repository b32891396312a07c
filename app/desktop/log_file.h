// What the program tells of itself, in a file that does not grow for ever.
#pragma once

#include "core/base/result.h"

#include <QtGlobal>

namespace tideline::desktop {

inline constexpr qint64 kMaxLogBytes = 4 << 20;  ///< then the file becomes FILE.1, whose place the older one gives up

/// Where a profile's log is: $XDG_STATE_HOME/tideline/tideline.log (~/.local/state) of the user's own profile, PROFILE/log/tideline.log
/// of one that was named.
QString logFileOf(const QString &profile, bool isNamed);

/// From now on messages of at least this weight go to the file too, one a line, with the time in UTC; mode 0600. Only once in a program.
/// Errors: Denied, Io; then nothing changes.
Result<void> startLog(const QString &file, QtMsgType least);
/// Thread: any.
void setLogLevel(QtMsgType least);

}  // namespace tideline::desktop
