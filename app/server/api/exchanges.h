// The three kinds of exchange: refused by its head, with a JSON body, and (pack_upload.h) with a pack.
#pragma once

#include "app/server/api/call.h"
#include "app/server/api/routes.h"
#include "core/schema/wire/body_coding.h"

#include <functional>
#include <optional>

namespace tideline::server {

/// Adds what every reply carries: Tideline-Epoch and, unless set, Cache-Control (X-Request-Id is the transport's).
Response decorated(ServerState &server, Response response);

/// Answered by its head alone.
class RefusedExchange final : public Exchange {
public:
    explicit RefusedExchange(Response response) : m_response(std::move(response)) {}
    std::unique_ptr<Response> refused() override { return std::make_unique<Response>(std::move(m_response)); }
    Result<void> write(QByteArrayView) override { return {}; }
    Response finish() override { return std::move(m_response); }

private:
    Response m_response;
};

/// Gathers a JSON body, plain or coded, within the route's limit, then calls the endpoint. A long reply is coded for a
/// client that takes it so.
class JsonExchange final : public Exchange {
public:
    JsonExchange(Call call, const Route &route);
    ~JsonExchange() override;
    Result<void> write(QByteArrayView piece) override;
    Response finish() override;

private:
    Response answer();
    void hold(qint64 bytes);
    Call m_call;
    const Route &m_route;
    std::optional<wire::BodyDecoder> m_decoder;
    Result<void> m_decoded;
    const QByteArray m_whose;  ///< a user, or an address that is nobody's
    std::chrono::nanoseconds m_begun;  ///< monotonic
    qint64 m_bytes = 0;  ///< as they came
    qint64 m_held = 0;   ///< what this one holds in memory
    bool m_isTooMuch = false;  ///< all together, or this caller's, hold too much: this one is let go
};

}  // namespace tideline::server
