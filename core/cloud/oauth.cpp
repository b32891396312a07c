#include "core/cloud/oauth.h"

#include <QCryptographicHash>
#include <QJsonDocument>
#include <QUrl>
#include <QUrlQuery>

#include <arpa/inet.h>
#include <cerrno>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace tideline::cloud {

namespace {

constexpr char kClient[] = "tideline";
constexpr char kForm[] = "application/x-www-form-urlencoded";
constexpr char kDeviceGrant[] = "urn:ietf:params:oauth:grant-type:device_code";
constexpr std::size_t kSecretBytes = 32;
constexpr int kLookMs = 200;           ///< how soon a wait hears that it is cancelled
constexpr int kReadMs = 2000;          ///< for one request of a browser
constexpr qsizetype kMaxRequest = 8 << 10;

using Fields = QList<std::pair<QByteArray, QByteArray>>;

QByteArray formOf(const Fields &fields)
{
    QByteArray form;
    for (const auto &[name, value] : fields)
        form += (form.isEmpty() ? "" : "&") + name + '=' + value.toPercentEncoding();
    return form;
}

QByteArray randomText(Random &random)
{
    std::vector<unsigned char> raw(kSecretBytes);
    random.fill(raw);
    return QByteArray(reinterpret_cast<const char *>(raw.data()), qsizetype(raw.size())).toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
}

/// The endpoint's answer, be it an error of RFC 6749 §5.2 (in `refused`) or the object.
struct Answer {
    QJsonObject object;
    QString refused;  ///< its `error`; empty = done
    QString why;
};
Result<Answer> post(Channel &channel, const QByteArray &path, const Fields &fields, const QString &step)
{
    CloudRequest request;
    request.method = "POST";
    request.path = "/api/v1/oauth/" + path;
    request.contentType = kForm;
    request.body = formOf(fields);
    auto reply = channel.send(request);
    if (!reply)
        return reply.error();
    if ((reply->status == 400 || reply->status == 401) && reply->contentType == "application/json") {
        const QJsonObject object = QJsonDocument::fromJson(reply->body).object();
        if (object.contains(u"error"_s))
            return Answer{{}, object[u"error"_s].toString(), object[u"error_description"_s].toString()};
    }
    auto object = jsonOf(*reply, step);
    if (!object)
        return object.error();
    return Answer{*object, {}, {}};
}

Result<Tokens> tokensFrom(const QJsonObject &object, const Secret &of, qint64 nowMs)
{
    Tokens tokens = of;
    tokens.token = object[u"access_token"_s].toString().toLatin1();
    tokens.refresh = object[u"refresh_token"_s].toString().toLatin1();
    const qint64 seconds = object[u"expires_in"_s].toInteger();
    tokens.expiresAtMs = nowMs + seconds * 1000;
    if (tokens.token.isEmpty() || tokens.refresh.isEmpty() || seconds <= 0 || object[u"token_type"_s].toString().toLower() != u"bearer"_s)
        return Error{Error::Kind::Corrupt, u"The server's sign-in gave no tokens."_s, u"POST /oauth/token"_s, {}};
    return tokens;
}

Error refusedBy(const Answer &answer)
{
    return {Error::Kind::SignIn, answer.why.isEmpty() ? u"The server refuses this sign-in (%1)."_s.arg(answer.refused) : answer.why, u"sign in"_s,
            u"Sign in again: tide login URL"_s};
}

void answerBrowser(int connection, int status, const QByteArray &title, const QByteArray &text)
{
    const QByteArray body = "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>" + title
                            + "</title><body style=\"font:16px system-ui;max-width:26rem;margin:12vh auto;padding:0 1rem\"><h1>" + title + "</h1><p>" + text
                            + "</p></body></html>";
    const QByteArray reply = "HTTP/1.1 " + QByteArray::number(status) + (status == 200 ? " OK" : " Not Found")
                             + "\r\nContent-Type: text/html; charset=utf-8\r\nCache-Control: no-store\r\nReferrer-Policy: no-referrer\r\n"
                               "Content-Security-Policy: default-src 'none'; style-src 'unsafe-inline'\r\nConnection: close\r\nContent-Length: "
                             + QByteArray::number(body.size()) + "\r\n\r\n" + body;
    (void)::send(connection, reply.constData(), std::size_t(reply.size()), MSG_NOSIGNAL);
}

/// The target of a GET, once its head is whole; empty when it does not come, or is something else.
QByteArray targetOf(int connection)
{
    QByteArray head;
    while (!head.contains("\r\n\r\n") && head.size() < kMaxRequest) {
        pollfd wait{connection, POLLIN, 0};
        if (::poll(&wait, 1, kReadMs) <= 0)
            return {};
        char piece[2048];
        const ssize_t got = ::recv(connection, piece, sizeof piece, 0);
        if (got <= 0)
            return {};
        head.append(piece, qsizetype(got));
    }
    const QList<QByteArray> line = head.left(head.indexOf('\r')).split(' ');
    return line.size() == 3 && line[0] == "GET" ? line[1] : QByteArray();
}

}  // namespace

