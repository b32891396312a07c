#include "app/cli/format.h"

#include <QDateTime>
#include <QDir>
#include <QLocale>

#include <cwchar>

namespace tideline::cli {

using namespace Qt::StringLiterals;

QString sizeText(qint64 bytes)
{
    if (bytes < 1000)
        return u"%1 B"_s.arg(bytes);
    static constexpr QStringView units[] = {u"kB", u"MB", u"GB", u"TB", u"PB"};
    double value = double(bytes) / 1000;
    size_t unit = 0;
    while (value >= 999.5 && unit + 1 < std::size(units)) {
        value /= 1000;
        ++unit;
    }
    return u"%1 %2"_s.arg(QString::number(value, 'f', value < 9.95 ? 1 : 0), units[unit]);
}

QString ageText(qint64 atMs, qint64 nowMs)
{
    if (atMs <= 0)
        return u"never"_s;
    const qint64 seconds = (nowMs - atMs) / 1000;
    const QDateTime at = QDateTime::fromMSecsSinceEpoch(atMs);
    const QDateTime now = QDateTime::fromMSecsSinceEpoch(nowMs);
    const qint64 days = at.date().daysTo(now.date());
    if (seconds >= -60 && seconds < 10)
        return u"just now"_s;
    if (seconds >= 0 && seconds < 60)
        return u"%1 s ago"_s.arg(seconds);
    if (seconds >= 0 && seconds < 3600)
        return u"%1 min ago"_s.arg(seconds / 60);
    if (seconds >= 0 && (days == 0 || seconds < 6 * 3600))
        return u"%1 h ago"_s.arg(seconds / 3600);
    if (days == 1)
        return u"yesterday"_s;
    if (days > 1 && days < 14)
        return u"%1 days ago"_s.arg(days);
    const QLocale english(QLocale::English);
    return english.toString(at.date(), at.date().year() == now.date().year() ? u"d MMM"_s : u"d MMM yyyy"_s);
}

QString countText(qint64 count, const QString &one, const QString &many)
{
    return u"%1 %2"_s.arg(QLocale(QLocale::English).toString(count), count == 1 ? one : many);
}

QString durationText(qint64 elapsedMs)
{
    if (elapsedMs < 1000)
        return u"%1 ms"_s.arg(elapsedMs);
    if (elapsedMs < 10'000)
        return u"%1 s"_s.arg(double(elapsedMs) / 1000, 0, 'f', 1);
    if (elapsedMs < 60'000)
        return u"%1 s"_s.arg(elapsedMs / 1000);
    return u"%1 min %2 s"_s.arg(elapsedMs / 60'000).arg(elapsedMs / 1000 % 60);
}

int columnsIn(const QString &text)
{
    int columns = 0;
    for (const char32_t point : text.toStdU32String()) {
        const int width = ::wcwidth(wchar_t(point));
        columns += width < 0 ? 1 : width;
    }
    return columns;
}

QString visible(const QString &text)
{
    QString shown;
    shown.reserve(text.size());
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar unit = text.at(i);
        const bool pair = unit.isHighSurrogate() && i + 1 < text.size() && text.at(i + 1).isLowSurrogate();
        if (pair) {
            shown += unit;
            shown += text.at(++i);
        } else if (unit.category() == QChar::Other_Control || unit.isSurrogate()
                   || (unit.unicode() >= 0x202A && unit.unicode() <= 0x202E)      // direction overrides
                   || (unit.unicode() >= 0x2066 && unit.unicode() <= 0x2069)) {
            shown += QChar(QChar::ReplacementCharacter);
        } else {
            shown += unit;
        }
    }
    return shown;
}

QString folderText(const QString &path)
{
    const QString home = QDir::homePath();
    if (home.size() > 1 && path == home)
        return u"~"_s;
    if (home.size() > 1 && path.startsWith(home + u'/'))
        return visible(u"~"_s + path.mid(home.size()));
    return visible(path);
}

QString elided(const QString &text, int columns, bool unicode)
{
    if (columnsIn(text) <= columns)
        return text;
    const QString gap = unicode ? u"…"_s : u"..."_s;
    QString head = text;
    QString tail;
    const int keep = std::max(2, columns - int(gap.size()));
    const std::u32string points = text.toStdU32String();
    size_t front = 0;
    size_t back = points.size();
    int used = 0;
    while (front < back) {
        const bool takeBack = (points.size() - back) <= 2 * front;  // names matter more at their end
        const int width = std::max(0, ::wcwidth(wchar_t(takeBack ? points[back - 1] : points[front])));
        if (used + width > keep)
            break;
        used += width;
        if (takeBack)
            --back;
        else
            ++front;
    }
    head = QString::fromStdU32String(points.substr(0, front));
    tail = QString::fromStdU32String(points.substr(back));
    return head + gap + tail;
}

StateLook lookOf(const QString &state, bool unicode)
{
    struct Row {
        QStringView state, glyph, plain, word;
        Tone tone;
    };
    static constexpr Row rows[] = {
        // clang-format off
        {u"synced",      u"✓", u"ok", u"synced",      Tone::Good},
        {u"syncing",     u"⇅", u"~",  u"syncing",     Tone::Busy},
        {u"paused",      u"‖", u"||", u"paused",      Tone::Calm},
        {u"offline",     u"○", u"o",  u"offline",     Tone::Warning},
        {u"conflict",    u"≠", u"!=", u"conflict",    Tone::Warning},
        {u"waiting",     u"…", u"..", u"waiting",     Tone::Busy},
        {u"error",       u"✗", u"x",  u"error",       Tone::Bad},
        {u"online_only", u"↓", u"v",  u"online only", Tone::Calm},
        // clang-format on
    };
    for (const Row &row : rows) {
        if (row.state == state)
            return {(unicode ? row.glyph : row.plain).toString(), row.word.toString(), row.tone};
    }
    return {dot(unicode), visible(state), Tone::Plain};
}

}  // namespace tideline::cli
