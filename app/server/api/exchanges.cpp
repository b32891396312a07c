#include "app/server/api/exchanges.h"

#include "app/server/api/server_state.h"

namespace tideline::server {

namespace {

/// How much of a body that is too large is still read, so that a client gets its 413 and no reset connection.
constexpr qint64 kPatienceBytes = 64 << 20;

}  // namespace

Response decorated(ServerState &server, Response response)
{
    response.headers["Tideline-Epoch"] = server.epoch().toString().toLatin1();
    response.headers.try_emplace("Cache-Control", "no-store");
    return response;
}

Result<void> JsonExchange::write(QByteArrayView piece)
{
    m_bytes += piece.size();
    if (m_bytes > m_route.maxBytes + kPatienceBytes)
        return invalid(u"The body is larger than allowed."_s);
    if (m_bytes <= m_route.maxBytes)
        m_call.body.append(piece);
    return {};
}

Response JsonExchange::finish()
{
    return decorated(m_call.server, answer());
}

Response JsonExchange::answer()
{
    if (m_bytes > m_route.maxBytes)
        return problem(413, "too_large", u"The body is larger than allowed."_s,
                       u"At most %1 bytes."_s.arg(m_route.maxBytes));
    if (m_route.body == Route::Body::Json || (m_route.body == Route::Body::OptionalJson && m_bytes > 0)) {
        auto json = parseObject(m_call.body);
        if (!json)
            return problem(400, "bad_json", json.error().what, json.error().where);
        m_call.json = *std::move(json);
    }
    auto response = m_route.handle(m_call);
    return response ? *std::move(response) : problem(response.error());
}

}  // namespace tideline::server
