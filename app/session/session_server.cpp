#include "app/session/session_server.h"

#include "core/preview/frame_socket.h"

#include <QCborMap>

#include <algorithm>
#include <ctime>
#include <pthread.h>
#include <unistd.h>

namespace tideline::session {

using preview::Message;
using std::chrono::milliseconds;
using std::chrono::steady_clock;

/// A peer, and the thread that reads from it.
struct SessionServer::Connection {
    std::shared_ptr<Peer> peer;
    std::atomic<bool> isOver = false;
    std::jthread thread;
};

namespace {

constexpr std::size_t kMostConnections = 64;
constexpr std::chrono::seconds kAfterCancel{2};  ///< of computing, to end in order

std::chrono::nanoseconds computed(clockid_t clock)
{
    timespec time{};
    ::clock_gettime(clock, &time);
    return std::chrono::seconds(time.tv_sec) + std::chrono::nanoseconds(time.tv_nsec);
}

void answerTo(Call &call, const Result<QCborValue> &value)
{
    if (call.isAnswered.exchange(true))
        return;
    if (value)
        call.peer->say({Message::Kind::Reply, call.id, {}, *value});
    else
        call.peer->say({Message::Kind::Failure, call.id, {}, preview::toCbor(value.error())});
}

Error nobodyWaits()
{
    return {Error::Kind::Cancelled, u"The preview was stopped."_s, {}, {}};
}

Error tooLong(milliseconds limit)
{
    return {Error::Kind::Timeout, u"This file takes longer than %1 s to be looked into, so that was ended."_s.arg(double(limit.count()) / 1000), {},
            u"Open it with its own program."_s};
}

}  // namespace

SessionServer::SessionServer(control::Socket listener, Options options)
    : m_listener(std::move(listener)), m_options(std::move(options)),
      m_table(m_options.kept), m_work(m_table, m_options.limits, m_options.memoryBytes)
{
    for (int i = 0; i < m_options.threads; ++i)
        m_threads.emplace_back([this] { work(); });
}

SessionServer::~SessionServer()
{
    m_listener.shutDown();
    if (m_acceptor.joinable())
        m_acceptor.join();
    {
        const MutexLock lock(m_mutex);
        m_ends = true;
        for (const Running &running : m_running)
            running.call->cancelled = true;
        m_wakes.notify_all();
    }
    for (const auto &connection : m_connections) {
        connection->peer->leave();
        connection->peer->socket().shutDown();
    }
    m_connections.clear();
    m_threads.clear();
}

SessionServer::End SessionServer::run()
{
    constexpr milliseconds kBusy{50}, kIdle{1000};
    m_acceptor = std::jthread([this] {
        while (auto socket = control::acceptOn(m_listener))
            accept(*std::move(socket));
    });
    for (;;) {
        if (const auto end = ended())
            return *end;
        const MutexLock lock(m_mutex);
        const bool isBusy = !m_running.empty() || !m_queue.empty();
        if (!m_isAsked)
            m_changed.wait_for(m_mutex, isBusy ? kBusy : std::clamp(m_options.idle, milliseconds(10), kIdle));
    }
}

/// Whether it is over, and why; who must know is told.
std::optional<SessionServer::End> SessionServer::ended()
{
    const bool isLarge = residentBytes() > m_options.memoryBytes;
    const MutexLock lock(m_mutex);
    if (m_isAsked)
        return End::Asked;
    if (m_running.empty() && m_queue.empty() && steady_clock::now() - m_lastUse > m_options.idle)
        return End::Idle;
    if (isLarge) {
        // Of several it is not known whose memory it is: they are told nothing, and ask again one by one.
        if (m_running.size() == 1)
            answerTo(*m_running.front().call, tooLarge(m_options.memoryBytes));
        return End::Memory;
    }
    return endLate() ? std::optional(End::Time) : std::nullopt;
}

/// Tells those whose call computes for too long. Whether there are any.
bool SessionServer::endLate()
{
    bool isLate = false;
    for (Running &running : m_running) {
        const auto now = computed(running.clock);
        if (running.call->cancelled && !running.cancelledAt)
            running.cancelledAt = now;
        if (now - running.begun <= m_options.limit && (!running.cancelledAt || now - *running.cancelledAt <= kAfterCancel))
            continue;
        isLate = true;
        answerTo(*running.call, running.cancelledAt ? nobodyWaits() : tooLong(m_options.limit));
    }
    return isLate;
}

void SessionServer::accept(control::Socket socket)
{
    std::erase_if(m_connections, [](const auto &connection) { return connection->isOver.load(); });
    if (!control::isOwnUser(socket) || m_connections.size() >= kMostConnections)
        return;
    auto connection = std::make_unique<Connection>();
    connection->peer = std::make_shared<Peer>(std::move(socket));
    connection->thread = std::jthread([this, of = connection.get()] {
        readFrom(of->peer);
        of->isOver = true;
    });
    m_connections.push_back(std::move(connection));
}

void SessionServer::readFrom(const std::shared_ptr<Peer> &peer)
{
    peer->say({Message::Kind::Hello, 0, {}, QCborArray{preview::kProtocol, QLatin1StringView(TIDELINE_VERSION)}});
    for (;;) {
        auto frame = preview::readFrame(peer->socket());
        if (!frame || !*frame)
            break;
        const auto message = preview::messageFromFrame((*frame)->bytes);
        if (!message)
            break;  // who sends rubbish loses the connection, and nothing else
        take(peer, *message, std::move((*frame)->file));
    }
    peer->leave();
    peer->socket().shutDown();
    letGo(peer);
}

void SessionServer::take(const std::shared_ptr<Peer> &peer, const Message &message, control::Socket file)
{
    switch (message.kind) {
    case Message::Kind::Call: {
        auto call = std::make_shared<Call>();
        call->peer = peer;
        call->id = message.id;
        call->verb = message.verb;
        call->args = message.value.toArray();
        call->file = std::move(file);
        takeCall(std::move(call));
        return;
    }
    case Message::Kind::Cancel: cancel(peer, message.id); return;
    case Message::Kind::Range:
    case Message::Kind::NoRange: peer->answer(message); return;
    case Message::Kind::Hello:
    case Message::Kind::Reply:
    case Message::Kind::Failure:
    case Message::Kind::Need: return;  // the helper's own words
    }
}

/// What asks of the helper itself is answered here, however busy the others are, and is no use that keeps it.
void SessionServer::takeCall(std::shared_ptr<Call> call)
{
    if (call->verb == u"status") {
        answerTo(*call, status());
        return;
    }
    const MutexLock lock(m_mutex);
    if (call->verb == u"end") {
        m_isAsked = true;
        m_listener.shutDown();  // whoever wants a helper from here on gets another one
        answerTo(*call, QCborValue(true));
        m_changed.notify_all();
        return;
    }
    m_queue.push_back(std::move(call));
    m_wakes.notify_one();
    m_changed.notify_all();
}

void SessionServer::cancel(const std::shared_ptr<Peer> &peer, qint64 id)
{
    const auto isIt = [&](const Call &call) { return call.peer == peer && call.id == id; };
    const MutexLock lock(m_mutex);
    for (const Running &running : m_running) {
        if (isIt(*running.call))
            running.call->cancelled = true;
    }
    const auto queued = std::ranges::find_if(m_queue, [&](const auto &call) { return isIt(*call); });
    if (queued == m_queue.end())
        return;
    answerTo(**queued, nobodyWaits());
    m_queue.erase(queued);
}

/// What a peer had opened goes with it.
void SessionServer::letGo(const std::shared_ptr<Peer> &peer)
{
    {
        const MutexLock lock(m_mutex);
        for (const Running &running : m_running) {
            if (running.call->peer == peer)
                running.call->cancelled = true;
        }
        std::erase_if(m_queue, [&](const auto &call) { return call->peer == peer; });
    }
    m_table.removeAllOf(peer.get());
}

void SessionServer::work()
{
    clockid_t clock = CLOCK_MONOTONIC;
    ::pthread_getcpuclockid(::pthread_self(), &clock);
    for (;;) {
        std::shared_ptr<Call> call;
        {
            MutexLock lock(m_mutex);
            while (!m_ends && m_queue.empty())
                lock.wait(m_wakes);
            if (m_ends)
                return;
            call = std::move(m_queue.front());
            m_queue.pop_front();
            m_running.push_back({call, clock, computed(clock)});
            ++m_calls;
        }
        answerTo(*call, m_work.answer(*call));
        const MutexLock lock(m_mutex);
        std::erase_if(m_running, [&](const Running &running) { return running.call == call; });
        m_lastUse = steady_clock::now();
    }
}

QCborValue SessionServer::status()
{
    const auto now = steady_clock::now();
    const auto since = [now](Time time) { return qint64((now - time) / milliseconds(1)); };
    QCborArray previews;
    qint64 kept = 0;
    for (const PreviewTable::Row &row : m_table.rows()) {
        previews.append(QCborMap{{u"name"_s, row.name}, {u"format"_s, QLatin1StringView(row.format)}, {u"bytes"_s, row.bytes}, {u"idle_ms"_s, since(row.usedAt)}});
        kept += row.bytes;
    }
    const MutexLock lock(m_mutex);
    const bool isBusy = !m_running.empty() || !m_queue.empty();
    return QCborMap{{u"pid"_s, qint64(::getpid())},
                    {u"version"_s, QLatin1StringView(TIDELINE_VERSION)},
                    {u"program"_s, m_options.program},
                    {u"up_ms"_s, since(m_started)},
                    {u"idle_ms"_s, isBusy ? 0 : since(m_lastUse)},
                    {u"calls"_s, m_calls},
                    {u"running_calls"_s, qint64(m_running.size() + m_queue.size())},
                    {u"previews"_s, previews},
                    {u"kept_bytes"_s, kept},
                    {u"resident_bytes"_s, residentBytes()},
                    {u"kept_limit_bytes"_s, m_options.kept.maxBytes},
                    {u"memory_limit_bytes"_s, m_options.memoryBytes},
                    {u"idle_limit_ms"_s, qint64(m_options.idle.count())},
                    {u"call_limit_ms"_s, qint64(m_options.limit.count())},
                    {u"sandbox"_s, QCborArray::fromStringList(m_options.sandbox.layers)},
                    {u"sandbox_missing"_s, QCborArray::fromStringList(m_options.sandbox.missing)}};
}

qint64 SessionServer::residentBytes() const
{
    char text[64]{};
    if (::pread(m_options.statm.fd(), text, sizeof text - 1, 0) <= 0)
        return 0;
    return QByteArray(text).split(' ').value(1).toLongLong() * ::sysconf(_SC_PAGESIZE);
}

}  // namespace tideline::session
