#include "app/cli/time_words.h"

#include <QDateTime>
#include <QRegularExpression>

namespace tideline::cli {

using namespace Qt::StringLiterals;

namespace {
const QTime kMorning(8, 0);

qint64 secondsIn(QChar unit)
{
    switch (unit.unicode()) {
    case u'd': return 24 * 3600;
    case u'h': return 3600;
    case u'm': return 60;
    default: return 1;
    }
}

QDateTime momentOf(const QString &text, const QDateTime &now)
{
    if (text.compare(u"tomorrow"_s, Qt::CaseInsensitive) == 0)
        return {now.date().addDays(1), kMorning};
    if (const QTime time = QTime::fromString(text, u"H:mm"_s); time.isValid())
        return {time > now.time() ? now.date() : now.date().addDays(1), time};
    if (const QDate date = QDate::fromString(text, u"yyyy-MM-dd"_s); date.isValid())
        return {date, QTime(0, 0)};
    return QDateTime::fromString(QString(text).replace(u'T', u' '), u"yyyy-MM-dd H:mm"_s);
}
}  // namespace

Result<qint64> timeAfter(const QString &text, qint64 nowMs)
{
    static const QRegularExpression whole(u"^(?:[0-9]{1,6}[dhms])+$"_s), part(u"([0-9]+)([dhms])"_s);
    qint64 seconds = 0;
    if (whole.match(text).hasMatch()) {
        for (const auto &match : part.globalMatch(text))
            seconds += match.captured(1).toLongLong() * secondsIn(match.captured(2).at(0));
    }
    if (seconds == 0)
        return Error{Error::Kind::Invalid, u"This is no length of time."_s, text.left(80), u"Write 90m, 1h, 1h30m or 2d."_s};
    return nowMs + seconds * 1000;
}

Result<qint64> timeAt(const QString &text, qint64 nowMs)
{
    const QDateTime then = momentOf(text, QDateTime::fromMSecsSinceEpoch(nowMs));
    if (!then.isValid())
        return Error{Error::Kind::Invalid, u"This is no time."_s, text.left(80), u"Write 17:30, tomorrow, 2026-12-24 or '2026-12-24 17:30'."_s};
    if (then.toMSecsSinceEpoch() <= nowMs)
        return Error{Error::Kind::Invalid, u"This time is over."_s, text.left(80), u"Give one that is to come."_s};
    return then.toMSecsSinceEpoch();
}

Result<qint64> timeToCome(const QString &text, qint64 nowMs)
{
    if (const auto after = timeAfter(text, nowMs))
        return after;
    if (momentOf(text, QDateTime::fromMSecsSinceEpoch(nowMs)).isValid())
        return timeAt(text, nowMs);
    return Error{Error::Kind::Invalid, u"This is no time."_s, text.left(80), u"Write 7d, 12h, 17:30, tomorrow, 2026-12-24 or '2026-12-24 17:30'."_s};
}

}  // namespace tideline::cli
