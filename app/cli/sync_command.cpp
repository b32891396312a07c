#include "app/cli/command_table.h"
#include "app/cli/places.h"
#include "app/cli/sync_report.h"

#include <QFileInfo>

namespace tideline::cli {

namespace {
int sync(Context &context, const Arguments &arguments)
{
    QJsonArray folders;
    QJsonArray projects;
    for (const QString &text : arguments.texts("DIR")) {
        const auto argument = projectArgument(context, text);
        if (!argument)
            return context.fail(argument.error());
        if (argument->startsWith(u'/'))
            folders.append(*argument);
        else
            projects.append(*argument);
    }
    QJsonObject args;
    if (!folders.isEmpty())
        args[u"dirs"_s] = folders;
    if (!projects.isEmpty())
        args[u"projects"_s] = projects;
    if (arguments.has("dry-run"))
        args[u"dry_run"_s] = true;
    if (arguments.has("yes"))
        args[u"yes"_s] = true;
    return syncAndReport(context, args);
}
}  // namespace

Command syncCommand()
{
    return {.name = "sync",
            .summary = "Make folders and cloud equal, then end",
            .group = Group::Daily,
            .details = "Without DIR all projects of this computer. Nothing that you saved is lost: where both\n"
                       "sides changed a file, both versions stay (exit 3). A plan that would delete more than\n"
                       "100 files and a quarter of the project waits for a yes (exit 6).",
            .parameters = {{.name = "DIR", .takes = Parameter::Takes::Folder, .help = "linked folders, or projects by name",
                            .count = Parameter::Count::Many},
                           {.name = "--dry-run", .help = "show what would be done; change nothing"},
                           {.name = "--yes", .help = "the answer to a guard"}},
            .examples = {{"tide sync", "everything"},
                         {"tide sync ~/climate --dry-run", "what would happen there"}},
            .run = sync};
}

}  // namespace tideline::cli
