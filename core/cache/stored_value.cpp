#include "core/cache/stored_value.h"

#include "core/base/content_hash.h"

#include <QDataStream>
#include <QIODevice>

namespace tideline::cache {

namespace {
constexpr QByteArrayView kMagic = "TLCACHE1";
constexpr qsizetype kHashBytes = 32;
constexpr qsizetype kHeadBytes = 8 + kHashBytes;
constexpr auto kLayout = QDataStream::Qt_6_0;
}  // namespace

QByteArray toFile(const StoredValue &stored)
{
    QByteArray fields;
    fields.reserve(stored.value.size() + 256);
    QDataStream out(&fields, QIODevice::WriteOnly);
    out.setVersion(kLayout);
    out << stored.key.account << stored.key.prefix << stored.key.scope << stored.key.arguments << stored.atMs << stored.value;
    return kMagic.toByteArray() + sha256(fields).toBytes() + fields;
}

std::optional<StoredValue> fromFile(QByteArrayView file)
{
    if (file.size() < kHeadBytes || file.size() > kMaxFileBytes || !file.startsWith(kMagic))
        return std::nullopt;
    const QByteArrayView fields = file.sliced(kHeadBytes);
    if (sha256(fields).view() != file.sliced(kMagic.size(), kHashBytes))
        return std::nullopt;
    // Whole, so ours; read with care all the same: the stream takes no more memory than the bytes that are there.
    const QByteArray bytes = QByteArray::fromRawData(fields.data(), fields.size());
    QDataStream in(bytes);
    in.setVersion(kLayout);
    StoredValue stored;
    in >> stored.key.account >> stored.key.prefix >> stored.key.scope >> stored.key.arguments >> stored.atMs >> stored.value;
    if (in.status() != QDataStream::Ok || !in.atEnd() || stored.value.size() > kMaxValueBytes)
        return std::nullopt;
    return stored;
}

}  // namespace tideline::cache
