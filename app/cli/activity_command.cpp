#include "app/cli/activity_line.h"
#include "app/cli/command_table.h"
#include "app/cli/format.h"
#include "app/cli/places.h"
#include "app/cli/table.h"

namespace tideline::cli {

namespace {
int activity(Context &context, const Arguments &arguments)
{
    QJsonObject args;
    if (arguments.has("PROJECT")) {
        const auto project = projectArgument(context, arguments.text("PROJECT"));
        if (!project)
            return context.fail(project.error());
        args[u"project"_s] = *project;
    }
    if (arguments.has("limit"))
        args[u"limit"_s] = std::clamp<qint64>(arguments.integer("limit"), 1, 500);
    const auto reply = context.call(u"activity"_s, args);
    if (!reply)
        return context.fail(reply.error());
    Table table({Table::Column::Left, Table::Column::Left, Table::Column::Left, Table::Column::Left});
    for (const auto &value : (*reply)["rows"_L1].toArray()) {
        const QJsonObject row = value.toObject();
        if (context.json())
            context.line(row);
        else
            table.add({{context.age(row["at_ms"_L1].toInteger()), Tone::Calm},
                       {visible(row["project"_L1].toString()), Tone::Strong},
                       {activityText(row)},
                       {u"r%1"_s.arg(row["revision"_L1].toInteger()), Tone::Calm}});
    }
    table.write(context.terminal());
    return kDone;
}
}  // namespace

Command activityCommand()
{
    return {.name = "activity",
            .summary = "What syncs did lately on this computer",
            .group = Group::Look,
            .details = "Newest first.",
            .parameters = {{.name = "PROJECT", .takes = Parameter::Takes::Project, .help = "one project only"},
                           {.name = "-n,--limit", .takes = Parameter::Takes::Number, .help = "how many lines", .placeholder = "N"}},
            .examples = {{"tide activity climate", ""}},
            .run = activity};
}

}  // namespace tideline::cli
