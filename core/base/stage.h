// The stage that a program works for: local, dev or prod. The same program serves all; they differ in what stands here.
#pragma once

#include "core/base/result.h"

#include <QProcessEnvironment>

namespace tideline {

/// Chosen by $TIDELINE_STAGE; unset = prod, as people install it. A plain value.
struct Stage {
    QString name;         ///< "local", "dev", "prod"
    QString folder;       ///< of the profile, below $XDG_DATA_HOME; $TIDELINE_PROFILE and --profile name another
    QString server;       ///< where one signs in when no address is given: $TIDELINE_SERVER, else the stage's; empty = it has to be given
    bool tellsAll = false;  ///< each program logs what it does, else what it should not have met

    bool isProd() const { return name == u"prod"; }
    /// Errors: Invalid (there is no such stage).
    static Result<Stage> of(const QProcessEnvironment &environment);
    /// Of this process; prod where $TIDELINE_STAGE names none, which whoever opens a profile refuses.
    static Stage current();
};

/// What this process logs, as its stage says. $QT_LOGGING_RULES counts after it. Thread: the first, before others start.
void logAsStage(const Stage &stage);

}  // namespace tideline
