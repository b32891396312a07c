#include "app/cli/command_table.h"
#include "app/cli/format.h"
#include "app/cli/places.h"

#include <algorithm>
#include <optional>

namespace tideline::cli {

namespace {
int first(Context &context, const Arguments &arguments)
{
    QStringList paths;
    for (const QString &text : arguments.texts("PATH")) {
        const auto path = pathArgument(context, text);
        if (!path)
            return context.fail(path.error());
        paths.append(*path);
    }
    std::ranges::reverse(paths);  // the last one asked for goes before those before
    QList<QJsonObject> replies;
    std::optional<Error> failed;  // what cannot go first keeps none of the others from it
    for (const QString &path : std::as_const(paths)) {
        auto reply = context.call(u"first"_s, {{u"path"_s, path}});
        if (reply)
            replies.prepend(*std::move(reply));
        else
            failed = reply.error();
    }
    for (const QJsonObject &reply : std::as_const(replies)) {
        if (context.json())
            context.line(reply);
        const QString entry = visible(reply["project"_L1].toString()) + u'/' + visible(reply["path"_L1].toString());
        context.done(reply["already"_L1].toBool() ? u"%1 is the same on both sides already"_s.arg(entry) : u"%1 goes before all others"_s.arg(entry));
    }
    return failed ? context.fail(*failed) : kDone;
}
}  // namespace

Command firstCommand()
{
    return {.name = "first",
            .summary = "Sync these files or folders before all others that wait",
            .group = Group::Daily,
            .details = "Of a sync that is on its way (tide watch, the window): what is in hand comes to its end, then these go,\n"
                       "in the order given, before what was asked for earlier. Its project goes before other projects.",
            .parameters = {{.name = "PATH", .takes = Parameter::Takes::Path, .help = "a file or folder, PROJECT/PATH", .count = Parameter::Count::Some}},
            .examples = {{"tide first climate/data/today.parquet", ""}},
            .run = first};
}

}  // namespace tideline::cli
