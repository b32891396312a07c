#include "core/sync/executor/chunk_mender.h"

#include <algorithm>

namespace tideline::sync {

Result<qint64> ChunkMender::mend(std::span<const File> files)
{
    std::vector<Chunk> chunks;
    std::unordered_set<ContentHash> held;
    for (const File &file : files) {
        for (const Chunk &chunk : file.manifest.chunks) {
            if (held.insert(chunk.id).second)
                chunks.push_back(chunk);
        }
    }
    ChunkSender sender(m_parts);
    const auto need = sender.ask(chunks);
    if (!need)
        return need.error();
    if (need->empty())
        return 0;
    std::vector<ChunkSender::File> wanted;
    for (const File &file : files) {
        if (std::ranges::any_of(file.manifest.chunks, [&](const Chunk &chunk) { return need->contains(chunk.id); }))
            wanted.push_back({file.path, &file.manifest, false, {}});
    }
    for (const ContentHash &id : *need)
        held.erase(id);
    if (auto sent = sender.send(wanted, std::move(held)); !sent)
        return sent.error();
    return qint64(need->size());
}

}  // namespace tideline::sync
