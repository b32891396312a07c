#include "app/cli/command_table.h"
#include "app/cli/context.h"
#include "app/cli/format.h"
#include "app/cli/table.h"

#include "core/control/engine_lock.h"
#include "core/store/db_tool.h"

#include <QFileInfo>

#include <optional>

namespace tideline::cli {

namespace {
using Env = store::Configuration;

Result<store::StoreLocation> locationOf(Context &context, const Arguments &arguments)
{
    const auto env = store::configurationFromString(arguments.has("env") ? arguments.text("env") : u"prod"_s);
    if (!env)
        return env.error();
    switch (*env) {
    case Env::Dev: return store::devLocation(context.workingFolder());
    case Env::Test: return store::testLocation(context.settings().profile);
    case Env::Prod: break;
    }
    return store::prodLocation(context.settings().profile, QProcessEnvironment::systemEnvironment());
}

QString storeText(const QString &path)
{
    return path == ":memory:"_L1 ? u"a store in memory"_s : folderText(path);
}

int current(Context &context, const Arguments &arguments)
{
    const auto location = locationOf(context, arguments);
    if (!location)
        return context.fail(location.error());
    const auto state = store::dbCurrent(*location);
    if (!state)
        return context.fail(state.error());
    if (context.json()) {
        context.line(store::toJson(*state));
        return kDone;
    }
    const QString glyph = state->current == state->latest ? tick(context.unicode()) : arrow(context.unicode());
    if (!state->exists)
        context.say(u"%1 no store yet at %2; the first command that needs one makes it"_s.arg(dot(context.unicode()),
                                                                                           storeText(state->store)));
    else
        context.say(u"%1 step %2 of %3 (%4) %5 %6"_s.arg(glyph).arg(state->current).arg(state->latest).arg(
            state->name, dot(context.unicode()), storeText(state->store)));
    return kDone;
}

int history(Context &context, const Arguments &arguments)
{
    const auto location = locationOf(context, arguments);
    if (!location)
        return context.fail(location.error());
    const auto steps = store::dbHistory(*location);
    if (!steps)
        return context.fail(steps.error());
    Table table({Table::Column::Left, Table::Column::Left, Table::Column::Left, Table::Column::Left});
    for (const store::DbStep &step : *steps) {
        if (context.json()) {
            context.line(store::toJson(step));
            continue;
        }
        const bool applied = step.appliedAtMs > 0;
        table.add({{applied ? tick(context.unicode()) + u" applied"_s : dot(context.unicode()) + u" to come"_s,
                    applied ? Tone::Good : Tone::Calm},
                   {step.name, Tone::Strong},
                   {applied ? context.age(step.appliedAtMs) : QString()},
                   {step.checksum.toString().section(u':', 1).left(12), Tone::Calm}});
    }
    table.write(context.terminal());
    return kDone;
}

/// The engine's place, so that none is at work on the same store; nullopt where no profile is and none shall be made.
Result<std::optional<control::EngineLock>> takePlace(const store::StoreLocation &location, bool mayMake)
{
    if (location.profile.isEmpty() || !(mayMake || QFileInfo::exists(location.profile)))
        return std::optional<control::EngineLock>();
    if (const auto prepared = store::prepareProfile(location); !prepared)
        return prepared.error();
    auto taken = control::EngineLock::acquire(location.profile);
    if (!taken)
        return taken.error();
    return std::optional(std::move(*taken));
}

/// Upgrades or downgrades.
int move(Context &context, const Arguments &arguments, bool up)
{
    const auto location = locationOf(context, arguments);
    if (!location)
        return context.fail(location.error());
    const std::optional<int> to = arguments.has("TO") ? std::optional(int(arguments.integer("TO"))) : std::nullopt;
    const auto place = takePlace(*location, up);
    if (!place)
        return context.fail(place.error());
    const auto moved = up ? store::dbUpgrade(*location, context.clock(), to)
                          : store::dbDowngrade(*location, context.clock(), to);
    if (!moved)
        return context.fail(moved.error());
    if (context.json())
        context.line(store::toJson(*moved));
    context.done(moved->from == moved->to
                     ? u"step %1 already %2 %3"_s.arg(moved->to).arg(dot(context.unicode()), storeText(moved->store))
                     : u"step %1 %2 %3 %4 %5"_s.arg(moved->from).arg(arrow(context.unicode())).arg(moved->to).arg(
                         dot(context.unicode()), storeText(moved->store)));
    return kDone;
}

int upgrade(Context &context, const Arguments &arguments)
{
    return move(context, arguments, true);
}

int downgrade(Context &context, const Arguments &arguments)
{
    return move(context, arguments, false);
}

int check(Context &context, const Arguments &arguments)
{
    const auto location = locationOf(context, arguments);
    if (!location)
        return context.fail(location.error());
    const auto report = store::dbCheck(*location);
    if (!report)
        return context.fail(report.error());
    if (context.json()) {
        context.line(store::toJson(*report));
    } else if (report->findings.isEmpty()) {
        context.done(u"nothing wrong with %1 (step %2)"_s.arg(storeText(report->store)).arg(report->current));
    } else {
        for (const QString &finding : report->findings)
            context.say(context.terminal().onOut(cross(context.unicode()), Tone::Bad) + u' ' + visible(finding));
    }
    return report->findings.isEmpty() ? kDone : kFailed;
}

int setAside(Context &context, const Arguments &arguments)
{
    const auto location = locationOf(context, arguments);
    if (!location)
        return context.fail(location.error());
    const auto place = takePlace(*location, false);
    if (!place)
        return context.fail(place.error());
    const auto kept = store::dbSetAside(*location, context.clock());
    if (!kept)
        return context.fail(kept.error());
    if (context.json())
        context.line({{u"store"_s, location->storePath}, {u"kept"_s, *kept}});
    context.done(u"the store is now %1"_s.arg(storeText(*kept)));
    context.say(u"  Sign in again (tide login URL), then join each folder with its project (tide link DIR PROJECT):\n"
                "  what differs is united, nothing is deleted."_s);
    return kDone;
}

/// migrations/local of the checkout that the working folder is in.
Result<QString> migrationsFolder(const Context &context)
{
    for (QString folder = context.workingFolder();; folder = QFileInfo(folder).path()) {
        const QString found = folder + u"/migrations/local"_s;
        if (QFileInfo::exists(found + u"/schema.sql"_s))
            return found;
        if (folder.size() <= 1)
            return Error{Error::Kind::NotFound, u"There is no migrations/local/schema.sql here or above."_s,
                         context.workingFolder(), u"Run this in a checkout of Tideline."_s};
    }
}

int revision(Context &context, const Arguments &arguments)
{
    // The steps are the checkout's whatever the store; a location that does not exist is still a mistake worth saying.
    if (const auto location = locationOf(context, arguments); !location)
        return context.fail(location.error());
    const auto folder = migrationsFolder(context);
    if (!folder)
        return context.fail(folder.error());
    const auto made = store::dbRevision(*folder, arguments.text("message"),
                                        arguments.has("autogenerate") ? store::Autogenerate::Yes : store::Autogenerate::No);
    if (!made)
        return context.fail(made.error());
    if (context.json()) {
        context.line(store::toJson(*made));
        return kDone;
    }
    if (made->number == 0) {
        context.done(u"schema.sql is what the steps make: nothing to write"_s);
        return kDone;
    }
    context.done(u"wrote step %1; read it before you commit it"_s.arg(made->number));
    for (const QString &text : QStringList{made->upFile, made->downFile} + made->changes)
        context.say(u"  "_s + visible(text));
    return kDone;
}

const Parameter kEnv{.name = "--env", .takes = Parameter::Takes::Choice, .help = "prod: your profile (default); dev: the checkout's; test: in memory",
                     .placeholder = "WHICH", .choices = {"dev", "test", "prod"}};
const Parameter kTo{.name = "TO", .takes = Parameter::Takes::Number, .help = "the step's number"};
}  // namespace

Command dbCommand()
{
    return {.name = "db",
            .summary = "The project store and its migrations",
            .group = Group::Settings,
            .details = "A copy is kept before any upgrade or downgrade; a store of a newer version is refused.",
            .examples = {{"tide db current", ""}, {"tide db revision -m \"add tags\" --autogenerate", ""}},
            .subcommands = {
                {.name = "current", .summary = "Where the store stands", .parameters = {kEnv},
                 .examples = {{"tide db current --env dev", ""}}, .run = current},
                {.name = "history", .summary = "All steps, applied and to come", .parameters = {kEnv},
                 .examples = {{"tide db history", ""}}, .run = history},
                {.name = "upgrade", .summary = "To the latest step, or to TO", .parameters = {kTo, kEnv},
                 .examples = {{"tide db upgrade", ""}}, .run = upgrade},
                {.name = "downgrade", .summary = "One step back, or to TO", .parameters = {kTo, kEnv},
                 .examples = {{"tide db downgrade 1", ""}}, .run = downgrade},
                {.name = "check", .summary = "Pages, references, checksums, schema", .parameters = {kEnv},
                 .examples = {{"tide db check", ""}}, .run = check},
                {.name = "set-aside",
                 .summary = "Rename a damaged store, and begin a new one",
                 .details = "Only when check finds something. The files of your projects are not in the store: sign in\n"
                            "again and link their folders, and both sides are united.",
                 .parameters = {kEnv},
                 .examples = {{"tide db set-aside", ""}},
                 .run = setAside},
                {.name = "revision",
                 .summary = "Write the next step, up and down",
                 .details = "In a checkout of Tideline. --autogenerate compares migrations/local/schema.sql with what\n"
                            "the steps make, and writes what turns one into the other, for review.",
                 .parameters = {{.name = "-m,--message", .takes = Parameter::Takes::Text, .help = "what it does, in a few words",
                                 .placeholder = "TEXT", .required = true},
                                {.name = "--autogenerate", .help = "from the difference to schema.sql"},
                                kEnv},
                 .examples = {{"tide db revision -m \"add tags\" --autogenerate", ""}},
                 .run = revision}}};
}

}  // namespace tideline::cli
