#include "app/cli/command_table.h"
#include "app/cli/format.h"
#include "app/cli/places.h"
#include "app/cli/table.h"

namespace tideline::cli {

namespace {
QString shownName(const QJsonObject &row, bool unicode)
{
    const QString name = visible(row["name"_L1].toString());
    const QString kind = row["kind"_L1].toString();
    if (kind == "dir"_L1)
        return name + u'/';
    if (kind == "symlink"_L1)
        return u"%1 %2 %3"_s.arg(name, arrow(unicode), visible(row["target"_L1].toString()));
    return name;
}

int ls(Context &context, const Arguments &arguments)
{
    const auto place = placeArgument(context, arguments.has("PLACE") ? arguments.text("PLACE") : u"."_s);
    if (!place)
        return context.fail(place.error());
    QJsonObject args{{u"project"_s, place->project}, {u"path"_s, place->path}};
    if (arguments.has("revision"))
        args[u"revision"_s] = arguments.integer("revision");
    while (true) {
        const auto reply = context.call(u"ls"_s, args);
        if (!reply)
            return context.fail(reply.error());
        using Column = Table::Column;
        Table table({Column::Left, Column::Right, Column::Left, Column::Left});
        for (const auto &value : (*reply)["rows"_L1].toArray()) {
            const QJsonObject row = value.toObject();
            if (context.json()) {
                context.line(row);
                continue;
            }
            const StateLook look = lookOf(row["state"_L1].toString(), context.unicode());
            const bool isFile = row["kind"_L1].toString() == "file"_L1;
            const qint64 modifiedMs = row["modified_ms"_L1].toInteger();
            table.add({{look.glyph + u' ' + look.word, look.tone},
                       {isFile ? sizeText(row["size"_L1].toInteger()) : QString()},
                       {modifiedMs > 0 ? context.age(modifiedMs) : QString(), Tone::Calm},
                       {shownName(row, context.unicode()),
                        row["kind"_L1].toString() == "dir"_L1 ? Tone::Strong : Tone::Plain}});
        }
        table.write(context.terminal());
        const QString after = (*reply)["after"_L1].toString();
        if (after.isEmpty() || context.terminal().outClosed())
            return kDone;
        args[u"after"_s] = after;
    }
}
}  // namespace

Command lsCommand()
{
    return {.name = "ls",
            .summary = "List a project's folder, on this disk or not",
            .group = Group::Look,
            .details = "Shows projects that are in the cloud alone, too. Without PROJECT the folder you are in.",
            .parameters = {{.name = "PLACE", .takes = Parameter::Takes::Project, .help = "a project, a folder in it, or a linked folder",
                            .placeholder = "PROJECT[/PATH]"},
                           {.name = "--revision", .takes = Parameter::Takes::Number, .help = "as it was at this revision", .placeholder = "N"}},
            .examples = {{"tide ls climate/data", ""}, {"tide ls", "here"}},
            .run = ls};
}

}  // namespace tideline::cli
