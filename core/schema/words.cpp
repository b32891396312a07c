#include "core/schema/words.h"

namespace tideline {

QString wordsFrom(const QJsonValue &value, qsizetype most)
{
    return wordsFrom(value.toString(), most);
}

QString wordsFrom(QString text, qsizetype most)
{
    text.truncate(most);
    if (!text.isEmpty() && text.back().isHighSurrogate())
        text.chop(1);
    text = QString::fromUtf8(text.toUtf8());
    while (text.startsWith(QChar(0xfeff)))
        text.remove(0, 1);
    return text;
}

}  // namespace tideline
