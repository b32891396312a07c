#include "core/base/name_escape.h"

#include "core/base/content_hash.h"
#include "core/base/relative_path.h"

namespace tideline {

namespace {

constexpr QByteArrayView kMark(" (name clash ");
constexpr qsizetype kDigits = 8;

}  // namespace

QByteArray escapedName(QByteArrayView cloudName)
{
    const qsizetype dot = extensionStart(cloudName);
    QByteArray name = cloudName.first(dot).toByteArray();
    name += kMark;
    name += sha256(cloudName).toBytes().toHex().first(kDigits);
    name += ')';
    name += cloudName.sliced(dot);
    return name.size() > kMaxNameBytes ? QByteArray() : name;
}

QByteArray cloudName(QByteArrayView diskName)
{
    const qsizetype mark = diskName.lastIndexOf(kMark);
    const qsizetype after = mark + kMark.size() + kDigits + 1;
    if (mark <= 0 || after > diskName.size())
        return diskName.toByteArray();
    const QByteArray name = diskName.first(mark).toByteArray() + diskName.sliced(after).toByteArray();
    return escapedName(name) == diskName ? name : diskName.toByteArray();
}

QByteArray diskName(QByteArrayView name)
{
    if (cloudName(name) == name)
        return name.toByteArray();
    const QByteArray escaped = escapedName(name);
    return escaped.isEmpty() ? name.toByteArray() : escaped;
}

bool isAside(QByteArrayView name)
{
    const QByteArray own = cloudName(name);
    return own != name && diskName(own) != name;
}

}  // namespace tideline
