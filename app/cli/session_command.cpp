#include "app/cli/command_table.h"
#include "app/cli/context.h"

namespace tideline::cli {

namespace {
int status(Context &context, const Arguments &)
{
    const auto reply = context.call(u"session"_s);
    if (reply) {
        context.line(*reply);
        return kDone;
    }
    if (reply.error().kind != Error::Kind::Invalid)
        return context.fail(reply.error());
    if (context.json())
        context.line({{u"running"_s, false}});
    else
        context.say(u"This version of Tideline has no preview session yet, so none is running."_s);
    return kDone;
}
}  // namespace

Command sessionCommand()
{
    return {.name = "session",
            .summary = "The helper process for previews",
            .subcommands = {{.name = "status", .summary = "Whether it runs", .examples = {{"tide session status", ""}}, .run = status}}};
}

}  // namespace tideline::cli
