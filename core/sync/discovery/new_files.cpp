#include "core/sync/discovery/new_files.h"

namespace tideline::sync {

namespace {

constexpr std::size_t kBatchFiles = 2000;
constexpr qint64 kSmallBytes = 256 << 10;

}  // namespace

Result<void> NewFiles::put(store::LocalNode row, const RelativePath &path, const store::Transaction &transaction)
{
    if (row.node.content.sizeBytes > kSmallBytes || !hasTime())
        return m_parts.trees.putSeen(row, transaction);
    m_inodes.insert(row.seen.inode);
    m_next.push_back({std::move(row), path, {}, {}, false});
    return m_next.size() < kBatchFiles ? Result<void>() : turn(transaction);
}

Result<void> NewFiles::flush(const store::Transaction &transaction)
{
    while (!m_next.empty() || !m_reading.empty()) {
        if (auto turned = turn(transaction); !turned)
            return turned;
    }
    return {};
}

/// Writes what was read, while the next is read.
Result<void> NewFiles::turn(const store::Transaction &transaction)
{
    m_running.reset();
    const std::vector<FileHash> read = std::exchange(m_reading, std::exchange(m_next, {}));
    if (!hasTime()) {
        const std::vector<FileHash> unread = std::exchange(m_reading, {});
        auto written = write(read, transaction);
        return written ? write(unread, transaction) : written;
    }
    m_running = m_parts.workers.start(hashTasks(m_reading, m_parts.disk, m_parts.clock, m_parts.cancel, m_until, m_parts.onChunk));
    return write(read, transaction);
}

Result<void> NewFiles::write(const std::vector<FileHash> &files, const store::Transaction &transaction)
{
    for (const FileHash &file : files) {
        const ContentHash &hash = file.row.node.content.hash;
        if (!hash.isNull()) {
            if (auto saved = m_parts.trees.saveManifest(hash, file.manifest, transaction); !saved)
                return saved;
        }
        if (auto put = m_parts.trees.putSeen(file.row, transaction); !put)
            return put;
        m_inodes.erase(m_inodes.find(file.row.seen.inode));
    }
    return {};
}

}  // namespace tideline::sync
