// What concerns browsers alone: which pages may call (CORS), and what stands for a token where a page cannot send a header.
#pragma once

#include "app/server/api/message.h"

#include <QList>

namespace tideline::server {

struct PublicAddress;

inline constexpr char kCookiePath[] = "/api/v1/events";  ///< the token's cookie goes nowhere else

/// Where the server is reached, as its operator says, else as this request reached it: "https://tide.example.org".
QByteArray addressOf(const PublicAddress &address, const RequestHead &head);
/// Whether the page that sent this request, as its Origin says, is the server's own or one that its operator named. False without one.
bool isOfAllowedPage(const PublicAddress &address, const RequestHead &head);

/// The bearer token of a request; empty when there is none.
QByteArray bearerOf(const RequestHead &head);
/// The value of the cookie `token`; empty when there is none, or more than one: then a neighbour's page may have set another.
QByteArray tokenCookieOf(const RequestHead &head);
/// A Set-Cookie. `seconds`: how long browsers keep it; 0 = they drop it, -1 = until they close.
QByteArray tokenCookie(const QByteArray &token, qint64 seconds, bool isHttps);

/// The subprotocol that a ticket is offered as, beside `tideline.v1`.
inline constexpr char kTicketProtocol[] = "tideline.ticket.";
/// The ticket among the subprotocols of an upgrade; empty when there is none.
QByteArray ticketOf(const RequestHead &head);

/// What a browser asks before a page's request (a preflight); else nullptr.
std::unique_ptr<Response> preflight(const PublicAddress &address, const RequestHead &head);
/// The same exchange, whose replies say whether the page that asked may read them.
std::unique_ptr<Exchange> openToPages(const PublicAddress &address, const RequestHead &head, std::unique_ptr<Exchange> exchange);

}  // namespace tideline::server
