#include "ui/words.h"

#include <QCoreApplication>
#include <QLocale>
#include <QTextDocument>

#include <algorithm>
#include <limits>

namespace tideline::ui {

namespace {
/// The translation context of this file.
struct Words {
    Q_DECLARE_TR_FUNCTIONS(Words)
};
}  // namespace

QString stateWord(SyncState state)
{
    switch (state) {
    case SyncState::Synced:
        return Words::tr("Synced");
    case SyncState::Syncing:
        return Words::tr("Syncing");
    case SyncState::Paused:
        return Words::tr("Paused");
    case SyncState::Offline:
        return Words::tr("Offline");
    case SyncState::Conflict:
        return Words::tr("Conflict");
    case SyncState::Waiting:
        return Words::tr("Waiting");
    case SyncState::Error:
        return Words::tr("Error");
    case SyncState::OnlineOnly:
        return Words::tr("In the cloud");
    }
    return {};
}

SyncState stateFrom(const QString &word)
{
    const auto state = syncStateFromString(word);
    return state ? *state : SyncState::Waiting;
}

QString sizeText(qint64 bytes)
{
    if (bytes < 0)
        return {};
    return QLocale().formattedDataSize(bytes, bytes < 1'000'000 ? 0 : 1, QLocale::DataSizeSIFormat);
}

QString breakable(const QString &text)
{
    QString broken;
    int run = 0;  // letters since the last place to break at
    for (const QChar letter : text) {
        broken += letter;
        run = letter.isSpace() ? 0 : run + 1;
        if (letter == u'_' || letter == u'/' || run > 24) {
            broken += QChar(0x200B);
            run = 0;
        }
    }
    return broken;
}

QString speedText(qint64 bytesPerSecond)
{
    return bytesPerSecond > 0 ? Words::tr("%1/s").arg(sizeText(bytesPerSecond)) : QString();
}

QString leftText(qint64 seconds)
{
    if (seconds < 0)
        return {};
    const qint64 minutes = (seconds + 59) / 60;
    if (seconds < 60)
        return Words::tr("< 1 min left");
    if (minutes < 60)
        return Words::tr("%Ln min left", nullptr, int(minutes));
    if (minutes < 24 * 60)
        return Words::tr("%L1 h %L2 min left").arg(minutes / 60).arg(minutes % 60);
    return Words::tr("more than a day left");
}

QString timeText(qint64 ms, const QDateTime &now)
{
    if (ms <= 0)
        return {};
    const QDateTime then = QDateTime::fromMSecsSinceEpoch(ms);
    const qint64 seconds = then.secsTo(now);
    const QLocale locale;
    // The C locale's short form has seconds, which nobody reads.
    const QString clock = locale.language() == QLocale::C ? then.time().toString(u"HH:mm"_s)
                                                          : locale.toString(then.time(), QLocale::ShortFormat);
    if (seconds >= 0 && seconds < 60)
        return Words::tr("just now");
    if (seconds >= 0 && seconds < 3600)
        return Words::tr("%Ln min ago", nullptr, int(seconds / 60));
    const qint64 days = then.date().daysTo(now.date());
    if (days == 0)
        return Words::tr("Today %1").arg(clock);
    if (days == 1)
        return Words::tr("Yesterday %1").arg(clock);
    if (days > 1 && days < 7)
        return Words::tr("%1 %2").arg(locale.dayName(then.date().dayOfWeek(), QLocale::ShortFormat), clock);
    if (then.date().year() == now.date().year())
        return locale.toString(then.date(), Words::tr("d MMM"));
    return locale.toString(then.date(), Words::tr("d MMM yyyy"));
}

QString dayText(qint64 ms)
{
    return ms == 0 ? QString() : QLocale().toString(QDateTime::fromMSecsSinceEpoch(ms).date(), Words::tr("d MMM yyyy"));
}

QString fullTimeText(qint64 ms)
{
    return ms <= 0 ? QString() : QLocale().toString(QDateTime::fromMSecsSinceEpoch(ms), QLocale::LongFormat);
}

QString tipText(const QString &text)
{
    return Qt::mightBeRichText(text) ? u"<p style='white-space:pre'>"_s + text.toHtmlEscaped() + u"</p>"_s : text;
}

QString filesText(qint64 files)
{
    return Words::tr("%Ln files", nullptr, countOf(files));
}

QString bytesText(qint64 bytes)
{
    // More than an int counts: the plural is that of the last digits, which alone count in most languages.
    constexpr qint64 kMost = 1'000'000'000;
    const int plural = int(bytes < kMost ? bytes : kMost + bytes % 1'000'000);
    return Words::tr("%1 bytes", nullptr, plural).arg(QLocale().toString(bytes));
}

QString listText(const QStringList &parts)
{
    return parts.join(Words::tr(", ", "between the parts of a list"));
}

int countOf(qint64 count)
{
    return int(std::clamp<qint64>(count, 0, std::numeric_limits<int>::max()));
}

QString phaseText(const QString &phase)
{
    static const std::pair<QLatin1StringView, const char *> texts[] = {
        {QLatin1StringView("scanning"), QT_TRANSLATE_NOOP("Words", "Looking for changes")},
        {QLatin1StringView("hashing"), QT_TRANSLATE_NOOP("Words", "Reading changed files")},
        {QLatin1StringView("pulling"), QT_TRANSLATE_NOOP("Words", "Asking the cloud")},
        {QLatin1StringView("planning"), QT_TRANSLATE_NOOP("Words", "Comparing both sides")},
        {QLatin1StringView("downloading"), QT_TRANSLATE_NOOP("Words", "Downloading")},
        {QLatin1StringView("uploading"), QT_TRANSLATE_NOOP("Words", "Uploading")},
        {QLatin1StringView("committing"), QT_TRANSLATE_NOOP("Words", "Finishing the upload")},
    };
    for (const auto &[word, text] : texts) {
        if (phase == word)
            return Words::tr(text);
    }
    return Words::tr("Syncing");
}

QCollator nameCollator()
{
    const QLocale locale = QLocale().collation();
    QCollator collator(locale.language() == QLocale::C ? QLocale(QLocale::English) : locale);
    collator.setNumericMode(true);
    collator.setCaseSensitivity(Qt::CaseInsensitive);
    return collator;
}

QString roleWord(const QString &role)
{
    return role == u"owner"  ? Words::tr("Owner")
        : role == u"editor"  ? Words::tr("Editor")
        : role == u"viewer"  ? Words::tr("Viewer")
        : role == u"finder"  ? Words::tr("Finder")
                             : role;
}

QString roleHelp(const QString &role)
{
    return role == u"owner"  ? Words::tr("May do everything: share the project, and delete it.")
        : role == u"editor"  ? Words::tr("May read and change files.")
        : role == u"viewer"  ? Words::tr("May read files, and change nothing.")
        : role == u"finder"  ? Words::tr("May see which files there are, and read none.")
                             : QString();
}

QString errorHeadline(Error::Kind kind)
{
    switch (kind) {
    case Error::Kind::Invalid:
        return Words::tr("That cannot be done as asked");
    case Error::Kind::NotFound:
        return Words::tr("Not found");
    case Error::Kind::Denied:
        return Words::tr("Not allowed");
    case Error::Kind::SignIn:
        return Words::tr("Signing in is needed");
    case Error::Kind::Refused:
        return Words::tr("Stopped to be safe");
    case Error::Kind::Offline:
        return Words::tr("The cloud cannot be reached");
    case Error::Kind::Timeout:
        return Words::tr("No answer in time");
    case Error::Kind::Conflict:
        return Words::tr("It changed in the meantime");
    case Error::Kind::Epoch:
        return Words::tr("The cloud was restored from a backup");
    case Error::Kind::Corrupt:
        return Words::tr("Damaged data");
    case Error::Kind::DiskFull:
        return Words::tr("No space left");
    case Error::Kind::Io:
        return Words::tr("The disk or the system failed");
    case Error::Kind::Cancelled:
        return Words::tr("Stopped");
    }
    return {};
}

}  // namespace tideline::ui
