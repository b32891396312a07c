#include "app/cli/command_table.h"
#include "app/cli/format.h"
#include "app/cli/places.h"
#include "app/cli/sync_report.h"

namespace tideline::cli {

namespace {
int link(Context &context, const Arguments &arguments)
{
    const QString folder = absolutePath(context, arguments.text("DIR"));
    const auto reply = context.call(u"link"_s, {{u"dir"_s, folder}, {u"project"_s, arguments.text("PROJECT")}});
    if (!reply)
        return context.fail(reply.error());
    if (context.json())
        context.line(*reply);
    context.done(u"linked %1 to %2"_s.arg(folderText(folder), visible((*reply)["project"_L1].toString())));
    if (arguments.has("no-sync"))
        return kDone;
    return syncAndReport(context, {{u"dirs"_s, QJsonArray{folder}}});
}
}  // namespace

Command linkCommand()
{
    return {.name = "link",
            .summary = "Join a folder that has files with a project",
            .group = Group::Start,
            .details = "Both sides' files are united: what is on one side comes to the other, equal files are left\n"
                       "alone, and where two differ both stay. Nothing is deleted.",
            .parameters = {{.name = "DIR", .takes = Parameter::Takes::Folder, .help = "the folder", .count = Parameter::Count::One},
                           {.name = "PROJECT", .takes = Parameter::Takes::Project, .help = "its name or id", .count = Parameter::Count::One},
                           {.name = "--no-sync", .help = "link now, unite later (tide sync)"}},
            .examples = {{"tide link ~/climate climate", ""}},
            .run = link};
}

}  // namespace tideline::cli
