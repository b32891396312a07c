#include "app/cli/command_table.h"
#include "app/cli/format.h"
#include "app/cli/places.h"
#include "app/cli/table.h"

namespace tideline::cli {

namespace {
constexpr qint64 kDefaultLimit = 50;
constexpr qint64 kPage = 500;  // the most that the verb gives at once

int log(Context &context, const Arguments &arguments)
{
    const auto path = pathArgument(context, arguments.has("PATH") ? arguments.text("PATH") : u"."_s);
    if (!path)
        return context.fail(path.error());
    QJsonObject args{{u"path"_s, *path}};
    qint64 wanted = arguments.integer("limit", kDefaultLimit);
    Table table({Table::Column::Right, Table::Column::Left, Table::Column::Left, Table::Column::Left, Table::Column::Right,
                 Table::Column::Shrink});
    QString after;
    do {
        args[u"limit"_s] = std::clamp<qint64>(wanted, 1, kPage);
        if (!after.isEmpty())
            args[u"after"_s] = after;
        const auto reply = context.call(u"log"_s, args);
        if (!reply)
            return context.fail(reply.error());
        for (const auto &value : (*reply)["rows"_L1].toArray()) {
            QJsonObject row = value.toObject();
            --wanted;
            if (context.json()) {
                row[u"project"_s] = (*reply)["project"_L1];
                row[u"path"_s] = (*reply)["path"_L1];
                row[u"state"_s] = u"synced"_s;  // what is in the history is on the server
                context.line(row);
                continue;
            }
            const bool ofFile = row.contains("op"_L1);
            table.add({{u"r%1"_s.arg(row["revision"_L1].toInteger()), Tone::Strong},
                       {context.age(row["at_ms"_L1].toInteger())},
                       {visible(row["by"_L1]["name"_L1].toString())},
                       {ofFile ? visible(row["op"_L1].toString())
                               : countText(row["changes"_L1].toInteger(), u"change"_s, u"changes"_s)},
                       {ofFile && row.contains("size"_L1) ? sizeText(row["size"_L1].toInteger()) : QString()},
                       {visible(row["message"_L1].toString()), Tone::Calm}});
        }
        after = (*reply)["after"_L1].toString();
    } while (!after.isEmpty() && wanted > 0 && !context.terminal().outClosed());
    table.write(context.terminal());
    if (!after.isEmpty())
        context.note(u"There are older ones: tide log --limit N shows more."_s);
    return kDone;
}
}  // namespace

Command logCommand()
{
    return {.name = "log",
            .summary = "The history of a project, folder or file",
            .group = Group::Look,
            .details = "Newest first. Knows files that are gone. Without PATH the folder you are in.",
            .parameters = {{.name = "PATH", .takes = Parameter::Takes::Path, .help = "a file or folder, PROJECT or PROJECT/PATH"},
                           {.name = "-n,--limit", .takes = Parameter::Takes::Number, .help = "how many lines (50)", .placeholder = "N"}},
            .examples = {{"tide log climate", ""}, {"tide log data/t.csv", "every version of one file"}},
            .run = log};
}

}  // namespace tideline::cli
