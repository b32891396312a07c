// What a command works with: the engine's verbs, the terminal, the user's wishes.
#pragma once

#include "app/cli/exit_code.h"
#include "app/cli/progress_line.h"
#include "app/cli/terminal.h"
#include "app/cli/wakeup.h"
#include "core/base/clock.h"
#include "core/control/protocol.h"

#include <QJsonArray>
#include <QJsonObject>

#include <atomic>
#include <functional>
#include <memory>

namespace tideline::cli {

/// Once: for one command. Watch: to stay.
enum class Stay { Once, Watch };

/// How `tide` gets at the engine of a profile: the owner over the control socket, or an engine in this process.
using Reach = std::function<Result<std::unique_ptr<control::VerbHandler>>(const QString &profile, Stay stay)>;

struct Settings {
    QString profile;  ///< of --profile, absolute; empty = the environment's
    bool json = false;
    bool quiet = false;
    bool verbose = false;
};

/// Thread:    the main thread; progress arrives on others and goes through ProgressLine.
/// Ownership: owns the handler it reached; borrows the rest.
class Context {
public:
    struct Parts {
        Terminal &terminal;
        Clock &clock;
        Reach reach;
        const std::atomic<bool> &cancelled;  ///< SIGINT or SIGTERM came
        Wakeup &wakeup;                      ///< woken by the signals
        QString workingFolder;               ///< absolute: what relative paths start from
        std::function<Result<QByteArray>()> readStandardInput;
    };
    Context(Parts parts, Settings settings);

    Terminal &terminal() { return m_parts.terminal; }
    Clock &clock() { return m_parts.clock; }
    const Settings &settings() const { return m_settings; }
    void setProfile(const QString &path) { m_settings.profile = path; }
    bool json() const { return m_settings.json; }
    /// Words for people are wanted on the standard output (neither --json nor --quiet).
    bool talks() const { return !m_settings.json && !m_settings.quiet; }
    bool unicode() const { return m_parts.terminal.traits().unicode; }
    const std::atomic<bool> &cancelled() const { return m_parts.cancelled; }
    Wakeup &wakeup() { return m_parts.wakeup; }
    /// SIGINT or SIGTERM; 0 when none came.
    int stopSignal() const { return caughtSignal(); }
    const QString &workingFolder() const { return m_parts.workingFolder; }
    Result<QByteArray> readStandardInput() { return m_parts.readStandardInput(); }

    /// The engine, reached at the first call. Errors: as Reach.
    Result<control::VerbHandler *> engine(Stay stay = Stay::Once);
    /// Forgets the engine, so that the next call reaches anew.
    void dropEngine() { m_engine.reset(); }
    /// Asks the engine; progress is shown unless `onProgress` takes it.
    Result<QJsonObject> call(const QString &verb, const QJsonObject &args = {},
                             const control::OnProgress &onProgress = {});

    /// One line of JSON on the standard output.
    void line(const QJsonObject &object) { m_parts.terminal.outBytes(control::toLine(object)); }
    /// One line of words on the standard output.
    void say(const QString &text) { m_parts.terminal.out(text + u'\n'); }
    /// One line of words on the standard error; not with --quiet.
    void note(const QString &text);
    /// "✓ text" on the standard output for people; nothing with --json or --quiet.
    void done(const QString &text);
    /// What failed, where, and what to do, on the standard error, with --json also as an object; gives the exit code.
    ExitCode fail(const Error &error);
    /// A wrong use of `command`.
    ExitCode misused(const QString &what, const QString &command);

    /// "5 min ago"; "never" for 0.
    QString age(qint64 atMs);

private:
    /// What to do about it: of a cloud that the window of this profile runs, to open that.
    QString mendOf(const Error &error) const;

    Parts m_parts;
    Settings m_settings;
    std::unique_ptr<control::VerbHandler> m_engine;
};

}  // namespace tideline::cli
