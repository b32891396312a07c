#include "app/server/http/connection.h"

#include <QHostAddress>
#include <QLoggingCategory>
#include <QTcpSocket>
#include <QThreadPool>

#include <sys/socket.h>

#include <random>

namespace tideline::server {

namespace {

Q_LOGGING_CATEGORY(lcHttp, "tideline.server.http", QtInfoMsg)

/// Unguessable enough to be unique, cheap enough to be made for each request.
QByteArray makeRequestId()
{
    thread_local std::mt19937_64 numbers{std::random_device{}()};
    return QByteArray::number(quint64(numbers()), 16).rightJustified(16, '0');
}

/// Who counts as one where requests and guesses are limited. Of IPv6 a network of 64 bits: who has an address of it has them all.
QByteArray networkOf(const QHostAddress &address)
{
    bool isIpv4 = false;
    const quint32 ipv4 = address.toIPv4Address(&isIpv4);  // as ::ffff:192.0.2.1, too
    if (isIpv4)
        return QHostAddress(ipv4).toString().toLatin1();
    if (address.protocol() != QAbstractSocket::IPv6Protocol || address.isLoopback())
        return address.toString().toLatin1();
    Q_IPV6ADDR network = address.toIPv6Address();
    std::fill(network.c + 8, network.c + 16, quint8(0));
    return QHostAddress(network).toString().toLatin1() + "/64";
}

}  // namespace

Connection::Connection(const HttpContext &context, std::function<bool()> makeRoom, qintptr descriptor)
    : m_context(context), m_makeRoom(std::move(makeRoom)), m_socket(std::make_unique<QTcpSocket>())
{
    m_context.metrics.connectionsOpen++;
    m_context.metrics.connectionsTotal++;
    m_socket->setSocketDescriptor(descriptor);
    m_socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    m_socket->setReadBufferSize(m_context.settings.limits.headBytes + 1);  // what is pipelined behind a request waits in the kernel
    m_peer = networkOf(m_socket->peerAddress());
    connect(m_socket.get(), &QTcpSocket::readyRead, this, &Connection::onReadyRead);
    connect(m_socket.get(), &QTcpSocket::bytesWritten, this, [this](qint64 bytes) {
        m_peerBytes += bytes;
        onBytesWritten();
    });
    connect(m_socket.get(), &QTcpSocket::disconnected, this, &Connection::onDisconnected);
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &Connection::onTimeout);
    setState(State::Head, m_context.settings.headTimeout);
}

Connection::~Connection()
{
    m_context.metrics.connectionsOpen--;
}

void Connection::setState(State state, std::chrono::milliseconds limit)
{
    if (m_state == State::Ended)
        return;
    if (m_state == State::Body || m_state == State::Sending)
        m_peerMs += m_stateTime.elapsed();
    m_stateTime.start();
    m_state = state;
    m_deadline = limit.count() < 0 ? QDeadlineTimer(QDeadlineTimer::Forever) : QDeadlineTimer(limit);
    if (limit.count() >= 0 && (!m_timer.isActive() || m_timer.remainingTime() > limit.count()))
        m_timer.start(limit + std::chrono::milliseconds(1));
}

/// `limit`, or less when the peer has been waited for longer than what it moved in that time is worth.
std::chrono::milliseconds Connection::patience(std::chrono::milliseconds limit) const
{
    const qint64 waiting = m_state == State::Body || m_state == State::Sending ? m_stateTime.elapsed() : 0;
    const qint64 earned = m_peerBytes * 1000 / m_context.settings.minBytesPerSecond;
    const std::chrono::milliseconds left = m_context.settings.slowGrace + std::chrono::milliseconds(earned - m_peerMs - waiting);
    return std::clamp(left, std::chrono::milliseconds(0), limit);
}

std::optional<std::chrono::steady_clock::time_point> Connection::waitsSince() const
{
    return m_state == State::Head ? std::optional(m_waitsSince) : std::nullopt;
}

/// Runs `step` on the pool and `then(outcome)` back here.
template <typename Step, typename Then>
void Connection::onPool(Step step, Then then)
{
    if (m_state == State::Ended)
        return;
    setState(State::Working, std::chrono::milliseconds(-1));
    m_inWork = true;
    m_context.pool.start([this, step = std::move(step), then = std::move(then)]() mutable {
        auto outcome = std::make_shared<decltype(step())>(step());
        QMetaObject::invokeMethod(
            this,
            [this, outcome, then = std::move(then)]() mutable {
                m_inWork = false;
                if (m_gone)
                    end();
                else
                    then(*outcome);
            },
            Qt::QueuedConnection);
    });
}

