// `tideline-server user …` and `token …`, and the first user.
#pragma once

#include "app/server/admin/data_folder.h"
#include "app/server/admin/options.h"
#include "app/server/api/core.h"

namespace tideline::server {

/// The first line of a file; "-" = standard input. `what`: "password". Errors: Io, Invalid (it is empty).
Result<QString> readSecret(const QString &path, const QString &what);

/// Runs the command of `options` (not Serve). What it prints is in the result.
/// Errors: as Core's; Invalid (the password file is empty), Io.
Result<QString> runCommand(const Options &options, Core &core);

/// With no user yet: adds `me` with a random password, and writes a token (first line) and the password to DIR/first-token.
/// True when it did. Errors: as Core's and writePrivateFile()'s.
Result<bool> makeFirstUser(Core &core, const DataFolder &folder, Random &random);

}  // namespace tideline::server
