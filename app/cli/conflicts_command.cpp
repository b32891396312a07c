#include "app/cli/command_table.h"
#include "app/cli/format.h"
#include "app/cli/places.h"
#include "app/cli/table.h"

namespace tideline::cli {

namespace {
int conflicts(Context &context, const Arguments &arguments)
{
    QJsonObject args;
    if (arguments.has("PROJECT")) {
        const auto project = projectArgument(context, arguments.text("PROJECT"));
        if (!project)
            return context.fail(project.error());
        args[u"project"_s] = *project;
    }
    const auto reply = context.call(u"conflicts"_s, args);
    if (!reply)
        return context.fail(reply.error());
    const QJsonArray rows = (*reply)["rows"_L1].toArray();
    Table table({Table::Column::Left, Table::Column::Left, Table::Column::Left, Table::Column::Left});
    const StateLook look = lookOf(u"conflict"_s, context.unicode());
    for (const auto &value : rows) {
        QJsonObject row = value.toObject();
        if (context.json()) {
            row[u"state"_s] = u"conflict"_s;
            context.line(row);
            continue;
        }
        const QString copy = row["copy"_L1].toString();
        table.add({{look.glyph, look.tone},
                   {visible(row["project"_L1].toString()) + u'/' + visible(row["path"_L1].toString()), Tone::Strong},
                   {context.age(row["at_ms"_L1].toInteger()), Tone::Calm},
                   {copy.isEmpty() ? visible(row["what"_L1].toString()) : u"yours: "_s + visible(copy)}});
    }
    table.write(context.terminal());
    if (context.talks() && rows.isEmpty())
        context.done(u"no conflicts"_s);
    else if (!context.json())
        context.note(u"tide resolve PATH --keep mine|theirs|both settles one."_s);
    return rows.isEmpty() ? kDone : kConflicts;
}
}  // namespace

Command conflictsCommand()
{
    return {.name = "conflicts",
            .summary = "Files that both sides changed",
            .group = Group::Mend,
            .details = "Both versions are kept: who came first on the server has the name, the other one lies beside\n"
                       "it as \"name (conflict, HOST, DATE).ext\". Exit 3 when there are any.",
            .parameters = {{.name = "PROJECT", .takes = Parameter::Takes::Project, .help = "one project only"}},
            .examples = {{"tide conflicts", ""}},
            .run = conflicts};
}

}  // namespace tideline::cli
