#include "app/server/api/exchanges.h"

#include "app/server/api/accounts.h"
#include "app/server/api/content_sources.h"
#include "app/server/api/server_state.h"

namespace tideline::server {

namespace {

constexpr std::chrono::seconds kTrusted{5};  ///< how long a body may take before its token is looked at again
/// How much of a body that is too large is still read, so that a client gets its 413 and no reset connection.
constexpr qint64 kPatienceBytes = 64 << 20;

bool acceptsCoding(const RequestHead &head)
{
    const auto it = head.headers.find("accept-encoding");
    if (it == head.headers.end())
        return false;
    for (const QByteArray &item : it->second.split(',')) {
        const QList<QByteArray> parts = item.split(';');
        if (parts.front().trimmed().toLower() != wire::kBodyCoding)
            continue;
        const QByteArray weight = parts.size() > 1 ? parts[1].trimmed().toLower() : QByteArray("q=1");
        return !weight.startsWith("q=") || weight.sliced(2).toDouble() > 0;
    }
    return false;
}

/// Another source's bytes, coded as they come.
class CodedSource final : public BufferedSource {
public:
    explicit CodedSource(std::unique_ptr<BodySource> plain) : m_plain(std::move(plain)) {}

private:
    Result<void> more() override
    {
        constexpr qint64 kPieceBytes = 256 << 10;
        while (m_ready.isEmpty() && m_plain) {
            auto piece = m_plain->read(kPieceBytes);
            if (!piece)
                return piece.error();
            m_ready.append(piece->isEmpty() ? m_encoder.finish() : m_encoder.write(*piece));
            if (piece->isEmpty())
                m_plain.reset();
        }
        return {};
    }
    std::unique_ptr<BodySource> m_plain;
    wire::BodyEncoder m_encoder;
};

/// A reply with a tag stays plain: a coded one would be another representation, with a tag of its own.
Response coded(const RequestHead &head, Response response)
{
    const auto type = response.headers.find("Content-Type");
    if (type == response.headers.end() || !type->second.startsWith("application/json") || response.headers.contains("ETag")
        || (response.stream ? response.headers.contains("Content-Length") : response.body.size() < wire::kMinCodedBytes))
        return response;
    response.headers["Vary"] = "Accept-Encoding";
    if (!acceptsCoding(head))
        return response;
    if (response.stream) {
        response.headers["Content-Encoding"] = wire::kBodyCoding;
        response.stream = std::make_unique<CodedSource>(std::move(response.stream));
        return response;
    }
    if (auto body = wire::codedBody(response.body)) {
        response.headers["Content-Encoding"] = wire::kBodyCoding;
        response.body = *std::move(body);
    }
    return response;
}

}  // namespace

JsonExchange::JsonExchange(Call call, const Route &route)
    : m_call(std::move(call)), m_route(route),
      m_whose(m_route.signIn ? "user " + m_call.principal.user.toString().toLatin1() : "address " + m_call.head.peer),
      m_begun(m_call.server.parts.clock.monotonic())
{
    if (m_call.header("content-encoding").trimmed().toLower() == wire::kBodyCoding) {
        m_decoder.emplace();
        hold(wire::kMaxDecoderBytes);
    }
}

JsonExchange::~JsonExchange()
{
    m_call.server.bodies.giveBack(m_whose, m_held);
}

void JsonExchange::hold(qint64 bytes)
{
    m_held += bytes;
    if (m_call.server.bodies.hold(m_whose, bytes))
        return;
    m_isTooMuch = true;
    m_call.body = {};
    m_decoder.reset();
    m_call.server.bodies.giveBack(m_whose, std::exchange(m_held, 0));
}

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
    if (m_isTooMuch)
        return {};
    const qint64 before = m_call.body.size();
    if (!m_decoder && m_bytes <= m_route.maxBytes)
        m_call.body.append(piece);
    else if (m_decoder && m_decoded)
        m_decoded = m_decoder->write(piece, m_call.body, m_route.maxBytes);
    hold(m_call.body.size() - before);
    return {};
}

Response JsonExchange::finish()
{
    return decorated(m_call.server, coded(m_call.head, answer()));
}

Response JsonExchange::answer()
{
    if (m_isTooMuch) {
        Response busy = problem(503, "busy", u"The server has too many large requests in hand."_s, u"Send it again in a while."_s);
        busy.headers["Retry-After"] = "5";
        return busy;
    }
    if (m_bytes > m_route.maxBytes || m_call.body.size() > m_route.maxBytes)
        return problem(413, "too_large", u"The body is larger than allowed."_s,
                       u"At most %1 bytes."_s.arg(m_route.maxBytes));
    if (m_decoder && m_decoded)
        m_decoded = m_decoder->finish();
    if (!m_decoded)
        return problem(400, "bad_encoding", m_decoded.error().what);
    if (m_route.body == Route::Body::JsonText) {
        if (auto good = checkShape(m_call.body); !good)
            return problem(400, "bad_json", good.error().what);
    }
    if (m_route.body == Route::Body::Json || (m_route.body == Route::Body::OptionalJson && m_bytes > 0)) {
        auto json = parseObject(m_call.body);
        if (!json)
            return problem(400, "bad_json", json.error().what, json.error().where);
        m_call.json = *std::move(json);
    }
    if (m_route.body == Route::Body::Form) {
        auto form = Parameters::parseForm(m_call.body);
        if (!form)
            return problem(400, "bad_form", form.error().what, form.error().where);
        m_call.form = *std::move(form);
    }
    // What outlives a token is never made by a request that was begun before its end and held back.
    const bool lasts = scopeOf(m_route) == ScopeAdmin && m_call.head.method != "GET";
    if (m_route.signIn && (lasts || m_call.server.parts.clock.monotonic() - m_begun > kTrusted)) {
        auto good = m_call.server.connections.read([&](store::Database &database) {
            return stillGood(database, m_call.principal, m_call.server.parts.clock.nowMs());
        });
        if (!good)
            return problem(good.error());
    }
    auto response = m_route.handle(m_call);
    return response ? *std::move(response) : problem(response.error());
}

}  // namespace tideline::server
