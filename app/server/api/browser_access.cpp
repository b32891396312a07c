#include "app/server/api/browser_access.h"

#include "app/server/api/core.h"

#include <algorithm>

namespace tideline::server {

namespace {

constexpr char kMethods[] = "GET, HEAD, POST, PUT, PATCH, DELETE";
constexpr char kRequestHeaders[] = "Authorization, Content-Type, Content-Encoding, Idempotency-Key, If-Match, If-None-Match, If-Range, Range, "
                                   "Tideline-Session";
constexpr char kReplyHeaders[] = "Accept-Ranges, Allow, Content-Disposition, Content-Range, ETag, Location, Retry-After, Tideline-Epoch, "
                                 "WWW-Authenticate, X-Request-Id";
constexpr char kMaxAgeSeconds[] = "600";

QByteArray header(const RequestHead &head, const QByteArray &name)
{
    const auto it = head.headers.find(name);
    return it == head.headers.end() ? QByteArray() : it->second;
}

/// Says of every reply that it depends on the page that asked, or a cache would give one page what another was allowed.
void allow(Response &response, const QByteArray &origin, bool isAllowed, bool withCookie)
{
    QByteArray &vary = response.headers["Vary"];
    vary = vary.isEmpty() ? QByteArray("Origin") : vary + ", Origin";
    if (!isAllowed)
        return;
    response.headers["Access-Control-Allow-Origin"] = origin;
    response.headers["Access-Control-Expose-Headers"] = kReplyHeaders;
    if (withCookie)
        response.headers["Access-Control-Allow-Credentials"] = "true";
}

/// Only there does a browser have to take a cookie from us; nowhere is one taken from it but at an upgrade.
bool setsCookie(const RequestHead &head)
{
    return head.path == "/api/v1/events/cookie";
}

class OpenedExchange final : public Exchange {
public:
    OpenedExchange(std::unique_ptr<Exchange> inner, QByteArray origin, bool isAllowed, bool withCookie)
        : m_inner(std::move(inner)), m_origin(std::move(origin)), m_isAllowed(isAllowed), m_withCookie(withCookie)
    {
    }
    std::unique_ptr<Response> refused() override
    {
        auto response = m_inner->refused();
        if (response)
            allow(*response, m_origin, m_isAllowed, m_withCookie);
        return response;
    }
    Result<void> write(QByteArrayView piece) override { return m_inner->write(piece); }
    Response finish() override
    {
        Response response = m_inner->finish();
        allow(response, m_origin, m_isAllowed, m_withCookie);
        return response;
    }

private:
    const std::unique_ptr<Exchange> m_inner;
    const QByteArray m_origin;
    const bool m_isAllowed;
    const bool m_withCookie;
};

}  // namespace

QByteArray addressOf(const PublicAddress &address, const RequestHead &head)
{
    if (!address.url.isEmpty())
        return address.url;
    const QByteArray host = header(head, "host");
    const bool isPlain = !host.isEmpty() && std::ranges::all_of(host, [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '.' || c == '-' || c == ':' || c == '[' || c == ']';
    });
    return (address.isHttps ? "https://" : "http://") + (isPlain ? host : QByteArray("localhost"));
}

bool isOfAllowedPage(const PublicAddress &address, const RequestHead &head)
{
    const QByteArray origin = header(head, "origin");
    return !origin.isEmpty() && (address.allowedOrigins.contains(origin) || origin == addressOf(address, head));
}

QByteArray bearerOf(const RequestHead &head)
{
    const QByteArray given = header(head, "authorization");
    constexpr QByteArrayView kBearer("bearer ");
    if (given.first(std::min(given.size(), kBearer.size())).toLower() != kBearer)
        return {};
    return given.sliced(kBearer.size()).trimmed();
}

QByteArray tokenCookieOf(const RequestHead &head)
{
    QByteArray found;
    int count = 0;
    for (const QByteArray &item : header(head, "cookie").split(';')) {
        const QByteArray cookie = item.trimmed();
        if (cookie.startsWith("token=") && ++count > 0)
            found = cookie.sliced(6);
    }
    return count == 1 ? found : QByteArray();
}

QByteArray tokenCookie(const QByteArray &token, qint64 seconds, bool isHttps)
{
    QByteArray cookie = "token=" + token + "; Path=" + kCookiePath + "; HttpOnly; SameSite=Strict";
    if (isHttps)
        cookie += "; Secure";
    if (seconds >= 0)
        cookie += "; Max-Age=" + QByteArray::number(seconds);
    return cookie;
}

QByteArray ticketOf(const RequestHead &head)
{
    for (const QByteArray &item : header(head, "sec-websocket-protocol").split(',')) {
        const QByteArray name = item.trimmed();
        if (name.startsWith(kTicketProtocol))
            return name.sliced(qsizetype(qstrlen(kTicketProtocol)));
    }
    return {};
}

std::unique_ptr<Response> preflight(const PublicAddress &address, const RequestHead &head)
{
    const QByteArray origin = header(head, "origin");
    if (head.method != "OPTIONS" || origin.isEmpty() || header(head, "access-control-request-method").isEmpty())
        return nullptr;
    const bool isAllowed = isOfAllowedPage(address, head);
    auto response = std::make_unique<Response>(
        isAllowed ? Response()
                  : problem(403, "origin", u"This page may not call this server."_s, u"Its operator lets pages in with --allowed-origin."_s));
    if (isAllowed) {
        response->status = 204;
        response->headers["Access-Control-Allow-Methods"] = kMethods;
        response->headers["Access-Control-Allow-Headers"] = kRequestHeaders;
        response->headers["Access-Control-Max-Age"] = kMaxAgeSeconds;
    }
    allow(*response, origin, isAllowed, setsCookie(head));
    return response;
}

std::unique_ptr<Exchange> openToPages(const PublicAddress &address, const RequestHead &head, std::unique_ptr<Exchange> exchange)
{
    const QByteArray origin = header(head, "origin");
    if (origin.isEmpty() && address.allowedOrigins.isEmpty())
        return exchange;
    return std::make_unique<OpenedExchange>(std::move(exchange), origin, isOfAllowedPage(address, head), setsCookie(head));
}

}  // namespace tideline::server
