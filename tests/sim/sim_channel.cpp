#include "tests/sim/sim_channel.h"

#include <algorithm>

namespace tideline::sim {

using cloud::CloudReply;
using cloud::CloudRequest;

namespace {

constexpr qint64 kMs = 1'000'000;

Error offline(const QString &what)
{
    return {Error::Kind::Offline, what, u"simulated network"_s, {}};
}

CloudReply canned(int status, const QByteArray &contentType, const QByteArray &body)
{
    CloudReply reply;
    reply.status = status;
    reply.contentType = contentType;
    reply.body = body;
    return reply;
}

const char *nameOf(NetworkFault fault)
{
    static constexpr std::array<const char *, kNetworkFaults> names{
        "net none",        "net lost request", "net lost reply",  "net cut request", "net cut reply",
        "net unavailable", "net too many",     "net bad gateway", "net portal",      "net half-open",
        "net doubled",     "net late request", "net slow"};
    return names[std::size_t(fault)];
}

}  // namespace

/// One request on its way through one run of the server.
struct SimChannel::Delivery {
    ~Delivery()
    {
        if (!run)
            return;
        const SimProcess::Quiet quiet(*run->process);
        const SimServer::Turn turn(run->owner);
        exchange.reset();
        response = {};
    }
    std::shared_ptr<SimServer::Run> run;
    std::unique_ptr<server::Exchange> exchange;
    server::Response response;
};

NetworkFault SimChannel::drawFault()
{
    if (int(m_world.network.below(100)) >= m_world.weather.networkPercent)
        return NetworkFault::None;
    return NetworkFault(1 + m_world.network.below(kNetworkFaults - 1));
}

Result<CloudReply> SimChannel::send(const CloudRequest &request, const OnBody &onBody)
{
    const Error gone = offline(u"The machine is off."_s);
    if (!m_client->enter("send", request.method + ' ' + request.path))
        return gone;
    m_world.trace.mix(request.body);
    m_world.scheduler.sleepFor(qint64(20'000 + m_world.network.below(400'000)));
    m_client->check();

