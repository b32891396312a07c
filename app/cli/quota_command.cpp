#include "app/cli/command_table.h"
#include "app/cli/context.h"
#include "app/cli/format.h"
#include "app/cli/table.h"

namespace tideline::cli {

namespace {
int quota(Context &context, const Arguments &)
{
    const auto reply = context.call(u"quota"_s);
    if (!reply)
        return context.fail(reply.error());
    if (context.json()) {
        context.line(*reply);
        return kDone;
    }
    const QString used = sizeText((*reply)["used"_L1].toInteger());
    context.say(reply->contains("limit"_L1) ? u"%1 of %2 used"_s.arg(used, sizeText((*reply)["limit"_L1].toInteger())) : u"%1 used, without a limit"_s.arg(used));
    Table table({Table::Column::Right, Table::Column::Left});
    for (const auto &value : (*reply)["rows"_L1].toArray()) {
        const QJsonObject row = value.toObject();
        table.add({{sizeText(row["size"_L1].toInteger())},
                   {visible(row["project"_L1].toString()) + (row["deleted"_L1].toBool() ? u" (in the server's trash)"_s : QString())}});
    }
    table.write(context.terminal());
    return kDone;
}
}  // namespace

Command quotaCommand()
{
    return {.name = "quota",
            .summary = "How much of your space in the cloud is used, and by what",
            .group = Group::Look,
            .details = "Of each project that you own every different piece of a file counts once, kept versions with it.",
            .examples = {{"tide quota", ""}},
            .run = quota};
}

}  // namespace tideline::cli
