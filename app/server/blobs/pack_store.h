// Chunks in append-only pack files below the data folder.
#pragma once

#include "app/server/blobs/pack_key.h"
#include "core/base/content_hash.h"
#include "core/base/mutex.h"
#include "core/files/file_system.h"
#include "core/schema/wire/pack.h"

#include <memory>
#include <optional>
#include <set>
#include <vector>

namespace tideline::server {

/// Where a chunk's payload lies. `encoding`: 0 raw, 1 zstd; and kSealed, where `length` counts what sealing adds, too.
struct StoredChunk {
    static constexpr quint8 kSealed = 0x80;

    ContentHash id;
    qint64 pack = 0;
    qint64 offset = 0;
    quint8 encoding = 0;
    quint32 length = 0;
    quint32 rawLength = 0;

    bool isSealed() const { return (encoding & kSealed) != 0; }
    /// As they go over the wire.
    quint8 payloadEncoding() const { return quint8(encoding & ~kSealed); }
    quint32 payloadLength() const { return isSealed() ? length - quint32(PackKey::kAddedBytes) : length; }
};

/// The pack files "packs/<number>.tlpack". Each is laid out as on the wire (wire/pack.h) without the trailer, in which alone
/// the wire's version 2 differs from this version 1; so the index can be made again from the files. Which bytes count is for
/// the index to say: what an upload left that was cut, or a crash, lies unused in between.
///
/// With a key every payload that is added is sealed; what lies there unsealed from before is read as it is. The file
/// "packs/key-id" keeps which key it was: without that key nothing sealed is read and nothing is added.
///
/// Thread:    any.
/// Ownership: borrows the FileSystem.
/// Invariant: a file is written by one upload at a time, and only ever appended to; after a restart, or once a write or
///            an fsync failed, it is never written again.
class PackStore {
    /// One pack file open for appending.
    struct Lane {
        qint64 number = 0;
        qint64 end = 0;
        std::unique_ptr<files::WriteFile> file;
    };

public:
    /// `lastNumber`: the highest pack number in the index; files of higher numbers are passed over.
    /// Errors: Io, DiskFull, Refused (another key than the one before).
    static Result<std::unique_ptr<PackStore>> open(files::FileSystem &disk, qint64 lastNumber, std::optional<PackKey> key = {});
    ~PackStore();
    /// Whether it can be read and added to. Errors: Refused (the packs are sealed, and no key was given).
    Result<void> isUnlocked() const;

    /// No upload begins to write to this pack any more. False: one is at it yet, or holds what it has not indexed.
    bool close(qint64 number);

    /// What lies in the folder, with and without chunks of the index.
    struct File {
        qint64 number = 0;
        qint64 sizeBytes = 0;
    };
    Result<std::vector<File>> files() const;
    /// A closed one, which the index does not name any more: that is for the caller to know. Nothing happens where it is not there.
    Result<void> remove(qint64 number);

    /// One upload's way into the packs.
    ///
    /// Thread:    one at a time.
    /// Ownership: borrows the store; holds a pack file of its own until it goes.
    class Appender {
    public:
        explicit Appender(PackStore &store) : m_store(store) {}
        ~Appender();
        Appender(const Appender &) = delete;
        Appender &operator=(const Appender &) = delete;

        /// Errors: DiskFull, Io; the appender is then of no more use.
        Result<void> add(const wire::PackedChunk &chunk);
        /// Makes what was added since the last call durable and says where it is.
        Result<std::vector<StoredChunk>> sync();
        /// What was added since the last sync() is not wanted: its bytes go.
        void drop();
        /// What the last sync() made durable is not wanted: its bytes go, and others take their place.
        /// To be called only where nothing of it was indexed.
        void takeBack();
        qint64 pendingBytes() const { return m_pendingBytes; }

    private:
        void cutTo(qint64 end);
        Result<void> flush();
        /// The lane is never written again; what it holds beyond the last sync() goes, so that a full disk has room again.
        Error giveUp(const Error &error);

        PackStore &m_store;
        std::unique_ptr<Lane> m_lane;
        QByteArray m_buffer;  ///< not yet written; follows what the lane holds
        std::vector<StoredChunk> m_chunks;
        qint64 m_pendingBytes = 0;
        qint64 m_synced = 0;    ///< where the lane stood after the last sync()
        qint64 m_before = 0;    ///< and after the one before
        bool m_failed = false;
    };

    /// Reads payloads, in the order asked for; packs asked for in the order of their upload are read in large pieces.
    ///
    /// Thread:    one at a time.
    /// Ownership: borrows the store.
    class Reader {
    public:
        explicit Reader(PackStore &store) : m_store(store) {}
        /// As it came over the wire; valid until the next call. Errors: Io, Corrupt (the pack is gone, is shorter than the index
        /// says, or cannot be read there; what was sealed does not open), Refused (it is sealed, and there is no key).
        Result<QByteArrayView> payload(const StoredChunk &chunk);
        /// Decoded and checked against its id. Errors: as payload()'s.
        Result<QByteArray> raw(const StoredChunk &chunk);

    private:
        PackStore &m_store;
        qint64 m_pack = 0;
        std::unique_ptr<files::ReadFile> m_file;
        QByteArray m_block;
        qint64 m_blockOffset = 0;
        QByteArray m_opened;
    };

private:
    PackStore(files::FileSystem &disk, qint64 nextNumber, std::optional<PackKey> key, bool isSealed);
    Result<std::unique_ptr<Lane>> takeLane();
    std::unique_ptr<Lane> takeIdle();  ///< null = there is none
    /// Whether its file is the one of its name yet: what is written to one that was removed or replaced meanwhile is lost.
    bool isInPlace(Lane &lane) const;
    enum class Again { No, Yes };
    /// An upload is done with it. Again::No: nobody is to write to it any more.
    void giveBack(std::unique_ptr<Lane> lane, Again again);

    files::FileSystem &m_disk;
    const std::optional<PackKey> m_key;
    const bool m_isSealed;  ///< packs may hold what only the key opens
    Mutex m_mutex;
    qint64 m_nextNumber TIDELINE_GUARDED_BY(m_mutex);
    std::vector<std::unique_ptr<Lane>> m_idle TIDELINE_GUARDED_BY(m_mutex);
    std::set<qint64> m_lent TIDELINE_GUARDED_BY(m_mutex);    ///< packs that an upload writes to
    std::set<qint64> m_closed TIDELINE_GUARDED_BY(m_mutex);  ///< those of them that are not to be lent again
};

}  // namespace tideline::server
