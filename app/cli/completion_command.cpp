#include "app/cli/completion.h"
#include "app/cli/context.h"

#include "app/cli/command_table.h"

namespace tideline::cli {

namespace {
int completion(Context &context, const Arguments &arguments)
{
    const QString shell = arguments.text("SHELL");
    context.terminal().out(shell == "bash"_L1  ? bashCompletion()
                           : shell == "zsh"_L1 ? zshCompletion()
                                               : fishCompletion());
    return kDone;
}
}  // namespace

Command completionCommand()
{
    return {.name = "completion",
            .summary = "Completions for your shell",
            .group = Group::Settings,
            .details = "Prints the script. Packages install it; by hand, put it where your shell looks for it.",
            .parameters = {{.name = "SHELL", .takes = Parameter::Takes::Choice, .help = "bash, zsh or fish",
                            .count = Parameter::Count::One, .choices = {"bash", "zsh", "fish"}}},
            .examples = {{"source <(tide completion bash)", "in ~/.bashrc"},
                         {"tide completion fish > ~/.config/fish/completions/tide.fish", ""}},
            .run = completion};
}

}  // namespace tideline::cli
