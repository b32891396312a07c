#include "tests/sim/ledger.h"

#include <array>

namespace tideline::sim {

namespace {

constexpr std::array kFaults{
    // network
    "net lost request", "net lost reply", "net cut request", "net cut reply", "net unavailable", "net too many",
    "net bad gateway", "net portal", "net half-open", "net doubled", "net late request", "net slow",
    // disks, databases and machines
    "disk EACCES", "disk EDQUOT", "disk EIO", "disk EMFILE", "disk ENOSPC", "disk lists short", "database EIO", "database full",
    "client kill", "client power loss", "server kill", "server power loss"};

constexpr std::array kMustBeMet{
    // what comes of crashes, and what disks are like
    "server restored", "files torn", "names lost", "disk stamps two changes alike", "disk reuses an inode",
    // users
    "user writes at the last moment", "user ignore rules",
    "rule added in the middle of a sync", "rule removed in the middle of a sync",
    // each cell of the policy that leads to a step, and the rest of the planner's reasons
    "new here", "changed here", "changed here, but deleted in the cloud", "new in the cloud", "changed in the cloud",
    "deleted here, but changed in the cloud", "deleted here", "deleted in the cloud", "changed on both sides",
    "both sides hold the same content", "gone on both sides", "renamed or moved", "still holds something",
    "another entry has this name in the cloud", "made on both sides under one name",
    // the journal, and recovery from it
    "journal: replace", "journal: delete", "journal: park", "journal: place", "journal: one batch placed, the next to be",
    "journal: new folders, each as a whole", "journal: commit",
    "recovery: a folder of downloads comes to its place", "recovery: unfinished folder",
    "recovery: a commit without an answer was made", "recovery: replace not begun, or its old file kept",
    "recovery: delete not begun, or its file kept", "recovery: deleted file goes on to the trash",
    "recovery: replaced file goes on to the trash", "recovery: replaced file is in the trash",
    "recovery: our file never came to its place", "recovery: a user's bytes go back",
    "recovery: unfinished download", "recovery: a download comes to its place", "recovery: parked node",
    "recovery: read again after a failed fsync", "recovery: lost or edited, nobody can say",
    "upload: sent while the folder was looked at", "fetch: what somebody waits for came first",
    "user stops a file", "stopped: a file is left out",
    "user wants a file first", "first: what somebody asked for went before the rest",
    // merges and conflicts
    "done merge", "done conflict copy",
    // bytes here or in the cloud alone
    "files pin", "files free", "wanted here", "recovery: a file that was to be freed goes back", "recovery: free not begun, or done",
    // names that one of the disks takes for one
    "disk folds names", "disk cannot exchange", "disk does it and fails", "user clashing name", "user changes case", "name clash", "name clash resolved"};

}  // namespace

QByteArray neverMet(const std::map<QByteArray, qint64> &counts)
{
    QByteArray names;
    const auto look = [&](const char *name) {
        if (const auto met = counts.find(name); met == counts.end() || met->second == 0)
            names += QByteArray("\n    ") + name;
    };
    for (const char *name : kFaults)
        look(name);
    for (const char *name : kMustBeMet)
        look(name);
    return names;
}

qint64 faultsMet(const std::map<QByteArray, qint64> &counts)
{
    qint64 faults = 0;
    for (const char *name : kFaults)
        if (const auto met = counts.find(name); met != counts.end())
            faults += met->second;
    return faults;
}

}  // namespace tideline::sim
