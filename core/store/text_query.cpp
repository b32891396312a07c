#include "core/store/text_query.h"

#include "core/store/listing_order.h"

namespace tideline::store {

namespace {

bool isWordSign(char32_t code)
{
    return QChar::isLetterOrNumber(code) || QChar::isMark(code) || QChar::category(code) == QChar::Other_PrivateUse;
}

}  // namespace

void forEachWord(QStringView text, const std::function<bool(TextWord)> &visit)
{
    qsizetype begin = -1;
    for (qsizetype at = 0; at < text.size();) {
        const bool isPair = text[at].isHighSurrogate() && at + 1 < text.size() && text[at + 1].isLowSurrogate();
        const char32_t code = isPair ? QChar::surrogateToUcs4(text[at], text[at + 1]) : text[at].unicode();
        if (isWordSign(code)) {
            begin = begin < 0 ? at : begin;
        } else if (begin >= 0) {
            if (!visit({begin, at - begin}))
                return;
            begin = -1;
        }
        at += isPair ? 2 : 1;
    }
    if (begin >= 0)
        visit({begin, text.size() - begin});
}

QByteArray foldedWord(QStringView word)
{
    return foldedName(word.toUtf8());
}

TextQuery::TextQuery(const QString &text)
{
    // An open quote at the end is one that is still being typed.
    const QStringList parts = text.split(u'"');
    for (qsizetype i = 0; i < parts.size(); ++i) {
        const bool isLastPart = i + 1 == parts.size();
        if (i % 2 == 1) {
            add(parts[i], true, isLastPart);
            continue;
        }
        const QStringList words = parts[i].simplified().split(u' ', Qt::SkipEmptyParts);
        for (qsizetype k = 0; k < words.size(); ++k)
            add(words[k], false, isLastPart && k + 1 == words.size());
    }
}

void TextQuery::add(QStringView text, bool isQuoted, bool isLast)
{
    Term term;
    forEachWord(text, [&](TextWord word) {
        if (const QByteArray folded = foldedWord(text.sliced(word.begin, word.size)); !folded.isEmpty())
            term.words.append(folded);
        return true;
    });
    if (term.words.isEmpty())
        return;
    const bool isOneSign = QString::fromUtf8(term.words.back()).size() < 2;
    term.isPrefix = isLast && !isQuoted && !isOneSign;
    m_terms.append(term);
}

QByteArray TextQuery::expression() const
{
    QByteArray all;
    for (const Term &term : m_terms) {
        if (!all.isEmpty())
            all += " AND ";
        // A word holds no quote: it is letters and digits.
        all += '"' + term.words.join(' ') + '"' + (term.isPrefix ? " *" : "");
    }
    return all;
}

}  // namespace tideline::store
