// SHA-256 as the identity of chunks and contents, with its algorithm tag on the wire.
#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QHashFunctions>

#include <array>
#include <compare>
#include <cstring>
#include <memory>

namespace tideline {

/// A SHA-256 value. Null (all zero) stands for "none" where a field may be empty.
struct ContentHash {
    std::array<unsigned char, 32> bytes{};
    auto operator<=>(const ContentHash &) const = default;
    bool isNull() const { return *this == ContentHash{}; }
    QByteArray toBytes() const { return {reinterpret_cast<const char *>(bytes.data()), 32}; }
    QByteArrayView view() const { return {reinterpret_cast<const char *>(bytes.data()), 32}; }
    /// "s256:<64 hex digits>"
    QString toString() const;
    /// Errors: Invalid (unknown algorithm tag, wrong length, not lower-case hex).
    static Result<ContentHash> fromString(QStringView text);
    static Result<ContentHash> fromString(QByteArrayView text);
    /// Errors: Corrupt when not 32 bytes.
    static Result<ContentHash> fromBytes(QByteArrayView bytes);
};
inline size_t qHash(const ContentHash &hash, size_t seed = 0)
{
    quint64 low = 0;
    std::memcpy(&low, hash.bytes.data(), 8);
    return ::qHash(low, seed);
}

/// SHA-256 of `bytes` (OpenSSL: SHA-NI or AVX2 where the machine has them). Thread: any.
ContentHash sha256(QByteArrayView bytes);

/// SHA-256 in pieces.
class Sha256 {
public:
    Sha256();
    ~Sha256();
    Sha256(const Sha256 &) = delete;
    Sha256 &operator=(const Sha256 &) = delete;
    void add(QByteArrayView bytes);
    /// The value; the object starts anew afterwards.
    ContentHash finish();

private:
    void *m_context;
};

}  // namespace tideline

template <>
struct std::hash<tideline::ContentHash> {
    size_t operator()(const tideline::ContentHash &value) const noexcept { return tideline::qHash(value); }
};