void Connection::onReadyRead()
{
    switch (m_state) {
    case State::Head:
        readHead();
        break;
    case State::Body:
        readBody();
        break;
    case State::Lingering:
        m_socket->skip(m_socket->bytesAvailable());
        break;
    case State::Working:
    case State::Sending:
    case State::Ended:
        break;  // left in the socket: the back-pressure
    }
}

void Connection::readHead()
{
    if (m_state == State::Ended)
        return;
    if (!m_parser) {
        if (m_socket->bytesAvailable() == 0)
            return;
        m_parser = std::make_unique<RequestParser>(m_context.settings.limits);
        m_requestId = makeRequestId();
        setState(State::Head, m_context.settings.headTimeout);
    }
    // Looked at, not taken, so that an upgrade finds its request untouched. What Beast has already used stays in front.
    const QByteArray seen = m_socket->peek(m_context.settings.limits.headBytes + 1);
    const qint64 used = m_parser->feedHead(QByteArrayView(seen).sliced(m_headUsed));
    m_headUsed += used;
    if (m_parser->refusal())
        return refuse(*m_parser->refusal());
    if (m_parser->headDone())
        startRequest();
}

bool Connection::wantsUpgrade() const
{
    if (!m_context.upgrades || m_parser->head().method != "GET" || !m_parser->done())
        return false;
    const auto &headers = m_parser->head().headers;
    const auto upgrade = headers.find("upgrade");
    return upgrade != headers.end() && upgrade->second.toLower() == "websocket"
        && m_context.upgrades->wants(m_parser->head());
}

void Connection::startRequest()
{
    m_requestTime.start();
    m_peerMs = 0;
    m_peerBytes = 0;
    m_keepAlive = m_parser->keepAlive();
    RequestHead head = m_parser->head();
    head.peer = m_peer;
    if (m_context.settings.behindProxy) {
        const auto forwarded = head.headers.find("x-forwarded-for");
        QHostAddress address;
        if (forwarded != head.headers.end() && address.setAddress(QString::fromLatin1(forwarded->second.mid(forwarded->second.lastIndexOf(',') + 1).trimmed())))
            head.peer = networkOf(address);
    }
    head.headers["x-request-id"] = m_requestId;
    if (wantsUpgrade()) {
        onPool([upgrades = m_context.upgrades, head] { return upgrades->admit(head); },
               [this](UpgradeHandler::Admission &admission) { admitted(admission); });
        return;
    }
    m_socket->skip(m_headUsed);
    if (!m_parser->done())
        m_socket->setReadBufferSize(m_context.settings.bufferBytes);
    m_bodyless = head.method == "HEAD";
    if (m_bodyless)
        head.method = "GET";
    m_work = std::make_shared<RequestWork>(m_context.handler, m_context.streams);
    // A client that waits for our 100 is asked nothing yet; else what is here goes along, so that a small request costs
    // one trip to the pool.
    const QByteArray bytes = m_parser->done() || m_parser->expectsContinue() ? QByteArray() : takeBody();
    if (m_parser->refusal())
        return refuse(*m_parser->refusal());
    onPool([work = m_work, head = std::move(head), bytes, last = m_parser->done(),
            size = m_context.settings.bufferBytes] { return work->begin(head, bytes, last, size); },
           [this](RequestWork::Outcome &outcome) {
               if (!outcome.response && m_parser->expectsContinue()) {
                   m_socket->write("HTTP/1.1 100 Continue\r\n\r\n");
                   m_socket->flush();
               }
               answer(std::move(outcome));
           });
}

/// What the socket holds of the body, at most `bufferBytes`.
QByteArray Connection::takeBody()
{
    QByteArray body;
    const qint64 left = m_parser->bodyBytesLeft();
    if (left < 0) {
        // Chunked: look first, take what was used, so that a pipelined request behind it stays in the socket.
        const QByteArray seen = m_socket->peek(m_context.settings.bufferBytes);
        m_socket->skip(m_parser->feedBody(seen, body));
    } else {
        const QByteArray seen = m_socket->read(std::min(left, m_context.settings.bufferBytes));
        const qint64 used = m_parser->feedBody(seen, body);
        Q_ASSERT(used == seen.size() || m_parser->refusal());
    }
    m_context.metrics.bytesIn += body.size();
    m_peerBytes += body.size();
    return body;
}

