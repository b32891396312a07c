#include "app/cli/sync_report.h"

#include "app/cli/format.h"
#include "app/cli/table.h"

namespace tideline::cli {

namespace {
constexpr int kPlanLines = 30;

/// "3 up, 2 down, 1 moved, 1 deleted · 1.2 MB sent"
QString workText(const QJsonObject &row, bool unicode)
{
    const auto number = [&](QLatin1StringView key) { return row[key].toInteger(); };
    const qint64 moved = number("moved_local"_L1) + number("moved_remote"_L1);
    const qint64 deleted = number("deleted_local"_L1) + number("deleted_remote"_L1);
    QStringList parts;
    if (const qint64 count = number("uploaded"_L1))
        parts += u"%1 up"_s.arg(count);
    if (const qint64 count = number("downloaded"_L1))
        parts += u"%1 down"_s.arg(count);
    if (moved)
        parts += u"%1 moved"_s.arg(moved);
    if (deleted)
        parts += u"%1 deleted"_s.arg(deleted);
    QString text = parts.join(u", "_s);
    QStringList bytes;
    if (const qint64 up = number("bytes_up"_L1))
        bytes += sizeText(up) + u" sent"_s;
    if (const qint64 down = number("bytes_down"_L1))
        bytes += sizeText(down) + u" received"_s;
    if (bytes.isEmpty())
        return text;
    return (text.isEmpty() ? text : text + u' ' + dot(unicode) + u' ') + bytes.join(u", "_s);
}

QString arrowOf(const QString &action, bool unicode)
{
    struct Row {
        QStringView action, glyph, plain, word;
    };
    static constexpr Row rows[] = {
        // clang-format off
        {u"upload",        u"↑", u"^", u"upload"},         {u"download",      u"↓", u"v", u"download"},
        {u"delete_local",  u"−", u"-", u"delete here"},    {u"delete_remote", u"−", u"-", u"delete in the cloud"},
        {u"move_local",    u"→", u">", u"move here"},      {u"move_remote",   u"→", u">", u"move in the cloud"},
        {u"conflict",      u"≠", u"!", u"conflict"},       {u"adopt",         u"=", u"=", u"equal already"},
        // clang-format on
    };
    for (const Row &row : rows) {
        if (row.action == action)
            return u"%1 %2"_s.arg(unicode ? row.glyph : row.plain, row.word);
    }
    return dot(unicode) + u' ' + visible(action);
}

void printPlan(Context &context, const QJsonArray &plan)
{
    Table table({Table::Column::Left, Table::Column::Shrink, Table::Column::Right, Table::Column::Left});
    const qsizetype shown = context.settings().verbose ? plan.size() : std::min<qsizetype>(plan.size(), kPlanLines);
    for (qsizetype i = 0; i < shown; ++i) {
        const QJsonObject step = plan[i].toObject();
        const qint64 size = step["size"_L1].toInteger();
        QString path = visible(step["path"_L1].toString());
        if (const QString to = step["to"_L1].toString(); !to.isEmpty())
            path += (context.unicode() ? u" → "_s : u" -> "_s) + visible(to);
        table.add({{arrowOf(step["action"_L1].toString(), context.unicode())},
                   {path},
                   {size > 0 ? sizeText(size) : QString(), Tone::Calm},
                   {visible(step["why"_L1].toString()), Tone::Calm}});
    }
    table.write(context.terminal());
    if (shown < plan.size())
        context.say(u"  and %1 (all with -v)"_s.arg(countText(plan.size() - shown, u"more"_s, u"more"_s)));
}

void printRow(Context &context, const QJsonObject &row, bool dryRun)
{
    Terminal &terminal = context.terminal();
    const bool unicode = context.unicode();
    const QString project = terminal.onOut(visible(row["project"_L1].toString()), Tone::Strong);
    const QString revision = u"r%1"_s.arg(row["revision"_L1].toInteger());
    const QJsonArray plan = row["plan"_L1].toArray();
    const auto head = [&](const QString &glyph, Tone tone, const QString &text) {
        context.say(terminal.onOut(glyph, tone) + u' ' + project + u"  "_s + text);
    };
    if (row["guard_holds"_L1].toBool()) {
        head(u"!"_s, Tone::Warning, u"waits for a yes: "_s + visible(row["guard_reason"_L1].toString()));
        printPlan(context, plan);
        return;
    }
    if (dryRun) {
        head(arrow(unicode), Tone::Busy,
             plan.isEmpty() ? u"nothing to do"_s : countText(plan.size(), u"step to do"_s, u"steps to do"_s));
        printPlan(context, plan);
        return;
    }
    QStringList parts;
    if (const QString work = workText(row, unicode); !work.isEmpty())
        parts += work;
    if (const qint64 skipped = row["skipped"_L1].toInteger())
        parts += u"%1 skipped"_s.arg(skipped);
    if (const qint64 stopped = row["stopped"_L1].toInteger())
        parts += u"%1 left out, stopped by you"_s.arg(stopped);
    parts += revision;
    parts += durationText(row["elapsed_ms"_L1].toInteger());
    const QString tail = parts.join(u' ' + dot(unicode) + u' ');
    if (row["cloud_went_back"_L1].toBool())
        context.note(u"The cloud of %1 was put back to an older state (from a backup): both sides were united, nothing was deleted. "
                     "Look for files that were deleted or renamed since that backup, and for conflict copies."_s
                         .arg(visible(row["project"_L1].toString())));
    if (const qint64 errors = row["errors"_L1].toInteger())
        head(cross(unicode), Tone::Bad, countText(errors, u"file"_s, u"files"_s) + u" failed (tide status tells which) "_s
                                            + dot(unicode) + u' ' + tail);
    else if (exitCodeOfSyncRow(row) == kConflicts)
        head(lookOf(u"conflict"_s, unicode).glyph, Tone::Warning,
             u"conflicts wait (tide conflicts) "_s + dot(unicode) + u' ' + tail);
    else if (row["equal"_L1].toBool())
        head(tick(unicode), Tone::Good, u"up to date "_s + dot(unicode) + u' ' + tail);
    else
        head(lookOf(u"waiting"_s, unicode).glyph, Tone::Busy,
             lookOf(row["state"_L1].toString(), unicode).word + u' ' + dot(unicode) + u' ' + tail);
}
}  // namespace

ExitCode syncAndReport(Context &context, const QJsonObject &args)
{
    const auto reply = context.call(u"sync"_s, args);
    if (!reply)
        return context.fail(reply.error());
    const QJsonArray rows = (*reply)["rows"_L1].toArray();
    const bool dryRun = args["dry_run"_L1].toBool();
    ExitCode code = kDone;
    bool guarded = false;
    for (const auto &value : rows) {
        const QJsonObject row = value.toObject();
        guarded = guarded || row["guard_holds"_L1].toBool();
        code = worse(code, dryRun && !row.contains("error"_L1) ? kDone : exitCodeOfSyncRow(row));
        if (context.json()) {
            context.line(row);
            continue;
        }
        if (const QJsonObject error = row["error"_L1].toObject(); !error.isEmpty())
            context.fail(at(control::errorFromJson(error), row["project"_L1].toString()));
        else if (context.talks())
            printRow(context, row, dryRun);
    }
    if (rows.isEmpty() && context.talks())
        context.say(u"No project is on this disk yet. tide clone PROJECT fetches one; tide link DIR PROJECT joins a folder."_s);
    if (guarded && !dryRun)
        context.note(u"Nothing was deleted there. tide sync --yes does it all; tide sync --dry-run -v shows every step."_s);
    return code;
}

}  // namespace tideline::cli
