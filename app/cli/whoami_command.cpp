#include "app/cli/command_table.h"
#include "app/cli/context.h"
#include "app/cli/format.h"

namespace tideline::cli {

namespace {
int whoami(Context &context, const Arguments &)
{
    const auto reply = context.call(u"whoami"_s);
    if (!reply)
        return context.fail(reply.error());
    if (context.json()) {
        context.line(*reply);
        return kDone;
    }
    const bool online = (*reply)["online"_L1].toBool();
    context.say(u"%1 at %2 %3 %4"_s.arg(visible((*reply)["user"_L1]["name"_L1].toString()),
                                        visible((*reply)["url"_L1].toString()), dot(context.unicode()),
                                        online ? u"online"_s : u"offline"_s));
    return kDone;
}
}  // namespace

Command whoamiCommand()
{
    return {.name = "whoami",
            .summary = "Who is signed in, and where",
            .group = Group::Start,
            .details = "Exit 5 when nobody is.",
            .examples = {{"tide whoami", ""}},
            .run = whoami};
}

}  // namespace tideline::cli
