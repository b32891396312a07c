#include "app/cli/command_table.h"
#include "app/cli/format.h"
#include "app/cli/places.h"

namespace tideline::cli {

namespace {
int resolve(Context &context, const Arguments &arguments)
{
    const auto path = pathArgument(context, arguments.text("PATH"));
    if (!path)
        return context.fail(path.error());
    const auto reply = context.call(u"resolve"_s, {{u"path"_s, *path}, {u"keep"_s, arguments.text("keep")}});
    if (!reply)
        return context.fail(reply.error());
    if (context.json())
        context.line(*reply);
    context.done(u"settled %1/%2: kept %3"_s.arg(visible((*reply)["project"_L1].toString()),
                                                 visible((*reply)["path"_L1].toString()),
                                                 visible((*reply)["kept"_L1].toString())));
    return kDone;
}
}  // namespace

Command resolveCommand()
{
    return {.name = "resolve",
            .summary = "Settle a conflict",
            .group = Group::Mend,
            .details = "mine is the version of this computer, theirs the one that came first on the server; both\n"
                       "leaves both files and ends the conflict. What is not kept stays in the trash.",
            .parameters = {{.name = "PATH", .takes = Parameter::Takes::Path, .help = "the file, or PROJECT/PATH", .count = Parameter::Count::One},
                           {.name = "--keep", .takes = Parameter::Takes::Choice, .help = "mine, theirs or both", .placeholder = "WHICH",
                            .choices = {"mine", "theirs", "both"}, .required = true}},
            .examples = {{"tide resolve notes.md --keep mine", ""}},
            .run = resolve};
}

}  // namespace tideline::cli
