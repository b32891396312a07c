// Deleted projects go for good: their history, their files' lists of chunks, their hold on chunks, their members.
//
// A project is marked first, in one transaction that looks whether it is deleted yet: from then on there is no such project, for nobody, and no
// restoring. What it has goes in transactions of at most kPurgeBatch rows, last of all its own row. A crash leaves a marked project,
// with which the next pass goes on. Its bytes go with the next collection (metadata/collector.h), unless another project holds them.
#pragma once

#include "app/server/metadata/connections.h"

#include <atomic>
#include <functional>

namespace tideline::server {

inline constexpr int kPurgeBatch = 1000;

/// Purges what was deleted before `deletedBeforeMs` (nullopt: nothing), and goes on with what was begun. How many projects went. Ends
/// early, in good order, once `stop` is true. `beforeEach`: called before each transaction, for the tests that do something there.
/// Errors: Io, Timeout, DiskFull.
Result<qint64> purgeDeleted(Connections &connections, std::optional<qint64> deletedBeforeMs, const std::atomic<bool> &stop,
                            const std::function<void()> &beforeEach = {});

}  // namespace tideline::server
