// The other processes' end of the control socket.
#pragma once

#include "core/control/protocol.h"
#include "core/control/unix_socket.h"

#include <condition_variable>
#include <map>
#include <mutex>
#include <thread>
#include <vector>

namespace tideline::control {

/// The owner of a profile's engine, reached over its socket: a VerbHandler like the service itself.
///
/// Thread:    any; calls overlap on one connection. Progress and events come on the client's reading thread: a callback
///            that blocks holds up the other calls.
/// Invariant: when the owner goes, every call in progress ends with Error Io, and listeners hear {"event":"owner_gone"}.
class ControlClient final : public VerbHandler {
public:
    /// Errors: NotFound (no process owns the engine), Denied (another user's), Io.
    static Result<std::unique_ptr<ControlClient>> connect(const QString &profile);
    ~ControlClient() override;

    Result<QJsonObject> handle(const QString &verb, const QJsonObject &args, const OnProgress &onProgress = {},
                               const std::atomic<bool> *cancelled = nullptr) override;
    Result<std::unique_ptr<Subscription>> listen(OnEvent listener) override;
    /// False once the owner is gone.
    bool isConnected() const;

private:
    struct Call {
        const OnProgress *onProgress = nullptr;
        std::optional<Result<QJsonObject>> answer;
    };
    struct Listener {
        std::mutex mutex;
        OnEvent call;
    };
    class Listening;
    explicit ControlClient(Socket socket);
    void readLines();
    void takeLine(const QJsonObject &object);
    void tell(const QJsonObject &event);
    bool write(const QJsonObject &object);
    Error gone() const;

    Socket m_socket;
    std::mutex m_writing;
    mutable std::mutex m_mutex;
    std::condition_variable m_answered;
    std::map<qint64, std::shared_ptr<Call>> m_calls;
    std::vector<std::weak_ptr<Listener>> m_listeners;
    qint64 m_nextId = 1;
    bool m_subscribed = false;
    bool m_connected = true;
    std::thread m_reader;
};

}  // namespace tideline::control
