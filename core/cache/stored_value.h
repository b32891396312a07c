// A value of the cache as the bytes of a file.
#pragma once

#include "core/cache/key.h"

#include <QByteArrayView>

namespace tideline::cache {

/// A value with its key, so that a file that lies in a wrong place is found out.
struct StoredValue {
    Key key;
    qint64 atMs = 0;  ///< Unix epoch, UTC: when it was so
    QByteArray value;
    bool operator==(const StoredValue &) const = default;
};

inline constexpr qint64 kMaxValueBytes = 8 << 20;  ///< larger ones are given, and not kept
inline constexpr qint64 kMaxFileBytes = kMaxValueBytes + (1 << 16);

/// "TLCACHE1", the SHA-256 of what follows, then the fields.
QByteArray toFile(const StoredValue &stored);
/// nullopt: another version, cut short, longer, or damaged anywhere.
std::optional<StoredValue> fromFile(QByteArrayView file);

}  // namespace tideline::cache
