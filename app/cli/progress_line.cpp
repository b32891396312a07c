#include "app/cli/progress_line.h"

#include "app/cli/format.h"

#include <QLocale>

namespace tideline::cli {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {
constexpr auto kRedraw = 50ms;
constexpr int kBarColumns = 20;

QString bar(double share, bool unicode)
{
    if (!unicode) {
        const int full = int(share * kBarColumns);
        return u"[%1%2]"_s.arg(QString(full, u'#'), QString(kBarColumns - full, u'.'));
    }
    const int full = int(share * kBarColumns);
    return QString(full, u'━') + QString(kBarColumns - full, u'┄');
}
}  // namespace

ProgressLine::ProgressLine(Terminal &terminal, Clock &clock, Style style)
    : m_terminal(terminal)
    , m_clock(clock)
    , m_style(style)
{
}

void ProgressLine::show(const QJsonObject &progress)
{
    if (m_style == Style::Off || !progress.contains("phase"_L1))
        return;
    const std::lock_guard lock(m_mutex);
    const QString phase = progress["project"_L1].toString() + u' ' + progress["phase"_L1].toString();
    const auto now = m_clock.monotonic();
    const bool newPhase = phase != m_phase;
    if (!newPhase && (m_style == Style::Lines || now - m_drawnAt < kRedraw))
        return;
    m_phase = phase;
    m_drawnAt = now;
    if (m_style == Style::Lines)
        m_terminal.err(visible(phase) + u'\n');
    else
        drawBar(progress);
}

void ProgressLine::drawBar(const QJsonObject &progress)
{
    const bool unicode = m_terminal.traits().unicode;
    const QLocale english(QLocale::English);
    const qint64 files = progress["files_done"_L1].toInteger();
    const qint64 filesTotal = progress["files_total"_L1].toInteger();
    const qint64 bytes = progress["bytes_done"_L1].toInteger();
    const qint64 bytesTotal = progress["bytes_total"_L1].toInteger();
    const double share = bytesTotal > 0   ? double(bytes) / double(bytesTotal)
                         : filesTotal > 0 ? double(files) / double(filesTotal)
                                          : -1;
    QString text = u"%1  %2"_s.arg(visible(progress["project"_L1].toString()), progress["phase"_L1].toString());
    if (share >= 0)
        text += u"  "_s + bar(std::clamp(share, 0.0, 1.0), unicode);
    if (filesTotal > 0)
        text += u"  %1 of %2 files"_s.arg(english.toString(files), english.toString(filesTotal));
    else if (files > 0)
        text += u"  "_s + countText(files, u"file"_s, u"files"_s);
    if (bytesTotal > 0)
        text += u"  %1 of %2"_s.arg(sizeText(bytes), sizeText(bytesTotal));
    const int room = m_terminal.traits().width - 1 - columnsIn(text);
    const QString path = visible(progress["path"_L1].toString());
    if (room > 14 && !path.isEmpty())
        text += u"  "_s + m_terminal.onErr(elided(path, room - 2, unicode), Tone::Calm);
    else if (room < 0)
        text = elided(text, m_terminal.traits().width - 1, unicode);
    m_terminal.err(u"\r\x1b[K"_s + text);
    m_visible = true;
}

void ProgressLine::clear()
{
    const std::lock_guard lock(m_mutex);
    if (m_visible)
        m_terminal.err(u"\r\x1b[K"_s);
    m_visible = false;
    m_phase.clear();
}

}  // namespace tideline::cli
