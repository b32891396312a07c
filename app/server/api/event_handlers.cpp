// How a page opens the event stream: by a ticket, or by a cookie. The stream itself is push's.
#include "app/server/api/browser_access.h"
#include "app/server/api/handlers.h"
#include "app/server/api/server_state.h"

#include <algorithm>

namespace tideline::server {

namespace {

/// Both ask for the Authorization header, so no page of somebody else's can have a browser do them.
Response withCookie(const Call &call, const QByteArray &token, qint64 seconds)
{
    Response response;
    response.status = 204;
    response.headers["Set-Cookie"] = tokenCookie(token, seconds, addressOf(call.server.parts.policy.address, call.head).startsWith("https:"));
    return response;
}

}  // namespace

Result<Response> postEventTicket(Call &call)
{
    const auto ticket = call.server.tickets.put(call.principal.user.toString().toLatin1(), bearerOf(call.head), call.server.parts.random);
    if (!ticket) {
        Response busy = problem(503, "busy", u"Too many tickets wait to be used."_s, u"Ask again in a while."_s);
        busy.headers["Retry-After"] = QByteArray::number(qint64(kTicketTime.count()));
        return busy;
    }
    const QString text = QString::fromLatin1(*ticket);
    return jsonResponse({{u"ticket"_s, text},
                         {u"subprotocol"_s, QString::fromLatin1(kTicketProtocol) + text},
                         {u"expires_in"_s, qint64(kTicketTime.count())}});
}

Result<Response> postEventCookie(Call &call)
{
    const qint64 end = call.principal.expiresAtMs;
    const qint64 left = (end - call.server.parts.clock.nowMs()) / 1000;
    return withCookie(call, bearerOf(call.head), end == 0 ? -1 : std::max<qint64>(left, 0));
}

Result<Response> deleteEventCookie(Call &call)
{
    return withCookie(call, {}, 0);
}

}  // namespace tideline::server
