#include "core/files/chunker.h"

#include <algorithm>
#include <array>
#include <bit>

namespace tideline::files {

namespace {

constexpr std::array<quint64, 256> makeGear()
{
    std::array<quint64, 256> gear{};
    quint64 state = 0x7469'6465'6c69'6e65;
    for (quint64 &value : gear) {
        state += 0x9e37'79b9'7f4a'7c15;
        value = state;
        value = (value ^ (value >> 30)) * 0xbf58'476d'1ce4'e5b9;
        value = (value ^ (value >> 27)) * 0x94d0'49bb'1331'11eb;
        value ^= value >> 31;
    }
    return gear;
}
constexpr std::array<quint64, 256> kGear = makeGear();

constexpr quint64 highest(int bits)
{
    return ~quint64(0) << (64 - bits);
}

/// The position behind the first byte from `from` on at which `mask` is met, or -1; `hash` goes on into the next call.
/// Four bytes at a time: the shift and the addition are one instruction, and the loads run ahead.
qsizetype scan(const unsigned char *bytes, qsizetype from, qsizetype to, quint64 mask, quint64 &hash)
{
    quint64 h = hash;
    qsizetype i = from;
    for (; i + 4 <= to; i += 4) {
        const quint64 h1 = (h << 1) + kGear[bytes[i]];
        const quint64 h2 = (h1 << 1) + kGear[bytes[i + 1]];
        const quint64 h3 = (h2 << 1) + kGear[bytes[i + 2]];
        h = (h3 << 1) + kGear[bytes[i + 3]];
        if (!(h1 & mask))
            return i + 1;
        if (!(h2 & mask))
            return i + 2;
        if (!(h3 & mask))
            return i + 3;
        if (!(h & mask))
            return i + 4;
    }
    for (; i < to; ++i) {
        h = (h << 1) + kGear[bytes[i]];
        if (!(h & mask))
            return i + 1;
    }
    hash = h;
    return -1;
}

Error changed()
{
    return {Error::Kind::Conflict, u"The file changed while it was read."_s, {}, {}};
}

/// A stretch of whole chunks.
struct Block {
    std::unique_ptr<char[]> bytes;
    qint64 capacity = 0;
    std::vector<quint32> sizes;
};

/// Reads a file once from front to back, cut into blocks.
/// Thread: one at a time. Ownership: borrows the file.
class BlockReader {
public:
    BlockReader(ReadFile &file, qint64 sizeBytes, qint64 blockBytes)
        : m_file(file), m_size(sizeBytes), m_blockBytes(std::min(blockBytes, sizeBytes + 1)),
          m_parameters(chunkerParametersFor(sizeBytes))
    {
    }

    /// The next chunks; no sizes at the end.
    Result<void> next(Block &block)
    {
        block.sizes.clear();
        if (block.capacity < m_blockBytes) {
            block.bytes = std::make_unique_for_overwrite<char[]>(size_t(m_blockBytes));
            block.capacity = m_blockBytes;
        }
        const qint64 carried = qint64(m_carry.size());
        std::ranges::copy(m_carry, block.bytes.get());
        // One byte more than the size is asked for, so that a file that grew is seen without another call.
        const qint64 wanted = std::min(m_blockBytes - carried, m_size + 1 - m_offset);
        auto got = m_file.read(m_offset, {block.bytes.get() + carried, size_t(wanted)});
        if (!got)
            return got.error();
        m_offset += *got;
        const bool ended = m_offset >= m_size;
        if (m_offset > m_size || (*got < wanted && !ended))
            return changed();
        cutInto(block, carried + *got, ended);
        return {};
    }

private:
    void cutInto(Block &block, qint64 available, bool ended)
    {
        qint64 done = 0;
        while (done < available && (ended || available - done >= m_parameters.maximum)) {
            const QByteArrayView rest(block.bytes.get() + done, available - done);
            const qint64 size = m_size <= kSingleChunkBytes ? available : firstCut(rest, m_parameters);
            block.sizes.push_back(quint32(size));
            done += size;
        }
        m_carry.assign(block.bytes.get() + done, block.bytes.get() + available);
    }

