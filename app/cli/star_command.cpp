#include "app/cli/command_table.h"
#include "app/cli/format.h"
#include "app/cli/places.h"
#include "app/cli/table.h"

namespace tideline::cli {

namespace {
int list(Context &context)
{
    const auto reply = context.call(u"starred"_s, {});
    if (!reply)
        return context.fail(reply.error());
    Table table({Table::Column::Left, Table::Column::Left});
    for (const auto &value : (*reply)["rows"_L1].toArray()) {
        const QJsonObject row = value.toObject();
        if (context.json()) {
            context.line(row);
            continue;
        }
        const StateLook look = lookOf(row["state"_L1].toString(), context.unicode());
        const bool isProject = row["kind"_L1].toString() == "project"_L1;
        const QString project = row["project"_L1].toString();
        table.add({{look.glyph + u' ' + look.word, look.tone},
                   {visible(isProject ? project : project + u'/' + row["path"_L1].toString()), isProject ? Tone::Strong : Tone::Plain}});
    }
    table.write(context.terminal());
    if (table.isEmpty() && !context.json())
        context.note(u"Nothing has a star yet: tide star PATH"_s);
    return kDone;
}

int star(Context &context, const Arguments &arguments)
{
    if (!arguments.has("PLACE"))
        return list(context);
    const auto place = placeArgument(context, arguments.text("PLACE"));
    if (!place)
        return context.fail(place.error());
    const bool on = !arguments.has("remove");
    const auto reply = context.call(u"star"_s, {{u"project"_s, place->project}, {u"path"_s, place->path}, {u"on"_s, on}});
    if (!reply)
        return context.fail(reply.error());
    if (context.json()) {
        context.line(*reply);
        return kDone;
    }
    const QString path = (*reply)["path"_L1].toString();
    const QString name = (*reply)["project"_L1].toString() + (path.isEmpty() ? QString() : u'/' + path);
    context.note((on ? u"%1 has a star."_s : u"%1 has no star any more."_s).arg(visible(name)));
    return kDone;
}
}  // namespace

Command starCommand()
{
    return {.name = "star",
            .summary = "Mark what you use often, or list it",
            .group = Group::Look,
            .details = "Stars are kept on this computer, and stay with a file that is moved. Without PLACE: the list.",
            .parameters = {{.name = "PLACE", .takes = Parameter::Takes::Path, .help = "a project, or a file or folder in one",
                            .placeholder = "PROJECT[/PATH]"},
                           {.name = "--remove", .help = "take the star away"}},
            .examples = {{"tide star climate/data/stations.csv", ""}, {"tide star", "the list"}},
            .run = star};
}

}  // namespace tideline::cli