Result<DeviceFlow> beginDeviceFlow(Channel &channel, const QString &device)
{
    auto answer = post(channel, "device", {{"client_id", kClient}, {"device", device.toUtf8()}}, u"begin to sign in"_s);
    if (!answer)
        return answer.error().kind == Error::Kind::Invalid
                   ? Error{Error::Kind::Refused, u"This server does not sign in by a code."_s, {}, u"Sign in with --user or --token-file."_s}
                   : answer.error();
    if (!answer->refused.isEmpty())
        return refusedBy(*answer);
    const QJsonObject &object = answer->object;
    DeviceFlow flow{object[u"device_code"_s].toString().toLatin1(), object[u"user_code"_s].toString(), object[u"verification_uri"_s].toString(),
                    object[u"verification_uri_complete"_s].toString(), std::chrono::seconds(qBound(qint64(1), object[u"interval"_s].toInteger(5), qint64(60))),
                    std::chrono::seconds(qBound(qint64(1), object[u"expires_in"_s].toInteger(900), qint64(3600)))};
    if (flow.deviceCode.isEmpty() || flow.userCode.isEmpty() || flow.address.isEmpty())
        return Error{Error::Kind::Corrupt, u"The server's sign-in gave no code."_s, u"POST /oauth/device"_s, {}};
    return flow;
}

Result<std::optional<Tokens>> askDeviceFlow(Channel &channel, DeviceFlow &flow, const Secret &of, qint64 nowMs)
{
    auto answer = post(channel, "token", {{"client_id", kClient}, {"grant_type", kDeviceGrant}, {"device_code", flow.deviceCode}}, u"sign in"_s);
    if (!answer)
        return answer.error();
    if (answer->refused == u"slow_down"_s)
        flow.interval += std::chrono::seconds(5);  // RFC 8628 §3.5
    if (answer->refused == u"slow_down"_s || answer->refused == u"authorization_pending"_s)
        return std::optional<Tokens>();
    if (answer->refused == u"access_denied"_s)
        return Error{Error::Kind::Denied, u"The sign-in was refused."_s, u"sign in"_s, {}};
    if (answer->refused == u"expired_token"_s)
        return Error{Error::Kind::Timeout, u"Nobody answered in time."_s, u"sign in"_s, u"Begin anew."_s};
    if (!answer->refused.isEmpty())
        return refusedBy(*answer);
    auto tokens = tokensFrom(answer->object, of, nowMs);
    if (!tokens)
        return tokens.error();
    return std::optional(*std::move(tokens));
}

Result<std::unique_ptr<BrowserFlow>> BrowserFlow::begin(const QByteArray &origin, const QString &device, Random &random)
{
    std::unique_ptr<BrowserFlow> flow(new BrowserFlow);
    flow->m_listener = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in place{};
    place.sin_family = AF_INET;
    place.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t length = sizeof place;
    if (flow->m_listener < 0 || ::bind(flow->m_listener, reinterpret_cast<sockaddr *>(&place), sizeof place) != 0
        || ::listen(flow->m_listener, 4) != 0 || ::getsockname(flow->m_listener, reinterpret_cast<sockaddr *>(&place), &length) != 0)
        return Error{Error::Kind::Io, u"No port of this computer is free for the browser to come back to: %1."_s.arg(qt_error_string(errno)), {},
                     u"Sign in by a code: tide login URL --device"_s};
    flow->m_origin = origin;
    flow->m_redirect = "http://127.0.0.1:" + QByteArray::number(ntohs(place.sin_port)) + "/signed-in";
    flow->m_state = randomText(random);
    flow->m_verifier = randomText(random);
    const QByteArray challenge = QCryptographicHash::hash(flow->m_verifier, QCryptographicHash::Sha256)
                                     .toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
    flow->m_address = origin + "/api/v1/oauth/authorize?"
                      + formOf({{"response_type", "code"}, {"client_id", kClient}, {"redirect_uri", flow->m_redirect}, {"code_challenge", challenge},
                                {"code_challenge_method", "S256"}, {"state", flow->m_state}, {"device", device.toUtf8()}});
    return flow;
}

