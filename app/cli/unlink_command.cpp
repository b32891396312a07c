#include "app/cli/command_table.h"
#include "app/cli/context.h"
#include "app/cli/format.h"
#include "app/cli/places.h"

namespace tideline::cli {

namespace {
int unlink(Context &context, const Arguments &arguments)
{
    const auto project = projectArgument(context, arguments.text("DIR"));
    if (!project)
        return context.fail(project.error());
    const bool isFolder = project->startsWith(u'/');
    const auto reply = context.call(u"unlink"_s, {{isFolder ? u"dir"_s : u"project"_s, *project}});
    if (!reply)
        return context.fail(reply.error());
    if (context.json())
        context.line(*reply);
    context.done(u"unlinked %1; its files stay in %2 and in the cloud"_s.arg(
        visible((*reply)["project"_L1].toString()), folderText((*reply)["path"_L1].toString())));
    if (const QString trash = (*reply)["kept_trash"_L1].toString(); !trash.isEmpty())
        context.note(u"Its trash is not empty and stays too: "_s + folderText(trash));
    if (const QJsonArray recovered = (*reply)["recovered"_L1].toArray(); !recovered.isEmpty()) {
        context.note(u"An interrupted sync had left %1 in its own folder; now in the project:"_s.arg(
            countText(recovered.size(), u"entry"_s, u"entries"_s)));
        for (const auto &path : recovered)
            context.note(u"  "_s + visible(path.toString()));
    }
    if ((*reply)["others"_L1].toBool())
        context.note(u"Another Tideline uses this folder, so its .tideline stays as it is."_s);
    return kDone;
}
}  // namespace

Command unlinkCommand()
{
    return {.name = "unlink",
            .summary = "Stop syncing a folder; files and cloud stay",
            .group = Group::Start,
            .parameters = {{.name = "DIR", .takes = Parameter::Takes::Folder, .help = "the linked folder, or the project's name",
                            .count = Parameter::Count::One}},
            .examples = {{"tide unlink ~/climate", ""}},
            .run = unlink};
}

}  // namespace tideline::cli
