#include "core/control/control_connection.h"

#include <sys/socket.h>

namespace tideline::control {

namespace {

constexpr qsizetype kFullBytes = 1 << 20;         // progress waits above it
constexpr qsizetype kDroppedBytes = 16 << 20;     // a client that lets so many bytes of events pile up is dropped
constexpr std::size_t kMaxRunning = 32;

QJsonObject errorLine(qint64 id, const Error &error)
{
    return {{u"id"_s, id}, {u"error"_s, toJson(error)}};
}

}  // namespace

ControlConnection::ControlConnection(Socket socket, VerbHandler &handler) : m_socket(std::move(socket)), m_handler(handler)
{
    m_writer = std::thread([this] { writeLines(); });
    m_reader = std::thread([this] { readRequests(); });
}

ControlConnection::~ControlConnection()
{
    m_socket.shutDown();
    m_reader.join();
    m_writer.join();
}

void ControlConnection::drain(std::chrono::milliseconds limit)
{
    std::unique_lock lock(m_mutex);
    m_draining = true;
    ::shutdown(m_socket.fd(), SHUT_RD);
    m_changed.wait_for(lock, limit, [this] { return m_running.empty() && (m_queuedBytes == 0 || m_closed); });
    m_draining = false;
    for (const auto &[id, running] : m_running)
        running->cancelled = true;
}

void ControlConnection::readRequests()
{
    LineReader lines(m_socket, kMaxRequestBytes);
    for (;;) {
        auto line = lines.next();
        if (!line) {
            push(errorLine(-1, line.error()));
            break;
        }
        if (!*line)
            break;
        auto request = requestFromLine(**line);
        if (!request) {
            push(errorLine(-1, request.error()));
            break;  // out of step: whatever follows cannot be trusted
        }
        joinFinished();
        if (request->verb == u"cancel"_s) {
            cancel(request->args.value(u"request"_s).toInteger(-1));
            push({{u"id"_s, request->id}, {u"reply"_s, QJsonObject()}});
        } else if (request->verb == u"events"_s) {
            subscribe(request->id);
        } else {
            start(*request);
        }
    }
    cancelUnlessDraining();
    m_subscription.reset();
    {
        std::unique_lock lock(m_mutex);
        m_changed.wait(lock, [this] { return m_running.empty(); });
        m_ending = true;
    }
    m_changed.notify_all();
    joinFinished();
}

void ControlConnection::writeLines()
{
    std::unique_lock lock(m_mutex);
    for (;;) {
        m_changed.wait(lock, [this] { return !m_lines.empty() || m_ending; });
        if (m_lines.empty())
            break;
        const QByteArray line = std::move(m_lines.front());
        m_lines.pop_front();
        const bool dead = m_closed;
        lock.unlock();
        const bool written = !dead && writeAll(m_socket, line);
        lock.lock();
        m_queuedBytes -= line.size();
        if (!written && !m_closed) {
            m_closed = true;
            m_socket.shutDown();
        }
        m_changed.notify_all();
    }
    m_closed = true;
    m_socket.shutDown();
    m_over = true;
}

void ControlConnection::start(const Request &request)
{
    auto running = std::make_shared<Running>();
    const std::lock_guard lock(m_mutex);
    if (m_running.size() >= kMaxRunning || m_running.contains(request.id)) {
        const QByteArray line = toLine(errorLine(
            request.id, {Error::Kind::Refused, u"Too many requests at one time, or an id twice."_s, u"control socket"_s, {}}));
        m_queuedBytes += line.size();
        m_lines.push_back(line);
        m_changed.notify_all();
        return;
    }
    m_running[request.id] = running;
    running->thread = std::thread([this, request, running] {
        run(request, running->cancelled);
        const std::lock_guard inner(m_mutex);
        m_finished.push_back(std::move(running->thread));
        m_running.erase(request.id);
        m_changed.notify_all();
    });
}

void ControlConnection::run(const Request &request, const std::atomic<bool> &cancelled)
{
    const auto progress = [this, &request](const QJsonObject &object) {
        push({{u"id"_s, request.id}, {u"progress"_s, object}});
    };
    auto reply = m_handler.handle(request.verb, request.args, progress, &cancelled);
    if (!reply) {
        push(errorLine(request.id, reply.error()));
        return;
    }
    const QByteArray line = toLine({{u"id"_s, request.id}, {u"reply"_s, *reply}});
    if (line.size() > kMaxReplyBytes) {
        push(errorLine(request.id, {Error::Kind::Invalid, u"The answer is too large for one page."_s, request.verb,
                                    u"Ask with a lower limit."_s}));
        return;
    }
    push({{u"id"_s, request.id}, {u"reply"_s, *reply}});
}

void ControlConnection::cancel(qint64 id)
{
    const std::lock_guard lock(m_mutex);
    if (const auto it = m_running.find(id); it != m_running.end())
        it->second->cancelled = true;
}

void ControlConnection::cancelUnlessDraining()
{
    const std::lock_guard lock(m_mutex);
    if (m_draining)
        return;
    for (const auto &[id, running] : m_running)
        running->cancelled = true;
}

void ControlConnection::subscribe(qint64 id)
{
    push({{u"id"_s, id}, {u"reply"_s, QJsonObject{{u"subscribed"_s, true}}}});
    if (m_subscription)
        return;
    if (auto subscription = m_handler.listen([this](const QJsonObject &event) { pushEvent(event); }))
        m_subscription = std::move(*subscription);
}

void ControlConnection::push(const QJsonObject &object)
{
    const QByteArray line = toLine(object);
    std::unique_lock lock(m_mutex);
    m_changed.wait(lock, [this] { return m_closed || m_queuedBytes < kFullBytes; });
    if (m_closed)
        return;
    m_queuedBytes += line.size();
    m_lines.push_back(line);
    m_changed.notify_all();
}

void ControlConnection::pushEvent(const QJsonObject &event)
{
    const QByteArray line = toLine(event);
    const std::lock_guard lock(m_mutex);
    if (m_closed)
        return;
    if (m_queuedBytes > kDroppedBytes) {
        m_closed = true;
        m_socket.shutDown();
    } else {
        m_queuedBytes += line.size();
        m_lines.push_back(line);
    }
    m_changed.notify_all();
}

void ControlConnection::joinFinished()
{
    std::vector<std::thread> finished;
    {
        const std::lock_guard lock(m_mutex);
        finished.swap(m_finished);
    }
    for (std::thread &thread : finished)
        thread.join();
}

}  // namespace tideline::control
