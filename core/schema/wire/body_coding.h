// Content coding of JSON bodies, both ways: zstd (RFC 8878), as HTTP's Content-Encoding and Accept-Encoding (RFC 9110 §8.4).
// Packs have their own coding, chunk by chunk, and are sent as they are.
#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QByteArrayView>

#include <memory>
#include <optional>

namespace tideline::wire {

inline constexpr char kBodyCoding[] = "zstd";
/// A shorter body costs more to code than it saves.
inline constexpr qsizetype kMinCodedBytes = 1 << 10;
/// What a BodyDecoder holds at most: the largest window (RFC 9659).
inline constexpr qint64 kMaxDecoderBytes = 8 << 20;

/// The body in zstd; nullopt when it is short, or would hardly become shorter.
/// Thread: any.
std::optional<QByteArray> codedBody(QByteArrayView body);

/// Codes a body as its pieces come in.
/// Thread: one at a time.
class BodyEncoder {
public:
    BodyEncoder();
    ~BodyEncoder();
    /// What is ready to be sent after this piece; often nothing.
    QByteArray write(QByteArrayView piece);
    /// The rest.
    QByteArray finish();

private:
    struct Stream;
    QByteArray coded(QByteArrayView piece, bool isEnd);
    std::unique_ptr<Stream> m_stream;
};

/// Decodes a body as its pieces come in, holding no more of it than a window of at most 8 MiB (RFC 9659).
/// Thread: one at a time.
class BodyDecoder {
public:
    BodyDecoder();
    ~BodyDecoder();
    /// Appends what `piece` says to `body`, but never grows that beyond `maxBytes` + 1: more than `maxBytes` in it means
    /// that the body is too large. Errors: Corrupt (not zstd, damaged, a larger window, bytes after its end).
    Result<void> write(QByteArrayView piece, QByteArray &body, qint64 maxBytes);
    /// Errors: Corrupt when the body was cut short.
    Result<void> finish() const;

private:
    struct Stream;
    std::unique_ptr<Stream> m_stream;
};

}  // namespace tideline::wire
