#include "core/preview/png_text.h"

#include <QtEndian>

#include <zlib.h>

#include <algorithm>

namespace tideline::preview {

namespace {
constexpr QByteArrayView kSignature("\x89PNG\r\n\x1a\n", 8);
constexpr qsizetype kAround = 12;  // length, type, checksum
constexpr std::size_t kMostTexts = 64;
constexpr qsizetype kLongestKey = 79;

struct Chunk {
    QByteArrayView whole;
    QByteArrayView type;
    QByteArrayView data;
};

quint32 checksum(QByteArrayView bytes)
{
    return quint32(crc32(0, reinterpret_cast<const Bytef *>(bytes.data()), uInt(bytes.size())));
}

/// The chunk at the beginning of `rest`; nullopt where it does not fit, or its checksum does not.
std::optional<Chunk> firstChunk(QByteArrayView rest)
{
    if (rest.size() < kAround)
        return {};
    const quint32 length = qFromBigEndian<quint32>(rest.data());
    if (length > quint64(rest.size() - kAround))
        return {};
    const Chunk chunk{rest.first(qsizetype(length) + kAround), rest.sliced(4, 4), rest.sliced(8, qsizetype(length))};
    if (qFromBigEndian<quint32>(rest.data() + 8 + length) != checksum(rest.sliced(4, qsizetype(length) + 4)))
        return {};
    return chunk;
}

/// From the header to the end; nullopt where the PNG is not whole.
std::optional<std::vector<Chunk>> chunksOf(QByteArrayView png)
{
    if (!png.startsWith(kSignature))
        return {};
    std::vector<Chunk> chunks;
    for (QByteArrayView rest = png.sliced(kSignature.size());;) {
        const std::optional<Chunk> chunk = firstChunk(rest);
        if (!chunk || chunks.empty() != (chunk->type == "IHDR"))
            return {};
        chunks.push_back(*chunk);
        if (chunk->type == "IEND")
            return chunks;
        rest = rest.sliced(chunk->whole.size());
    }
}

std::optional<PngText> textOf(const Chunk &chunk)
{
    const qsizetype nul = chunk.data.indexOf('\0');
    if (chunk.type != "tEXt" || nul < 1 || nul > kLongestKey)
        return {};
    return PngText{chunk.data.first(nul).toByteArray(), chunk.data.sliced(nul + 1).toByteArray()};
}

QByteArray chunkOf(QByteArrayView type, QByteArrayView data)
{
    QByteArray chunk(4, '\0');
    qToBigEndian(quint32(data.size()), chunk.data());
    chunk += type;
    chunk += data;
    QByteArray sum(4, '\0');
    qToBigEndian(checksum(QByteArrayView(chunk).sliced(4)), sum.data());
    return chunk + sum;
}

bool isAllowed(const PngText &text)
{
    return !text.key.isEmpty() && text.key.size() <= kLongestKey && !text.key.contains('\0') && !text.value.contains('\0');
}
}  // namespace

std::optional<std::vector<PngText>> readPngText(QByteArrayView png)
{
    const std::optional<std::vector<Chunk>> chunks = chunksOf(png);
    if (!chunks)
        return {};
    std::vector<PngText> texts;
    for (const Chunk &chunk : *chunks)
        if (std::optional<PngText> text = textOf(chunk); text && texts.size() < kMostTexts)
            texts.push_back(*std::move(text));
    return texts;
}

QByteArray withPngText(QByteArrayView png, const std::vector<PngText> &texts)
{
    const std::optional<std::vector<Chunk>> chunks = chunksOf(png);
    if (!chunks || !std::ranges::all_of(texts, isAllowed))
        return {};
    QByteArray made = kSignature.toByteArray();
    for (const Chunk &chunk : *chunks) {
        const std::optional<PngText> old = textOf(chunk);
        if (old && std::ranges::find(texts, old->key, &PngText::key) != texts.end())
            continue;
        made += chunk.whole;
        if (chunk.type == "IHDR")
            for (const PngText &text : texts)
                made += chunkOf("tEXt", text.key + '\0' + text.value);
    }
    return made;
}

QByteArray emptyPng()
{
    static const QByteArray header("\0\0\0\1\0\0\0\1\x08\x06\0\0\0", 13);           // 1 × 1, 8 bits, with alpha
    static const QByteArray pixel = qCompress(QByteArray(5, '\0')).sliced(4);        // a filter and four zeros; Qt puts a length before
    return kSignature.toByteArray() + chunkOf("IHDR", header) + chunkOf("IDAT", pixel) + chunkOf("IEND", {});
}

}  // namespace tideline::preview
