// The WebClient of the program: libcurl.
#pragma once

#include "app/server/api/web_client.h"

#include <chrono>

namespace tideline::server {

/// Thread:    any; each call has a handle of its own.
/// Invariant: no redirect is followed, no proxy is asked about this computer, a reply's head and body are bounded while they come.
class CurlWebClient final : public WebClient {
public:
    struct Limits {
        std::chrono::milliseconds connect{5'000};
        std::chrono::milliseconds whole{10'000};
        qint64 headBytes = 64 << 10;
        qint64 bodyBytes = 256 << 10;
    };
    CurlWebClient() = default;
    explicit CurlWebClient(const Limits &limits) : m_limits(limits) {}
    Result<WebReply> ask(const WebRequest &request) override;

private:
    const Limits m_limits;
};

}  // namespace tideline::server
