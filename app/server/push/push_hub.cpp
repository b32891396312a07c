#include "app/server/push/push_hub.h"

#include "app/server/api/browser_access.h"

#include <QTcpSocket>
#include <QThread>
#include <QUrlQuery>
#include <QWebSocket>
#include <QWebSocketServer>

namespace tideline::server {

namespace {

constexpr char kProtocol[] = "tideline.v1";

struct PushTicket final : UpgradeHandler::Ticket {
    PushTicket(Principal principal, QByteArray bearer, std::shared_ptr<void> place)
        : who(std::move(principal)), token(std::move(bearer)), placeOfUser(std::move(place))
    {
    }
    Principal who;
    QByteArray token;
    std::shared_ptr<void> placeOfUser;
};

UpgradeHandler::Admission refuse(Response response)
{
    return {std::make_unique<Response>(std::move(response)), nullptr};
}

QByteArray header(const RequestHead &head, const char *name)
{
    const auto it = head.headers.find(name);
    return it == head.headers.end() ? QByteArray() : it->second;
}

bool offersProtocol(const QByteArray &offered)
{
    const QByteArrayList names = offered.split(',');
    return std::any_of(names.begin(), names.end(), [](const QByteArray &name) { return name.trimmed() == kProtocol; });
}

/// What the upgrade signs in with: a header, else a ticket, else a page's cookie. Empty when it has none. Errors: SignIn (the ticket).
Result<QByteArray> tokenOf(PushSource &source, const RequestHead &head, bool isPage)
{
    if (QByteArray token = bearerOf(head); !token.isEmpty())
        return token;
    if (const QByteArray ticket = ticketOf(head); !ticket.isEmpty())
        return source.redeemTicket(ticket);
    return isPage ? tokenCookieOf(head) : QByteArray();
}

}  // namespace

PushHub::PushHub(QThreadPool &pool, Clock &clock, Options options)
    : m_pool(pool), m_clock(clock), m_options(std::move(options))
{
}

PushHub::~PushHub()
{
    Q_ASSERT(sessionCount() == 0);
}

bool PushHub::wants(const RequestHead &head) const
{
    return head.path == "/api/v1/events";
}

UpgradeHandler::Admission PushHub::admit(const RequestHead &head)
{
    const QUrlQuery query(QString::fromLatin1(head.query));
    for (const QString &name : {u"token"_s, u"access_token"_s, u"ticket"_s}) {
        if (query.hasQueryItem(name))
            return refuse(problem(400, "token_in_url", u"A token must not be in a URL, where logs keep it."_s));
    }
    const bool isPage = !header(head, "origin").isEmpty();
    if (isPage && !isOfAllowedPage(m_options.address, head))
        return refuse(problem(403, "origin", u"This page may not connect."_s, u"Its operator lets pages in with --allowed-origin."_s));
    if (header(head, "sec-websocket-version") != "13") {
        Response response = problem(426, "websocket_version", u"WebSocket version 13 is spoken here."_s);
        response.headers["Sec-WebSocket-Version"] = "13";
        return refuse(std::move(response));
    }
    const QByteArray offered = header(head, "sec-websocket-protocol");
    if (!offered.isEmpty() && !offersProtocol(offered))
        return refuse(problem(400, "subprotocol", u"The subprotocol spoken here is tideline.v1."_s));
    PushSource *source = m_source;
    if (!source || m_stopping)
        return refuse(problem(503, "stopping", u"The server is stopping."_s));
    const auto token = tokenOf(*source, head, isPage);
    auto who = token ? source->authenticate(*token) : Result<Principal>(token.error());
    if (const int wait = source->countRequest(who ? "user " + who->user.toString().toLatin1() : "address " + head.peer); wait > 0) {
        Response response = problem(429, "rate_limited", u"Too many requests."_s, u"Try again in %1 s."_s.arg(wait));
        response.headers["Retry-After"] = QByteArray::number(wait);
        return refuse(std::move(response));
    }
    if (!who) {
        Response response = problem(who.error());
        if (response.status == 401)
            response.headers["WWW-Authenticate"] = "Bearer";
        return refuse(std::move(response));
    }
    auto place = takePlace(who->user);
    if (!place) {
        Response response = problem(429, "too_many_sessions", u"You have too many event streams open."_s,
                                    u"Close some: a user has at most %1."_s.arg(m_options.settings.maxSessionsOfUser));
        response.headers["Retry-After"] = "60";
        return refuse(std::move(response));
    }
    return {nullptr, std::make_unique<PushTicket>(std::move(*who), *token, std::move(place))};
}

std::shared_ptr<void> PushHub::takePlace(const UserId &user)
{
    {
        const MutexLock lock(m_mutex);
        int &taken = m_placesOf[user];
        if (taken >= m_options.settings.maxSessionsOfUser)
            return nullptr;
        ++taken;
    }
    return std::shared_ptr<void>(this, [this, user](void *) {
        const MutexLock lock(m_mutex);
        const auto it = m_placesOf.find(user);
        if (it != m_placesOf.end() && --it->second == 0)
            m_placesOf.erase(it);
    });
}

void PushHub::adopt(std::unique_ptr<QTcpSocket> socket, std::unique_ptr<Ticket> ticket)
{
    // A server of its own for each handshake: so the QWebSocket that comes out is known to be this ticket's.
    auto *server = new QWebSocketServer(u"tideline"_s, QWebSocketServer::NonSecureMode);
    server->setSupportedSubprotocols({QString::fromLatin1(kProtocol)});
    QObject::connect(QThread::currentThread(), &QThread::finished, server, &QObject::deleteLater);
    QTcpSocket *raw = socket.release();
    raw->setParent(server);
    QObject::connect(raw, &QTcpSocket::disconnected, server, &QObject::deleteLater);
    const auto shared = std::shared_ptr<Ticket>(std::move(ticket));
    QObject::connect(server, &QWebSocketServer::newConnection, server, [this, server, raw, shared] {
        std::unique_ptr<QWebSocket> webSocket(server->nextPendingConnection());
        if (!webSocket)
            return;
        raw->disconnect(server);
        raw->setParent(webSocket.get());
        webSocket->setParent(nullptr);
        server->deleteLater();
        const auto &known = static_cast<const PushTicket &>(*shared);
        auto conversation = std::make_unique<Conversation>(*m_source, known.who, known.token, m_options.settings,
                                                           m_clock.monotonic());
        auto *session = new PushSession(std::move(webSocket), std::move(conversation), m_pool, m_clock, m_options.settings,
                                        [this, place = known.placeOfUser](PushSession *gone) { remove(gone); });
        QObject::connect(QThread::currentThread(), &QThread::finished, session, &QObject::deleteLater);
        add(session);
    });
    server->handleConnection(raw);
}

void PushHub::add(PushSession *session)
{
    const MutexLock lock(m_mutex);
    m_sessions.insert(session);
    if (m_stopping)
        QMetaObject::invokeMethod(session, [session] { session->sayBye({}, std::chrono::milliseconds(500)); });
}

void PushHub::remove(PushSession *session)
{
    const MutexLock lock(m_mutex);
    m_sessions.erase(session);
}

void PushHub::publish(const ChangeEvent &event)
{
    m_events++;
    const MutexLock lock(m_mutex);
    for (PushSession *session : m_sessions)
        QMetaObject::invokeMethod(session, [session, event] { session->takeEvent(event); }, Qt::QueuedConnection);
}

void PushHub::stop()
{
    m_stopping = true;
    const MutexLock lock(m_mutex);
    // The more there are, the further their return is spread.
    const std::chrono::milliseconds most(500 + 10 * qint64(m_sessions.size()));
    for (PushSession *session : m_sessions)
        QMetaObject::invokeMethod(session, [session, most] { session->sayBye(std::chrono::milliseconds(100), most); },
                                  Qt::QueuedConnection);
}

int PushHub::sessionCount() const
{
    const MutexLock lock(m_mutex);
    return int(m_sessions.size());
}

}  // namespace tideline::server
