#include "app/cli/command_table.h"
#include "app/cli/format.h"
#include "app/cli/places.h"
#include "app/cli/table.h"

namespace tideline::cli {

namespace {
/// Puts the project that the user named into `args`.
Result<void> addProject(Context &context, const Arguments &arguments, QJsonObject &args)
{
    if (!arguments.has("PROJECT"))
        return {};
    const auto project = projectArgument(context, arguments.text("PROJECT"));
    if (!project)
        return project.error();
    args[u"project"_s] = *project;
    return {};
}

int list(Context &context, const Arguments &arguments)
{
    QJsonObject args;
    if (const auto added = addProject(context, arguments, args); !added)
        return context.fail(added.error());
    const auto reply = context.call(u"trash_list"_s, args);
    if (!reply)
        return context.fail(reply.error());
    const QJsonArray rows = (*reply)["rows"_L1].toArray();
    Table table({Table::Column::Right, Table::Column::Left, Table::Column::Right, Table::Column::Shrink},
                {u"Id"_s, u"Removed"_s, u"Size"_s, u"Was"_s});
    for (const auto &value : rows) {
        const QJsonObject row = value.toObject();
        if (context.json())
            context.line(row);
        else
            table.add({{row["id"_L1].toVariant().toString()},
                       {context.age(row["removed_at_ms"_L1].toInteger()), Tone::Calm},
                       {row["kind"_L1].toString() == "file"_L1 ? sizeText(row["size"_L1].toInteger()) : QString()},
                       {visible(row["project"_L1].toString()) + u'/' + visible(row["path"_L1].toString())}});
    }
    table.write(context.terminal());
    if (!context.json())
        context.note(rows.isEmpty() ? u"The trash is empty."_s
                                    : u"%1, %2. tide trash restore ID brings one back."_s.arg(
                                        countText(rows.size(), u"entry"_s, u"entries"_s),
                                        sizeText((*reply)["size"_L1].toInteger())));
    return kDone;
}

int listAll(Context &context, const Arguments &)
{
    return list(context, {});
}

int restore(Context &context, const Arguments &arguments)
{
    QJsonObject args{{u"id"_s, arguments.integer("ID")}};
    if (arguments.has("to"))
        args[u"to"_s] = arguments.text("to");
    const auto reply = context.call(u"trash_restore"_s, args);
    if (!reply)
        return context.fail(reply.error());
    if (context.json())
        context.line(*reply);
    context.done(u"brought back %1/%2"_s.arg(visible((*reply)["project"_L1].toString()),
                                             visible((*reply)["path"_L1].toString())));
    return kDone;
}

int empty(Context &context, const Arguments &arguments)
{
    if (!arguments.has("yes") && arguments.integer("older-than") == 0)
        return context.fail({Error::Kind::Refused, u"This cannot be undone: the files would be gone from this disk."_s,
                             u"tide trash empty"_s, u"Add --yes, or --older-than DAYS to keep the newer ones."_s});
    QJsonObject args;
    if (const auto added = addProject(context, arguments, args); !added)
        return context.fail(added.error());
    if (arguments.has("older-than"))
        args[u"older_than_days"_s] = arguments.integer("older-than");
    const auto reply = context.call(u"trash_empty"_s, args);
    if (!reply)
        return context.fail(reply.error());
    if (context.json())
        context.line(*reply);
    const qint64 kept = (*reply)["kept"_L1].toInteger();
    context.done(u"removed %1, %2%3"_s.arg(countText((*reply)["removed"_L1].toInteger(), u"entry"_s, u"entries"_s),
                                           sizeText((*reply)["size"_L1].toInteger()),
                                           kept == 0 ? QString() : u"; %1 saved into since, kept"_s.arg(kept)));
    return kDone;
}

const Parameter kProject{.name = "PROJECT", .takes = Parameter::Takes::Project, .help = "one project only"};
}  // namespace

Command trashCommand()
{
    return {.name = "trash",
            .summary = "What syncs removed or replaced on this disk",
            .group = Group::Mend,
            .details = "Kept for 30 days (a setting), inside each project's .tideline folder.",
            .examples = {{"tide trash", "what is there"}, {"tide trash restore 7", "bring one back"}},
            .subcommands = {{.name = "list",
                             .summary = "Show what is there",
                             .parameters = {kProject},
                             .examples = {{"tide trash list climate", ""}},
                             .run = list},
                            {.name = "restore",
                             .summary = "Bring one back",
                             .details = "To where it was; beside it, with a free name, when something is there now.",
                             .parameters = {{.name = "ID", .takes = Parameter::Takes::Number, .help = "as tide trash list shows it", .count = Parameter::Count::One},
                                            {.name = "--to", .takes = Parameter::Takes::Text, .help = "another path in the project", .placeholder = "PATH"}},
                             .examples = {{"tide trash restore 7 --to data/old.csv", ""}},
                             .run = restore},
                            {.name = "empty",
                             .summary = "Remove for good",
                             .details = "What is not yet known to be safe elsewhere stays.",
                             .parameters = {kProject,
                                            {.name = "--older-than", .takes = Parameter::Takes::Number, .help = "only what was removed before", .placeholder = "DAYS"},
                                            {.name = "--yes", .help = "do it without a limit of age"}},
                             .examples = {{"tide trash empty --older-than 7", ""}},
                             .run = empty}},
            .run = listAll};
}

}  // namespace tideline::cli
