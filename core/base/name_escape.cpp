#include "core/base/name_escape.h"

#include "core/base/content_hash.h"
#include "core/base/relative_path.h"

namespace tideline {

namespace {

constexpr QByteArrayView kMark(" (name clash ");
constexpr qsizetype kDigits = 8;

}  // namespace

QByteArray escapedName(QByteArrayView cloudName, int attempt)
{
    const qsizetype dot = extensionStart(cloudName);
    QByteArray name = cloudName.first(dot).toByteArray();
    name += kMark;
    name += sha256(cloudName).toBytes().toHex().first(kDigits);
    if (attempt > 1)
        name += ", " + QByteArray::number(attempt);
    name += ')';
    name += cloudName.sliced(dot);
    return name.size() > kMaxNameBytes ? QByteArray() : name;
}

QByteArray cloudName(QByteArrayView diskName)
{
    // The mark may be in what the name was before, too: before the dot, or behind it.
    for (qsizetype mark = diskName.lastIndexOf(kMark); mark > 0; mark = diskName.lastIndexOf(kMark, mark - 1)) {
        const qsizetype number = mark + kMark.size() + kDigits;  // ")" or ", 2)"
        const bool isFirst = number < diskName.size() && diskName[number] == ')';
        const qsizetype after = number + (isFirst ? 1 : 4);
        if (after > diskName.size())
            continue;
        const int attempt = isFirst ? 1 : diskName[number + 2] - '0';
        const QByteArray name = diskName.first(mark).toByteArray() + diskName.sliced(after).toByteArray();
        const bool isEscaped = attempt >= 1 && attempt <= kEscapeAttempts && escapedName(name, attempt) == diskName;
        if (isEscaped && checkName(name))
            return name;
    }
    return diskName.toByteArray();
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
