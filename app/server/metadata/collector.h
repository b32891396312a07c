// Gives back the disk what no project needs any more: chunks that nobody holds, and the packs that they leave empty.
//
// Invariant: a chunk that a project holds (project_chunk) is in the index (chunk), in a pack that is neither retired nor gone, unless the disk
//            itself lost it. So no byte goes that anybody may still name, commit or read.
//
// How that is safe beside uploads, commits and readers, each step being a transaction of its own:
//  1. chunks that no project holds are condemned (idle_chunk), with the time;
//  2. it is looked again, from after that on, who holds what: the held ones are spared. ChunkRepository::add() is the only way to
//     come to hold a chunk, and takes the mark back in its transaction. So what bears the same mark as before the look, and was
//     not seen held in it, nobody holds: after the grace it leaves the index, if it bears that mark yet;
//  3. packs with mostly dead bytes are closed (no upload writes to them any more), their chunks copied, each compared with its
//     hash, and fsynced; then the index is moved, chunk by chunk where it still says the old place;
//  4. a closed pack in which the index has no chunk is retired. Nothing can be indexed in it again: an upload holds its pack until it
//     has indexed what it wrote, and a pack that is held is not closed;
//  5. after the grace a retired pack leaves the index, and when that is durable, its file goes. Readers that hold an old place
//     have a day, and look it up again (ChunkReader); so has a backup that copies the database first and the packs then.
// A crash leaves copies that nobody names, or a file that the index does not know: the first are dead bytes of their pack, the
// second is taken up as a retired pack, and goes after the grace.
#pragma once

#include "app/server/blobs/pack_store.h"
#include "app/server/metadata/connections.h"
#include "core/base/clock.h"

#include <atomic>
#include <functional>

namespace tideline::server {

/// How long what nobody needs stays, both in the index and as a retired pack.
inline constexpr qint64 kCollectGraceMs = 24 * 3600 * 1000;
inline constexpr std::size_t kCollectBatch = 1000;  ///< rows of one transaction

/// What went.
struct Collection {
    qint64 condemnedCount = 0;
    qint64 droppedCount = 0;  ///< chunks that left the index
    qint64 movedCount = 0;    ///< chunks of packs that were rewritten
    qint64 retiredCount = 0;  ///< packs
    qint64 removedCount = 0;  ///< files
    qint64 freedBytes = 0;    ///< of those files
};

struct CollectorParts {
    Connections &connections;
    PackStore &packs;
    Clock &clock;
    const std::atomic<bool> &stop;  ///< it ends early, in good order
    const std::function<void()> &beforeEach;  ///< called before each transaction, for the tests that do something there; may be empty
};

/// One round of all five. For one caller at a time, in the process that serves. Errors: Io, Timeout, DiskFull; what was done until
/// then stays done, and the next round goes on.
Result<Collection> collect(CollectorParts parts);

}  // namespace tideline::server
