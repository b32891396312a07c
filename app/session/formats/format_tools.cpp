#include "app/session/formats/format_tools.h"

#include <QStringList>

#include <algorithm>
#include <array>

namespace tideline::session {

Result<QByteArray> readStretch(Source &source, qint64 offset, qint64 length)
{
    constexpr qint64 piece = 4 << 20;
    QByteArray bytes;
    length = std::min(length, source.sizeBytes() - offset);
    while (bytes.size() < length) {
        const Result<QByteArray> read = source.read(offset + bytes.size(), std::min(piece, length - bytes.size()));
        if (!read)
            return read.error();
        if (read->isEmpty())
            break;
        bytes += *read;
    }
    return bytes;
}

bool hasSuffix(const QString &name, const char *suffixes)
{
    const qsizetype dot = name.lastIndexOf(u'.');
    const QStringView suffix = QStringView(name).sliced(dot + 1);
    return dot >= 0 && QString::fromLatin1(suffixes).split(u' ').contains(suffix);
}

}  // namespace tideline::session