BrowserFlow::~BrowserFlow()
{
    if (m_listener >= 0)
        ::close(m_listener);
}

/// The code in a request of the browser's; empty when it is not the answer that is waited for. Errors: Denied.
Result<QByteArray> BrowserFlow::codeFrom(int connection)
{
    const QUrl url = QUrl::fromEncoded(targetOf(connection));
    const QUrlQuery query(url);
    const auto value = [&](const QString &name) { return query.queryItemValue(name, QUrl::FullyDecoded).toUtf8(); };
    // RFC 9207: an answer of another server is not ours, where it says who it is. (Behind a proxy it may not know its scheme.)
    const auto authority = [](const QByteArray &address) { return address.mid(address.indexOf("://")); };
    const QByteArray issuer = value(u"iss"_s);
    const bool isOurs = url.path() == u"/signed-in"_s && value(u"state"_s) == m_state && (issuer.isEmpty() || authority(issuer) == authority(m_origin));
    if (!isOurs) {
        answerBrowser(connection, 404, "Nothing here", "This address is of a sign-in that is not yours.");
        return QByteArray();
    }
    if (const QByteArray code = value(u"code"_s); !code.isEmpty()) {
        answerBrowser(connection, 200, "Signed in", "You may close this page; Tideline goes on by itself.");
        return code;
    }
    answerBrowser(connection, 200, "Not signed in", "You may close this page.");
    if (value(u"error"_s) == "access_denied")
        return Error{Error::Kind::Denied, u"The sign-in was refused."_s, u"sign in"_s, {}};
    return Error{Error::Kind::SignIn, u"The server refuses this sign-in: %1."_s.arg(QString::fromUtf8(value(u"error_description"_s).left(200))), u"sign in"_s, {}};
}

Result<Tokens> BrowserFlow::wait(Channel &channel, const Secret &of, std::chrono::seconds atMost, const std::atomic<bool> *cancelled, Clock &clock)
{
    QByteArray code;
    const qint64 end = clock.nowMs() + std::chrono::milliseconds(atMost).count();
    while (code.isEmpty()) {
        if (cancelled && *cancelled)
            return Error{Error::Kind::Cancelled, u"Cancelled."_s, u"sign in"_s, {}};
        if (clock.nowMs() >= end)
            return Error{Error::Kind::Timeout, u"Nobody answered in time."_s, u"sign in"_s, u"Begin anew."_s};
        pollfd wait{m_listener, POLLIN, 0};
        if (::poll(&wait, 1, kLookMs) <= 0)
            continue;
        const int connection = ::accept4(m_listener, nullptr, nullptr, SOCK_CLOEXEC);
        if (connection < 0)
            continue;
        auto found = codeFrom(connection);
        ::close(connection);
        if (!found)
            return found.error();
        code = *found;
    }
    auto answer = post(channel, "token", {{"client_id", kClient}, {"grant_type", "authorization_code"}, {"code", code}, {"code_verifier", m_verifier},
                                          {"redirect_uri", m_redirect}}, u"sign in"_s);
    if (!answer)
        return answer.error();
    return answer->refused.isEmpty() ? tokensFrom(answer->object, of, clock.nowMs()) : refusedBy(*answer);
}

Result<Tokens> renewTokens(Channel &channel, const Secret &old, qint64 nowMs)
{
    auto answer = post(channel, "token", {{"client_id", kClient}, {"grant_type", "refresh_token"}, {"refresh_token", old.refresh}}, u"renew the sign-in"_s);
    if (!answer)
        return answer.error();
    if (!answer->refused.isEmpty())
        return Error{Error::Kind::SignIn, u"This device is signed out: %1"_s.arg(answer->why), QString::fromLatin1(old.origin), u"Sign in again: tide login %1"_s.arg(QString::fromLatin1(old.origin))};
    return tokensFrom(answer->object, old, nowMs);
}

}  // namespace tideline::cloud
