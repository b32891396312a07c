#include "app/session/formats/format_tools.h"

#include <QStringList>

#include <algorithm>
#include <array>

namespace tideline::session {

Result<QByteArray> readHead(Source &source, qint64 length)
{
    constexpr qint64 piece = 1 << 20;
    QByteArray head;
    length = std::min(length, source.sizeBytes());
    while (head.size() < length) {
        const Result<QByteArray> read = source.read(head.size(), std::min(piece, length - head.size()));
        if (!read)
            return read.error();
        if (read->isEmpty())
            break;
        head += *read;
    }
    return head;
}

QString sizeText(qint64 bytes)
{
    if (bytes < 1000)
        return bytes == 1 ? u"1 byte"_s : u"%1 bytes"_s.arg(bytes);
    static constexpr std::array kUnits{"kB", "MB", "GB", "TB", "PB", "EB"};
    double size = double(bytes) / 1000;
    std::size_t unit = 0;
    for (; size >= 999.5 && unit + 1 < kUnits.size(); size /= 1000)
        ++unit;
    return u"%1 %2"_s.arg(size, 0, 'f', size < 9.95 ? 1 : 0).arg(QLatin1StringView(kUnits[unit]));
}

bool hasSuffix(const QString &name, const char *suffixes)
{
    const qsizetype dot = name.lastIndexOf(u'.');
    const QStringView suffix = QStringView(name).sliced(dot + 1);
    return dot >= 0 && QString::fromLatin1(suffixes).split(u' ').contains(suffix);
}

}  // namespace tideline::session
