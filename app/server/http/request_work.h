// The part of a request that may block: the calls of its Exchange and of its reply's BodySource.
#pragma once

#include "app/server/api/message.h"

#include <atomic>
#include <functional>
#include <memory>
#include <optional>

namespace tideline::server {

/// How many replies may be sent piece by piece at once: each holds some 1.3 MiB. Thread: any.
class StreamSlots {
public:
    explicit StreamSlots(int most) : m_free(most) {}
    bool take()
    {
        int free = m_free;
        while (free > 0 && !m_free.compare_exchange_weak(free, free - 1)) {
        }
        return free > 0;
    }
    void give() { ++m_free; }

private:
    std::atomic<int> m_free;
};

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
        bool waits = false;                ///< `streamed`, but there is no slot: nothing was read, go on with firstPiece()
    };

    RequestWork(Handler &handler, StreamSlots &slots) : m_handler(handler), m_slots(slots) {}
    ~RequestWork() { releaseSlot(); }
    RequestWork(const RequestWork &) = delete;
    RequestWork &operator=(const RequestWork &) = delete;

    /// Opens the exchange and gives it the first bytes of its body. `last`: there are no more. Without a response in the
    /// outcome it waits for more().
    Outcome begin(const RequestHead &head, QByteArrayView bytes, bool last, qint64 readBytes);
    /// More of the body.
    Outcome more(QByteArrayView bytes, bool last, qint64 readBytes);
    /// The first piece of a reply that waits for a slot.
    Outcome firstPiece(qint64 readBytes);
    /// The next piece of a streamed reply, at most `readBytes`.
    Outcome read(qint64 readBytes);
    /// The client is gone: ends the exchange.
    void abandon();
    /// The reply is sent, or will not be. Thread: any.
    void releaseSlot();
    /// Whether an exchange or a stream is still alive. Between two steps only.
    bool isOpen() const { return m_exchange || m_stream; }

private:
    Outcome guarded(const std::function<Outcome()> &step);
    Outcome advance(QByteArrayView bytes, bool last, qint64 readBytes);
    Outcome reply(Response response, qint64 readBytes);

    Handler &m_handler;
    StreamSlots &m_slots;
    std::atomic<bool> m_hasSlot = false;
    std::unique_ptr<Exchange> m_exchange;
    std::unique_ptr<BodySource> m_stream;
};

}  // namespace tideline::server
