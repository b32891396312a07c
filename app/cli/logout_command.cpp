#include "app/cli/command_table.h"
#include "app/cli/context.h"

namespace tideline::cli {

namespace {
int logout(Context &context, const Arguments &)
{
    const auto reply = context.call(u"logout"_s);
    if (!reply)
        return context.fail(reply.error());
    if (context.json())
        context.line(*reply);
    context.done(u"signed out; your folders stay as they are"_s);
    return kDone;
}
}  // namespace

Command logoutCommand()
{
    return {.name = "logout",
            .summary = "Sign out; folders and files stay",
            .group = Group::Start,
            .details = "The token and what was cached of the cloud are forgotten. After the next login the same\n"
                       "folders go on where they were.",
            .examples = {{"tide logout", ""}},
            .run = logout};
}

}  // namespace tideline::cli
