#include "core/sync/discovery/new_files.h"

namespace tideline::sync {

namespace {

constexpr std::size_t kBatchFiles = 2000;
constexpr qint64 kSmallBytes = 256 << 10;
constexpr std::chrono::seconds kLongest{5};  ///< a transaction that is cut off has read for nothing

}  // namespace

Result<void> NewFiles::put(store::LocalNode row, const RelativePath &path, const store::Transaction &transaction)
{
    if (row.node.content.sizeBytes > kSmallBytes || !hasTime())
        return m_parts.trees.putSeen(row, transaction);
    m_next.push_back({std::move(row), path, {}, {}});
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
    std::vector<FileHash> read = std::exchange(m_reading, std::exchange(m_next, {}));
    m_running = m_parts.workers.start(hashTasks(m_reading, m_parts.disk, m_parts.clock, m_parts.cancel));
    for (const FileHash &file : read) {
        if (!file.error) {
            if (auto saved = m_parts.trees.saveManifest(file.row.node.content.hash, file.manifest, transaction); !saved)
                return saved;
        }
        if (auto put = m_parts.trees.putSeen(file.row, transaction); !put)
            return put;
    }
    return {};
}

bool NewFiles::hasTime()
{
    m_isLate = m_isLate || m_parts.clock.monotonic() - m_started > kLongest;
    return !m_isLate;
}

}  // namespace tideline::sync
