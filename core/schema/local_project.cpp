#include "core/schema/local_project.h"

namespace tideline {

namespace {
constexpr std::pair<SyncState, QStringView> kStates[] = {
    {SyncState::Synced, u"synced"},     {SyncState::Syncing, u"syncing"}, {SyncState::Paused, u"paused"},
    {SyncState::Offline, u"offline"},   {SyncState::Conflict, u"conflict"}, {SyncState::Waiting, u"waiting"},
    {SyncState::Error, u"error"},       {SyncState::OnlineOnly, u"online_only"},
};
}  // namespace

QString toString(SyncState state)
{
    for (const auto &[value, text] : kStates) {
        if (value == state)
            return text.toString();
    }
    return u"error"_s;
}

Result<SyncState> syncStateFromString(QStringView text)
{
    for (const auto &[value, word] : kStates) {
        if (word == text)
            return value;
    }
    return Error{Error::Kind::Corrupt, u"This state is not known."_s, text.left(40).toString(), {}};
}

SyncState stateOfUnsettled(SyncState project)
{
    switch (project) {
    case SyncState::Syncing: [[fallthrough]];
    case SyncState::Paused: [[fallthrough]];
    case SyncState::Offline: [[fallthrough]];
    case SyncState::OnlineOnly: return project;
    default: return SyncState::Waiting;
    }
}

}  // namespace tideline
