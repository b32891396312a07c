#include "core/cloud/push_worker.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QNetworkProxy>
#include <QNetworkRequest>
#include <QSslCertificate>
#include <QSslConfiguration>
#include <QSslKey>
#include <QWebSocketHandshakeOptions>

namespace tideline::cloud {

namespace {
constexpr quint64 kMaxMessageBytes = 1 << 20;
constexpr std::size_t kMaxProjects = 100'000;
constexpr int kTokenRefused = 4001, kForbidden = 4003, kOtherVersion = 4004;
#if QT_VERSION < QT_VERSION_CHECK(6, 5, 0)
constexpr auto kFailed = qOverload<QAbstractSocket::SocketError>(&QWebSocket::error);
#else
constexpr auto kFailed = &QWebSocket::errorOccurred;
#endif

/// The proxy, and what is trusted.
void setWay(QWebSocket &socket, const PushSession::Options &options)
{
    QNetworkProxy proxy(QNetworkProxy::NoProxy);
    if (const auto through = proxyFor(options.server, options.network, [](const char *name) { return qgetenv(name); })) {
        const bool socks = through->kind == ProxyAddress::Kind::Socks5;
        proxy = QNetworkProxy(socks ? QNetworkProxy::Socks5Proxy : QNetworkProxy::HttpProxy, QString::fromLatin1(through->host),
                              quint16(through->port), QString::fromUtf8(through->user), QString::fromUtf8(through->password));
    }
    socket.setProxy(proxy);
    QSslConfiguration ssl = QSslConfiguration::defaultConfiguration();
    if (!options.network.caFile.isEmpty())
        ssl.addCaCertificates(QString::fromUtf8(options.network.caFile));
    if (QFile file(QString::fromUtf8(options.network.clientFile)); !options.network.clientFile.isEmpty() && file.open(QIODevice::ReadOnly)) {
        const QByteArray pem = file.readAll();
        ssl.setLocalCertificateChain(QSslCertificate::fromData(pem, QSsl::Pem));
        ssl.setPrivateKey(clientKey(pem));
    }
    socket.setSslConfiguration(ssl);
}
}  // namespace

PushWorker::PushWorker(PushSession::Options options, PushSession::Callbacks callbacks)
    : m_options(std::move(options)), m_callbacks(std::move(callbacks)), m_backoff(*m_options.random), m_retry(this),
      m_heartbeat(this)
{
    m_retry.setSingleShot(true);
    connect(&m_retry, &QTimer::timeout, this, &PushWorker::open);
    connect(&m_heartbeat, &QTimer::timeout, this, &PushWorker::beat);
}

PushWorker::~PushWorker()
{
    m_callbacks = {};
    if (!m_socket)
        return;
    // The thread ends with this: nobody would carry out a deleteLater().
    m_socket->disconnect(this);
    m_socket->abort();
}

void PushWorker::open()
{
    if (m_state != State::Waiting)
        return;
    m_state = State::Connecting;
    if (!takeToken())
        return;
    m_told = false;
    m_serverDelayMs = -1;
    m_socket = std::make_unique<QWebSocket>(QString(), QWebSocketProtocol::VersionLatest);
    m_socket->setMaxAllowedIncomingMessageSize(kMaxMessageBytes);
    m_socket->setMaxAllowedIncomingFrameSize(kMaxMessageBytes);
    setWay(*m_socket, m_options);
    connect(m_socket.get(), &QWebSocket::connected, this, &PushWorker::greet);
    connect(m_socket.get(), &QWebSocket::textMessageReceived, this, &PushWorker::takeMessage);
    connect(m_socket.get(), &QWebSocket::pong, this, [this] { m_heard.start(); });
    connect(m_socket.get(), &QWebSocket::disconnected, this, &PushWorker::takeClose);
    // Queued: a socket must not be destroyed inside its own signal; by then it may be gone.
    connect(m_socket.get(), kFailed, this, [this, socket = m_socket.get()] {
        if (m_socket.get() == socket)
            lose(socket->errorString());
    }, Qt::QueuedConnection);

    QNetworkRequest request(QUrl(QString::fromLatin1(m_options.server.socketOrigin() + "/api/v1/events")));
    request.setRawHeader("Authorization", "Bearer " + m_token);
    request.setRawHeader("Sec-WebSocket-Protocol", "tideline.v1");
    request.setRawHeader("User-Agent", "tideline/" TIDELINE_VERSION);
    m_heard.start();
    m_heartbeat.start(m_options.connectTimeout);
    m_socket->open(request);
}

bool PushWorker::takeToken()
{
    if (!m_options.tokens) {
        m_token = m_options.token;
        return true;
    }
    const auto token = m_refusedToken.isEmpty() ? m_options.tokens->token() : m_options.tokens->insteadOf(m_refusedToken);
    if (token) {
        m_token = *token;
        m_refusedToken.clear();
        return true;
    }
    if (token.error().kind == Error::Kind::SignIn)
        refuse(token.error());
    else
        lose(token.error().what);
    return false;
}

/// Before the token of this connection ends, the server hears of the next.
void PushWorker::tellRenewed()
{
    if (!m_options.tokens || m_state != State::Live)
        return;
    const auto token = m_options.tokens->token();
    if (!token || *token == m_token)
        return;
    m_token = *token;
    send({{u"t"_s, u"reauth"_s}, {u"token"_s, QString::fromLatin1(m_token)}});
}

bool PushWorker::tryAnother()
{
    if (!m_options.tokens || !m_options.tokens->isRenewed() || std::exchange(m_hasTriedAnother, true))
        return false;
    m_refusedToken = m_token;
    return true;
}

void PushWorker::reconnectNow()
{
    if (m_state != State::Waiting)
        return;
    m_retry.stop();
    open();
}

void PushWorker::greet()
{
    if (m_state != State::Connecting)
        return;
    m_state = State::Greeting;
    m_heard.start();
    m_heartbeat.start(m_options.heartbeat);
    send({{u"t"_s, u"hello"_s}, {u"client"_s, u"tideline/" TIDELINE_VERSION ""_s}, {u"device"_s, m_options.device}});
}

void PushWorker::takeMessage(const QString &text)
{
    m_heard.start();
    const QJsonObject message = QJsonDocument::fromJson(text.toUtf8()).object();
    const QString type = message.value(u"t"_s).toString();
    if (type == u"welcome"_s && m_state == State::Greeting)
        takeWelcome(message);
    else if (type == u"changed"_s)
        takeHint(message);
    else if (type == u"ping"_s)
        send({{u"t"_s, u"pong"_s}, {u"n"_s, message.value(u"n"_s)}});
    else if (type == u"projects"_s)
        takeProjects(message);
    else if (type == u"error"_s && message.value(u"id"_s).toInt() == m_pullId)
        m_pullId = 0;  // the next welcome or hint asks again
    else if (type == u"bye"_s) {
        const QJsonArray range = message.value(u"reconnect_ms"_s).toArray();
        const qint64 low = qBound(qint64(0), range.at(0).toInteger(1000), qint64(300'000));
        const qint64 high = qBound(low, range.at(1).toInteger(30'000), qint64(300'000));
        m_serverDelayMs = low + qint64(m_options.random->below(quint64(high - low) + 1));
    }
    // Other words are newer than this client, or errors of requests that it does not make: no harm.
}

void PushWorker::takeWelcome(const QJsonObject &message)
{
    m_state = State::Live;
    m_hasTriedAnother = false;
    m_backoff.reset();
    const int seconds = message.value(u"heartbeat_s"_s).toInt();
    if (seconds > 0)
        m_heartbeat.start(std::min(m_options.heartbeat, std::chrono::milliseconds(std::chrono::seconds(seconds))));
    m_told = true;
    if (m_callbacks.connected)
        m_callbacks.connected(message.value(u"session"_s).toString().left(100).toLatin1());
    m_pullId = 0;
    pullProjects();
}

void PushWorker::pullProjects()
{
    if (m_pullId != 0) {
        m_pullAgain = true;
        return;
    }
    m_pullAgain = false;
    m_pulled.clear();
    m_pullId = ++m_lastPullId;
    askForPage(QJsonValue::Null);
}

void PushWorker::askForPage(const QJsonValue &cursor)
{
    send({{u"t"_s, u"pull_projects"_s}, {u"id"_s, m_pullId}, {u"cursor"_s, cursor}, {u"limit"_s, 100}});
}

void PushWorker::takeProjects(const QJsonObject &message)
{
    if (m_pullId == 0 || message.value(u"id"_s).toInt() != m_pullId)
        return;
    for (const QJsonValue &item : message.value(u"items"_s).toArray()) {
        if (auto project = cloudProjectFromJson(item.toObject()))
            m_pulled.push_back(*std::move(project));
    }
    if (message.value(u"has_more"_s).toBool() && m_pulled.size() < kMaxProjects) {
        askForPage(message.value(u"cursor"_s));
        return;
    }
    m_pullId = 0;
    if (m_callbacks.projects)
        m_callbacks.projects(std::exchange(m_pulled, {}));
    if (m_pullAgain)
        pullProjects();
}

void PushWorker::takeHint(const QJsonObject &message)
{
    auto project = ProjectId::fromString(message.value(u"project"_s).toString());
    const QString kind = message.value(u"kind"_s).toString();
    const bool contentOnly = project && (kind == u"content"_s || kind.isEmpty());
    if (project && m_callbacks.changed)
        m_callbacks.changed(PushHint{*project, kind, message.value(u"revision"_s).toInteger()});
    if (!contentOnly && m_state == State::Live)
        pullProjects();
}

/// Connecting and Greeting: the deadline passed. Live: asks for a sign of life, and gives up after two missed.
void PushWorker::beat()
{
    if (m_state == State::Connecting || m_state == State::Greeting) {
        lose(u"The server does not answer."_s);
        return;
    }
    if (m_state != State::Live)
        return;
    if (m_heard.elapsed() > 2 * m_heartbeat.interval() + m_heartbeat.interval() / 2) {
        lose(u"The connection went silent."_s);
        return;
    }
    m_socket->ping();
    tellRenewed();
}

void PushWorker::takeClose()
{
    if (!m_socket || m_state == State::Refused || m_state == State::Waiting)
        return;
    const QString origin = QString::fromLatin1(m_options.server.origin());
    switch (int(m_socket->closeCode())) {
    case kTokenRefused:
        if (tryAnother())
            break;
        refuse({Error::Kind::SignIn, u"The cloud no longer accepts the sign-in."_s, origin, u"Sign in again: tide login URL"_s});
        return;
    case kForbidden:
        refuse({Error::Kind::Denied, u"The cloud does not allow push to this account."_s, origin, {}});
        return;
    case kOtherVersion:
        refuse({Error::Kind::Invalid, u"The cloud speaks another version of the protocol."_s, origin, u"Update Tideline."_s});
        return;
    default: break;
    }
    QMetaObject::invokeMethod(this, [this, socket = m_socket.get()] {
        if (m_socket.get() == socket)
            lose(u"The server closed the connection."_s);
    }, Qt::QueuedConnection);
}

void PushWorker::lose(const QString &why)
{
    if (m_state == State::Waiting || m_state == State::Refused)
        return;
    // QWebSocket tells a refused upgrade in words alone; these have the status in them.
    if (m_state == State::Connecting && why.contains(u"401"_s) && !tryAnother()) {
        refuse({Error::Kind::SignIn, u"The cloud does not accept the sign-in."_s, QString::fromLatin1(m_options.server.origin()),
                u"Sign in again: tide login URL"_s});
        return;
    }
    const std::chrono::milliseconds wait = m_serverDelayMs >= 0 ? std::chrono::milliseconds(m_serverDelayMs) : m_backoff.next();
    dropSocket();
    m_state = State::Waiting;
    m_heartbeat.stop();
    m_retry.start(wait);
    if (std::exchange(m_told, false) || m_backoff.attempt() == 1) {
        if (m_callbacks.disconnected)
            m_callbacks.disconnected(Error{Error::Kind::Offline, u"Push is interrupted: %1"_s.arg(why),
                                           QString::fromLatin1(m_options.server.origin()), {}});
    }
}

void PushWorker::refuse(const Error &error)
{
    m_state = State::Refused;
    m_retry.stop();
    m_heartbeat.stop();
    QMetaObject::invokeMethod(this, &PushWorker::dropSocket, Qt::QueuedConnection);
    if (m_callbacks.refused)
        m_callbacks.refused(error);
}

void PushWorker::dropSocket()
{
    if (!m_socket)
        return;
    m_socket->disconnect(this);
    m_socket->abort();
    m_socket.release()->deleteLater();
}

void PushWorker::send(const QJsonObject &message)
{
    if (m_socket)
        m_socket->sendTextMessage(QString::fromUtf8(QJsonDocument(message).toJson(QJsonDocument::Compact)));
}

}  // namespace tideline::cloud
