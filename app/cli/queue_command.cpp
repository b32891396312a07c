#include "app/cli/command_table.h"
#include "app/cli/context.h"
#include "app/cli/format.h"
#include "app/cli/table.h"

namespace tideline::cli {

namespace {
/// "3 of 9 files, 1.2 MB of 4.0 MB".
QString doneText(const QJsonObject &row)
{
    const QString files = u"%1 of %2 files"_s.arg(row["files_done"_L1].toInteger()).arg(row["files_total"_L1].toInteger());
    const qint64 bytes = row["bytes_total"_L1].toInteger();
    return bytes > 0 ? u"%1, %2 of %3"_s.arg(files, sizeText(row["bytes_done"_L1].toInteger()), sizeText(bytes)) : files;
}

int queue(Context &context, const Arguments &)
{
    const auto reply = context.call(u"queue"_s);
    if (!reply)
        return context.fail(reply.error());
    const QJsonArray running = (*reply)["running"_L1].toArray();
    const QJsonArray waiting = (*reply)["waiting"_L1].toArray();
    if (context.json()) {
        for (const auto &value : running) {
            QJsonObject row = value.toObject();
            row[u"state"_s] = u"syncing"_s;
            context.line(row);
        }
        for (const auto &value : waiting) {
            QJsonObject row = value.toObject();
            row[u"state"_s] = u"waiting"_s;
            context.line(row);
        }
        return kDone;
    }
    Table table({Table::Column::Left, Table::Column::Left, Table::Column::Left, Table::Column::Shrink});
    const StateLook busy = lookOf(u"syncing"_s, context.unicode());
    const StateLook idle = lookOf(u"waiting"_s, context.unicode());
    for (const auto &value : running) {
        const QJsonObject row = value.toObject();
        const qint64 total = row["files_total"_L1].toInteger();
        table.add({{busy.glyph + u' ' + row["phase"_L1].toString(), busy.tone},
                   {visible(row["project"_L1].toString()), Tone::Strong},
                   {total > 0 ? doneText(row) : QString()},
                   {visible(row["path"_L1].toString()), Tone::Calm}});
    }
    for (const auto &value : waiting) {
        const QJsonObject row = value.toObject();
        const qint64 inMs = row["not_before_ms"_L1].toInteger() - context.clock().nowMs();
        table.add({{idle.glyph + u' ' + idle.word, idle.tone},
                   {visible(row["project"_L1].toString()), Tone::Strong},
                   {inMs > 0 ? u"in %1"_s.arg(durationText(inMs)) : QString()},
                   {visible(row["why"_L1].toString()), Tone::Calm}});
    }
    if (table.isEmpty())
        context.note(u"Nothing is being synced and nothing waits."_s);
    table.write(context.terminal());
    return kDone;
}
}  // namespace

Command queueCommand()
{
    return {.name = "queue",
            .summary = "What is being synced now, and what waits",
            .group = Group::Look,
            .examples = {{"tide queue", ""}},
            .run = queue};
}

}  // namespace tideline::cli
