#include "app/session/formats/plain_line.h"

#include "core/base/result.h"

#include <QStringConverter>

#include <algorithm>

namespace tideline::session {

namespace {
bool isSafe(QChar unit)
{
    const char16_t code = unit.unicode();
    if (code < 0x20 || (code >= 0x7f && code < 0xa0) || code == 0x2028 || code == 0x2029)
        return false;
    return !(code >= 0x202a && code <= 0x202e) && !(code >= 0x2066 && code <= 0x2069) && code != 0x200e && code != 0x200f && code != 0xfeff;
}
}  // namespace

QString plainLine(QStringView text, qsizetype most)
{
    QString line = text.first(std::min(text.size(), most)).toString();
    if (!line.isEmpty() && line.size() < text.size()) {
        if (line.back().isHighSurrogate())
            line.chop(1);
        line += u'…';
    }
    for (QChar &unit : line)
        if (!isSafe(unit))
            unit = QChar::ReplacementCharacter;
    return line;
}

QString plainLine(QByteArrayView bytes, qsizetype most)
{
    // Four bytes are two units at most, so this many are enough, and a cut in the middle of a sign is behind them.
    const QByteArrayView enough = bytes.first(std::min(bytes.size(), 4 * most + 4));
    if (bytes.isValidUtf8())
        return plainLine(QString::fromUtf8(enough), most);
    return plainLine(QString::fromLatin1(enough), most);
}

QString sizeText(double bytes)
{
    if (bytes < 1000)
        return bytes == 1 ? u"1 byte"_s : u"%1 bytes"_s.arg(qint64(bytes));
    static constexpr const char *kUnits[] = {"kB", "MB", "GB", "TB", "PB", "EB", "ZB"};
    std::size_t unit = 0;
    for (bytes /= 1000; bytes >= 999.5 && unit + 1 < std::size(kUnits); bytes /= 1000)
        ++unit;
    return u"%1 %2"_s.arg(bytes, 0, 'f', bytes < 9.95 ? 1 : 0).arg(QLatin1StringView(kUnits[unit]));
}

}  // namespace tideline::session
