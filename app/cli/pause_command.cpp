#include "app/cli/command_table.h"
#include "app/cli/context.h"
#include "app/cli/format.h"
#include "app/cli/places.h"
#include "app/cli/time_words.h"

namespace tideline::cli {

namespace {
/// When the pause ends; 0: it was not said.
Result<qint64> untilOf(Context &context, const Arguments &arguments)
{
    const qint64 nowMs = context.clock().nowMs();
    if (arguments.has("for") && arguments.has("until"))
        return Error{Error::Kind::Invalid, u"--for and --until say the same thing."_s, u"tide pause"_s, u"Give one of them."_s};
    if (arguments.has("for"))
        return timeAfter(arguments.text("for"), nowMs);
    return arguments.has("until") ? timeAt(arguments.text("until"), nowMs) : Result<qint64>(0);
}

/// The name of the project that `wanted` names to the engine, as the rows have it.
QString nameOf(const QJsonArray &rows, const QString &wanted)
{
    for (const auto &value : rows) {
        const QJsonObject row = value.toObject();
        for (const QString &key : {u"project"_s, u"id"_s, u"local_id"_s, u"path"_s}) {
            if (row[key].toString() == wanted)
                return row[u"project"_s].toString();
        }
    }
    return wanted;
}

/// `sentence`: the state of everything, "Paused until 14:30".
void sayDone(Context &context, const QString &what, const QString &sentence, bool timed)
{
    context.done(timed ? u"%1; tide resume goes on sooner"_s.arg(visible(sentence).replace(0, 1, sentence.at(0).toLower()))
                       : u"paused %1; tide resume goes on"_s.arg(what));
}

int ask(Context &context, const Arguments &arguments, const QString &verb)
{
    QJsonObject args;
    const auto untilMs = untilOf(context, arguments);
    if (!untilMs)
        return context.misused(toText(untilMs.error()), verb);
    if (*untilMs > 0)
        args[u"until"_s] = *untilMs;
    if (arguments.has("PROJECT")) {
        const auto project = projectArgument(context, arguments.text("PROJECT"));
        if (!project)
            return context.fail(project.error());
        args[u"project"_s] = *project;
    }
    const auto reply = context.call(verb, args);
    if (!reply)
        return context.fail(reply.error());
    const QJsonArray rows = (*reply)["rows"_L1].toArray();
    if (context.json()) {
        for (const auto &row : rows)
            context.line(row.toObject());
        if (rows.isEmpty())
            context.line({{u"paused"_s, (*reply)["paused"_L1]}, {u"paused_until_ms"_s, (*reply)["paused_until_ms"_L1]}});
        return kDone;
    }
    const bool pausing = verb == "pause"_L1;
    const bool one = args.contains(u"project"_s);
    const QString what = one ? visible(nameOf(rows, args[u"project"_s].toString())) : u"everything"_s;
    if (pausing)
        sayDone(context, what, (*reply)["text"_L1].toString(), *untilMs > 0);
    else
        context.done(u"resumed %1"_s.arg(what));
    if (!pausing && (*reply)["metered"_L1].toBool())
        context.note(u"%1; tide resume goes on all the same."_s.arg(visible((*reply)["text"_L1].toString())));
    if (!pausing && one && (*reply)["paused"_L1].toBool())
        context.note(u"Everything is still paused; tide resume without a project goes on."_s);
    return kDone;
}

int pause(Context &context, const Arguments &arguments)
{
    return ask(context, arguments, u"pause"_s);
}

int resume(Context &context, const Arguments &arguments)
{
    return ask(context, arguments, u"resume"_s);
}

const Parameter kProject{.name = "PROJECT", .takes = Parameter::Takes::Project, .help = "one project; without it everything"};
}  // namespace

Command pauseCommand()
{
    return {.name = "pause",
            .summary = "Leave a project, or everything, as it is for now",
            .group = Group::Daily,
            .details = "Edits are kept and sync after tide resume, or when the time is over. A pause outlives a\n"
                       "restart. Only everything together is paused for a time.",
            .parameters = {kProject,
                           {.name = "--for", .takes = Parameter::Takes::Text, .help = "for how long", .placeholder = "TIME"},
                           {.name = "--until", .takes = Parameter::Takes::Text, .help = "until when, in local time", .placeholder = "TIME"}},
            .examples = {{"tide pause climate", ""},
                         {"tide pause --for 1h30m", "then it goes on by itself"},
                         {"tide pause --until tomorrow", "8 in the morning; also 17:30 or 2026-12-24"}},
            .run = pause};
}

Command resumeCommand()
{
    return {.name = "resume",
            .summary = "Go on after a pause, or on a metered network",
            .group = Group::Daily,
            .details = "On a metered network tide watch and the window wait; after this they go on until the network is\n"
                       "another one. Always: tide config set metered_network sync",
            .parameters = {kProject},
            .examples = {{"tide resume", "everything goes on"}},
            .run = resume};
}

}  // namespace tideline::cli
