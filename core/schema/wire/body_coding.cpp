#include "core/schema/wire/body_coding.h"

#include <algorithm>
#include <new>

#include <zstd.h>

namespace tideline::wire {

namespace {

constexpr int kLevel = 1;  ///< of ids and hashes in hex 3 finds no more, and takes almost three times as long
constexpr int kMaxWindowLog = 23;
static_assert(1 << kMaxWindowLog == kMaxDecoderBytes);
constexpr std::size_t kStepBytes = 128 << 10;

Error damaged(const QString &what)
{
    return {Error::Kind::Corrupt, what, u"body"_s, u"Send it again."_s};
}

}  // namespace

struct BodyDecoder::Stream {
    std::unique_ptr<ZSTD_DCtx, decltype(&ZSTD_freeDCtx)> context{ZSTD_createDCtx(), &ZSTD_freeDCtx};
    bool ended = false;
};

std::optional<QByteArray> codedBody(QByteArrayView body)
{
    if (body.size() < kMinCodedBytes)
        return std::nullopt;
    QByteArray coded(qsizetype(ZSTD_compressBound(std::size_t(body.size()))), Qt::Uninitialized);
    const std::size_t got
        = ZSTD_compress(coded.data(), std::size_t(coded.size()), body.data(), std::size_t(body.size()), kLevel);
    if (ZSTD_isError(got) || qsizetype(got) > body.size() - body.size() / 20)
        return std::nullopt;
    coded.truncate(qsizetype(got));
    return coded;
}

struct BodyEncoder::Stream {
    std::unique_ptr<ZSTD_CCtx, decltype(&ZSTD_freeCCtx)> context{ZSTD_createCCtx(), &ZSTD_freeCCtx};
};

BodyEncoder::BodyEncoder() : m_stream(std::make_unique<Stream>())
{
    if (!m_stream->context)
        throw std::bad_alloc();
    ZSTD_CCtx_setParameter(m_stream->context.get(), ZSTD_c_compressionLevel, kLevel);
}

BodyEncoder::~BodyEncoder() = default;

QByteArray BodyEncoder::write(QByteArrayView piece) { return coded(piece, false); }

QByteArray BodyEncoder::finish() { return coded({}, true); }

QByteArray BodyEncoder::coded(QByteArrayView piece, bool isEnd)
{
    QByteArray ready;
    ZSTD_inBuffer in{piece.data(), std::size_t(piece.size()), 0};
    for (std::size_t left = 1; isEnd ? left != 0 : in.pos < in.size;) {
        const qsizetype before = ready.size();
        ready.resize(before + qsizetype(ZSTD_CStreamOutSize()));
        ZSTD_outBuffer out{ready.data() + before, ZSTD_CStreamOutSize(), 0};
        left = ZSTD_compressStream2(m_stream->context.get(), &out, &in, isEnd ? ZSTD_e_end : ZSTD_e_continue);
        if (ZSTD_isError(left))
            throw std::bad_alloc();  // it fails for want of memory alone
        ready.truncate(before + qsizetype(out.pos));
    }
    return ready;
}

BodyDecoder::BodyDecoder() : m_stream(std::make_unique<Stream>())
{
    if (!m_stream->context)
        throw std::bad_alloc();
    ZSTD_DCtx_setParameter(m_stream->context.get(), ZSTD_d_windowLogMax, kMaxWindowLog);
}

BodyDecoder::~BodyDecoder() = default;

Result<void> BodyDecoder::write(QByteArrayView piece, QByteArray &body, qint64 maxBytes)
{
    ZSTD_inBuffer in{piece.data(), std::size_t(piece.size()), 0};
    // Even with all input taken, the decoder may hold more output than fitted.
    for (bool full = false; (in.pos < in.size || full) && body.size() <= maxBytes;) {
        if (m_stream->ended)
            return damaged(u"Bytes follow the end of the body."_s);
        const qsizetype before = body.size();
        const auto room = std::min(kStepBytes, std::size_t(maxBytes + 1 - before));
        body.resize(before + qsizetype(room));
        ZSTD_outBuffer out{body.data() + before, room, 0};
        const std::size_t left = ZSTD_decompressStream(m_stream->context.get(), &out, &in);
        body.truncate(before + qsizetype(out.pos));
        if (ZSTD_isError(left))
            return damaged(u"The body is no zstd frame: %1."_s.arg(QString::fromLatin1(ZSTD_getErrorName(left))));
        m_stream->ended = left == 0;
        full = out.pos == out.size && !m_stream->ended;
    }
    return {};
}

Result<void> BodyDecoder::finish() const
{
    return m_stream->ended ? Result<void>() : damaged(u"The body was cut short."_s);
}

}  // namespace tideline::wire
