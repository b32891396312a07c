#include "app/cli/command_table.h"
#include "app/cli/context.h"
#include "app/cli/format.h"
#include "app/cli/secret.h"
#include "app/cli/table.h"

namespace tideline::cli {

namespace {
int get(Context &context, const Arguments &arguments)
{
    QJsonObject args;
    if (arguments.has("NAME"))
        args[u"name"_s] = arguments.text("NAME");
    const auto reply = context.call(u"config_get"_s, args);
    if (!reply)
        return context.fail(reply.error());
    Table table({Table::Column::Left, Table::Column::Left, Table::Column::Left});
    for (const auto &value : (*reply)["rows"_L1].toArray()) {
        const QJsonObject row = value.toObject();
        if (context.json()) {
            context.line(row);
            continue;
        }
        const QString current = row["value"_L1].toString();
        if (context.settings().quiet) {
            context.say(visible(current));
            continue;
        }
        const bool changed = current != row["default"_L1].toString();
        table.add({{visible(row["name"_L1].toString())},
                   {visible(current), changed ? Tone::Strong : Tone::Plain},
                   {visible(row["help"_L1].toString())
                        + (changed ? u" (default: %1)"_s.arg(visible(row["default"_L1].toString())) : QString()),
                    Tone::Calm}});
    }
    table.write(context.terminal());
    return kDone;
}

int all(Context &context, const Arguments &)
{
    return get(context, {});
}

int set(Context &context, const Arguments &arguments)
{
    const auto value = arguments.has("value-file") ? readSecret(context, arguments.text("value-file")) : Result<QString>(arguments.text("VALUE"));
    if (!value)
        return context.fail(value.error());
    const auto reply = context.call(u"config_set"_s, {{u"name"_s, arguments.text("NAME")}, {u"value"_s, *value}});
    if (!reply)
        return context.fail(reply.error());
    if (context.json())
        context.line(*reply);
    context.done(u"%1 is %2"_s.arg(visible((*reply)["name"_L1].toString()), visible((*reply)["value"_L1].toString())));
    return kDone;
}
}  // namespace

Command configCommand()
{
    return {.name = "config",
            .summary = "Settings of this profile",
            .group = Group::Settings,
            .details = "Without more words: all settings, their values and what they do.",
            .examples = {{"tide config", ""}, {"tide config set NAME VALUE", ""}},
            .subcommands = {{.name = "get",
                             .summary = "Show settings",
                             .parameters = {{.name = "NAME", .takes = Parameter::Takes::Text, .help = "one setting only"}},
                             .examples = {{"tide config get -q NAME", "the value alone"}},
                             .run = get},
                            {.name = "set",
                             .summary = "Change one; no VALUE = its default",
                             .parameters = {{.name = "NAME", .takes = Parameter::Takes::Text, .help = "the setting", .count = Parameter::Count::One},
                                            {.name = "VALUE", .takes = Parameter::Takes::Text, .help = "its new value; without it the default"},
                                            {.name = "--value-file", .takes = Parameter::Takes::File, .help = "the value is its first line (- = the standard input): for secrets",
                                             .placeholder = "FILE"}},
                             .examples = {{"tide config set NAME VALUE", ""}, {"tide config set proxy_password --value-file -", ""}},
                             .run = set}},
            .run = all};
}

}  // namespace tideline::cli
