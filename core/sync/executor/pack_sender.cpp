#include "core/sync/executor/pack_sender.h"

#include "core/schema/wire/change.h"
#include "core/sync/discovery/puller.h"

#include <QJsonArray>

namespace tideline::sync {

namespace {

constexpr std::size_t kSampleChunks = 64;  ///< a hundredth of all that is held shows in these two times of three

}  // namespace

std::unordered_set<ContentHash> idsOf(std::span<const Chunk> chunks)
{
    std::unordered_set<ContentHash> ids;
    for (const Chunk &chunk : chunks)
        ids.insert(chunk.id);
    return ids;
}

Result<std::unordered_set<ContentHash>> PackSender::ask(std::span<const Chunk> chunks) const
{
    std::unordered_set<ContentHash> need;
    while (!chunks.empty()) {
        const auto ask = chunks.first(std::min(chunks.size(), wire::kMaxNegotiateChunks));
        chunks = chunks.subspan(ask.size());
        QJsonArray list;
        for (const Chunk &chunk : ask)
            list.append(QJsonArray{chunk.id.toString(), qint64(chunk.sizeBytes)});
        auto reply = callJson(m_channel, "POST", m_projectPath + "/chunks:negotiate",
                              QJsonObject{{u"chunks"_s, list}}, u"ask which chunks are missing"_s);
        if (!reply)
            return reply.error();
        if (!(*reply)[u"need"_s].isArray())
            return Error{Error::Kind::Offline, u"The server's reply is not whole."_s, u"negotiate"_s, {}};
        for (const auto index : (*reply)[u"need"_s].toArray()) {
            const qint64 i = index.toInteger(-1);
            if (i >= 0 && i < qint64(ask.size()))
                need.insert(ask[std::size_t(i)].id);
        }
    }
    return need;
}

Result<std::unordered_set<ContentHash>> PackSender::askSample(std::span<const Chunk> chunks) const
{
    if (chunks.size() < 4 * kSampleChunks)
        return ask(chunks);
    // Of a first upload the cloud has nothing, and a few from all over it tell so.
    std::vector<Chunk> sample;
    for (std::size_t i = 0; i < kSampleChunks; ++i)
        sample.push_back(chunks[i * chunks.size() / kSampleChunks]);
    const auto need = ask(sample);
    if (!need)
        return need.error();
    return need->size() == sample.size() ? idsOf(chunks) : ask(chunks);
}

Result<void> PackSender::send(QByteArray pack)
{
    cloud::CloudRequest request;
    request.method = "POST";
    request.path = m_projectPath + "/packs";
    request.contentType = wire::kPackContentType;
    m_bytesSent += pack.size();
    request.body = std::move(pack);
    auto reply = m_channel.send(request);
    m_spare.give(std::move(request.body));
    if (!reply)
        return at(reply.error(), u"upload"_s);
    // A portal on the way may answer 200 for the server: only the API's own reply means "stored".
    if ((reply->status != 200 && reply->status != 201) || reply->contentType != "application/json")
        return cloud::cloudError(*reply, u"upload"_s);
    return {};
}

}  // namespace tideline::sync
