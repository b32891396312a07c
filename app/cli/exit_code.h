// The exit codes of `tide`: a contract with scripts.
#pragma once

#include "core/base/result.h"

#include <QJsonObject>

namespace tideline::cli {

enum ExitCode {
    kDone = 0,
    kFailed = 1,
    kUsage = 2,
    kConflicts = 3,    ///< done, and conflicts wait for a person
    kUnreachable = 4,  ///< the cloud cannot be reached; nothing is lost, try again
    kSignIn = 5,
    kRefused = 6,  ///< a guard wants a yes
    kInterrupted = 130,
    kReaderGone = 141,
    kTerminated = 143,
};

/// The code that an error means.
ExitCode exitCodeOf(Error::Kind kind);
/// The code of a row that `sync` answered: its error, else the guard, failed files, conflicts, in this order.
ExitCode exitCodeOfSyncRow(const QJsonObject &row);
/// The one that says more when two things were done: a failure before a guard before conflicts before done.
ExitCode worse(ExitCode one, ExitCode other);

}  // namespace tideline::cli
