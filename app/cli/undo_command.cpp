#include "app/cli/command_table.h"
#include "app/cli/format.h"
#include "app/cli/places.h"
#include "app/cli/table.h"

namespace tideline::cli {

namespace {
QString actionText(const QString &action)
{
    struct Word {
        QLatin1StringView action;
        QStringView text;
    };
    for (const Word &word : {Word{"bring_back"_L1, u"bring back"}, Word{"put_back"_L1, u"older version"}, Word{"remove"_L1, u"to the trash"},
                             Word{"move_back"_L1, u"move back"}, Word{"switch_back"_L1, u"executable bit"}}) {
        if (word.action == action)
            return word.text.toString();
    }
    return action;
}

int undo(Context &context, const Arguments &arguments)
{
    const auto project = projectArgument(context, arguments.has("PROJECT") ? arguments.text("PROJECT") : u"."_s);
    if (!project)
        return context.fail(project.error());
    const bool dryRun = arguments.has("dry-run");
    const auto reply = context.call(u"undo"_s, {{u"project"_s, *project}, {u"dry_run"_s, dryRun}});
    if (!reply)
        return context.fail(reply.error());
    Table table({Table::Column::Left, Table::Column::Shrink, Table::Column::Left});
    for (const auto &value : (*reply)["rows"_L1].toArray()) {
        QJsonObject row = value.toObject();
        const bool isLeft = row["what"_L1].toString() == "left"_L1;
        if (context.json()) {
            row[u"project"_s] = (*reply)["project"_L1];
            row[u"dry_run"_s] = dryRun;
            context.line(row);
        } else if (dryRun || isLeft || context.settings().verbose) {
            QString path = visible(row["path"_L1].toString());
            if (const QString to = row["to"_L1].toString(); !to.isEmpty())
                path += u" %1 %2"_s.arg(arrow(context.unicode()), visible(to));
            table.add({{isLeft ? u"left alone"_s : actionText(row["action"_L1].toString()), isLeft ? Tone::Warning : Tone::Plain},
                       {path},
                       {visible(row["why"_L1].toString()), Tone::Calm}});
        }
    }
    table.write(context.terminal());
    const qint64 undone = (*reply)["undone"_L1].toInteger(), left = (*reply)["left"_L1].toInteger();
    const QString when = u"the sync of %1, %2"_s.arg(visible((*reply)["project"_L1].toString()), context.age((*reply)["at_ms"_L1].toInteger()));
    const QString counts = countText(undone, u"change"_s, u"changes"_s) + (left > 0 ? u", %1 left alone"_s.arg(left) : QString());
    if (dryRun)
        context.note(u"would undo %1: %2"_s.arg(when, counts));
    else
        context.done(u"undid %1: %2. The next sync sends that."_s.arg(when, counts));
    return undone == 0 && left > 0 ? kFailed : kDone;
}
}  // namespace

Command undoCommand()
{
    return {.name = "undo",
            .summary = "Take back what the last sync did on this disk",
            .group = Group::Mend,
            .details = "What it replaced or removed comes back from the trash, what it brought goes there, moves go\n"
                       "back: as edits of yours, which the next sync sends. Files edited since are left alone and\n"
                       "named. Once more takes back the sync before. Without PROJECT that of the folder you are in.",
            .parameters = {{.name = "PROJECT", .takes = Parameter::Takes::Project, .help = "its name, id or folder"},
                           {.name = "--dry-run", .help = "list what would be done, and do nothing"}},
            .examples = {{"tide undo climate --dry-run", ""}, {"tide undo climate", ""}},
            .run = undo};
}

}  // namespace tideline::cli
