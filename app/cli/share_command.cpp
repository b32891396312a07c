#include "app/cli/command_table.h"
#include "app/cli/format.h"
#include "app/cli/places.h"

namespace tideline::cli {

namespace {
int share(Context &context, const Arguments &arguments)
{
    const bool removes = arguments.has("remove");
    if (removes == arguments.has("role"))
        return context.misused(u"Give --role, or --remove."_s, u"share"_s);
    const auto project = projectArgument(context, arguments.text("PROJECT"));
    if (!project)
        return context.fail(project.error());
    QJsonObject args{{u"project"_s, *project}, {u"user"_s, arguments.text("USER")}};
    if (!removes)
        args[u"role"_s] = arguments.text("role");
    const auto reply = context.call(removes ? u"unshare"_s : u"share"_s, args);
    if (!reply)
        return context.fail(reply.error());
    if (context.json())
        context.line(*reply);
    const QString name = visible((*reply)["project"_L1].toString());
    context.done(removes ? u"%1 is no member of %2 any more"_s.arg(visible(arguments.text("USER")), name)
                         : u"%1 is %2 of %3"_s.arg(visible((*reply)["user"_L1]["name"_L1].toString()), visible((*reply)["role"_L1].toString()), name));
    return kDone;
}
}  // namespace

Command shareCommand()
{
    using Takes = Parameter::Takes;
    using Count = Parameter::Count;
    return {.name = "share",
            .summary = "Give somebody a role in a project, or take it",
            .group = Group::Daily,
            .details = "finder: sees names; viewer: reads; editor: writes; owner: shares and deletes, too.\n"
                       "A project keeps at least one owner. Somebody who shall agree first is invited: tide invite.",
            .parameters = {{.name = "PROJECT", .takes = Takes::Project, .help = "its name, id or folder", .count = Count::One},
                           {.name = "USER", .takes = Takes::Text, .help = "a user's name", .count = Count::One},
                           {.name = "--role", .takes = Takes::Choice, .help = "what they may do", .placeholder = "ROLE",
                            .choices = {"finder", "viewer", "editor", "owner"}},
                           {.name = "--remove", .help = "take them out; oneself may always go"}},
            .examples = {{"tide share climate bob --role editor", ""}, {"tide share climate bob --remove", ""}},
            .run = share};
}

}  // namespace tideline::cli
