#include "core/sync/service/state_text.h"

#include <QDateTime>
#include <QLocale>

#include <algorithm>
#include <array>

namespace tideline::sync {

namespace {

const QString kMetered = u"Waiting: this network is metered"_s;

QString counted(qint64 count, const QString &one, const QString &many)
{
    return count == 1 ? u"1 %1"_s.arg(one) : u"%1 %2"_s.arg(count).arg(many);
}

QString doing(const Progress &progress, const QString &verb)
{
    if (progress.filesTotal > 0) {
        return u"%1 %2 of %3"_s.arg(verb).arg(std::min(progress.filesDone + 1, progress.filesTotal))
            .arg(counted(progress.filesTotal, u"file"_s, u"files"_s));
    }
    return verb;
}

QString progressText(const Progress &progress)
{
    switch (progress.phase) {
    case Progress::Phase::Scanning: return u"Looking for changes"_s;
    case Progress::Phase::Hashing: return doing(progress, u"Reading"_s);
    case Progress::Phase::Pulling:
        return progress.filesDone > 0 ? u"Bringing in %1"_s.arg(counted(progress.filesDone, u"change"_s, u"changes"_s))
                                      : u"Asking the cloud"_s;
    case Progress::Phase::Planning: return u"Comparing"_s;
    case Progress::Phase::Downloading: return doing(progress, u"Downloading"_s);
    case Progress::Phase::Uploading: return doing(progress, u"Uploading"_s);
    case Progress::Phase::Committing: return u"Finishing"_s;
    }
    return u"Syncing"_s;
}

QString withoutStop(QString text)
{
    while (text.endsWith(u'.'))
        text.chop(1);
    return text;
}

QString errorText(const StateFacts &facts)
{
    if (facts.error)
        return withoutStop(facts.error->what);
    return u"%1 cannot be synced"_s.arg(counted(facts.fileErrors, u"file"_s, u"files"_s));
}

QString waitingText(const StateFacts &facts)
{
    if (facts.metered)
        return kMetered;
    if (!facts.guardReason.isEmpty())
        return u"Waits for your yes: %1"_s.arg(facts.guardReason);
    if (facts.stopped > 0)
        return facts.stopped == 1 ? u"1 file is left out: you stopped it"_s : u"%1 files are left out: you stopped them"_s.arg(facts.stopped);
    return u"Waiting to sync"_s;
}

QString pausedText(const QString &until)
{
    return until.isEmpty() ? u"Paused"_s : u"Paused until %1"_s.arg(until);
}

}  // namespace

QString untilText(qint64 untilMs, qint64 nowMs)
{
    if (untilMs <= 0)
        return {};
    const QDateTime until = QDateTime::fromMSecsSinceEpoch(untilMs);
    const bool isToday = until.date() == QDateTime::fromMSecsSinceEpoch(nowMs).date();
    return QLocale::c().toString(until, isToday ? u"HH:mm"_s : u"ddd d MMM HH:mm"_s);
}

QString stateText(const StateFacts &facts)
{
    switch (facts.state) {
    case SyncState::Synced:
        return facts.degraded.isEmpty() ? u"Up to date"_s : u"Up to date, looked at once a minute: %1"_s.arg(withoutStop(facts.degraded));
    case SyncState::Syncing: return facts.progress ? progressText(*facts.progress) : u"Syncing"_s;
    case SyncState::Paused: return pausedText(facts.pausedUntil);
    case SyncState::Offline: return u"Offline: changes are kept, and sync when the cloud is back"_s;
    case SyncState::Conflict: return u"%1 for you to look at"_s.arg(counted(facts.conflicts, u"conflict"_s, u"conflicts"_s));
    case SyncState::Waiting:
        return waitingText(facts);
    case SyncState::Error: return errorText(facts);
    case SyncState::OnlineOnly: return u"In the cloud only"_s;
    }
    return {};
}

Overall overallState(const std::vector<StateFacts> &projects, bool signedIn, bool paused, bool online, const QString &pausedUntil)
{
    if (!signedIn && projects.empty())
        return {SyncState::Offline, u"Not signed in"_s};
    if (paused)
        return {SyncState::Paused, pausedText(pausedUntil)};
    const bool isSyncing = std::ranges::find(projects, SyncState::Syncing, &StateFacts::state) != projects.end();
    if (!isSyncing && std::ranges::any_of(projects, &StateFacts::metered))
        return {SyncState::Waiting, kMetered};
    constexpr std::array kUrgency{SyncState::Error, SyncState::Conflict, SyncState::Syncing, SyncState::Offline,
                                  SyncState::Waiting, SyncState::Paused};
    for (const SyncState state : kUrgency) {
        const auto count = std::ranges::count(projects, state, &StateFacts::state);
        if (count == 0 || (state == SyncState::Paused && count < std::ssize(projects)))
            continue;
        const auto first = std::ranges::find(projects, state, &StateFacts::state);
        if (count == 1)
            return {state, stateText(*first)};
        switch (state) {
        case SyncState::Error: return {state, u"%1 projects have errors"_s.arg(count)};
        case SyncState::Conflict: return {state, u"%1 projects have conflicts"_s.arg(count)};
        case SyncState::Syncing: return {state, u"Syncing %1 projects"_s.arg(count)};
        case SyncState::Waiting: return {state, u"%1 projects wait to sync"_s.arg(count)};
        default: return {state, stateText(*first)};
        }
    }
    if (!signedIn)
        return {SyncState::Offline, u"Not signed in"_s};
    if (!online)
        return {SyncState::Offline, stateText({SyncState::Offline, {}, {}, 0, 0, {}})};
    const auto degraded = std::ranges::find_if(projects, [](const StateFacts &facts) { return !facts.degraded.isEmpty(); });
    return {SyncState::Synced, stateText({SyncState::Synced, {}, {}, 0, 0, {}, degraded == projects.end() ? QString() : degraded->degraded})};
}

}  // namespace tideline::sync
