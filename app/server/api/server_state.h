// What all endpoints share. Private to the server's core.
#pragma once

#include "app/server/api/body_memory.h"
#include "app/server/api/core.h"
#include "app/server/api/login_limiter.h"
#include "app/server/api/one_use.h"
#include "app/server/api/presence.h"
#include "app/server/api/provider_sign_in.h"
#include "app/server/api/request_limiter.h"
#include "app/server/blobs/pack_store.h"
#include "app/server/metadata/chunk_reader.h"

#include <atomic>

namespace tideline::server {

inline constexpr std::chrono::seconds kTicketTime{30};
inline constexpr int kTicketsOfUser = 32;
inline constexpr std::chrono::seconds kLinkPasswordTime{60};
inline constexpr int kLinkPasswordsOfUser = 60;
inline constexpr std::chrono::seconds kWrongCodeTime{60};
inline constexpr int kWrongCodesOfAddress = 20;
inline constexpr int kDeviceCodesOfAddress = 100;  ///< within the time for which one is good

/// Thread:    any; each member guards itself.
/// Ownership: owned by Core; borrows Core's parts.
struct ServerState {
    explicit ServerState(Core::Parts given)
        : parts(std::move(given)), connections(parts.database, parts.openReader), limiter(parts.clock),
          wrongCodes(parts.clock, kWrongCodeTime, kWrongCodesOfAddress),
          deviceCodes(parts.clock, std::chrono::seconds(kDeviceCodeSeconds), kDeviceCodesOfAddress),
          linkPasswords(parts.clock, kLinkPasswordTime, kLinkPasswordsOfUser), requests(parts.clock, parts.policy.requestsPerSecond), tickets(parts.clock, kTicketTime, kTicketsOfUser),
          signIns(parts.clock, kSignInTime, kSignInsOfAddress)
    {
        if (parts.policy.provider && parts.web)
            provider = std::make_unique<OpenIdProvider>(*parts.policy.provider, *parts.web, parts.clock);
    }

    ServerIdentity identity() TIDELINE_EXCLUDES(identityMutex)
    {
        MutexLock lock(identityMutex);
        return stored;
    }
    Epoch epoch() { return identity().epoch; }
    ChunkReader chunkReader() { return ChunkReader(connections, *packs, parts.clock); }
    void setIdentity(const ServerIdentity &identity) TIDELINE_EXCLUDES(identityMutex)
    {
        MutexLock lock(identityMutex);
        stored = identity;
    }

    Core::Parts parts;
    Connections connections;
    std::unique_ptr<PackStore> packs;
    LoginLimiter limiter;
    AttemptLimiter wrongCodes;   ///< of people who type what a device shows, and of the provider, by address
    AttemptLimiter deviceCodes;  ///< that are given out, by address
    AttemptLimiter linkPasswords;  ///< that are set, by user: each takes a turn that others sign in by
    RequestLimiter requests;
    OneUse<QByteArray> tickets;  ///< for the event stream, each for a token
    OneUse<ProviderSignIn> signIns;
    std::unique_ptr<OpenIdProvider> provider;  ///< null = there is none
    BodyMemory bodies;
    std::atomic<bool> isUpkeepRunning = false;  ///< one thinning at a time: UpkeepTurn
    std::atomic<bool> isStopping = false;       ///< long work is to end early
    PresenceBoard presence;
    Mutex shareMutex;
    QByteArray shareKey TIDELINE_GUARDED_BY(shareMutex);  ///< signs what an opened share link lets read; made at first use
    Mutex identityMutex;
    ServerIdentity stored TIDELINE_GUARDED_BY(identityMutex);
    Mutex passwordMutex;  ///< one Argon2id at a time: each takes 64 MiB
    std::atomic<int> passwordsInWork = 0;  ///< those that wait for it are refused beyond a few: each keeps a thread of the pool
    QByteArray dummyHash TIDELINE_GUARDED_BY(passwordMutex);  ///< checked for users that do not exist
};

/// One thinning of history at a time: what begins a second one is told to come back.
class UpkeepTurn {
public:
    explicit UpkeepTurn(ServerState &server) : m_server(server), m_isOurs(!server.isUpkeepRunning.exchange(true)) {}
    ~UpkeepTurn()
    {
        if (m_isOurs)
            m_server.isUpkeepRunning = false;
    }
    UpkeepTurn(const UpkeepTurn &) = delete;
    UpkeepTurn &operator=(const UpkeepTurn &) = delete;
    bool isOurs() const { return m_isOurs; }
    static Response busy()
    {
        Response response = problem(503, "busy", u"The server is letting go what is not kept."_s, u"Ask again in a while."_s);
        response.headers["Retry-After"] = "5";
        return response;
    }

private:
    ServerState &m_server;
    const bool m_isOurs;
};

}  // namespace tideline::server
