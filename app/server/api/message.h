// HTTP as plain values: what the transport hands to the handlers and gets back. No socket and no event loop here.
#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QByteArrayView>

#include <map>
#include <memory>

namespace tideline::server {

/// A request's head.
struct RequestHead {
    QByteArray method;
    QByteArray path;  ///< decoded no further than the target's path part; starts with '/'
    QByteArray query; ///< after '?', undecoded
    std::map<QByteArray, QByteArray> headers;  ///< names in lower case
    QByteArray peer;  ///< address of the peer, of IPv6 its network ("2001:db8:1:2::/64"), for limits on sign-in
    qint64 contentLength = -1;  ///< -1 = unknown (chunked) or none
};

/// Pulls a reply's body as the socket drains: the back-pressure.
class BodySource {
public:
    virtual ~BodySource() = default;
    /// Up to `maxBytes` bytes; empty = end. An error cuts the connection, so that the client sees a cut body.
    virtual Result<QByteArray> read(qint64 maxBytes) = 0;
};

struct Response {
    int status = 200;
    std::map<QByteArray, QByteArray> headers;  ///< names as sent, e.g. "Content-Type"
    QByteArray body;
    std::unique_ptr<BodySource> stream;  ///< instead of `body`: sent chunked
};

/// One request in progress. The transport calls open(), then write() for each piece of the body, then finish(); each
/// call may block on disk and runs on a pool thread, never two at a time for one exchange.
class Exchange {
public:
    virtual ~Exchange() = default;
    /// A Response already when the head alone is to be refused (401, 404, 413 …): the body is then not read.
    virtual std::unique_ptr<Response> refused() { return nullptr; }
    /// Errors end the exchange: the transport sends problem(error) and closes.
    virtual Result<void> write(QByteArrayView piece) = 0;
    virtual Response finish() = 0;
};

/// All endpoints. The transport and the simulation drive it alike.
/// Thread: any; exchanges run side by side.
class Handler {
public:
    virtual ~Handler() = default;
    virtual std::unique_ptr<Exchange> open(const RequestHead &head) = 0;
};

/// application/problem+json (RFC 9457) with a stable `code`.
Response problem(int status, const QByteArray &code, const QString &title, const QString &detail = {});
/// 429 rate_limited, to be tried again in so many seconds.
Response rateLimited(const QString &title, int seconds);
/// The problem that an Error means: Invalid 422, NotFound 404, Denied 403, SignIn 401, Conflict 409, Epoch 410,
/// DiskFull 507, Timeout 503, everything else 500 (with the detail kept in the log, not in the reply).
Response problem(const Error &error);

}  // namespace tideline::server
