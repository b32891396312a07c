// The part of a request that may block: the calls of its Exchange and of its reply's BodySource.
#pragma once

#include "app/server/api/message.h"

#include <functional>
#include <memory>
#include <optional>

namespace tideline::server {

/// Drives one Exchange from its head to the last byte of its reply, a step at a time. Plain code: no socket, no loop.
///
/// Thread:    pool; one step at a time. The Exchange and the BodySource also die inside a step, since that may block.
/// Invariant: no exception leaves it; what a handler throws becomes a 500 and a line in the log.
class RequestWork {
public:
    struct Outcome {
        std::optional<Response> response;  ///< set once; its `stream` has been taken
        bool streamed = false;             ///< with `response`: the body comes in pieces
        QByteArray piece;                  ///< of a streamed body; empty = its end
        bool failed = false;               ///< the body broke off: the connection must be cut
    };

    explicit RequestWork(Handler &handler) : m_handler(handler) {}

    /// Opens the exchange and gives it the first bytes of its body. `last`: there are no more. Without a response in the
    /// outcome it waits for more().
    Outcome begin(const RequestHead &head, QByteArrayView bytes, bool last, qint64 readBytes);
    /// More of the body.
    Outcome more(QByteArrayView bytes, bool last, qint64 readBytes);
    /// The next piece of a streamed reply, at most `readBytes`.
    Outcome read(qint64 readBytes);
    /// The client is gone: ends the exchange.
    void abandon();
    /// Whether an exchange or a stream is still alive. Between two steps only.
    bool isOpen() const { return m_exchange || m_stream; }

private:
    Outcome guarded(const std::function<Outcome()> &step);
    Outcome advance(QByteArrayView bytes, bool last, qint64 readBytes);
    Outcome reply(Response response, qint64 readBytes);

    Handler &m_handler;
    std::unique_ptr<Exchange> m_exchange;
    std::unique_ptr<BodySource> m_stream;
};

}  // namespace tideline::server
