#include "app/cli/command_table.h"
#include "app/cli/format.h"
#include "app/cli/places.h"
#include "app/cli/table.h"

namespace tideline::cli {

namespace {
/// The arguments `project` (the one that is named, else that of the working folder) and, where the command has it, `name`.
Result<QJsonObject> namedIn(Context &context, const Arguments &arguments, const char *key)
{
    const auto project = projectArgument(context, arguments.has(key) ? arguments.text(key) : u"."_s);
    if (!project)
        return project.error();
    QJsonObject args{{u"project"_s, *project}};
    if (arguments.has("NAME"))
        args[u"name"_s] = arguments.text("NAME");
    return args;
}

QString labelOf(const QJsonObject &row)
{
    return u"%1 (r%2)"_s.arg(visible(row["name"_L1].toString())).arg(row["revision"_L1].toInteger());
}

int list(Context &context, const Arguments &arguments)
{
    const auto args = namedIn(context, arguments, "PROJECT");
    if (!args)
        return context.fail(args.error());
    const auto reply = context.call(u"snapshot_list"_s, *args);
    if (!reply)
        return context.fail(reply.error());
    const QJsonArray rows = (*reply)["rows"_L1].toArray();
    Table table({Table::Column::Left, Table::Column::Right, Table::Column::Left, Table::Column::Left, Table::Column::Left, Table::Column::Shrink});
    for (const auto &value : rows) {
        const QJsonObject row = value.toObject();
        if (context.json())
            context.line(row);
        else
            table.add({{visible(row["name"_L1].toString()), Tone::Strong},
                       {u"r%1"_s.arg(row["revision"_L1].toInteger())},
                       {row["live"_L1].toBool() ? u"live"_s : QString(), Tone::Good},
                       {context.age(row["at_ms"_L1].toInteger())},
                       {visible(row["by"_L1]["name"_L1].toString())},
                       {visible(row["message"_L1].toString()), Tone::Calm}});
    }
    table.write(context.terminal());
    if (!context.json() && rows.isEmpty())
        context.note(u"There is none yet. tide snapshot create NAME makes one."_s);
    return kDone;
}

int listHere(Context &context, const Arguments &)
{
    return list(context, {});
}

int create(Context &context, const Arguments &arguments)
{
    auto args = namedIn(context, arguments, "project");
    if (!args)
        return context.fail(args.error());
    if (arguments.has("message"))
        (*args)[u"message"_s] = arguments.text("message");
    if (arguments.has("revision"))
        (*args)[u"revision"_s] = arguments.integer("revision");
    const auto reply = context.call(u"snapshot_create"_s, *args);
    if (!reply)
        return context.fail(reply.error());
    if (context.json())
        context.line(*reply);
    context.done(u"%1 has the snapshot %2"_s.arg(visible((*reply)["project"_L1].toString()), labelOf(*reply)));
    return kDone;
}

int live(Context &context, const Arguments &arguments)
{
    auto args = namedIn(context, arguments, "project");
    if (!args)
        return context.fail(args.error());
    const bool off = arguments.has("off");
    (*args)[u"live"_s] = !off;
    const auto reply = context.call(u"snapshot_live"_s, *args);
    if (!reply)
        return context.fail(reply.error());
    if (context.json())
        context.line(*reply);
    context.done((off ? u"%1 is not the live snapshot of %2"_s : u"%1 is the live snapshot of %2"_s)
                     .arg(labelOf(*reply), visible((*reply)["project"_L1].toString())));
    return kDone;
}

int drop(Context &context, const Arguments &arguments)
{
    const auto args = namedIn(context, arguments, "project");
    if (!args)
        return context.fail(args.error());
    const auto reply = context.call(u"snapshot_delete"_s, *args);
    if (!reply)
        return context.fail(reply.error());
    if (context.json())
        context.line(*reply);
    context.done(u"%1 has no snapshot %2 any more. Its revision stays in the history."_s.arg(visible((*reply)["project"_L1].toString()),
                                                                                          visible((*reply)["name"_L1].toString())));
    return kDone;
}

int restore(Context &context, const Arguments &arguments)
{
    const auto args = namedIn(context, arguments, "project");
    if (!args)
        return context.fail(args.error());
    const auto reply = context.call(u"snapshot_restore"_s, *args);
    if (!reply)
        return context.fail(reply.error());
    const QJsonObject sync = (*reply)["sync"_L1].toObject();
    const ExitCode code = exitCodeOfSyncRow(sync);
    if (context.json()) {
        context.line(*reply);
        return code;
    }
    const QString project = visible((*reply)["project"_L1].toString());
    const qint64 changes = (*reply)["changes"_L1].toInteger();
    context.done(changes == 0 ? u"%1 is as in %2 already"_s.arg(project, labelOf(*reply))
                              : u"%1 is as in %2: %3, made as r%4"_s.arg(project, labelOf(*reply), countText(changes, u"change"_s, u"changes"_s))
                                    .arg((*reply)["head_revision"_L1].toInteger()));
    if (const QJsonObject error = sync["error"_L1].toObject(); !error.isEmpty()) {
        context.note(u"That is so in the cloud; this disk is not there yet."_s);
        return context.fail(at(control::errorFromJson(error), project));
    }
    if (sync["guard_holds"_L1].toBool())
        context.note(u"This disk waits for a yes: %1 tide sync --yes gives it."_s.arg(visible(sync["guard_reason"_L1].toString())));
    else if (code == kFailed)
        context.note(u"Some files failed on this disk: tide status tells which."_s);
    else if (code == kConflicts)
        context.note(u"Conflicts wait: tide conflicts"_s);
    else if (changes > 0 && !sync.isEmpty())
        context.note(u"What was there is in the history (tide log) and, for a while, in the trash (tide trash)."_s);
    return code;
}
}  // namespace

Command snapshotCommand()
{
    using Takes = Parameter::Takes;
    using Count = Parameter::Count;
    const Parameter name{.name = "NAME", .takes = Takes::Text, .help = "the snapshot's name", .count = Count::One};
    const Parameter project{.name = "--project", .takes = Takes::Project, .help = "its name, id or folder; else that of this folder", .placeholder = "PROJECT"};
    return {.name = "snapshot",
            .summary = "Give a state of a project a name, and go back to it",
            .group = Group::Mend,
            .details = "A snapshot is a name for a revision of the whole project; it costs no space. One of them\n"
                       "may be the live one: the state that others take while the next is prepared.",
            .examples = {{"tide snapshot create 'paper v1' -m 'as submitted'", ""}, {"tide snapshot", "those of the project you are in"}},
            .subcommands = {{.name = "create",
                             .summary = "Name the present state, or an earlier one",
                             .details = "Syncs first, so that what is saved on this disk is in it.",
                             .parameters = {name,
                                            {.name = "-m,--message", .takes = Takes::Text, .help = "a line for people", .placeholder = "TEXT"},
                                            {.name = "--revision", .takes = Takes::Number, .help = "this one (tide log tells them); else the present state",
                                             .placeholder = "N"},
                                            project},
                             .examples = {{"tide snapshot create v1", ""}, {"tide snapshot create v0 --revision 12 --project climate", ""}},
                             .run = create},
                            {.name = "list",
                             .summary = "Show a project's snapshots",
                             .parameters = {{.name = "PROJECT", .takes = Takes::Project, .help = "its name, id or folder; else that of this folder"}},
                             .examples = {{"tide snapshot list climate", ""}},
                             .run = list},
                            {.name = "restore",
                             .summary = "Make the whole project as it was",
                             .details = "For everybody, as one new revision: nothing leaves the history. Syncs first, so that your\n"
                                        "edits are in it too. What was made since goes from the disks, to their trash.",
                             .parameters = {name, project},
                             .examples = {{"tide snapshot restore v1", ""}},
                             .run = restore},
                            {.name = "live",
                             .summary = "Make it the live one",
                             .details = "And no other.",
                             .parameters = {name, {.name = "--off", .help = "not any more"}, project},
                             .examples = {{"tide snapshot live v1", ""}},
                             .run = live},
                            {.name = "delete",
                             .summary = "Forget the name",
                             .details = "The revision stays in the history.",
                             .parameters = {name, project},
                             .examples = {{"tide snapshot delete v1", ""}},
                             .run = drop}},
            .run = listHere};
}

}  // namespace tideline::cli
