// The window's command line: tideline [--profile DIR] [--background] [--ui-state FILE] [--screenshot FILE] [PATH | tideline://…]
#pragma once

#include "core/base/result.h"

#include <QStringList>

namespace tideline::desktop {

struct Options {
    QString profile;     ///< empty = $TIDELINE_PROFILE, else XDG
    bool background = false;
    QString uiState;     ///< a fixture: draw this instead of an engine's state
    QString screenshot;  ///< with uiState: draw, save, end
    QString uri;         ///< where the window leads; a PATH has become tideline://open/ with the absolute path behind it
    bool help = false, version = false;
};

/// Errors: Invalid (usage), with the argument in `where`.
Result<Options> parseOptions(const QStringList &arguments);
QString usage();

}  // namespace tideline::desktop
