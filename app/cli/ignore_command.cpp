#include "app/cli/command_table.h"
#include "app/cli/format.h"
#include "app/cli/places.h"
#include "app/cli/table.h"

namespace tideline::cli {

namespace {
QString placeOf(const QJsonObject &rule)
{
    return u"%1:%2"_s.arg(visible(rule["source"_L1].toString())).arg(rule["line"_L1].toInteger());
}

Result<QString> folderArgument(Context &context, const Arguments &arguments, const char *key)
{
    return pathArgument(context, arguments.has(key) ? arguments.text(key) : u"."_s);
}

int list(Context &context, const Arguments &arguments)
{
    const auto folder = folderArgument(context, arguments, "DIR");
    if (!folder)
        return context.fail(folder.error());
    const auto reply = context.call(u"ignore_list"_s, {{u"path"_s, *folder}});
    if (!reply)
        return context.fail(reply.error());
    Table table({Table::Column::Left, Table::Column::Left, Table::Column::Left});
    for (const auto &value : (*reply)["rows"_L1].toArray()) {
        const QJsonObject row = value.toObject();
        if (context.json())
            context.line(row);
        else
            table.add({{row["ignores"_L1].toBool() ? u"ignores"_s : u"keeps"_s, Tone::Calm},
                       {visible(row["rule"_L1].toString())},
                       {placeOf(row), Tone::Calm}});
    }
    table.write(context.terminal());
    if (!context.json())
        context.note(u"The first that matches decides. tide ignore add '!RULE' overrules one."_s);
    return kDone;
}

int listHere(Context &context, const Arguments &)
{
    return list(context, {});
}

int add(Context &context, const Arguments &arguments)
{
    const auto folder = folderArgument(context, arguments, "in");
    if (!folder)
        return context.fail(folder.error());
    const auto reply = context.call(u"ignore_add"_s,
                                    {{u"path"_s, *folder}, {u"rules"_s, QJsonArray::fromStringList(arguments.texts("RULE"))}});
    if (!reply)
        return context.fail(reply.error());
    if (context.json())
        context.line(*reply);
    const qint64 added = (*reply)["added"_L1].toInteger();
    const QString file = visible((*reply)["project"_L1].toString()) + u'/' + visible((*reply)["path"_L1].toString());
    context.done(added == 0 ? u"it is in %1 already"_s.arg(file)
                            : u"added %1 to %2"_s.arg(countText(added, u"rule"_s, u"rules"_s), file));
    if (!context.json())
        context.note(u"What is synced already stays synced."_s);
    return kDone;
}

int test(Context &context, const Arguments &arguments)
{
    const QString text = arguments.text("PATH");
    const auto path = pathArgument(context, text);
    if (!path)
        return context.fail(path.error());
    QJsonObject args{{u"path"_s, *path}};
    if (text.endsWith(u'/'))
        args[u"folder"_s] = true;
    const auto reply = context.call(u"ignore_test"_s, args);
    if (!reply)
        return context.fail(reply.error());
    if (context.json()) {
        context.line(*reply);
        return kDone;
    }
    const QJsonObject &answer = *reply;
    const bool ignored = answer["ignored"_L1].toBool();
    const bool tracked = answer["tracked"_L1].toBool();
    context.say(u"%1  %2/%3"_s.arg(ignored ? u"ignored"_s : u"not ignored"_s, visible(answer["project"_L1].toString()),
                                   visible(answer["path"_L1].toString())));
    if (const QString rule = answer["rule"_L1].toString(); rule.isEmpty())
        context.say(u"  no rule matches it"_s);
    else
        context.say(u"  %1: %2"_s.arg(placeOf(answer), visible(rule)));
    if (ignored && tracked)
        context.say(u"  It was synced before the rule came, and stays so."_s);
    return kDone;
}
}  // namespace

Command ignoreCommand()
{
    using Takes = Parameter::Takes;
    using Count = Parameter::Count;
    return {.name = "ignore",
            .summary = "Which files stay on this disk alone",
            .group = Group::Settings,
            .details = "Rules as in .gitignore, from .tidelineignore files in any folder (synced like any file)\n"
                       "and the defaults. A rule added later removes nothing on either side. The line\n"
                       "  # tideline: read .gitignore\n"
                       "in the .tidelineignore of a project's own folder lets every .gitignore count, too.",
            .examples = {{"tide ignore", "the rules that hold in this folder"},
                         {"tide ignore add '*.tmp' '/scratch/'", "two more for this folder and below"}},
            .subcommands = {{.name = "add",
                             .summary = "Add rules to a folder's .tidelineignore",
                             .details = "A rule that begins with ! keeps what another one, or a default, ignores.",
                             .parameters = {{.name = "RULE", .takes = Takes::Text, .help = "a pattern as in .gitignore", .count = Count::Many},
                                            {.name = "--in", .takes = Takes::Folder, .help = "the folder; else this one", .placeholder = "DIR"}},
                             .examples = {{"tide ignore add '*.ckpt'", ""}, {"tide ignore add '!venv/'", "a default, overruled"}},
                             .run = add},
                            {.name = "list",
                             .summary = "Show the rules that hold in a folder",
                             .details = "With where each stands, in the order in which they are asked.",
                             .parameters = {{.name = "DIR", .takes = Takes::Path, .help = "a folder; else this one"}},
                             .examples = {{"tide ignore list ~/climate/data", ""}},
                             .run = list},
                            {.name = "test",
                             .summary = "Which rule decides about a path",
                             .details = "The path need not exist; a / at its end says that it is a folder.",
                             .parameters = {{.name = "PATH", .takes = Takes::Path, .help = "a file or folder, or PROJECT/PATH", .count = Count::One}},
                             .examples = {{"tide ignore test data/t.csv", ""}},
                             .run = test}},
            .run = listHere};
}

}  // namespace tideline::cli
