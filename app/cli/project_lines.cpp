#include "app/cli/project_lines.h"

#include "app/cli/format.h"
#include "app/cli/table.h"

namespace tideline::cli {

namespace {
/// The state as the row tells it; a project that is in the cloud alone has none of its own.
StateLook lookOfRow(const QJsonObject &row, bool unicode)
{
    if (row["where"_L1].toString() == "cloud"_L1)
        return {unicode ? u"☁"_s : u"c"_s, u"in the cloud"_s, Tone::Calm};
    StateLook look = lookOf(row["state"_L1].toString(), unicode);
    const QJsonObject progress = row["progress"_L1].toObject();
    const qint64 total = progress["files_total"_L1].toInteger();
    if (total > 0)
        look.word += u" %1/%2"_s.arg(progress["files_done"_L1].toInteger()).arg(total);
    if (const qint64 conflicts = row["conflicts"_L1].toInteger())
        look.word = countText(conflicts, u"conflict"_s, u"conflicts"_s);
    return look;
}
}  // namespace

void printProjects(Context &context, const QJsonArray &rows)
{
    using Column = Table::Column;
    Table table({Column::Left, Column::Left, Column::Shrink, Column::Right, Column::Right, Column::Right, Column::Left},
                {u"State"_s, u"Project"_s, u"Folder"_s, u"Revision"_s, u"Files"_s, u"Size"_s, u"Last sync"_s});
    for (const auto &value : rows) {
        const QJsonObject row = value.toObject();
        const StateLook look = lookOfRow(row, context.unicode());
        const bool here = row["where"_L1].toString() != "cloud"_L1;
        const qint64 revision = row["revision"_L1].toInteger();
        const qint64 head = row["head_revision"_L1].toInteger();
        table.add({{look.glyph + u' ' + look.word, look.tone},
                   {visible(row["project"_L1].toString()), Tone::Strong},
                   {here ? folderText(row["path"_L1].toString()) : QString()},
                   {here && head > revision ? u"r%1 of r%2"_s.arg(revision).arg(head)
                                            : u"r%1"_s.arg(here ? revision : head)},
                   {QString::number(row["file_count"_L1].toInteger())},
                   {sizeText(row["size"_L1].toInteger())},
                   {here ? context.age(row["last_synced_at_ms"_L1].toInteger()) : QString(), Tone::Calm}});
    }
    table.write(context.terminal());
    for (const auto &value : rows) {
        const QJsonObject row = value.toObject();
        const QString name = visible(row["project"_L1].toString());
        if (const QJsonObject error = row["error"_L1].toObject(); !error.isEmpty())
            context.say(u"  %1  %2"_s.arg(name, visible(toText(control::errorFromJson(error)))));
        else if (const qint64 problems = row["problems"_L1].toInteger())
            context.say(u"  %1  %2; tide status %3 lists them"_s.arg(
                name, problems == 1 ? u"1 entry needs a look"_s : u"%1 entries need a look"_s.arg(problems),
                folderText(row["path"_L1].toString())));
    }
}

}  // namespace tideline::cli
