// Text out of a file, as one line that is safe to show.
#pragma once

#include <QByteArrayView>
#include <QString>

namespace tideline::session {

/// At most `most` UTF-16 units, then "…". A control character, a line's end, and what turns the direction of writing (a name could
/// hide its suffix with it) become U+FFFD.
QString plainLine(QStringView text, qsizetype most = 512);

/// The same of bytes whose charset nobody told: UTF-8 where they are valid, else Latin-1, so that no two bytes become one sign.
QString plainLine(QByteArrayView bytes, qsizetype most = 512);

/// "12 bytes", "3.4 MB" (of 1000²), "1.2 PB".
QString sizeText(double bytes);
inline QString sizeText(qint64 bytes)
{
    return sizeText(double(bytes));
}

}  // namespace tideline::session
