#include "app/cli/command_table.h"
#include "app/cli/context.h"
#include "app/cli/format.h"
#include "app/cli/places.h"
#include "app/cli/secret.h"
#include "app/cli/table.h"
#include "core/control/json_file.h"
#include "core/control/settings_file.h"

#include <QJsonDocument>

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
        const QString policy = row["policy"_L1].toString();
        table.add({{visible(row["name"_L1].toString())},
                   {visible(current), changed ? Tone::Strong : Tone::Plain},
                   {visible(row["help"_L1].toString())
                        + (changed ? u" (default: %1)"_s.arg(visible(row["default"_L1].toString())) : QString())
                        + (policy.isEmpty() ? QString() : u" (set by your administrator, %1)"_s.arg(visible(policy))),
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
int exportSettings(Context &context, const Arguments &arguments)
{
    const auto reply = context.call(u"config_export"_s);
    if (!reply)
        return context.fail(reply.error());
    const QJsonObject leftOut = (*reply)["left_out"_L1].toObject();
    const QJsonObject file = control::toJson(control::SettingsFile{(*reply)["settings"_L1].toObject(), {}, leftOut});
    const QString name = arguments.text("FILE");
    if (name.isEmpty() || name == "-"_L1) {
        context.terminal().outBytes(context.json() ? control::toLine(file) : QJsonDocument(file).toJson());
        return kDone;
    }
    const QString path = absolutePath(context, name);
    if (const auto written = control::writeNewJson(path, file); !written)
        return context.fail(written.error());
    if (context.json())
        context.line({{u"file"_s, path}, {u"left_out"_s, leftOut}});
    context.done(u"Wrote %1"_s.arg(visible(path)));
    context.note(u"Left out, since it is secret or of this computer: %1"_s.arg(leftOut.keys().join(u", "_s)));
    return kDone;
}

Result<control::SettingsFile> settingsFile(Context &context, const QString &name)
{
    if (name != "-"_L1)
        return control::readSettingsFile(absolutePath(context, name));
    const auto bytes = context.readStandardInput();
    return bytes ? control::parseSettingsFile(*bytes, u"standard input"_s) : bytes.error();
}

int importSettings(Context &context, const Arguments &arguments)
{
    const auto file = settingsFile(context, arguments.text("FILE"));
    if (!file)
        return context.fail(file.error());
    const auto reply = context.call(u"config_import"_s, {{u"settings"_s, file->settings}});
    if (!reply)
        return context.fail(reply.error());
    const QJsonArray wrong = (*reply)["wrong"_L1].toArray();
    QStringList said;
    for (const auto &one : wrong)
        said.append(u"%1: %2 %3"_s.arg(one["name"_L1].toString(), one["what"_L1].toString(), one["mend"_L1].toString()).trimmed());
    if (!said.isEmpty())
        return context.fail({Error::Kind::Invalid, u"Nothing was changed: %1"_s.arg(said.join(u"; "_s)), arguments.text("FILE"),
                             u"Mend the file, or take the settings out of it."_s});
    if (context.json())
        context.line(*reply);
    QStringList changed;
    for (const auto &one : (*reply)["changed"_L1].toArray())
        changed.append(one.toString());
    context.done(changed.isEmpty() ? u"All of them are so already"_s : u"Changed: %1"_s.arg(changed.join(u", "_s)));
    if (!file->window.isEmpty())
        context.note(u"What the file has for the window is taken there: Settings, Advanced."_s);
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
                             .run = set},
                            {.name = "export",
                             .summary = "Write all settings into a file, for another computer",
                             .details = "JSON. Secrets and what belongs to this computer stay here: paths, the sign-in,\n"
                                        "the computer's name; the file says what was left out.",
                             .parameters = {{.name = "FILE", .takes = Parameter::Takes::File, .help = "a new file; - or none = the standard output"}},
                             .examples = {{"tide config export settings.json", ""}},
                             .run = exportSettings},
                            {.name = "import",
                             .summary = "Take settings from such a file",
                             .details = "All of them are checked first: of a file with one that is unknown or has a bad\n"
                                        "value nothing is taken. What the file does not name stays as it is.",
                             .parameters = {{.name = "FILE", .takes = Parameter::Takes::File, .help = "the file; - = the standard input", .count = Parameter::Count::One}},
                             .examples = {{"tide config import settings.json", ""}},
                             .run = importSettings}},
            .run = all};
}

}  // namespace tideline::cli
