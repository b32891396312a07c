#include "core/sync/executor/chunk_sender.h"


#include <algorithm>

namespace tideline::sync {

namespace {

constexpr qint64 kPackBytes = 4 << 20;
constexpr int kPacksPerThread = 2;                ///< while one is read, the server answers another
constexpr qint64 kNoNegotiationBytes = 64 << 10;  ///< below this, asking costs more than sending
constexpr qint64 kOpenBytes = 32 << 10;           ///< to open a file takes as long as to send so much
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
        for (const auto &[file, bytes] : outcome.told)
            file->toldBytes += bytes;
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
    return bytes <= kNoNegotiationBytes ? idsOf(all) : m_sender.askSample(all);
}

bool ChunkSender::wasSent(const ContentHash &id) const
{
    return m_parts.sentBefore && m_parts.sentBefore->contains(id);
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
    wire::PackWriter pack = m_sender.newPack();
    QByteArray buffer = m_spare.take(kMaxChunkBytes);
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
            if (m_parts.teller && file->manifest->sizeBytes() > ProgressTeller::kLargeBytes)
                m_parts.teller->moved(file->path.bytes(), 0);
            auto opened = m_parts.disk.openRead(file->path);
            if (opened)
                open = *std::move(opened);
            else if (opened.error().kind == Error::Kind::NotFound)
                outcome.leftOut.emplace_back(file, std::nullopt);
            else
                outcome.leftOut.emplace_back(file, opened.error());
        }
        if (open && isStopped(*file)) {
            outcome.leftOut.emplace_back(file, stoppedByPerson());
            open.reset();
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
    m_spare.give(std::move(buffer));
    if (pack.chunkCount() > 0)
        outcome.sent = m_sender.send(pack.finish());
    if (!outcome.sent)
        m_isStopped = true;
    else if (m_parts.teller)
        tell(share, outcome);
    return outcome;
}

/// What has gone of each.
void ChunkSender::tell(std::span<const Wanted> share, Outcome &outcome)
{
    for (std::size_t i = 0; i < share.size();) {
        File *const file = share[i].file;
        qint64 bytes = 0;
        for (; i < share.size() && share[i].file == file; ++i)
            bytes += share[i].chunk.sizeBytes;
        outcome.told.emplace_back(file, bytes);
        m_parts.teller->moved(file->manifest->sizeBytes() > ProgressTeller::kLargeBytes ? file->path.bytes() : QByteArray(), bytes);
    }
}

}  // namespace tideline::sync