    ReadFile &m_file;
    qint64 m_size;
    qint64 m_blockBytes;
    ChunkerParameters m_parameters;
    qint64 m_offset = 0;
    std::vector<char> m_carry;  ///< read, not yet cut: less than `maximum`
};

constexpr qint64 kSerialBlock = 2 << 20;
constexpr qint64 kParallelBlock = 8 << 20;
static_assert(kSerialBlock >= 2 * kLargeFileChunks.maximum);

bool isSet(const std::atomic<bool> *cancel)
{
    return cancel && cancel->load(std::memory_order_relaxed);
}

Error cancelled()
{
    return {Error::Kind::Cancelled, u"Hashing was stopped."_s, {}, {}};
}

}  // namespace

qsizetype firstCut(QByteArrayView bytes, const ChunkerParameters &parameters)
{
    Q_ASSERT(std::has_single_bit(parameters.average));
    const auto *data = reinterpret_cast<const unsigned char *>(bytes.data());
    const qsizetype end = std::min<qsizetype>(bytes.size(), parameters.maximum);
    if (end <= parameters.minimum)
        return end;
    const int bits = std::countr_zero(parameters.average);
    const qsizetype normal = std::min<qsizetype>(end, parameters.average);
    quint64 hash = 0;
    if (const qsizetype at = scan(data, parameters.minimum, normal, highest(bits + 2), hash); at >= 0)
        return at;
    const qsizetype at = scan(data, normal, end, highest(bits - 2), hash);
    return at >= 0 ? at : end;
}

std::vector<quint32> cut(QByteArrayView content)
{
    std::vector<quint32> sizes;
    if (content.size() <= kSingleChunkBytes) {
        if (!content.isEmpty())
            sizes.push_back(quint32(content.size()));
        return sizes;
    }
    const ChunkerParameters &parameters = chunkerParametersFor(content.size());
    while (!content.isEmpty()) {
        const qsizetype size = firstCut(content, parameters);
        sizes.push_back(quint32(size));
        content = content.sliced(size);
    }
    return sizes;
}

Manifest chunkBytes(QByteArrayView content)
{
    Manifest manifest;
    for (const quint32 size : cut(content)) {
        manifest.chunks.push_back({sha256(content.first(size)), size});
        content = content.sliced(size);
    }
    return manifest;
}

Result<Manifest> chunkFile(ReadFile &file, qint64 sizeBytes, const std::atomic<bool> *cancel, const OnChunk &onChunk)
{
    Q_ASSERT(sizeBytes >= 0);
    Manifest manifest;
    BlockReader reader(file, sizeBytes, kSerialBlock);
    Block block;
    do {
        if (isSet(cancel))
            return cancelled();
        if (auto read = reader.next(block); !read)
            return read.error();
        const char *at = block.bytes.get();
        for (const quint32 size : block.sizes) {
            const QByteArrayView bytes(at, qsizetype(size));
            manifest.chunks.push_back({sha256(bytes), size});
            if (onChunk)
                onChunk(manifest.chunks.back(), bytes);
            at += size;
        }
    } while (!block.sizes.empty());
    return manifest;
}

Result<Manifest> chunkFile(ReadFile &file, qint64 sizeBytes, Workers &workers, const std::atomic<bool> *cancel, const OnChunk &onChunk)
{
    if (workers.width() == 1 || sizeBytes < kLargeFileBytes)
        return chunkFile(file, sizeBytes, cancel, onChunk);
    Manifest manifest;
    BlockReader reader(file, sizeBytes, kParallelBlock);
    Block hashing, reading;
    if (auto first = reader.next(hashing); !first)
        return first.error();
    while (!hashing.sizes.empty()) {
        if (isSet(cancel))
            return cancelled();
        Result<void> read;
        std::vector<std::function<void()>> tasks{[&] { read = reader.next(reading); }};
        std::size_t index = manifest.chunks.size();
        manifest.chunks.resize(index + hashing.sizes.size());
        const char *at = hashing.bytes.get();
        for (const quint32 size : hashing.sizes) {
            Chunk &chunk = manifest.chunks[index++];
            tasks.push_back([&chunk, &onChunk, bytes = QByteArrayView(at, qsizetype(size))] {
                chunk = {sha256(bytes), quint32(bytes.size())};
                if (onChunk)
                    onChunk(chunk, bytes);
            });
            at += size;
        }
        workers.run(std::move(tasks));
        if (!read)
            return read.error();
        std::swap(hashing, reading);
    }
    return manifest;
}

}  // namespace tideline::files
