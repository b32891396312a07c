#include "app/cli/command_table.h"
#include "app/cli/context.h"
#include "app/cli/format.h"
#include "app/cli/table.h"
#include "core/preview/session_options.h"
#include "core/store/store_location.h"

namespace tideline::cli {

namespace {

QString texts(const QJsonArray &array)
{
    QStringList list;
    for (const auto &value : array)
        list << visible(value.toString());
    return list.isEmpty() ? u"nothing"_s : list.join(u", "_s);
}

void say(Context &context, const QJsonObject &status)
{
    const auto size = [&status](QLatin1StringView key) { return sizeText(status[key].toInteger()); };
    const auto time = [&status](QLatin1StringView key) { return durationText(status[key].toInteger()); };
    const QString apart = u' ' + dot(context.unicode()) + u' ';
    const qint64 running = status["running_calls"_L1].toInteger();
    const QString idle = running > 0 ? u"busy with %1"_s.arg(countText(running, u"call"_s, u"calls"_s))
                                     : u"idle for %1, ends after %2"_s.arg(time("idle_ms"_L1), time("idle_limit_ms"_L1));
    context.say(QStringList{tick(context.unicode()) + u" running"_s, u"process %1"_s.arg(status["pid"_L1].toInteger()),
                            u"for %1"_s.arg(time("up_ms"_L1)), idle}.join(apart));
    const QJsonArray previews = status["previews"_L1].toArray(), missing = status["sandbox_missing"_L1].toArray();
    Table facts({Table::Column::Left, Table::Column::Left});
    facts.add({{u"program"_s, Tone::Strong}, folderText(visible(status["program"_L1].toString()))});
    facts.add({{u"socket"_s, Tone::Strong}, folderText(visible(status["socket"_L1].toString()))});
    facts.add({{u"memory"_s, Tone::Strong}, u"%1; ends at %2"_s.arg(size("resident_bytes"_L1), size("memory_limit_bytes"_L1))});
    facts.add({{u"a call"_s, Tone::Strong}, u"computes for at most %1; %2 so far"_s.arg(time("call_limit_ms"_L1), countText(status["calls"_L1].toInteger(), u"call"_s, u"calls"_s))});
    facts.add({{u"sandbox"_s, Tone::Strong}, texts(status["sandbox"_L1].toArray())});
    for (const auto &layer : missing)
        facts.add({{u"missing"_s, Tone::Warning}, {visible(layer.toString()), Tone::Warning}});
    facts.add({{u"previews"_s, Tone::Strong}, u"%1, %2 of at most %3"_s.arg(countText(previews.size(), u"preview"_s, u"previews"_s), size("kept_bytes"_L1), size("kept_limit_bytes"_L1))});
    facts.write(context.terminal());
    Table table({Table::Column::Shrink, Table::Column::Left, Table::Column::Right, Table::Column::Left});
    for (const auto &value : previews) {
        const QJsonObject preview = value.toObject();
        table.add({visible(preview["name"_L1].toString()), visible(preview["format"_L1].toString()), sizeText(preview["bytes"_L1].toInteger()),
                   u"idle for %1"_s.arg(durationText(preview["idle_ms"_L1].toInteger()))});
    }
    table.write(context.terminal(), 4);
}

/// Asks the helper itself: the engine knows nothing of it.
int status(Context &context, const Arguments &)
{
    const auto location = store::prodLocation(context.settings().profile, QProcessEnvironment::systemEnvironment());
    if (!location)
        return context.fail(location.error());
    preview::SessionClient client(preview::sessionOptions(location->profile));
    const auto reply = client.status();
    if (!reply && reply.error().kind != Error::Kind::NotFound)
        return context.fail(reply.error());
    QJsonObject object = reply ? reply->toJsonObject() : QJsonObject();
    object[u"running"_s] = bool(reply);
    object[u"socket"_s] = preview::sessionSocketPath(location->profile);
    if (context.json())
        context.line(object);
    else if (reply)
        say(context, object);
    else
        context.say(dot(context.unicode()) + u" not running; the first preview starts it"_s);
    return kDone;
}

}  // namespace

Command sessionCommand()
{
    return {.name = "session",
            .summary = "The helper process for previews",
            .subcommands = {{.name = "status",
                             .summary = "Whether it runs, and what it holds",
                             .details = "Process, memory, limits, previews that are kept open, and the layers of its sandbox with\n"
                                        "those that this system lacks. Starts none. Exit 0 whether it runs or not.",
                             .examples = {{"tide session status", ""}},
                             .run = status}}};
}

}  // namespace tideline::cli
