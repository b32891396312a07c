#include "core/control/control_client.h"

#include <QJsonDocument>

namespace tideline::control {

/// Holds a listener; once it is gone, the listener is not called any more.
class ControlClient::Listening final : public Subscription {
public:
    explicit Listening(std::shared_ptr<Listener> listener) : m_listener(std::move(listener)) {}
    ~Listening() override
    {
        const std::lock_guard lock(m_listener->mutex);
        m_listener->call = {};
    }

private:
    std::shared_ptr<Listener> m_listener;
};

Result<std::unique_ptr<ControlClient>> ControlClient::connect(const QString &profile)
{
    auto socket = connectTo(socketPath(profile));
    if (!socket)
        return socket.error();
    return std::unique_ptr<ControlClient>(new ControlClient(std::move(*socket)));
}

ControlClient::ControlClient(Socket socket) : m_socket(std::move(socket))
{
    m_reader = std::thread([this] { readLines(); });
}

ControlClient::~ControlClient()
{
    {
        const std::lock_guard lock(m_mutex);
        m_listeners.clear();
    }
    m_socket.shutDown();
    m_reader.join();
}

bool ControlClient::isConnected() const
{
    const std::lock_guard lock(m_mutex);
    return m_connected;
}

Error ControlClient::gone() const
{
    return Error{Error::Kind::Io, u"The process that owns the engine has ended."_s, u"control socket"_s, u"Try again."_s};
}

Result<QJsonObject> ControlClient::handle(const QString &verb, const QJsonObject &args, const OnProgress &onProgress,
                                          const std::atomic<bool> *cancelled)
{
    const auto call = std::make_shared<Call>();
    call->onProgress = &onProgress;
    Request request{0, verb, args};
    {
        const std::lock_guard lock(m_mutex);
        if (!m_connected)
            return gone();
        request.id = m_nextId++;
        m_calls[request.id] = call;
    }
    write(toJson(request));  // a failure ends the reader, which answers every call

    std::unique_lock lock(m_mutex);
    bool told = false;
    while (!call->answer) {
        if (!cancelled) {
            m_answered.wait(lock);
            continue;
        }
        m_answered.wait_for(lock, std::chrono::milliseconds(50));
        if (!call->answer && !told && cancelled->load(std::memory_order_relaxed)) {
            told = true;
            lock.unlock();
            write(toJson(Request{0, u"cancel"_s, {{u"request"_s, request.id}}}));
            lock.lock();
        }
    }
    m_calls.erase(request.id);
    return std::move(*call->answer);
}

Result<std::unique_ptr<Subscription>> ControlClient::listen(OnEvent listener)
{
    auto held = std::make_shared<Listener>();
    held->call = std::move(listener);
    bool first = false;
    {
        const std::lock_guard lock(m_mutex);
        if (!m_connected)
            return gone();
        m_listeners.push_back(held);
        first = !std::exchange(m_subscribed, true);
    }
    std::unique_ptr<Subscription> listening = std::make_unique<Listening>(held);
    if (first) {
        if (auto subscribed = handle(u"events"_s, {}); !subscribed)
            return subscribed.error();
    }
    return listening;
}

void ControlClient::readLines()
{
    LineReader lines(m_socket, kMaxReplyBytes + 1024);
    for (;;) {
        auto line = lines.next();
        if (!line || !*line)
            break;
        takeLine(QJsonDocument::fromJson(**line).object());
    }
    m_socket.shutDown();
    {
        const std::lock_guard lock(m_mutex);
        m_connected = false;
        for (const auto &[id, call] : m_calls) {
            if (!call->answer)
                call->answer = gone();
        }
        m_answered.notify_all();
    }
    tell({{u"event"_s, u"owner_gone"_s}});
}

void ControlClient::takeLine(const QJsonObject &object)
{
    if (object.contains(u"event"_s)) {
        tell(object);
        return;
    }
    std::shared_ptr<Call> call;
    {
        const std::lock_guard lock(m_mutex);
        const auto it = m_calls.find(object.value(u"id"_s).toInteger(-1));
        if (it == m_calls.end())
            return;  // a cancel's reply
        call = it->second;
    }
    if (object.contains(u"progress"_s)) {
        // Before its answer is set the caller waits, so the callback is alive.
        if (*call->onProgress)
            (*call->onProgress)(object.value(u"progress"_s).toObject());
        return;
    }
    const std::lock_guard lock(m_mutex);
    if (object.contains(u"error"_s))
        call->answer = errorFromJson(object.value(u"error"_s).toObject());
    else
        call->answer = object.value(u"reply"_s).toObject();
    m_answered.notify_all();
}

void ControlClient::tell(const QJsonObject &event)
{
    std::vector<std::shared_ptr<Listener>> listeners;
    {
        const std::lock_guard lock(m_mutex);
        std::erase_if(m_listeners, [](const auto &weak) { return weak.expired(); });
        for (const auto &weak : m_listeners) {
            if (auto listener = weak.lock())
                listeners.push_back(std::move(listener));
        }
    }
    for (const auto &listener : listeners) {
        const std::lock_guard lock(listener->mutex);
        if (listener->call)
            listener->call(event);
    }
}

bool ControlClient::write(const QJsonObject &object)
{
    const QByteArray line = toLine(object);
    const std::lock_guard lock(m_writing);
    if (writeAll(m_socket, line))
        return true;
    m_socket.shutDown();
    return false;
}

}  // namespace tideline::control
