// What all endpoints share. Private to the server's core.
#pragma once

#include "app/server/api/core.h"
#include "app/server/api/login_limiter.h"
#include "app/server/api/request_limiter.h"
#include "app/server/blobs/pack_store.h"
#include "app/server/metadata/connections.h"

#include <atomic>

namespace tideline::server {

/// Thread:    any; each member guards itself.
/// Ownership: owned by Core; borrows Core's parts.
struct ServerState {
    explicit ServerState(Core::Parts given)
        : parts(std::move(given)), connections(parts.database, parts.openReader), limiter(parts.clock),
          requests(parts.clock, parts.requestsPerSecond)
    {
    }

    ServerIdentity identity() TIDELINE_EXCLUDES(identityMutex)
    {
        MutexLock lock(identityMutex);
        return stored;
    }
    Epoch epoch() { return identity().epoch; }
    void setIdentity(const ServerIdentity &identity) TIDELINE_EXCLUDES(identityMutex)
    {
        MutexLock lock(identityMutex);
        stored = identity;
    }

    Core::Parts parts;
    Connections connections;
    std::unique_ptr<PackStore> packs;
    LoginLimiter limiter;
    RequestLimiter requests;
    std::atomic<qint64> bodyBytes = 0;  ///< of all JSON bodies that are being gathered or answered
    Mutex identityMutex;
    ServerIdentity stored TIDELINE_GUARDED_BY(identityMutex);
    Mutex passwordMutex;  ///< one Argon2id at a time: each takes 64 MiB
    std::atomic<int> passwordsInWork = 0;  ///< those that wait for it are refused beyond a few: each keeps a thread of the pool
    QByteArray dummyHash TIDELINE_GUARDED_BY(passwordMutex);  ///< checked for users that do not exist
};

}  // namespace tideline::server
