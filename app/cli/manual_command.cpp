#include "app/cli/context.h"
#include "app/cli/manual.h"

#include "app/cli/command_table.h"

namespace tideline::cli {

Command manualCommand()
{
    return {.name = "manual",
            .summary = "The manual page of tide, as roff",
            .details = "Packages install it as tide(1).",
            .examples = {{"tide manual | man -l -", ""}},
            .run = [](Context &context, const Arguments &) {
                context.terminal().out(manualPage());
                return int(kDone);
            }};
}

}  // namespace tideline::cli