    const NetworkFault fault = drawFault();
    if (fault != NetworkFault::None)
        m_world.trace.count(nameOf(fault));
    Result<CloudReply> reply = gone;
    switch (fault) {
    case NetworkFault::LostRequest: reply = offline(u"No connection."_s); break;
    case NetworkFault::Unavailable:
        reply = canned(503, "application/problem+json",
                       R"({"type":"about:blank","title":"Busy","status":503,"code":"unavailable"})");
        break;
    case NetworkFault::TooMany:
        reply = canned(429, "application/problem+json",
                       R"({"type":"about:blank","title":"Slow down","status":429,"code":"rate_limited"})");
        break;
    case NetworkFault::BadGateway: reply = canned(502, "text/html", "<html>Bad Gateway</html>"); break;
    case NetworkFault::Portal:
        reply = canned(200, "text/html", "<html>Please sign in to the hotel's network</html>");
        if (onBody)  // a client that gives the body away unseen gets the portal's page
            if (auto taken = onBody(reply->body); !taken)
                reply = taken.error();
        break;
    case NetworkFault::HalfOpen:
        if (m_world.network.below(2) == 0)
            (void)deliver(request, {}, NetworkFault::None);
        // Mostly short, or the client would be out of the play while it waits.
        m_world.scheduler.sleepFor(m_world.network.below(4) == 0 ? 30'000 * kMs : qint64(m_world.network.below(50 * kMs)));
        reply = Error{Error::Kind::Timeout, u"The server does not answer."_s, u"simulated network"_s, {}};
        break;
    case NetworkFault::Late:
        deliverLater(request);
        m_world.scheduler.sleepFor(qint64(m_world.network.below(10 * kMs)));
        reply = Error{Error::Kind::Timeout, u"The server does not answer."_s, u"simulated network"_s, {}};
        break;
    case NetworkFault::Slow: {
        const auto delay = qint64(m_world.network.below(100 * kMs));
        const bool early = m_world.network.below(2) == 0;
        if (early)
            m_world.scheduler.sleepFor(delay);
        m_client->check();
        reply = deliver(request, onBody, NetworkFault::None);
        if (!early)
            m_world.scheduler.sleepFor(delay);
        break;
    }
    case NetworkFault::Doubled: {
        const bool firstCounts = m_world.network.below(2) == 0;
        auto first = deliver(request, firstCounts ? onBody : OnBody(), NetworkFault::None);
        m_world.scheduler.sleepFor(qint64(m_world.network.below(3'000'000)));
        auto second = deliver(request, firstCounts ? OnBody() : onBody, NetworkFault::None);
        reply = firstCounts ? std::move(first) : std::move(second);
        break;
    }
    default: reply = deliver(request, onBody, fault);
    }
    if (m_world.trace.tells()) {
        const qsizetype id = request.path.indexOf("/prj_");
        const QByteArray path = id < 0 ? request.path : request.path.mid(id + 37);
        QByteArray line = "    " + request.method + ' ' + path.left(60) + " -> "
            + (reply ? QByteArray::number(reply->status) : toText(reply.error()).toUtf8());
        if (reply && (reply->status < 200 || reply->status > 299))
            line += ' ' + reply->body.left(160);
        if (fault != NetworkFault::None)
            line += QByteArray("  [") + nameOf(fault) + ']';
        m_world.tell(line);
    } else {
        m_world.trace.mix(quint64(reply ? reply->status : 0));
    }
    // The client may have crashed while the server was at work.
    if (!m_client->enter("reply"))
        return gone;
    return reply;
}

void SimChannel::deliverLater(const CloudRequest &request)
{
    ++m_world.lateRequests;
    const auto delay = qint64(m_world.network.below(100 * kMs));
    m_world.scheduler.spawn(m_world.scheduler.actor() + " late request", [link = *this, request, delay]() mutable {
        link.m_isLate = true;
        link.m_world.scheduler.sleepFor(delay);
        const auto reply = link.deliver(request, {}, NetworkFault::None);
        link.m_world.tell("    late: " + request.method + ' ' + request.path.right(60) + " -> "
                          + (reply ? QByteArray::number(reply->status) : toText(reply.error()).toUtf8()));
        --link.m_world.lateRequests;
    });
}

Result<CloudReply> SimChannel::deliver(const CloudRequest &request, const OnBody &onBody, NetworkFault fault)
{
    Delivery delivery;
    delivery.run = m_server.running();
    if (!delivery.run)
        return offline(u"Connection refused."_s);
    try {
        return stream(delivery, request, onBody, fault);
    } catch (const SimCrash &crash) {
        if (crash.process != delivery.run->process.get())
            throw;
        return offline(u"Connection reset: the server went down."_s);
    }
}

Result<CloudReply> SimChannel::stream(Delivery &delivery, const CloudRequest &request, const OnBody &onBody,
                                      NetworkFault fault)
{
    const SimProcess &server = *delivery.run->process;
    server::RequestHead head;
    head.method = request.method;
    const qsizetype mark = request.path.indexOf('?');
    head.path = mark < 0 ? request.path : request.path.first(mark);
    head.query = mark < 0 ? QByteArray() : request.path.sliced(mark + 1);
    for (const auto &[name, value] : request.headers)
        head.headers[name.toLower()] = value;
    head.headers["authorization"] = "Bearer " + m_token;
    if (!request.contentType.isEmpty())
        head.headers["content-type"] = request.contentType;
    head.peer = "127.0.0.1";
    head.contentLength = request.contentType.isEmpty() ? 0 : request.body.size();

    const auto refuse = [&](const Error &error) { delivery.response = server::problem(error); };
    bool refused = false;
    {
        const SimServer::Turn turn(m_server);
        server.check();
        delivery.exchange = delivery.run->core->open(head);
        if (auto early = delivery.exchange->refused()) {
            delivery.response = std::move(*early);
            refused = true;
        }
    }
    const qsizetype cutAt
        = fault == NetworkFault::CutRequest ? qsizetype(m_world.network.below(quint64(request.body.size()) + 1)) : -1;
    for (qsizetype sent = 0; !refused && sent < request.body.size();) {
        qsizetype piece
            = std::min<qsizetype>(request.body.size() - sent, 1 + qsizetype(m_world.network.below(16 << 10)));
        if (cutAt >= 0)
            piece = std::min(piece, cutAt - sent);
        if (piece <= 0)
            break;
        const SimServer::Turn turn(m_server);
        server.check();
        if (auto taken = delivery.exchange->write(QByteArrayView(request.body).sliced(sent, piece)); !taken) {
            refuse(taken.error());
            refused = true;
        }
        sent += piece;
    }
    if (fault == NetworkFault::CutRequest) {
        const SimServer::Turn turn(m_server);
        delivery.exchange.reset();  // the transport drops what it could not read to the end
        return offline(u"Connection lost while sending."_s);
    }
    if (!refused) {
        const SimServer::Turn turn(m_server);
        server.check();
        delivery.response = delivery.exchange->finish();
    }
    server.check();
    server::Response &response = delivery.response;
    // Behind others, and given up by its client, a request may be refused whatever became of the same words meanwhile.
    if (m_witness && !(m_isLate && response.status == 409))
        m_witness(request, response.status, response.body);
    if (fault == NetworkFault::LostReply)
        return offline(u"Connection lost before the reply."_s);

    CloudReply reply;
    reply.status = response.status;
    for (const auto &[name, value] : response.headers)
        reply.headers[name.toLower()] = value;
    reply.contentType = reply.headers["content-type"].toLower();
    if (const qsizetype end = reply.contentType.indexOf(';'); end >= 0)
        reply.contentType = reply.contentType.first(end).trimmed();
    const bool hands = onBody && reply.status >= 200 && reply.status < 300;
    qint64 cutBody = fault == NetworkFault::CutReply ? qint64(m_world.network.below(2000)) : -1;
    const auto take = [&](QByteArrayView piece) -> Result<void> {
        if (cutBody >= 0) {
            piece = piece.first(std::min<qsizetype>(piece.size(), qsizetype(cutBody)));
            cutBody -= piece.size();
        }
        if (hands) {
            if (!m_client->enter("body"))
                return offline(u"The machine is off."_s);
            if (auto taken = onBody(piece); !taken)
                return taken;
        } else {
            reply.body.append(piece.data(), piece.size());
        }
        if (cutBody == 0)
            return offline(u"Connection lost in the middle of the reply."_s);
        return {};
    };
    if (!response.body.isEmpty())
        if (auto taken = take(response.body); !taken)
            return taken.error();
    while (response.stream) {
        Result<QByteArray> piece = QByteArray();
        {
            const SimServer::Turn turn(m_server);
            server.check();
            piece = response.stream->read(1 + qint64(m_world.network.below(64 << 10)));
        }
        server.check();
        if (!piece)
            return offline(u"Connection lost in the middle of the reply."_s);
        if (piece->isEmpty())
            break;
        if (auto taken = take(*piece); !taken)
            return taken.error();
    }
    return reply;
}

}  // namespace tideline::sim
