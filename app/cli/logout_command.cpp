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
            .details = "The token is revoked in the cloud and forgotten here, with what was cached; another profile\n"
                       "that was given the same token is signed out, too. After the next login the same folders go\n"
                       "on where they were.",
            .examples = {{"tide logout", ""}},
            .run = logout};
}

}  // namespace tideline::cli