void Connection::readBody()
{
    const QByteArray bytes = takeBody();
    if (m_parser->refusal())
        return refuse(*m_parser->refusal());
    if (bytes.isEmpty() && !m_parser->done())
        return;
    onPool([work = m_work, bytes, last = m_parser->done(), size = m_context.settings.bufferBytes] {
        return work->more(bytes, last, size);
    }, [this](RequestWork::Outcome &outcome) { answer(std::move(outcome)); });
}

void Connection::answer(RequestWork::Outcome outcome)
{
    if (!outcome.response) {
        setState(State::Body, patience(m_context.settings.bodyTimeout));
        return readBody();
    }
    if (outcome.waits)
        return waitForSlot(*std::move(outcome.response));
    sendHead(*outcome.response, outcome.streamed);
    if (outcome.streamed && !m_bodyless && m_framing != Framing::None)
        return sendPiece(outcome.piece, outcome.failed);
    finishReply();
}

/// A reply of many pieces that found no slot: somebody who does not read makes room for it, or it is for later.
void Connection::waitForSlot(Response response)
{
    const auto refuseIt = [this] {
        Response busy = problem(503, "busy", u"Too many read at once."_s, u"Try again in a second."_s);
        busy.headers["Retry-After"] = "1";
        sendHead(busy, false);
        finishReply();
    };
    if (!m_makeRoom())
        return refuseIt();
    onPool([work = m_work, size = m_context.settings.bufferBytes] { return work->firstPiece(size); },
           [this, refuseIt, held = std::make_shared<Response>(std::move(response))](RequestWork::Outcome &outcome) {
               if (outcome.waits)
                   return refuseIt();
               if (!outcome.response)
                   outcome.response = std::move(*held);
               answer(std::move(outcome));
           });
}

void Connection::refuse(const RequestParser::Refusal &refusal)
{
    Response response = problem(refusal.status, refusal.code, refusal.title);
    m_keepAlive = false;
    m_bodyless = false;
    sendHead(response, false);
    finishReply();
}

void Connection::sendHead(Response &response, bool streamed)
{
    // The body's rest cannot be told from the next request unless it is read, so the connection ends with the reply.
    if (!m_parser->done() || m_draining)
        m_keepAlive = false;
    m_status = response.status;
    m_lengthLeft = streamed ? declaredLength(response) : -1;
    if (response.status == 204 || response.status == 304)
        m_framing = Framing::None;
    else if (!streamed || m_lengthLeft >= 0)
        m_framing = Framing::Length;
    else if (m_parser->headDone() && m_parser->isHttp10())
        m_framing = Framing::Close;
    else
        m_framing = Framing::Chunked;
    if (m_framing == Framing::Close)
        m_keepAlive = false;
    QByteArray bytes = replyHead(response, m_framing, streamed ? m_lengthLeft : response.body.size(), m_keepAlive,
                                 m_requestId);
    if (m_framing != Framing::None && !m_bodyless && !streamed) {
        m_context.metrics.bytesOut += response.body.size();
        if (response.body.size() > 16'384) {
            m_socket->write(bytes);
            bytes = std::move(response.body);
        } else {
            bytes += response.body;
        }
    }
    m_socket->write(bytes);
}

void Connection::sendPiece(const QByteArray &piece, bool failed)
{
    const bool wrongLength = m_lengthLeft >= 0 && (piece.isEmpty() ? m_lengthLeft > 0 : piece.size() > m_lengthLeft);
    if (failed || wrongLength)
        return abort();  // the client must see a cut body, never a short one
    if (piece.isEmpty()) {
        if (m_framing == Framing::Chunked)
            m_socket->write("0\r\n\r\n");
        return finishReply();
    }
    if (m_lengthLeft >= 0)
        m_lengthLeft -= piece.size();
    m_context.metrics.bytesOut += piece.size();
    if (m_framing == Framing::Chunked)
        m_socket->write(QByteArray::number(piece.size(), 16) + "\r\n");
    m_socket->write(piece);
    if (m_framing == Framing::Chunked)
        m_socket->write("\r\n");
    m_socket->flush();
    setState(State::Sending, patience(m_context.settings.sendTimeout));
    onBytesWritten();
}

void Connection::onBytesWritten()
{
    if (m_state == State::Lingering) {
        if (m_socket->bytesToWrite() > 0)
            return;
        ::shutdown(int(m_socket->socketDescriptor()), SHUT_WR);
        return setState(State::Lingering, m_context.settings.lingerTimeout);
    }
    if (m_state != State::Sending)
        return;
    if (m_socket->bytesToWrite() > m_context.settings.bufferBytes) {
        setState(State::Sending, patience(m_context.settings.sendTimeout));  // it takes something: wait on
        return;
    }
    if (!m_work)
        return nextRequest();
    onPool([work = m_work, size = m_context.settings.bufferBytes] { return work->read(size); },
           [this](RequestWork::Outcome &outcome) { sendPiece(outcome.piece, outcome.failed); });
}

