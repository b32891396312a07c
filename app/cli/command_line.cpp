#include "app/cli/command_line.h"

#include "app/cli/command_table.h"
#include "app/cli/help.h"
#include "app/cli/places.h"

#include <CLI/CLI.hpp>


namespace tideline::cli {

namespace {
using Takes = Parameter::Takes;

/// Tells CLI11 what the words may be. What they must be is checked afterwards, in our own words.
void declare(CLI::App &app, const std::vector<Parameter> &parameters)
{
    for (const Parameter &parameter : parameters) {
        if (parameter.takes == Takes::Flag)
            app.add_flag(parameter.name);
        else if (parameter.isList())
            app.add_option(parameter.name)->expected(-1)->allow_extra_args()->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
        else
            app.add_option(parameter.name)->multi_option_policy(CLI::MultiOptionPolicy::TakeLast);
    }
}

void declare(CLI::App &app, const Command &command)
{
    CLI::App *sub = app.add_subcommand(command.name);
    sub->set_help_flag();
    sub->fallthrough();
    declare(*sub, command.parameters);
    sub->require_subcommand(0, 1);
    for (const Command &below : command.subcommands)
        declare(*sub, below);
}

/// CLI11's name of a parameter: its last one.
std::string nameOf(const Parameter &parameter)
{
    const std::string name = parameter.name;
    const auto comma = name.rfind(',');
    return comma == std::string::npos ? name : name.substr(comma + 1);
}

Arguments collect(const CLI::App &app, const std::vector<Parameter> &parameters)
{
    Arguments arguments;
    for (const Parameter &parameter : parameters) {
        const CLI::Option *option = app.get_option(nameOf(parameter));
        if (option->count() == 0)
            continue;
        QStringList values;
        for (const std::string &value : option->results())
            values += QString::fromStdString(value);
        if (values.size() > 1 && !parameter.isPositional())
            values = {values.last()};
        arguments.set(parameter.key(), values);
    }
    return arguments;
}

/// What is wrong with the arguments, or "".
QString complaint(const Command &command, const Arguments &arguments)
{
    for (const Parameter &parameter : command.parameters) {
        const QByteArray key = parameter.key().toLatin1();
        if (parameter.isNeeded() && (!arguments.has(key) || arguments.text(key).isEmpty()))
            return u"%1 is missing."_s.arg(QString::fromLatin1(parameter.isPositional() && *parameter.placeholder ? parameter.placeholder : parameter.name).section(u',', -1));
        if (!arguments.has(key))
            continue;
        const QString value = arguments.text(key);
        if (parameter.takes == Takes::Number) {
            bool ok = false;
            if (value.toLongLong(&ok) < 0 || !ok)
                return u"%1 takes a whole number, not \"%2\"."_s.arg(QString::fromLatin1(key), value);
        }
        if (parameter.takes == Takes::Choice) {
            QStringList choices;
            for (const char *choice : parameter.choices)
                choices += QString::fromLatin1(choice);
            if (!choices.contains(value))
                return u"%1 takes %2, not \"%3\"."_s.arg(QString::fromLatin1(key), choices.join(u", "_s), value);
        }
    }
    return {};
}

/// The command in hand, found by walking down the words that CLI11 took for commands.
struct Found {
    const Command *command = nullptr;
    const CLI::App *app = nullptr;
    QString path;  ///< "trash list"
};
Found deepest(const CLI::App &root)
{
    Found found{nullptr, &root, {}};
    const std::vector<Command> *table = &commandTable();
    while (true) {
        const auto taken = found.app->get_subcommands();
        if (taken.empty())
            return found;
        const auto it = std::ranges::find_if(
            *table, [&](const Command &command) { return taken.front()->get_name() == command.name; });
        if (it == table->end())
            return found;
        found.command = &*it;
        found.app = taken.front();
        found.path += (found.path.isEmpty() ? u""_s : u" "_s) + QString::fromLatin1(it->name);
        table = &it->subcommands;
    }
}

QStringList namesOf(const std::vector<Command> &commands)
{
    QStringList names;
    for (const Command &command : commands) {
        if (command.group != Group::Hidden || &commands != &commandTable())
            names += QString::fromLatin1(command.name);
    }
    return names;
}

QStringList optionsOf(const Command *command)
{
    QStringList names;
    for (const auto *parameters : {&commonParameters(), command ? &command->parameters : nullptr}) {
        for (const Parameter &parameter : parameters ? *parameters : std::vector<Parameter>()) {
            if (!parameter.isPositional())
                names += QString::fromStdString(nameOf(parameter));
        }
    }
    return names;
}

ExitCode unknownWord(Context &context, const Found &found, const QString &word)
{
    const bool isOption = word.startsWith(u'-');
    const bool isCommand = !isOption && (!found.command || !found.command->subcommands.empty());
    const QString near = nearest(word.section(u'=', 0, 0),
                                 isOption    ? optionsOf(found.command)
                                 : isCommand ? namesOf(found.command ? found.command->subcommands : commandTable())
                                             : QStringList());
    QString what = isOption    ? u"There is no option %1."_s.arg(word)
                   : isCommand ? u"There is no command \"%1\"."_s.arg((found.path + u' ' + word).trimmed())
                               : u"\"%1\" is one word too many."_s.arg(word);
    if (!near.isEmpty())
        what += u" Did you mean %1?"_s.arg(near);
    return context.misused(what, found.path);
}

}  // namespace

int run(const QStringList &words, Context::Parts parts)
{
    CLI::App app("", "tide");
    app.set_help_flag();
    app.require_subcommand(0, 1);
    declare(app, commonParameters());
    for (const Command &command : commandTable())
        declare(app, command);

    // `tide help sync` is `tide sync --help`.
    QStringList asked = words;
    if (asked.value(0) == "help"_L1)
        asked = asked.mid(1) + QStringList{u"--help"_s};
    std::vector<std::string> reversed;
    for (const QString &word : asked)
        reversed.insert(reversed.begin(), word.toStdString());
    Settings settings;
    QString badWord;
    QString badUse;
    try {
        app.parse(std::move(reversed));
    } catch (const CLI::ExtrasError &) {
        const auto extras = app.remaining(true);
        badWord = extras.empty() ? u"?"_s : QString::fromStdString(extras.front());
    } catch (const CLI::ParseError &error) {
        badUse = QString::fromUtf8(error.what()).section(u'\n', 0, 0);
    }

    const Arguments common = collect(app, commonParameters());
    settings.json = common.has("json");
    settings.quiet = common.has("quiet");
    settings.verbose = common.has("verbose");
    settings.profile = common.has("profile") ? common.text("profile") : QString();
    Context context(std::move(parts), settings);
    const Found found = deepest(app);
    if (common.has("help")) {
        context.terminal().out(found.command ? helpOf(*found.command, found.path, context.terminal())
                                             : overview(context.terminal()));
        return kDone;
    }
    if (!badWord.isEmpty())
        return unknownWord(context, found, badWord);
    if (!badUse.isEmpty())
        return context.misused(badUse + u'.', found.path);
    if (common.has("version")) {
        if (context.json())
            context.line({{u"version"_s, QStringLiteral(TIDELINE_VERSION)}});
        else
            context.say(u"tide " TIDELINE_VERSION ""_s);
        return kDone;
    }
    if (!found.command) {
        context.terminal().out(overview(context.terminal()));
        return kDone;
    }
    if (!found.command->run)
        return context.misused(u"Say what to do: %1."_s.arg(namesOf(found.command->subcommands).join(u", "_s)),
                               found.path);
    if (common.has("profile")) {
        if (settings.profile.isEmpty())
            return context.misused(u"--profile names no folder."_s, found.path);
        context.setProfile(absolutePath(context, settings.profile));
    }
    const Arguments arguments = collect(*found.app, found.command->parameters);
    if (const QString wrong = complaint(*found.command, arguments); !wrong.isEmpty())
        return context.misused(wrong + u" Usage: "_s + usageOf(*found.command, found.path), found.path);
    const int code = found.command->run(context, arguments);
    return code == kDone && context.terminal().outClosed() ? int(kReaderGone) : code;
}

}  // namespace tideline::cli
