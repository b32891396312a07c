#include "app/cli/command_table.h"
#include "app/cli/format.h"
#include "app/cli/places.h"

namespace tideline::cli {

namespace {
int cancel(Context &context, const Arguments &arguments)
{
    const auto path = pathArgument(context, arguments.text("PATH"));
    if (!path)
        return context.fail(path.error());
    const bool again = arguments.has("again");
    QJsonObject args{{u"path"_s, *path}};
    if (again)
        args[u"again"_s] = true;
    const auto reply = context.call(u"cancel_file"_s, args);
    if (!reply)
        return context.fail(reply.error());
    if (context.json())
        context.line(*reply);
    const QString file = visible((*reply)["project"_L1].toString()) + u'/' + visible((*reply)["path"_L1].toString());
    context.done((*reply)["already"_L1].toBool() ? u"%1 is the same on both sides already"_s.arg(file)
                 : again                         ? u"%1 may travel again"_s.arg(file)
                                                 : u"stopped %1; its next edit, tide sync or tide cancel --again takes it again"_s.arg(file));
    return kDone;
}
}  // namespace

Command cancelCommand()
{
    return {.name = "cancel",
            .summary = "Stop one file that is on its way; the others go on",
            .group = Group::Daily,
            .details = "It stays as it was on both sides, and nothing half is left. It is taken again with its next edit,\n"
                       "or by tide sync. tide status lists it until then, and tide why says so.",
            .parameters = {{.name = "PATH", .takes = Parameter::Takes::Path, .help = "a file, PROJECT/PATH", .count = Parameter::Count::One},
                           {.name = "--again", .help = "let it travel again"}},
            .examples = {{"tide cancel climate/data/all.parquet", ""}},
            .run = cancel};
}

}  // namespace tideline::cli
