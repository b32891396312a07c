#include "core/base/ids.h"

#include "core/base/clock.h"
#include "core/base/hex.h"
#include "core/base/random.h"

namespace tideline {

IdBytes makeIdBytes(Clock &clock, Random &random)
{
    IdBytes id;
    random.fill(id.bytes);
    const qint64 ms = clock.nowMs();
    for (std::size_t i = 0; i < 6; ++i)
        id.bytes[i] = static_cast<unsigned char>(ms >> (40 - 8 * int(i)));
    id.bytes[6] = static_cast<unsigned char>((id.bytes[6] & 0x0f) | 0x70);
    id.bytes[8] = static_cast<unsigned char>((id.bytes[8] & 0x3f) | 0x80);
    return id;
}

QString idToText(const IdBytes &id, const char *prefix)
{
    return QLatin1StringView(prefix) + QString::fromLatin1(id.toBytes().toHex());
}

Result<IdBytes> idFromText(QStringView text, const char *prefix)
{
    return idFromText(QByteArrayView(text.toUtf8()), prefix);
}

Result<IdBytes> idFromText(QByteArrayView text, const char *prefix)
{
    const QByteArrayView head(prefix);
    IdBytes id;
    if (!text.startsWith(head) || !readHex(text.sliced(head.size()), id.bytes))
        return Error{Error::Kind::Invalid, u"This is not an id of the kind %1…"_s.arg(QLatin1StringView(head)),
                     QString::fromUtf8(text).left(64), u"Take the id from the list."_s};
    return id;
}

Result<IdBytes> idFromBytes(QByteArrayView bytes)
{
    if (bytes.size() != 16)
        return Error{Error::Kind::Corrupt, u"An id is not 16 bytes long."_s, {}, {}};
    IdBytes id;
    std::memcpy(id.bytes.data(), bytes.data(), 16);
    return id;
}

}  // namespace tideline
