// The pack: many chunks in one body, both ways. Content type application/vnd.tideline.pack.
//
// Layout: "TLPK", u8 version = 2; then per chunk: u8 encoding (0 raw, 1 zstd), u32 raw length, u32 encoded length,
// 32 bytes SHA-256 of the raw bytes, payload; then u8 0xff and a SHA-256 of all bytes before it but raw payloads, whose own
// hashes are among them. Integers are big end first. (The header stands before each payload, not all headers first as research/server.md has it: the sender streams without knowing
// the count, and what arrived before a cut is usable.)
#pragma once

#include "core/schema/manifest.h"

#include <QByteArray>

#include <functional>

namespace tideline::wire {

inline constexpr char kPackContentType[] = "application/vnd.tideline.pack";
inline constexpr qint64 kMaxPackBytes = 32 << 20;
inline constexpr int kMaxPackChunks = 16'384;
/// Of all chunks of a pack together, decoded: a few bytes may stand for megabytes, and each costs its hash.
inline constexpr qint64 kMaxPackRawBytes = 64 << 20;

/// Builds a pack in memory, chunk by chunk. zstd is used where it saves at least 5 %.
/// Thread: one at a time.
class PackWriter {
public:
    /// `buffer`: empty, with room; what finish() gives is in it.
    explicit PackWriter(QByteArray buffer = {});
    /// Appends a chunk whose id the caller computed from `raw`.
    void add(const ContentHash &id, QByteArrayView raw);
    /// Appends a chunk as it is stored (encoding and payload unchanged).
    void addEncoded(const ContentHash &id, quint8 encoding, quint32 rawLength, QByteArrayView payload);
    /// Takes what was built so far, for streaming; the running hash goes on.
    QByteArray take();
    qint64 pendingBytes() const { return m_bytes.size(); }
    int chunkCount() const { return m_count; }
    /// Appends the trailer and takes the rest.
    QByteArray finish();

private:
    void header(const ContentHash &id, quint8 encoding, quint32 rawLength, quint32 length);
    QByteArray m_bytes;
    Sha256 m_hash;
    int m_count = 0;
};

/// A chunk out of a pack, verified.
struct PackedChunk {
    ContentHash id;
    quint8 encoding = 0;
    QByteArray payload;  ///< as it came
    QByteArray raw;      ///< decoded; its SHA-256 is `id`
};

/// Parses a pack as its bytes come in; each chunk is verified before it is handed on. Bounded: holds one chunk.
/// Errors: Corrupt (magic, version, encoding, a length over 4 MiB, a decompressed size other than said, a hash that does
/// not match, bytes after the trailer), Invalid (over `maxChunks` chunks, `maxBytes` bytes, or
/// kMaxPackRawBytes decoded).
class PackReader {
public:
    using Sink = std::function<Result<void>(PackedChunk &&)>;
    explicit PackReader(Sink sink, qint64 maxBytes = kMaxPackBytes, int maxChunks = kMaxPackChunks);
    Result<void> write(QByteArrayView bytes);
    /// Errors: Corrupt when the pack was cut short.
    Result<void> finish();
    /// Whether what came begins as a pack does.
    bool hasBegun() const { return m_started; }

private:
    Result<void> parse();
    Sink m_sink;
    qint64 m_bytesLeft;
    int m_chunksLeft;
    qint64 m_rawLeft = kMaxPackRawBytes;
    QByteArray m_buffer;
    Sha256 m_hash;
    bool m_started = false;
    bool m_ended = false;
};

}  // namespace tideline::wire
