#include "app/cli/command_table.h"
#include "app/cli/format.h"
#include "app/cli/places.h"
#include "app/cli/table.h"

namespace tideline::cli {

namespace {
int why(Context &context, const Arguments &arguments)
{
    const auto path = pathArgument(context, arguments.text("PATH"));
    if (!path)
        return context.fail(path.error());
    const auto reply = context.call(u"why"_s, {{u"path"_s, *path}});
    if (!reply)
        return context.fail(reply.error());
    if (context.json()) {
        context.line(*reply);
        return kDone;
    }
    const QJsonObject &answer = *reply;
    const StateLook look = lookOf(answer["state"_L1].toString(), context.unicode());
    context.say(u"%1  %2/%3"_s.arg(context.terminal().onOut(look.glyph + u' ' + look.word, look.tone),
                                   visible(answer["project"_L1].toString()), visible(answer["path"_L1].toString())));
    for (const auto key : {"what"_L1, "mend"_L1, "rule"_L1}) {
        if (const QString text = answer[key].toString(); !text.isEmpty())
            context.say(u"  %1%2"_s.arg(key == "what"_L1 ? QString() : key + u": "_s, visible(text)));
    }
    using Column = Table::Column;
    Table table({Column::Left, Column::Left, Column::Right, Column::Left, Column::Left, Column::Left},
                {u"Tree"_s, u"Kind"_s, u"Size"_s, u"Modified"_s, u"Revision"_s, u"Content"_s});
    struct Side {
        QLatin1StringView key;
        QStringView name;
    };
    for (const Side &side : {Side{"local"_L1, u"this disk"}, Side{"synced"_L1, u"last agreed"}, Side{"remote"_L1, u"the cloud"}}) {
        const QJsonObject node = answer[side.key].toObject();
        if (node.isEmpty()) {
            table.add({{side.name.toString()}, {u"absent"_s, Tone::Calm}, {}, {}, {}, {}});
            continue;
        }
        const qint64 revision = node["revision"_L1].toInteger();
        const QString hash = node["hash"_L1].toString();
        table.add({{side.name.toString()},
                   {node["kind"_L1].toString()},
                   {node["kind"_L1].toString() == "file"_L1 ? sizeText(node["size"_L1].toInteger()) : QString()},
                   {node["modified_ms"_L1].toInteger() > 0 ? context.age(node["modified_ms"_L1].toInteger()) : QString()},
                   {revision > 0 ? u"r%1"_s.arg(revision) : QString()},
                   {hash.section(u':', 1).left(12), Tone::Calm}});
    }
    table.write(context.terminal());
    return kDone;
}
}  // namespace

Command whyCommand()
{
    return {.name = "why",
            .summary = "Why a file is, or is not, in sync",
            .group = Group::Look,
            .details = "Shows its three trees (this disk, what both sides last agreed on, the cloud), the rule that\n"
                       "decides, and what to do.",
            .parameters = {{.name = "PATH", .takes = Parameter::Takes::Path, .help = "a file or folder, or PROJECT/PATH",
                            .count = Parameter::Count::One}},
            .examples = {{"tide why data/t.csv", ""}},
            .run = why};
}

}  // namespace tideline::cli
