#include "app/cli/activity_line.h"
#include "app/cli/command_table.h"
#include "app/cli/format.h"
#include "app/cli/places.h"
#include "app/cli/service_manager.h"

#include <QDateTime>

#include <csignal>
#include <map>
#include <mutex>

namespace tideline::cli {

namespace {
using namespace std::chrono_literals;
constexpr auto kReachAgain = 1s;

/// Prints one line per event.
///
/// Thread:    the owner's; one call at a time, which the mutex makes sure of against the main thread too.
class EventPrinter {
public:
    explicit EventPrinter(Context &context) : m_context(context) {}

    void print(const QJsonObject &event)
    {
        const std::lock_guard lock(m_mutex);
        const QString kind = event["event"_L1].toString();
        const bool chatty = kind == "progress"_L1 || kind == "transfer"_L1 || kind == "entries_changed"_L1;
        if (chatty && !m_context.settings().verbose)
            return;
        if (m_context.json())
            m_context.line(event);
        else if (m_context.talks())
            printWords(kind, event);
    }

private:
    void printWords(const QString &kind, const QJsonObject &event)
    {
        const QString project = event["project"_L1].toString();
        if (kind == "activity"_L1)
            say(arrow(unicode()), Tone::Good, project, u"%1 %2 r%3"_s.arg(activityText(event), dot(unicode()))
                                                           .arg(event["revision"_L1].toInteger()));
        else if (kind == "conflict"_L1 && event["count"_L1].toInteger() > 0)
            say(lookOf(u"conflict"_s, unicode()).glyph, Tone::Warning, project,
                countText(event["count"_L1].toInteger(), u"conflict waits"_s, u"conflicts wait"_s));
        else if (kind == "project_state"_L1)
            printState(event["project"_L1].toObject());
        else if (kind == "state"_L1)
            printOnce(u"state"_s, event["state"_L1].toString(), {}, event["text"_L1].toString());
        else if (kind == "account"_L1 && !event["signed_in"_L1].toBool())
            say(cross(unicode()), Tone::Bad, {}, u"signed out; tide login signs in"_s);
        else if (kind == "transfer"_L1)
            say(dot(unicode()), Tone::Calm, project,
                event["direction"_L1].toString() + u' ' + visible(event["path"_L1].toString()));
        else if (kind == "entries_changed"_L1)
            say(dot(unicode()), Tone::Calm, project, u"changed on this disk"_s);
    }

    void printState(const QJsonObject &row)
    {
        const QString state = row["state"_L1].toString();
        if (state == "syncing"_L1 && !m_context.settings().verbose)
            return;  // its end tells more
        const QJsonObject error = row["error"_L1].toObject();
        printOnce(row["local_id"_L1].toString(), state, row["project"_L1].toString(),
                  error.isEmpty() ? row["text"_L1].toString() : toText(control::errorFromJson(error)));
    }

    /// Only what is not the same as the last time.
    void printOnce(const QString &key, const QString &state, const QString &project, const QString &text)
    {
        if (key == "state"_L1 && state == "syncing"_L1)
            return;
        if (std::exchange(m_last[key], state + text) == state + text)
            return;
        const StateLook look = lookOf(state, unicode());
        say(look.glyph, look.tone, project, text);
    }

    void say(const QString &glyph, Tone tone, const QString &project, const QString &text)
    {
        Terminal &terminal = m_context.terminal();
        const QString time = QDateTime::fromMSecsSinceEpoch(m_context.clock().nowMs()).toString(u"HH:mm:ss"_s);
        const QString name = project.isEmpty() ? QString() : terminal.onOut(visible(project), Tone::Strong) + u"  "_s;
        m_context.say(u"%1  %2 %3%4"_s.arg(terminal.onOut(time, Tone::Calm), terminal.onOut(glyph, tone), name, visible(text)));
    }

    bool unicode() const { return m_context.unicode(); }
    Context &m_context;
    std::mutex m_mutex;
    std::map<QString, QString> m_last;
};

/// One spell with one owner: until the user stops us or the owner goes. True when the owner went.
Result<bool> watchOnce(Context &context, const QJsonObject &args, EventPrinter &printer, bool &ready)
{
    const auto handler = context.engine(Stay::Watch);
    if (!handler)
        return handler.error();
    std::atomic<bool> gone = false;
    const auto subscription = (*handler)->listen([&](const QJsonObject &event) {
        printer.print(event);
        const QString kind = event["event"_L1].toString();
        if (kind == "owner_gone"_L1 || kind == "quit"_L1) {
            gone = true;
            context.wakeup().wake();
        }
    });
    if (!subscription)
        return subscription.error();
    const auto owner = context.call(u"owner"_s);
    const bool watchedBefore = owner && (*owner)["watching"_L1].toBool();
    const auto started = context.call(u"watch_start"_s, args);
    if (!started)
        return started.error();
    if (const QString degraded = (*started)["degraded"_L1].toString(); !degraded.isEmpty())
        context.note(visible(degraded));
    if (!std::exchange(ready, true)) {
        tellServiceManager("READY=1\nSTATUS=Watching");
        context.note(u"Watching. Ctrl+C ends it; nothing is lost by that."_s);
    }
    while (!context.cancelled() && !gone)
        context.wakeup().wait(-1ms);
    if (!gone && !watchedBefore)
        (void)(*handler)->handle(u"watch_stop"_s, {});
    return gone.load();
}

int watch(Context &context, const Arguments &arguments)
{
    QJsonArray folders;
    for (const QString &text : arguments.texts("DIR"))
        folders.append(absolutePath(context, text));
    const QJsonObject args = folders.isEmpty() ? QJsonObject() : QJsonObject{{u"dirs"_s, folders}};
    EventPrinter printer(context);
    bool ready = false;
    while (!context.cancelled()) {
        const auto ownerGone = watchOnce(context, args, printer, ready);
        if (context.cancelled())
            break;
        if (!ownerGone && !(ready && ownerGone.error().kind == Error::Kind::Io))
            return context.fail(ownerGone.error());
        context.dropEngine();  // the window or another tide had the engine and ended: take its place
        context.wakeup().wait(kReachAgain);
    }
    tellServiceManager("STOPPING=1");
    context.dropEngine();
    return context.stopSignal() == SIGINT ? kInterrupted : kDone;
}
}  // namespace

Command watchCommand()
{
    return {.name = "watch",
            .summary = "Stay in sync, in the foreground, until stopped",
            .group = Group::Daily,
            .details = "Prints a line for each thing that happens. Ends cleanly on SIGTERM, tells systemd when it is\n"
                       "ready (Type=notify), and goes on by itself when the network comes back. Without DIR all\n"
                       "projects of this computer.",
            .parameters = {{.name = "DIR", .takes = Parameter::Takes::Folder, .help = "linked folders", .count = Parameter::Count::Many}},
            .examples = {{"tide watch", ""}, {"tide --json watch", "one event per line"}},
            .run = watch};
}

}  // namespace tideline::cli
