#include "app/cli/command_table.h"
#include "app/cli/format.h"
#include "app/cli/places.h"
#include "app/cli/sync_report.h"

namespace tideline::cli {

namespace {
/// The name of the project, when it was given by its id.
Result<QString> nameOf(Context &context, const QString &project)
{
    if (!project.startsWith("prj_"_L1))
        return project;
    const auto reply = context.call(u"projects"_s);
    if (!reply)
        return reply.error();
    for (const auto &row : (*reply)["rows"_L1].toArray()) {
        if (row["id"_L1].toString() == project)
            return row["project"_L1].toString();
    }
    return project;
}

int clone(Context &context, const Arguments &arguments)
{
    const QString project = arguments.text("PROJECT");
    const auto name = arguments.has("DIR") ? Result<QString>(arguments.text("DIR")) : nameOf(context, project);
    if (!name)
        return context.fail(name.error());
    if (!arguments.has("DIR") && name->contains(u'/'))
        return context.misused(u"This project's name is no folder name. Give DIR."_s, u"clone"_s);
    const QString folder = absolutePath(context, *name);
    QJsonObject args{{u"project"_s, project}, {u"dir"_s, folder}};
    if (arguments.has("online-only"))
        args[u"online_only"_s] = true;
    const auto reply = context.call(u"clone"_s, args);
    if (!reply)
        return context.fail(reply.error());
    if (context.json())
        context.line(*reply);
    context.done(u"cloned %1 into %2"_s.arg(visible((*reply)["project"_L1].toString()), folderText(folder)));
    if (arguments.has("no-sync"))
        return kDone;
    return syncAndReport(context, {{u"dirs"_s, QJsonArray{folder}}});
}
}  // namespace

Command cloneCommand()
{
    return {.name = "clone",
            .summary = "Bring a project of the cloud into a new folder",
            .group = Group::Start,
            .details = "Without DIR into a folder of the project's name here. A folder with files in it is refused:\n"
                       "tide link joins it instead.",
            .parameters = {{.name = "PROJECT", .takes = Parameter::Takes::Project, .help = "its name or id", .count = Parameter::Count::One},
                           {.name = "DIR", .takes = Parameter::Takes::Folder, .help = "where to"},
                           {.name = "--online-only", .help = "list the files, fetch none yet"},
                           {.name = "--no-sync", .help = "make the folder, fill it later (tide sync)"}},
            .examples = {{"tide clone climate", "into ./climate"}, {"tide clone climate /data/climate", ""}},
            .run = clone};
}

}  // namespace tideline::cli
