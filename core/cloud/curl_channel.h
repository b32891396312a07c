// The Channel of the programs: HTTP by libcurl.
#pragma once

#include "core/cloud/channel.h"
#include "core/cloud/curl_handle_pool.h"
#include "core/cloud/network_settings.h"
#include "core/cloud/server_address.h"
#include "core/cloud/token_source.h"

#include <atomic>
#include <chrono>
#include <memory>

namespace tideline::cloud {

/// Thread:    any; calls overlap, each on a handle of the pool.
/// Invariant: requests go to `server` alone; no redirect is followed; no proxy for loopback.
class CurlChannel final : public Channel {
public:
    struct Options {
        ServerAddress server;
        QByteArray token;  ///< empty = no Authorization header
        std::shared_ptr<TokenSource> tokens = {};  ///< instead of `token`; a reply of 401 is asked for once more with another
        QByteArray session;  ///< of this client's push session, so that it gets no hints of its own; empty = none
        std::chrono::seconds connectTimeout{10};
        std::chrono::seconds stallTimeout{30};  ///< no byte either way for so long is a Timeout
        std::chrono::seconds wholeTimeout{0};   ///< a request that takes longer is a Timeout, whatever comes meanwhile; 0 = it may
        const std::atomic<bool> *abort = nullptr;  ///< set = Cancelled within a second; outlives the channel
        std::shared_ptr<CurlHandlePool> pool;  ///< shared by channels to one server; null = its own
        NetworkSettings network = {};
    };
    /// A wholeTimeout for who speaks to a server that may be anybody's, of a few kB.
    static constexpr std::chrono::seconds kStrangerTimeout{60};
    explicit CurlChannel(Options options);

    Result<CloudReply> send(const CloudRequest &request, const OnBody &onBody = {}) override;

    /// A channel to the same server, on the same connections, that ends when `abort` is set.
    std::unique_ptr<CurlChannel> withAbort(const std::atomic<bool> *abort) const;
    /// A channel to the same server, on the same connections, that names this push session.
    std::unique_ptr<CurlChannel> withSession(const QByteArray &session) const;
    const ServerAddress &server() const { return m_options.server; }

private:
    Result<CloudReply> sendOnce(const CloudRequest &request, const OnBody &onBody, const QByteArray &token);
    Options m_options;
};

}  // namespace tideline::cloud
