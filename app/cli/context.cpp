#include "app/cli/context.h"

#include "app/cli/format.h"
#include "core/store/store_location.h"

#include <QFile>
#include <QProcessEnvironment>

#include <csignal>

namespace tideline::cli {

Context::Context(Parts parts, Settings settings)
    : m_parts(std::move(parts))
    , m_settings(std::move(settings))
{
}

Result<control::VerbHandler *> Context::engine(Stay stay)
{
    if (!m_engine) {
        auto reached = m_parts.reach(m_settings.profile, stay);
        if (!reached)
            return reached.error();
        m_engine = std::move(*reached);
    }
    return m_engine.get();
}

Result<QJsonObject> Context::call(const QString &verb, const QJsonObject &args, const control::OnProgress &onProgress)
{
    const auto handler = engine();
    if (!handler)
        return handler.error();
    if (onProgress)
        return (*handler)->handle(verb, args, onProgress, &m_parts.cancelled);
    using Style = ProgressLine::Style;
    const Style style = m_settings.quiet                          ? Style::Off
                        : m_parts.terminal.traits().errIsTerminal ? Style::Bar
                        : m_settings.verbose                      ? Style::Lines
                                                                  : Style::Off;
    ProgressLine line(m_parts.terminal, m_parts.clock, style);
    return (*handler)->handle(verb, args, [&](const QJsonObject &progress) { line.show(progress); },
                              &m_parts.cancelled);
}

void Context::note(const QString &text)
{
    if (!m_settings.quiet)
        m_parts.terminal.err(text + u'\n');
}

void Context::done(const QString &text)
{
    if (talks())
        say(terminal().onOut(tick(unicode()), Tone::Good) + u' ' + text);
}

ExitCode Context::fail(const Error &error)
{
    if (m_settings.json)
        line({{u"error"_s, control::toJson(error)}});
    if (error.kind == Error::Kind::Cancelled) {
        note(u"Stopped. What was done stays done; the same command goes on from there."_s);
        return stopSignal() == SIGTERM ? kTerminated : kInterrupted;
    }
    QString text = terminal().onErr(cross(unicode()) + u" error"_s, Tone::Bad) + u"  "_s + visible(error.what) + u'\n';
    if (!error.where.isEmpty())
        text += u"   where  "_s + visible(error.where) + u'\n';
    if (const QString mend = mendOf(error); !mend.isEmpty())
        text += u"   mend   "_s + visible(mend) + u'\n';
    m_parts.terminal.err(text);
    return exitCodeOf(error.kind);
}

QString Context::mendOf(const Error &error) const
{
    if (error.kind != Error::Kind::Offline)
        return error.mend;
    const auto location = store::prodLocation(m_settings.profile, QProcessEnvironment::systemEnvironment());
    QFile file(location ? store::ownServerFile(location->profile) : QString());
    const QString own = file.open(QIODevice::ReadOnly) ? QString::fromLatin1(file.readLine(200)).trimmed() : QString();
    return !own.isEmpty() && error.where.contains(own + u'/') ? u"This cloud runs while Tideline's window does. Open that: tideline"_s : error.mend;
}

ExitCode Context::misused(const QString &what, const QString &command)
{
    const QString program = command.isEmpty() ? u"tide"_s : u"tide "_s + command;
    const QString help = program + u" --help"_s;
    if (m_settings.json)
        line({{u"error"_s, control::toJson(Error{Error::Kind::Invalid, what, program, u"See "_s + help})}});
    m_parts.terminal.err(u"%1  %2\n   mend   %3\n"_s.arg(
        terminal().onErr(cross(unicode()) + u" usage"_s, Tone::Bad), visible(what), help));
    return kUsage;
}

QString Context::age(qint64 atMs)
{
    return ageText(atMs, m_parts.clock.nowMs());
}

}  // namespace tideline::cli
