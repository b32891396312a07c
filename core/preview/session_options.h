// Where the helper of a profile is: what the window and `tide` must agree on.
#pragma once

#include "core/preview/session_client.h"

namespace tideline::preview {

/// PROFILE/session.sock
QString sessionSocketPath(const QString &profile);

/// The program: beside the running one, as in a build; else, installed, in ../libexec/tideline. `folder`: the running program's own.
QString sessionProgram(const QString &folder);

/// What SessionClient needs for this profile (an absolute path, whose folder is there), from a program with a QCoreApplication.
SessionClient::Options sessionOptions(const QString &profile);

}  // namespace tideline::preview
