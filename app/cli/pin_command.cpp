#include "app/cli/command_table.h"
#include "app/cli/format.h"
#include "app/cli/places.h"
#include "app/cli/sync_report.h"

namespace tideline::cli {

namespace {
Result<QJsonObject> place(Context &context, const Arguments &arguments, const QString &verb)
{
    const auto path = pathArgument(context, arguments.text("PATH"));
    if (!path)
        return path.error();
    auto reply = context.call(verb, {{u"path"_s, *path}});
    if (!reply)
        return reply;
    if (context.json())
        context.line(*reply);
    for (const auto &value : (*reply)["rows"_L1].toArray())
        context.note(u"left here: %1 (%2)"_s.arg(visible(value["path"_L1].toString()), visible(value["why"_L1].toString())));
    return reply;
}

QString subject(const QJsonObject &reply)
{
    const QString path = reply["path"_L1].toString();
    return u"%1%2: %3, %4"_s.arg(visible(reply["project"_L1].toString()), path.isEmpty() ? QString() : u'/' + visible(path),
                                 countText(reply["files"_L1].toInteger(), u"file"_s, u"files"_s), sizeText(reply["bytes"_L1].toInteger()));
}

int pin(Context &context, const Arguments &arguments)
{
    const auto reply = place(context, arguments, u"pin"_s);
    if (!reply)
        return context.fail(reply.error());
    const bool isComing = (*reply)["files"_L1].toInteger() > 0;
    context.done(isComing ? u"wanted here: %1"_s.arg(subject(*reply)) : u"all of it is here"_s);
    if (!isComing || arguments.has("no-sync"))
        return kDone;
    return syncAndReport(context, {{u"projects"_s, QJsonArray{(*reply)["local_id"_L1]}}});
}

int free(Context &context, const Arguments &arguments)
{
    const auto reply = place(context, arguments, u"free"_s);
    if (!reply)
        return context.fail(reply.error());
    const qint64 files = (*reply)["files"_L1].toInteger(), left = (*reply)["left"_L1].toInteger();
    if (files > 0 || left == 0)
        context.done(u"in the cloud alone: %1"_s.arg(subject(*reply)));
    return left > 0 ? kFailed : kDone;
}
}  // namespace

Command pinCommand()
{
    return {.name = "pin",
            .summary = "Keep a file or folder on this disk",
            .group = Group::Daily,
            .details = "Fetches what is in the cloud alone. A folder stays pinned: what comes new into it is fetched, too.",
            .parameters = {{.name = "PATH", .takes = Parameter::Takes::Path, .help = "a file or folder, PROJECT or PROJECT/PATH", .count = Parameter::Count::One},
                           {.name = "--no-sync", .help = "note it, fetch later (tide sync)"}},
            .examples = {{"tide pin climate/data", ""}},
            .run = pin};
}

Command freeCommand()
{
    return {.name = "free",
            .summary = "Free this disk of a file's bytes; it stays in the cloud",
            .group = Group::Daily,
            .details = "Only what the cloud confirms to hold, and what is unchanged here; the rest stays and is named.\n"
                       "The project still lists it (tide ls), and tide pin brings it back. Of a folder, what comes new\n"
                       "into it stays in the cloud, too. That a freed file is not on the disk deletes nothing.",
            .parameters = {{.name = "PATH", .takes = Parameter::Takes::Path, .help = "a file or folder, PROJECT or PROJECT/PATH", .count = Parameter::Count::One}},
            .examples = {{"tide free data/raw", ""}},
            .run = free};
}

}  // namespace tideline::cli
