#include "tests/app/server/http/toy_server.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace tideline::server {

namespace {

class ToyStream final : public BodySource {
public:
    ToyStream(ToyHandler &handler, qint64 size, bool breaks) : m_handler(handler), m_left(size), m_breaks(breaks) {}
    Result<QByteArray> read(qint64 maxBytes) override
    {
        if (m_left == 0 && m_breaks)
            return Error{Error::Kind::Corrupt, u"The toy is broken."_s, {}, {}};
        const qint64 size = std::min(m_left, maxBytes);
        m_left -= size;
        m_handler.bytesMade += size;
        return QByteArray(size, 'x');
    }

private:
    ToyHandler &m_handler;
    qint64 m_left;
    bool m_breaks;
};

class ToyExchange final : public Exchange {
public:
    ToyExchange(ToyHandler &handler, const RequestHead &head) : m_handler(handler), m_head(head)
    {
        m_handler.exchangesAlive++;
    }
    ~ToyExchange() override { m_handler.exchangesAlive--; }

    std::unique_ptr<Response> refused() override
    {
        static const QByteArrayList kKnown = {"/hello", "/echo", "/count", "/broken", "/wait", "/throws"};
        if (m_head.path == "/refused")
            return std::make_unique<Response>(problem(401, "sign_in", u"Sign in."_s));
        if (!kKnown.contains(m_head.path) && !m_head.path.startsWith("/stream/"))
            return std::make_unique<Response>(problem(404, "not_found", u"Nothing is here."_s));
        return nullptr;
    }
    Result<void> write(QByteArrayView piece) override
    {
        Guard guard(*this);
        m_handler.bytesTaken += piece.size();
        if (m_head.path == "/echo")
            m_body += piece;
        m_size += piece.size();
        if (m_head.path == "/echo" && m_body.contains("poison"))
            return Error{Error::Kind::Invalid, u"Poison."_s, {}, {}};
        return {};
    }
    Response finish() override
    {
        Guard guard(*this);
        Response response;
        if (m_head.path == "/throws")
            throw std::runtime_error("toy");
        if (m_head.path == "/wait") {
            m_handler.waiting++;
            m_handler.gate.acquire();
        }
        if (m_head.path.startsWith("/stream/"))
            response.stream = std::make_unique<ToyStream>(m_handler, m_head.path.mid(8).toLongLong(), false);
        else if (m_head.path == "/broken")
            response.stream = std::make_unique<ToyStream>(m_handler, 100'000, true);
        else if (m_head.path == "/echo")
            response.body = m_body;
        else if (m_head.path == "/count")
            response.body = QByteArray::number(m_size);
        else
            response.body = m_head.path.mid(1);
        response.headers["X-Injected"] = "a\r\nSet-Cookie: b";
        return response;
    }

private:
    struct Guard {
        explicit Guard(ToyExchange &exchange) : self(exchange)
        {
            if (self.m_inside.exchange(true))
                self.m_handler.overlapped = true;
        }
        ~Guard() { self.m_inside = false; }
        ToyExchange &self;
    };
    ToyHandler &m_handler;
    RequestHead m_head;
    QByteArray m_body;
    qint64 m_size = 0;
    std::atomic<bool> m_inside{false};
};

}  // namespace

std::unique_ptr<Exchange> ToyHandler::open(const RequestHead &head)
{
    const std::scoped_lock lock(m_mutex);
    m_lastHead = head;
    return std::make_unique<ToyExchange>(*this, head);
}

RequestHead ToyHandler::lastHead() const
{
    const std::scoped_lock lock(m_mutex);
    return m_lastHead;
}

ToyServer::ToyServer(HttpSettings settings, UpgradeHandler *upgrades)
{
    m_context.moveToThread(&m_thread);
    m_thread.start();
    inThread([&] {
        m_server = std::make_unique<HttpServer>(handler, pool, settings, upgrades);
        const auto started = m_server->start();
        Q_ASSERT(started);
        m_port = m_server->serverPort();
    });
}

ToyServer::~ToyServer()
{
    handler.gate.release(1000);
    inThread([&] { m_server.reset(); });
    m_thread.quit();
    m_thread.wait();
}

void ToyServer::inThread(const std::function<void()> &work)
{
    QMetaObject::invokeMethod(&m_context, work, Qt::BlockingQueuedConnection);
}

RawClient::RawClient(quint16 port, int receiveBuffer)
{
    m_fd = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (receiveBuffer > 0)
        ::setsockopt(m_fd, SOL_SOCKET, SO_RCVBUF, &receiveBuffer, sizeof receiveBuffer);
    const int on = 1;
    ::setsockopt(m_fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (::connect(m_fd, reinterpret_cast<sockaddr *>(&address), sizeof address) != 0)
        close();
}

RawClient::~RawClient()
{
    close();
}

void RawClient::close()
{
    if (m_fd >= 0)
        ::close(m_fd);
    m_fd = -1;
}

bool RawClient::send(QByteArrayView bytes)
{
    while (!bytes.isEmpty()) {
        const auto sent = ::send(m_fd, bytes.data(), std::size_t(bytes.size()), MSG_NOSIGNAL);
        if (sent <= 0)
            return false;
        bytes = bytes.sliced(sent);
    }
    return true;
}

qint64 RawClient::sendSome(QByteArrayView bytes)
{
    const auto sent = ::send(m_fd, bytes.data(), std::size_t(bytes.size()), MSG_NOSIGNAL | MSG_DONTWAIT);
    return std::max<qint64>(0, sent);
}

bool RawClient::fill()
{
    pollfd wait{m_fd, POLLIN, 0};
    if (::poll(&wait, 1, 10'000) <= 0)
        return false;
    char buffer[65'536];
    const auto got = ::recv(m_fd, buffer, sizeof buffer, 0);
    if (got <= 0)
        return false;
    m_buffer.append(buffer, got);
    return true;
}

QByteArray RawClient::take(qint64 bytes)
{
    while (m_buffer.size() < bytes && fill()) { }
    const QByteArray taken = m_buffer.left(bytes);
    m_buffer.remove(0, taken.size());
    return taken;
}

RawClient::Reply RawClient::reply(bool bodyless)
{
    Reply reply;
    while (!m_buffer.contains("\r\n\r\n")) {
        if (!fill()) {
            reply.cut = true;
            return reply;
        }
    }
    const qsizetype end = m_buffer.indexOf("\r\n\r\n") + 4;
    reply.head = take(end);
    reply.status = reply.head.mid(9, 3).toInt();
    if (bodyless || reply.status == 100)
        return reply;
    const QByteArray lower = reply.head.toLower();
    if (const qsizetype at = lower.indexOf("content-length: "); at >= 0) {
        const qint64 length = lower.mid(at + 16, lower.indexOf('\r', at) - at - 16).toLongLong();
        reply.body = take(length);
        reply.cut = reply.body.size() < length;
        return reply;
    }
    while (lower.contains("transfer-encoding: chunked")) {
        while (!m_buffer.contains("\r\n")) {
            if (!fill()) {
                reply.cut = true;
                return reply;
            }
        }
        const QByteArray line = take(m_buffer.indexOf("\r\n") + 2).trimmed();
        const qint64 size = line.toLongLong(nullptr, 16);
        const QByteArray chunk = take(size + 2);
        reply.body += chunk.left(size);
        reply.cut = chunk.size() < size + 2;
        if (size == 0 || reply.cut)
            break;
    }
    return reply;
}

bool RawClient::closed()
{
    while (true) {
        pollfd wait{m_fd, POLLIN, 0};
        if (::poll(&wait, 1, 10'000) <= 0)
            return false;
        char buffer[65'536];
        if (::recv(m_fd, buffer, sizeof buffer, 0) <= 0)
            return true;
    }
}

}  // namespace tideline::server
