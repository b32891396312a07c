// `tideline-server user …`, `token …` and `check`, and the first user.
#pragma once

#include "app/server/admin/data_folder.h"
#include "app/server/admin/options.h"
#include "app/server/api/core.h"

namespace tideline::server {

/// The first line of a file; "-" = standard input. `what`: "password". Errors: Io, Invalid (it is empty).
Result<QString> readSecret(const QString &path, const QString &what);

/// The key of --pack-key-file; nullopt without it. Errors: as readSecret()'s, Invalid.
Result<std::optional<PackKey>> packKeyOf(const Options &options);

/// What a command prints, and ends with: 1 where it did its work and found trouble.
struct CommandOutcome {
    QString text;
    int exitCode = 0;
};
/// Runs the command of `options` (not Serve).
/// Errors: as Core's; Invalid (the password file is empty), Io.
Result<CommandOutcome> runCommand(const Options &options, Core &core);

/// With no user yet: adds `me` with a random password, and writes a token (first line) and the password to DIR/first-token.
/// True when it did. Errors: as Core's and writePrivateFile()'s.
Result<bool> makeFirstUser(Core &core, const DataFolder &folder, Random &random);

}  // namespace tideline::server
