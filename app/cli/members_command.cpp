#include "app/cli/command_table.h"
#include "app/cli/format.h"
#include "app/cli/places.h"
#include "app/cli/table.h"

#include <QJsonArray>

#include <algorithm>

namespace tideline::cli {

namespace {
/// "online on turing, hopper"; empty when there is no session.
QString onlineText(const QJsonArray &sessions)
{
    QStringList devices;
    for (const auto &session : sessions)
        devices.append(visible(session.toObject()["device"_L1].toString()));
    devices.removeAll(QString());
    devices.removeDuplicates();
    return sessions.isEmpty() ? QString() : devices.isEmpty() ? u"online"_s : u"online on "_s + devices.join(u", "_s);
}

int members(Context &context, const Arguments &arguments)
{
    const auto project = projectArgument(context, arguments.has("PROJECT") ? arguments.text("PROJECT") : u"."_s);
    if (!project)
        return context.fail(project.error());
    const auto reply = context.call(u"members"_s, {{u"project"_s, *project}});
    if (!reply)
        return context.fail(reply.error());
    const auto online = context.call(u"presence"_s, {{u"project"_s, *project}});  // without it, nobody is said to be
    const QJsonArray there = online ? (*online)["rows"_L1].toArray() : QJsonArray();
    Table table({Table::Column::Left, Table::Column::Left, Table::Column::Left, Table::Column::Left});
    for (const auto &value : (*reply)["rows"_L1].toArray()) {
        QJsonObject row = value.toObject();
        const auto present = std::ranges::find(there, row["user"_L1]["id"_L1], [](const QJsonValue &one) { return one["user"_L1]["id"_L1]; });
        row["sessions"_L1] = present == there.end() ? QJsonArray() : (*present)["sessions"_L1].toArray();
        if (context.json())
            context.line(row);
        else
            table.add({{visible(row["user"_L1]["name"_L1].toString()), Tone::Strong},
                       {visible(row["role"_L1].toString())},
                       {row["direct"_L1].toBool() ? QString() : u"by an organisation"_s, Tone::Calm},
                       {onlineText(row["sessions"_L1].toArray()), Tone::Good}});
    }
    table.write(context.terminal());
    return kDone;
}
}  // namespace

Command membersCommand()
{
    return {.name = "members",
            .summary = "Who may do what in a project",
            .group = Group::Daily,
            .parameters = {{.name = "PROJECT", .takes = Parameter::Takes::Project, .help = "its name, id or folder; else that of this folder"}},
            .examples = {{"tide members climate", ""}},
            .run = members};
}

}  // namespace tideline::cli
