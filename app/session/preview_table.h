// The previews that are kept open, and which of them goes when there are too many.
#pragma once

#include "app/session/format.h"
#include "core/base/mutex.h"

#include <chrono>
#include <map>
#include <memory>

namespace tideline::session {

class Peer;

/// A file that was opened for a peer.
struct OpenedPreview {
    Mutex inUse;  ///< held by the one call that uses `preview`
    std::unique_ptr<FilePreview> preview;
    const Format *format = nullptr;
    std::shared_ptr<Source> source;
    FileFacts facts;
    std::shared_ptr<Peer> peer;  ///< who may use it
};

/// Previews by the number they were given, the longest unused first to go.
///
/// Thread:    any.
/// Invariant: never more than `maxCount` of them, and what they keep never exceeds `maxBytes` unless one alone does. One that goes
///            while a call uses it stays alive until that call is over.
class PreviewTable {
public:
    using Time = std::chrono::steady_clock::time_point;
    struct Bounds {
        qint64 maxBytes = 256 << 20;
        std::size_t maxCount = 100;  ///< each holds a descriptor
    };
    struct Row {
        QString name;
        const char *format;
        qint64 bytes;
        Time usedAt;
    };

    explicit PreviewTable(Bounds bounds) : m_bounds(bounds) {}

    /// Its number, never given twice. `now`: counts up from call to call.
    qint64 add(std::shared_ptr<OpenedPreview> opened, qint64 bytes, Time now) TIDELINE_EXCLUDES(m_mutex);
    /// Null: there is none of this number, or it is another peer's.
    std::shared_ptr<OpenedPreview> find(qint64 number, const Peer *peer) const TIDELINE_EXCLUDES(m_mutex);
    /// It was used, and keeps so much by now. Nothing happens where it went meanwhile.
    void touch(qint64 number, qint64 bytes, Time now) TIDELINE_EXCLUDES(m_mutex);
    /// False: as find().
    bool remove(qint64 number, const Peer *peer) TIDELINE_EXCLUDES(m_mutex);
    void removeAllOf(const Peer *peer) TIDELINE_EXCLUDES(m_mutex);
    /// The oldest number first.
    std::vector<Row> rows() const TIDELINE_EXCLUDES(m_mutex);

private:
    struct Entry {
        std::shared_ptr<OpenedPreview> opened;
        qint64 bytes = 0;
        Time usedAt;
    };
    using Dropped = std::vector<std::shared_ptr<OpenedPreview>>;
    Dropped makeRoom() TIDELINE_REQUIRES(m_mutex);

    const Bounds m_bounds;
    mutable Mutex m_mutex;
    std::map<qint64, Entry> m_entries TIDELINE_GUARDED_BY(m_mutex);
    qint64 m_bytes TIDELINE_GUARDED_BY(m_mutex) = 0;  ///< of all entries
    qint64 m_last TIDELINE_GUARDED_BY(m_mutex) = 0;
};

}  // namespace tideline::session
