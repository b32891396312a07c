// Every command of `tide`, in the order of the overview.
#pragma once

#include "app/cli/command.h"

namespace tideline::cli {

/// The whole table: made once.
const std::vector<Command> &commandTable();

/// The options that every command knows, before or after its name.
const std::vector<Parameter> &commonParameters();

// One for each file *_command.cpp.
// clang-format off
Command activityCommand();
Command cancelCommand();
Command firstCommand();
Command catCommand();
Command checkServerCommand();
Command cloneCommand();
Command completionCommand();
Command configCommand();
Command conflictsCommand();
Command createCommand();
Command dbCommand();
Command doctorCommand();
Command freeCommand();
Command ignoreCommand();
Command inviteCommand();
Command linkCommand();
Command logCommand();
Command loginCommand();
Command logoutCommand();
Command lsCommand();
Command manualCommand();
Command searchCommand();
Command starCommand();
Command membersCommand();
Command pauseCommand();
Command pinCommand();
Command projectsCommand();
Command queueCommand();
Command quotaCommand();
Command resolveCommand();
Command restoreCommand();
Command resumeCommand();
Command sessionCommand();
Command shareCommand();
Command shareLinkCommand();
Command snapshotCommand();
Command statusCommand();
Command syncCommand();
Command trashCommand();
Command undoCommand();
Command unlinkCommand();
Command verifyCommand();
Command watchCommand();
Command whoamiCommand();
Command whyCommand();
// clang-format on

}  // namespace tideline::cli
