#include "app/cli/command_table.h"
#include "app/cli/format.h"
#include "app/cli/places.h"
#include "app/cli/sync_report.h"

namespace tideline::cli {

namespace {
int create(Context &context, const Arguments &arguments)
{
    const QString name = arguments.text("NAME");
    QJsonObject args{{u"name"_s, name}};
    if (arguments.has("from"))
        args[u"from"_s] = absolutePath(context, arguments.text("from"));
    const auto reply = context.call(u"create"_s, args);
    if (!reply)
        return context.fail(reply.error());
    if (context.json())
        context.line(*reply);
    const QString folder = (*reply)["path"_L1].toString();
    context.done(folder.isEmpty() ? u"created %1 in the cloud"_s.arg(visible(name))
                                  : u"created %1 from %2"_s.arg(visible(name), folderText(folder)));
    if (!arguments.has("from") || arguments.has("no-sync"))
        return kDone;
    return syncAndReport(context, {{u"dirs"_s, QJsonArray{args[u"from"_s]}}});
}
}  // namespace

Command createCommand()
{
    return {.name = "create",
            .summary = "Make a project in the cloud, empty or of a folder",
            .group = Group::Start,
            .details = "With --from the folder is linked to the new project and uploaded; it stays where it is.",
            .parameters = {{.name = "NAME", .takes = Parameter::Takes::Text, .help = "the project's name", .count = Parameter::Count::One},
                           {.name = "--from", .takes = Parameter::Takes::Folder, .help = "the folder that it is made of", .placeholder = "DIR"},
                           {.name = "--no-sync", .help = "link the folder, upload later (tide sync)"}},
            .examples = {{"tide create climate --from ~/climate", ""}},
            .run = create};
}

}  // namespace tideline::cli
