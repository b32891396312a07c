#include "core/sync/executor/chunk_sender.h"

#include "core/schema/wire/change.h"
#include "core/schema/wire/pack.h"
#include "core/sync/discovery/puller.h"

#include <algorithm>

namespace tideline::sync {

namespace {

constexpr qint64 kPackBytes = 4 << 20;
constexpr int kPacksPerThread = 2;                ///< while one is read, the server answers another
constexpr qint64 kNoNegotiationBytes = 64 << 10;  ///< below this, asking costs more than sending
constexpr std::size_t kSampleChunks = 64;          ///< a hundredth of all that is held shows in these two times of three
constexpr qint64 kOpenBytes = 32 << 10;           ///< to open a file takes as long as to send so much

std::unordered_set<ContentHash> idsOf(std::span<const Chunk> chunks)
{
    std::unordered_set<ContentHash> ids;
    for (const Chunk &chunk : chunks)
        ids.insert(chunk.id);
    return ids;
}

}  // namespace

Result<void> ChunkSender::send(std::span<File> files, std::unordered_set<ContentHash> held)
{
    auto need = lacking(files, std::move(held));
    if (!need)
        return need.error();
    std::vector<Wanted> wanted;
    for (File &file : files) {
        if (file.isLeftOut())
            continue;
        qint64 offset = 0;
        for (const Chunk &chunk : file.manifest->chunks) {
            if (need->erase(chunk.id) > 0)
                wanted.push_back({&file, chunk, offset});
            offset += chunk.sizeBytes;
        }
    }
    const auto shares = this->shares(wanted);
    std::vector<Outcome> outcomes(shares.size());
    std::vector<std::function<void()>> tasks;
    for (std::size_t i = 0; i < shares.size(); ++i)
        tasks.push_back([&, i] { outcomes[i] = sendShare(shares[i]); });
    m_parts.workers.run(std::move(tasks), kPacksPerThread);
    for (Outcome &outcome : outcomes) {
        for (auto &[file, error] : outcome.leftOut) {
            if (error)
                file->error = std::move(error);
            else
                file->changed = true;
        }
    }
    const auto failed = std::ranges::find_if(outcomes, [](const Outcome &outcome) { return !outcome.sent; });
    return failed == outcomes.end() ? Result<void>{} : failed->sent;
}

/// Of the chunks of these files, those that must be sent.
Result<std::unordered_set<ContentHash>> ChunkSender::lacking(std::span<File> files, std::unordered_set<ContentHash> held) const
{
    std::vector<Chunk> all;
    qint64 bytes = 0;
    for (const File &file : files) {
        if (file.isLeftOut())
            continue;
        bytes += file.manifest->sizeBytes();
        std::ranges::copy_if(file.manifest->chunks, std::back_inserter(all),
                             [&](const Chunk &chunk) { return !wasSent(chunk.id) && held.insert(chunk.id).second; });
    }
    return bytes <= kNoNegotiationBytes ? idsOf(all) : askSample(all);
}

bool ChunkSender::wasSent(const ContentHash &id) const
{
    return m_parts.sentBefore && m_parts.sentBefore->contains(id);
}

Result<std::unordered_set<ContentHash>> ChunkSender::askSample(std::span<const Chunk> chunks) const
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

Result<std::unordered_set<ContentHash>> ChunkSender::ask(std::span<const Chunk> chunks) const
{
    std::unordered_set<ContentHash> need;
    while (!chunks.empty()) {
        const auto ask = chunks.first(std::min(chunks.size(), wire::kMaxNegotiateChunks));
        chunks = chunks.subspan(ask.size());
        QJsonArray list;
        for (const Chunk &chunk : ask)
            list.append(QJsonArray{chunk.id.toString(), qint64(chunk.sizeBytes)});
        auto reply = callJson(m_parts.channel, "POST", m_parts.projectPath + "/chunks:negotiate",
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

/// Cut into what goes into a pack each, and so that each worker has some of it.
std::vector<std::span<const ChunkSender::Wanted>> ChunkSender::shares(std::span<const Wanted> wanted) const
{
    const auto cost = [&](std::size_t i) {
        return qint64(wanted[i].chunk.sizeBytes) + (i == 0 || wanted[i].file != wanted[i - 1].file ? kOpenBytes : 0);
    };
    qint64 all = 0;
    for (std::size_t i = 0; i < wanted.size(); ++i)
        all += cost(i);
    const qint64 most = all / m_parts.workers.width() + 1;
    std::vector<std::span<const Wanted>> shares;
    std::size_t first = 0;
    qint64 bytes = 0, costs = 0;
    for (std::size_t i = 0; i < wanted.size(); ++i) {
        bytes += wanted[i].chunk.sizeBytes;
        costs += cost(i);
        const std::size_t count = i + 1 - first;
        if (bytes >= kPackBytes || costs >= most || count == std::size_t(wire::kMaxPackChunks) || i + 1 == wanted.size()) {
            shares.push_back(wanted.subspan(first, count));
            first = i + 1;
            bytes = costs = 0;
        }
    }
    return shares;
}

/// Reads and sends what goes into one pack. Of a file that is not what was hashed, nothing more is read.
ChunkSender::Outcome ChunkSender::sendShare(std::span<const Wanted> share)
{
    Outcome outcome;
    wire::PackWriter pack;
    QByteArray buffer;
    const File *of = nullptr;
    std::unique_ptr<files::ReadFile> open;
    for (const auto &[file, chunk, offset] : share) {
        if (m_isStopped)
            return outcome;  // somebody else's error is told
        if (m_parts.cancel && *m_parts.cancel) {
            outcome.sent = Error{Error::Kind::Cancelled, u"The upload was stopped."_s, {}, {}};
            return outcome;
        }
        if (file != of) {
            of = file;
            open.reset();
            auto opened = m_parts.disk.openRead(file->path);
            if (opened)
                open = *std::move(opened);
            else if (opened.error().kind == Error::Kind::NotFound)
                outcome.leftOut.emplace_back(file, std::nullopt);
            else
                outcome.leftOut.emplace_back(file, opened.error());
        }
        if (!open)
            continue;
        buffer.resize(qsizetype(chunk.sizeBytes));
        auto got = open->read(offset, {buffer.data(), chunk.sizeBytes});
        // The hash is the check that the file did not change while it was read.
        if (got && *got == qint64(chunk.sizeBytes) && sha256(buffer) == chunk.id) {
            pack.add(chunk.id, buffer);
            continue;
        }
        outcome.leftOut.emplace_back(file, got ? std::optional<Error>{} : got.error());
        open.reset();
    }
    if (pack.chunkCount() > 0)
        outcome.sent = sendPack(pack.finish());
    if (!outcome.sent)
        m_isStopped = true;
    return outcome;
}

Result<void> ChunkSender::sendPack(QByteArray body)
{
    cloud::CloudRequest request;
    request.method = "POST";
    request.path = m_parts.projectPath + "/packs";
    request.contentType = wire::kPackContentType;
    m_bytesSent += body.size();
    request.body = std::move(body);
    auto reply = m_parts.channel.send(request);
    if (!reply)
        return at(reply.error(), u"upload"_s);
    // A portal on the way may answer 200 for the server: only the API's own reply means "stored".
    if ((reply->status != 200 && reply->status != 201) || reply->contentType != "application/json")
        return cloud::cloudError(*reply, u"upload"_s);
    return {};
}

}  // namespace tideline::sync
