#include "app/cli/command_table.h"
#include "app/cli/format.h"
#include "app/cli/places.h"
#include "app/cli/project_lines.h"
#include "app/cli/table.h"

namespace tideline::cli {

namespace {
int everything(Context &context)
{
    const auto reply = context.call(u"status"_s);
    if (!reply)
        return context.fail(reply.error());
    const QJsonArray rows = (*reply)["projects"_L1].toArray();
    if (context.json()) {
        for (const auto &row : rows)
            context.line(row.toObject());
        return kDone;
    }
    const StateLook look = lookOf((*reply)["state"_L1].toString(), context.unicode());
    const bool signedIn = (*reply)["signed_in"_L1].toBool();
    context.say(context.terminal().onOut(look.glyph, look.tone) + u' ' + visible((*reply)["text"_L1].toString()));
    if (!signedIn)
        context.note(u"Nobody is signed in. tide login URL signs in."_s);
    if (const QString kept = (*reply)["set_aside"_L1].toString(); !kept.isEmpty())
        context.note(u"A damaged store was set aside: %1. Join each folder with its project again: tide link DIR PROJECT"_s.arg(folderText(kept)));
    if (const QString trouble = (*reply)["policy_trouble"_L1].toString(); !trouble.isEmpty())
        context.note(visible(trouble));
    if (!rows.isEmpty())
        context.say({});
    printProjects(context, rows);
    return kDone;
}

int below(Context &context, const QString &text, bool all)
{
    const auto path = pathArgument(context, text);
    if (!path)
        return context.fail(path.error());
    QJsonObject args{{u"path"_s, *path}};
    if (all)
        args[u"all"_s] = true;
    Table table({Table::Column::Left, Table::Column::Shrink, Table::Column::Right, Table::Column::Left});
    qint64 count = 0;
    for (bool first = true;; first = false) {
        const auto reply = context.call(u"status"_s, args);
        if (!reply)
            return context.fail(reply.error());
        const QJsonObject project = (*reply)["project"_L1].toObject();
        if (first && context.json())
            context.line(project);
        else if (first)
            printProjects(context, {project});
        for (const auto &value : (*reply)["rows"_L1].toArray()) {
            const QJsonObject row = value.toObject();
            ++count;
            if (context.json()) {
                context.line(row);
                continue;
            }
            const StateLook look = lookOf(row["state"_L1].toString(), context.unicode());
            table.add({{look.glyph + u' ' + look.word, look.tone},
                       {visible(row["path"_L1].toString())},
                       {row["kind"_L1].toString() == "file"_L1 ? sizeText(row["size"_L1].toInteger()) : QString(),
                        Tone::Calm},
                       {visible(row["what"_L1].toString()), Tone::Calm}});
        }
        const QString after = (*reply)["after"_L1].toString();
        if (after.isEmpty() || context.terminal().outClosed())
            break;
        args[u"after"_s] = after;
    }
    if (context.json())
        return kDone;
    if (count > 0)
        context.say({});
    table.write(context.terminal());
    return kDone;
}

int status(Context &context, const Arguments &arguments)
{
    if (arguments.has("PATH"))
        return below(context, arguments.text("PATH"), arguments.has("all"));
    return everything(context);
}
}  // namespace

Command statusCommand()
{
    return {.name = "status",
            .summary = "What is up to date and what is not",
            .group = Group::Daily,
            .details = "Without PATH all projects; with PATH its project and what below it is not synced. A tick\n"
                       "means: these bytes are on the server, durably. Works offline.",
            .parameters = {{.name = "PATH", .takes = Parameter::Takes::Path, .help = "a file or folder, or PROJECT/PATH"},
                           {.name = "-a,--all", .help = "what is synced too"}},
            .examples = {{"tide status", "every project, one line each"},
                         {"tide status ~/climate/data", "what waits in one folder"}},
            .run = status};
}

}  // namespace tideline::cli
