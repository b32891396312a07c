#include "core/schema/wire/pack.h"

#include <QtEndian>

#include <memory>

#include <zstd.h>

namespace tideline::wire {

namespace {

constexpr QByteArrayView kMagic("TLPK\x02", 5);
constexpr qsizetype kHeaderBytes = 1 + 4 + 4 + 32;
constexpr quint8 kRaw = 0;
constexpr quint8 kZstd = 1;
constexpr quint8 kEnd = 0xff;

Error corrupt(const QString &what)
{
    return {Error::Kind::Corrupt, what, u"pack"_s, u"Send it again."_s};
}

/// Contexts are costly to make; one per thread serves all chunks.
ZSTD_CCtx *compressor()
{
    static thread_local const std::unique_ptr<ZSTD_CCtx, decltype(&ZSTD_freeCCtx)> context(ZSTD_createCCtx(),
                                                                                           &ZSTD_freeCCtx);
    return context.get();
}

/// A raw chunk's bytes are its payload's, shared.
Result<QByteArray> decode(quint8 encoding, quint32 rawLength, const QByteArray &payload)
{
    if (encoding == kRaw) {
        if (payload.size() != qsizetype(rawLength))
            return corrupt(u"A raw chunk's two lengths differ."_s);
        return payload;
    }
    if (encoding != kZstd)
        return corrupt(u"A chunk's encoding is not known."_s);
    // The output buffer has the declared length, at most 4 MiB, so a bomb stops at its edge.
    QByteArray raw(qsizetype(rawLength), Qt::Uninitialized);
    const std::size_t got = ZSTD_decompress(raw.data(), rawLength, payload.data(), std::size_t(payload.size()));
    if (ZSTD_isError(got) || got != rawLength)
        return corrupt(u"A chunk does not decompress to the length it says."_s);
    return raw;
}

}  // namespace

PackWriter::PackWriter(QByteArray buffer) : m_bytes(std::move(buffer))
{
    m_bytes.append(kMagic);
    m_hash.add(kMagic);
}

void PackWriter::header(const ContentHash &id, quint8 encoding, quint32 rawLength, quint32 length)
{
    char head[9];
    head[0] = char(encoding);
    qToBigEndian(rawLength, head + 1);
    qToBigEndian(length, head + 5);
    m_hash.add({head, sizeof head});
    m_hash.add(id.view());
    m_bytes.append(head, sizeof head).append(id.view());
    ++m_count;
}

void PackWriter::add(const ContentHash &id, QByteArrayView raw)
{
    if (raw.size() >= 64) {
        thread_local QByteArray packed;
        packed.resize(qsizetype(ZSTD_compressBound(std::size_t(raw.size()))));
        const std::size_t got = ZSTD_compressCCtx(compressor(), packed.data(), std::size_t(packed.size()), raw.data(),
                                                  std::size_t(raw.size()), 1);
        if (!ZSTD_isError(got) && qsizetype(got) < raw.size() - raw.size() / 20) {
            addEncoded(id, kZstd, quint32(raw.size()), QByteArrayView(packed).first(qsizetype(got)));
            return;
        }
    }
    addEncoded(id, kRaw, quint32(raw.size()), raw);
}

void PackWriter::addEncoded(const ContentHash &id, quint8 encoding, quint32 rawLength, QByteArrayView payload)
{
    header(id, encoding, rawLength, quint32(payload.size()));
    if (encoding != kRaw)
        m_hash.add(payload);
    m_bytes.append(payload);
}

QByteArray PackWriter::take()
{
    return std::exchange(m_bytes, {});
}

QByteArray PackWriter::finish()
{
    m_bytes.append(char(kEnd));
    m_hash.add(QByteArrayView(m_bytes).last(1));
    m_bytes.append(m_hash.finish().view());
    return take();
}

PackReader::PackReader(Sink sink, qint64 maxBytes, int maxChunks) :
    m_sink(std::move(sink)), m_bytesLeft(maxBytes), m_chunksLeft(maxChunks)
{
}

Result<void> PackReader::write(QByteArrayView bytes)
{
    m_bytesLeft -= bytes.size();
    if (m_bytesLeft < 0)
        return Error{Error::Kind::Invalid, u"A pack is larger than allowed."_s, u"pack"_s, u"Send smaller packs."_s};
    m_buffer.append(bytes);
    return parse();
}

Result<void> PackReader::parse()
{
    qsizetype at = 0;
    auto left = [&] { return m_buffer.size() - at; };
    if (!m_started) {
        if (left() < kMagic.size())
            return {};
        if (!m_buffer.startsWith(kMagic))
            return corrupt(u"This is not a pack of version 2."_s);
        m_hash.add(kMagic);
        at = kMagic.size();
        m_started = true;
    }
    Result<void> result;
    while (left() > 0) {
        if (m_ended)
            return corrupt(u"Bytes follow a pack's end."_s);
        const quint8 encoding = quint8(m_buffer[at]);
        if (encoding == kEnd) {
            if (left() < 33)
                break;
            m_hash.add(QByteArrayView(m_buffer).sliced(at, 1));
            if (m_hash.finish().view() != QByteArrayView(m_buffer).sliced(at + 1, 32))
                return corrupt(u"A pack's checksum does not match."_s);
            m_ended = true;
            m_buffer.remove(0, at + 33);
            at = 0;
            continue;
        }
        if (left() < kHeaderBytes)
            break;
        const char *head = m_buffer.constData() + at;
        const quint32 rawLength = qFromBigEndian<quint32>(head + 1);
        const quint32 length = qFromBigEndian<quint32>(head + 5);
        if (rawLength == 0 || rawLength > kMaxChunkBytes || length > kMaxChunkBytes || length == 0)
            return corrupt(u"A chunk's length is 0 or over 4 MiB."_s);
        if (left() < kHeaderBytes + qsizetype(length)) {
            m_buffer.reserve(at + kHeaderBytes + qsizetype(length));
            break;
        }
        m_rawLeft -= rawLength;
        if (m_rawLeft < 0)
            return Error{Error::Kind::Invalid, u"A pack's chunks are larger than allowed, decoded."_s, u"pack"_s,
                         u"Send smaller packs."_s};
        if (--m_chunksLeft < 0)
            return Error{Error::Kind::Invalid, u"A pack has more chunks than allowed."_s, u"pack"_s,
                         u"Send smaller packs."_s};
        PackedChunk chunk;
        std::memcpy(chunk.id.bytes.data(), head + 9, 32);
        chunk.encoding = encoding;
        chunk.payload = QByteArray(head + kHeaderBytes, qsizetype(length));
        auto raw = decode(encoding, rawLength, chunk.payload);
        if (!raw)
            return raw.error();
        chunk.raw = *std::move(raw);
        if (sha256(chunk.raw) != chunk.id)
            return corrupt(u"A chunk's bytes do not match its hash."_s);
        m_hash.add({head, kHeaderBytes + (encoding == kRaw ? 0 : qsizetype(length))});
        at += kHeaderBytes + qsizetype(length);
        if (result = m_sink(std::move(chunk)); !result)
            return result;
    }
    if (!m_ended)
        m_buffer.remove(0, at);
    return {};
}

Result<void> PackReader::finish()
{
    if (!m_ended)
        return corrupt(u"A pack was cut short."_s);
    return {};
}

}  // namespace tideline::wire