void Connection::finishReply()
{
    m_socket->flush();
    m_context.metrics.requestsByClass[std::clamp(m_status / 100, 0, 5)]++;
    const qint64 microseconds = m_requestTime.isValid() ? m_requestTime.nsecsElapsed() / 1000 : 0;
    m_context.metrics.requestMicroseconds += microseconds;
    m_requestTime.invalidate();
    if (lcHttp().isDebugEnabled()) {  // never the query nor a header: they may hold what is nobody's business
        const RequestHead &head = m_parser->head();
        qCDebug(lcHttp, "%s %s %s -> %d in %lld us (%s)", m_peer.constData(), head.method.constData(),
                head.path.constData(), m_status, microseconds, m_requestId.constData());
    }
    dropWork();
    if (!m_keepAlive)
        return closeGently();
    m_parser.reset();
    m_headUsed = 0;
    setState(State::Sending, patience(m_context.settings.sendTimeout));
    if (m_socket->bytesToWrite() <= m_context.settings.bufferBytes)  // else a client that only sends would fill us
        nextRequest();
}

void Connection::nextRequest()
{
    m_waitsSince = std::chrono::steady_clock::now();
    m_socket->setReadBufferSize(m_context.settings.limits.headBytes + 1);
    setState(State::Head, m_context.settings.keepAliveTimeout);
    if (m_draining && m_state == State::Head && m_socket->bytesAvailable() == 0)
        return closeGently();
    readHead();
}

/// Sends what is left, then FIN, and reads until the peer has closed: closing over unread bytes would send a reset, which
/// can take the reply away from a client that is still sending.
void Connection::closeGently()
{
    if (m_state == State::Ended)
        return;
    setState(State::Lingering, m_context.settings.sendTimeout);
    m_socket->skip(m_socket->bytesAvailable());
    onBytesWritten();
}

void Connection::admitted(UpgradeHandler::Admission &admission)
{
    // RFC 6455 has the client wait for the 101; QWebSocketServer would drop what came before it.
    if (!admission.refused && m_socket->bytesAvailable() > m_headUsed)
        admission.refused = std::make_unique<Response>(problem(400, "bad_request", u"Frames came before the handshake."_s));
    if (admission.refused) {
        m_keepAlive = false;
        m_bodyless = false;
        m_socket->skip(m_headUsed);
        sendHead(*admission.refused, false);
        return finishReply();
    }
    m_context.metrics.upgrades++;
    m_socket->disconnect(this);
    m_socket->setReadBufferSize(0);
    m_context.upgrades->adopt(std::move(m_socket), std::move(admission.ticket));
    end();
}

void Connection::onTimeout()
{
    if (m_deadline.isForever() || m_state == State::Ended)
        return;
    if (!m_deadline.hasExpired()) {
        m_timer.start(std::chrono::milliseconds(m_deadline.remainingTime() + 1));
        return;
    }
    switch (m_state) {
    case State::Head:
        if (!m_parser)
            return closeGently();
        return refuse({408, "timeout", u"The request's head took too long."_s});
    case State::Body:
        return refuse({408, "timeout", u"The request's body stopped coming."_s});
    case State::Sending:
    case State::Lingering:
        return abort();
    case State::Working:
    case State::Ended:
        break;
    }
}

void Connection::drain()
{
    m_draining = true;
    if (m_state == State::Head && !m_parser)
        closeGently();
}

void Connection::abort()
{
    if (m_socket && m_socket->state() != QAbstractSocket::UnconnectedState)
        m_socket->abort();
    onDisconnected();
}

void Connection::onDisconnected()
{
    if (m_inWork)
        m_gone = true;  // the step in work still refers to us: end() when it is back
    else
        end();
}

/// What is still open (a body that broke off, a stream that HEAD does not send) dies on the pool, since that may block.
void Connection::dropWork()
{
    if (m_work)
        m_work->releaseSlot();
    if (m_work && m_work->isOpen())
        m_context.pool.start([work = m_work] { work->abandon(); });
    m_work.reset();
}

void Connection::end()
{
    if (m_state == State::Ended)
        return;
    setState(State::Ended, std::chrono::milliseconds(-1));
    m_timer.stop();
    if (m_work)
        m_context.metrics.requestsByClass[0]++;
    dropWork();
    Q_EMIT ended(this);
    deleteLater();
}

}  // namespace tideline::server
