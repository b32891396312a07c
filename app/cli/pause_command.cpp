#include "app/cli/command_table.h"
#include "app/cli/context.h"
#include "app/cli/format.h"
#include "app/cli/places.h"

namespace tideline::cli {

namespace {
int ask(Context &context, const Arguments &arguments, const QString &verb)
{
    QJsonObject args;
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
            context.line({{u"paused"_s, (*reply)["paused"_L1]}});
        return kDone;
    }
    const bool pausing = verb == "pause"_L1;
    const QString what = args.isEmpty() ? u"everything"_s : visible(rows.at(0)["project"_L1].toString());
    context.done((pausing ? u"paused %1; tide resume goes on"_s : u"resumed %1"_s).arg(what));
    if (!pausing && !args.isEmpty() && (*reply)["paused"_L1].toBool())
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
            .details = "Edits are kept and sync after tide resume. A pause outlives a restart.",
            .parameters = {kProject},
            .examples = {{"tide pause climate", ""}},
            .run = pause};
}

Command resumeCommand()
{
    return {.name = "resume",
            .summary = "Go on after a pause",
            .group = Group::Daily,
            .parameters = {kProject},
            .examples = {{"tide resume", "everything goes on"}},
            .run = resume};
}

}  // namespace tideline::cli
