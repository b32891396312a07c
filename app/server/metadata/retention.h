// Thinning a project's history: which revisions go, and what goes with them.
//
// A thinned revision loses the contents of the files that no kept revision has. That it was, what it changed, and the names
// and hashes in its tree stay: cursors of any age are answered as before, commits stay chained and can be verified, and
// whoever asks what the history knows gets the same answer.
//
// How that is safe beside commits and uploads, each step being a transaction of its own:
//  1. revisions are marked; from then on none of them can be restored or named;
//  2. contents that no kept revision has go, but for those that a commit named meanwhile;
//  3. chunks that no content names are condemned: to uploads and commits they count as not held, so that whoever needs
//     one sends it again, which takes the mark back;
//  4. it is looked again which are named: those are spared, the others are no longer the project's.
// What a crash leaves in between is whole, and the next pass goes on from it.
#pragma once

#include "app/server/metadata/connections.h"
#include "app/server/metadata/retention_repository.h"

#include <atomic>
#include <functional>

namespace tideline::server {

/// Which of these revisions (newest first; the first is the head) the policy does not keep.
std::vector<Revision> revisionsToThin(const RetentionPolicy &policy, const std::vector<KeptRevision> &revisions, qint64 nowMs);

/// What goes, or went.
struct Thinning {
    std::vector<KeptRevision> revisions;  ///< newest first
    qint64 contentCount = 0;              ///< versions of files
    qint64 bytes = 0;                     ///< by which the project counts less against its owner's quota
};

/// What thin() would do now. Of one moment.
Result<Thinning> previewThinning(store::Database &database, qint64 project, const RetentionPolicy &policy, qint64 nowMs);

/// Does it, in transactions of at most kThinBatch rows. Without a policy only uploads go that no commit took within a day.
/// For one caller at a time in one project. Ends early, in good order, once `stop` is true. `beforeEach`: called before each
/// transaction that writes, for the tests that do something there.
Result<Thinning> thin(Connections &connections, qint64 project, const std::optional<RetentionPolicy> &policy, qint64 nowMs,
                      const std::atomic<bool> &stop, const std::function<void()> &beforeEach = {});

inline constexpr std::size_t kThinBatch = 1000;
/// How long an upload waits for its commit.
inline constexpr qint64 kUploadLeaseMs = 24 * 3600 * 1000;

}  // namespace tideline::server
