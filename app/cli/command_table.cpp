#include "app/cli/command_table.h"

namespace tideline::cli {

const std::vector<Command> &commandTable()
{
    static const std::vector<Command> table{
        // Start
        checkServerCommand(), loginCommand(), logoutCommand(), whoamiCommand(), projectsCommand(), createCommand(), cloneCommand(),
        linkCommand(), unlinkCommand(),
        // Every day
        syncCommand(), watchCommand(), statusCommand(), pinCommand(), freeCommand(), pauseCommand(), resumeCommand(),
        cancelCommand(), firstCommand(),
        // Together
        membersCommand(), shareCommand(), inviteCommand(), shareLinkCommand(),
        // Look
        lsCommand(), searchCommand(), starCommand(), catCommand(), logCommand(), activityCommand(), queueCommand(), quotaCommand(), whyCommand(),
        // Mend
        conflictsCommand(), resolveCommand(), restoreCommand(), snapshotCommand(), undoCommand(), trashCommand(), verifyCommand(),
        doctorCommand(),
        // Settings
        configCommand(), ignoreCommand(), dbCommand(), completionCommand(),
        // Not in the overview
        manualCommand(), sessionCommand()};
    return table;
}

const std::vector<Parameter> &commonParameters()
{
    using Takes = Parameter::Takes;
    static const std::vector<Parameter> parameters{
        {.name = "--profile", .takes = Takes::Folder, .help = "the profile's folder ($TIDELINE_PROFILE, else XDG)",
         .placeholder = "DIR"},
        {.name = "--json", .help = "one JSON object, or one per line"},
        {.name = "-q,--quiet", .help = "only data and errors"},
        {.name = "-v,--verbose", .help = "more words"},
        {.name = "-h,--help", .help = "what a command does, with an example"},
        {.name = "--version", .help = "the version"},
    };
    return parameters;
}

}  // namespace tideline::cli
