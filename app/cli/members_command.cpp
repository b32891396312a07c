#include "app/cli/command_table.h"
#include "app/cli/format.h"
#include "app/cli/places.h"
#include "app/cli/table.h"

namespace tideline::cli {

namespace {
int members(Context &context, const Arguments &arguments)
{
    const auto project = projectArgument(context, arguments.has("PROJECT") ? arguments.text("PROJECT") : u"."_s);
    if (!project)
        return context.fail(project.error());
    const auto reply = context.call(u"members"_s, {{u"project"_s, *project}});
    if (!reply)
        return context.fail(reply.error());
    Table table({Table::Column::Left, Table::Column::Left, Table::Column::Left});
    for (const auto &value : (*reply)["rows"_L1].toArray()) {
        const QJsonObject row = value.toObject();
        if (context.json())
            context.line(row);
        else
            table.add({{visible(row["user"_L1]["name"_L1].toString()), Tone::Strong},
                       {visible(row["role"_L1].toString())},
                       {row["direct"_L1].toBool() ? QString() : u"by an organisation"_s, Tone::Calm}});
    }
    table.write(context.terminal());
    return kDone;
}
}  // namespace

Command membersCommand()
{
    return {.name = "members",
            .summary = "Who may do what in a project",
            .group = Group::Daily,
            .parameters = {{.name = "PROJECT", .takes = Parameter::Takes::Project, .help = "its name, id or folder; else that of this folder"}},
            .examples = {{"tide members climate", ""}},
            .run = members};
}

}  // namespace tideline::cli
