#include "app/cli/exit_code.h"

#include "core/control/protocol.h"

#include <algorithm>
#include <array>

namespace tideline::cli {

ExitCode exitCodeOf(Error::Kind kind)
{
    switch (kind) {
    case Error::Kind::Offline:
    case Error::Kind::Timeout: return kUnreachable;
    case Error::Kind::SignIn: return kSignIn;
    case Error::Kind::Refused: return kRefused;
    case Error::Kind::Cancelled: return kInterrupted;
    default: return kFailed;
    }
}

ExitCode exitCodeOfSyncRow(const QJsonObject &row)
{
    if (const QJsonObject error = row["error"_L1].toObject(); !error.isEmpty())
        return exitCodeOf(control::errorFromJson(error).kind);
    if (row["guard_holds"_L1].toBool())
        return kRefused;
    if (row["errors"_L1].toInteger() > 0)
        return kFailed;
    if (row["conflicts"_L1].toInteger() > 0 || row["state"_L1].toString() == "conflict"_L1)
        return kConflicts;
    return kDone;
}

ExitCode worse(ExitCode one, ExitCode other)
{
    static constexpr std::array order{kDone, kReaderGone, kConflicts, kRefused, kUnreachable, kSignIn, kFailed, kUsage, kInterrupted};
    return std::ranges::find(order, one) < std::ranges::find(order, other) ? other : one;
}

}  // namespace tideline::cli
