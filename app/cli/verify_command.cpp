#include "app/cli/command_table.h"
#include "app/cli/format.h"
#include "app/cli/places.h"
#include "app/cli/table.h"

namespace tideline::cli {

namespace {
int verify(Context &context, const Arguments &arguments)
{
    const auto folder = projectArgument(context, arguments.has("DIR") ? arguments.text("DIR") : u"."_s);
    if (!folder)
        return context.fail(folder.error());
    const auto reply = context.call(u"verify"_s, {{u"dir"_s, *folder}});
    if (!reply)
        return context.fail(reply.error());
    const bool equal = (*reply)["equal"_L1].toBool();
    const qint64 mended = (*reply)["mended"_L1].toInteger();
    if (context.json()) {
        context.line(*reply);
        return equal ? kDone : kFailed;
    }
    const QString work = u"%1, %2"_s.arg(countText((*reply)["files"_L1].toInteger(), u"file"_s, u"files"_s),
                                         sizeText((*reply)["bytes"_L1].toInteger()));
    if (mended > 0)
        context.note(u"%1 that the server's disk had damaged went there again."_s.arg(countText(mended, u"part of a file"_s, u"parts of files"_s)));
    const QString project = visible((*reply)["project"_L1].toString());
    if (equal) {
        context.done(u"%1: this disk and the server are equal (%2 compared by hash)"_s.arg(project, work));
        return kDone;
    }
    context.say(context.terminal().onOut(cross(context.unicode()), Tone::Bad)
                + u" %1: the sides differ (%2 compared by hash)"_s.arg(project, work));
    Table table({Table::Column::Shrink, Table::Column::Left});
    for (const auto &row : (*reply)["rows"_L1].toArray())
        table.add({{visible(row["path"_L1].toString())}, {visible(row["what"_L1].toString()), Tone::Calm}});
    table.write(context.terminal());
    context.note(u"What waits to be synced differs too: run tide sync first, then verify again."_s);
    return kFailed;
}
}  // namespace

Command verifyCommand()
{
    return {.name = "verify",
            .summary = "Compare disk and server by hash, byte for byte",
            .group = Group::Mend,
            .details = "Reads every file anew and trusts no time stamp. What both sides had and neither has now\n"
                       "is named, too. What the server has found damaged on its disk, and these files have\n"
                       "whole, is sent there again. Exit 1 when something differs.",
            .parameters = {{.name = "DIR", .takes = Parameter::Takes::Folder, .help = "a linked folder or a project; without it where you are"}},
            .examples = {{"tide verify ~/climate", ""}},
            .run = verify};
}

}  // namespace tideline::cli
