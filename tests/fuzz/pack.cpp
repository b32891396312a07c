// A byte that says how, then the rest. Even: the rest is a pack as it came in. Odd: the rest is cut into chunks, which are
// packed, and one byte of the pack is changed. The bits above say into which pieces the pack is cut on its way.
#include "core/schema/wire/pack.h"
#include "tests/fuzz/law.h"

#include <QByteArrayList>

#include <algorithm>
#include <vector>

using namespace tideline;
using namespace tideline::wire;
using tideline::fuzz::law;

namespace {

constexpr qint64 kMaxBytes = 1 << 20;
constexpr int kMaxChunks = 20;

struct Seen {
    bool good = false;
    std::vector<PackedChunk> chunks;
};

Seen readPack(QByteArrayView pack, qsizetype step)
{
    Seen seen;
    PackReader reader(
        [&](PackedChunk &&chunk) -> Result<void> {
            law(chunk.raw.size() >= 1 && chunk.raw.size() <= kMaxChunkBytes, "a chunk has 1 byte to 4 MiB");
            law(sha256(chunk.raw) == chunk.id, "a chunk that is handed on is what its hash says");
            seen.chunks.push_back(std::move(chunk));
            law(int(seen.chunks.size()) <= kMaxChunks, "no chunk is handed on beyond the limit");
            return {};
        },
        kMaxBytes, kMaxChunks);
    Result<void> result;
    for (qsizetype at = 0; at < pack.size() && result; at += step)
        result = reader.write(pack.sliced(at, std::min(step, pack.size() - at)));
    if (result)
        result = reader.finish();
    law(bool(result) || ((result.error().kind == Error::Kind::Corrupt || result.error().kind == Error::Kind::Invalid)
                         && !result.error().what.isEmpty()),
        "a pack is refused as corrupt or invalid, and why is said");
    seen.good = bool(result);
    return seen;
}

QByteArray packAgain(const std::vector<PackedChunk> &chunks)
{
    PackWriter writer;
    QByteArray pack;
    for (const PackedChunk &chunk : chunks) {
        writer.addEncoded(chunk.id, chunk.encoding, quint32(chunk.raw.size()), chunk.payload);
        pack += writer.take();
    }
    return pack + writer.finish();
}

bool beginsAlike(const Seen &whole, const Seen &pieces)
{
    const std::size_t common = std::min(whole.chunks.size(), pieces.chunks.size());
    return std::equal(whole.chunks.begin(), whole.chunks.begin() + qsizetype(common), pieces.chunks.begin(),
                      [](const PackedChunk &a, const PackedChunk &b) { return a.id == b.id && a.raw == b.raw; });
}

void checkPack(const QByteArray &pack, qsizetype step)
{
    const Seen whole = readPack(pack, std::max<qsizetype>(1, pack.size()));
    const Seen pieces = readPack(pack, step);
    law(whole.good == pieces.good && beginsAlike(whole, pieces), "how a pack is cut on its way decides nothing");
    if (!whole.good)
        return;
    law(whole.chunks.size() == pieces.chunks.size(), "how a pack is cut on its way loses no chunk");
    law(packAgain(whole.chunks) == pack, "a pack is its chunks and nothing more");
    law(!readPack(pack.chopped(1), pack.size()).good && !readPack(pack + '\0', pack.size() + 1).good,
        "a pack has its whole length and no more");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    if (size == 0)
        return 0;
    const QByteArrayView rest(data + 1, qsizetype(size - 1));
    const qsizetype step = 1 + (data[0] >> 1);
    if (data[0] % 2 == 0) {
        checkPack(rest.toByteArray(), step);
        return 0;
    }
    // Three bytes: where (a share of the pack) and how a byte is changed; two bytes: the chunks' length; the bytes.
    if (rest.size() < 6)
        return 0;
    const auto number = [&](qsizetype i) { return std::uint8_t(rest[i]); };
    const qsizetype chunkBytes = 1 + (number(3) | number(4) << 8);
    const QByteArrayView bytes = rest.sliced(5);
    PackWriter writer;
    QByteArrayList sent;
    for (qsizetype at = 0; at < bytes.size() && writer.chunkCount() < kMaxChunks; at += chunkBytes) {
        // Each byte 64 times, so that some chunks are worth compressing.
        QByteArray raw;
        for (const char c : bytes.sliced(at, std::min(chunkBytes, bytes.size() - at)))
            raw.append(number(3) % 2 ? 64 : 1, c);
        writer.add(sha256(raw), raw);
        sent += raw;
    }
    QByteArray pack = writer.finish();
    if (pack.size() > kMaxBytes)
        return 0;
    const Seen got = readPack(pack, step);
    law(got.good && std::ranges::equal(got.chunks, sent, {}, &PackedChunk::raw), "what is packed comes back");
    checkPack(pack, step);
    if (number(2) != 0) {
        const qsizetype where = (number(0) | number(1) << 8) % pack.size();
        pack[where] = char(pack[where] ^ number(2));
        law(!readPack(pack, step).good, "a pack in which one byte has changed is refused");
        checkPack(pack, step);
    }
    return 0;
}
