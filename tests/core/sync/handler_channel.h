// A Channel that hands requests to the server's handlers in the same process: no socket, the real server.
#pragma once

#include "app/server/api/core.h"
#include "core/cloud/channel.h"

#include <QList>

#include <functional>
#include <mutex>

namespace tideline::test {

/// Thread:    any, as the handlers are.
/// Ownership: borrows the Core.
class HandlerChannel final : public cloud::Channel {
public:
    HandlerChannel(server::Core &core, QByteArray token) : m_core(core), m_token(std::move(token)) {}

    Result<cloud::CloudReply> send(const cloud::CloudRequest &request, const OnBody &onBody) override
    {
        if (offline)
            return Error{Error::Kind::Offline, u"No connection."_s, {}, {}};
        {
            const std::scoped_lock lock(m_mutex);  // packs are sent by several threads
            requests.append(request.method + ' ' + request.path);
            if (request.path.endsWith("/chunks:negotiate"))
                chunksAskedFor += request.body.count("\"s256:");
        }
        if (refusesPacks && request.path.endsWith("/packs"))
            return cloud::CloudReply{507, "application/problem+json", R"({"code":"quota_exceeded","detail":"full"})", {}};
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
        head.contentLength = request.body.size();
        head.peer = "127.0.0.1";
        const auto exchange = m_core.open(head);
        server::Response response;
        if (auto refused = exchange->refused()) {
            response = std::move(*refused);
        } else {
            Result<void> written;
            if (!request.body.isEmpty())
                written = exchange->write(request.body);
            response = written ? exchange->finish() : server::problem(written.error());
        }
        cloud::CloudReply reply;
        reply.status = response.status;
        for (const auto &[name, value] : response.headers)
            reply.headers[name.toLower()] = value;
        reply.contentType = reply.headers["content-type"].split(';').front();
        QByteArray body = response.body;
        while (response.stream) {
            auto piece = response.stream->read(256 << 10);
            if (!piece)
                return Error{Error::Kind::Offline, u"The body was cut."_s, {}, {}};
            if (piece->isEmpty())
                break;
            body += *piece;
        }
        if (loseCommitReplies && request.path.endsWith("/commits"))
            return Error{Error::Kind::Offline, u"The connection was lost in the middle."_s, {}, {}};
        if (onBody && reply.status >= 200 && reply.status < 300) {
            if (auto taken = onBody(body); !taken)
                return taken.error();
        } else {
            reply.body = body;
        }
        if (onAnswered)
            onAnswered(requests.back());
        return reply;
    }

    bool offline = false;
    bool refusesPacks = false;
    bool loseCommitReplies = false;  ///< the commits are made, but the client does not hear of it
    std::function<void(const QByteArray &request)> onAnswered;  ///< before the client hears of the answer
    qint64 chunksAskedFor = 0;   ///< by chunks:negotiate
    QList<QByteArray> requests;  ///< "METHOD path" of each; meaningful while one thread sends

private:
    server::Core &m_core;
    QByteArray m_token;
    std::mutex m_mutex;
};

}  // namespace tideline::test
