#include "core/store/name_pattern.h"

#include "core/store/listing_order.h"

#include <algorithm>

namespace tideline::store {

namespace {

/// Into `out`, which keeps its memory from one name to the next: most names are ASCII, and there are many.
void fold(QByteArrayView name, QByteArray &out)
{
    out.resize(name.size());
    char *to = out.data();
    unsigned char seen = 0;
    for (const char c : name) {
        seen |= static_cast<unsigned char>(c);
        *to++ = c >= 'A' && c <= 'Z' ? char(c + ('a' - 'A')) : c;
    }
    if (seen >= 0x80)
        out = foldedName(name);
}

bool isLetterOrDigit(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80;
}

/// '*' is any bytes, '?' one character. Linear for each '*': only the last one is tried again.
bool fitsShape(QByteArrayView name, QByteArrayView shape)
{
    qsizetype n = 0, s = 0, star = -1, again = 0;
    while (n < name.size()) {
        if (s < shape.size() && shape[s] == '*') {
            star = s++;
            again = n;
        } else if (s < shape.size() && (shape[s] == '?' || shape[s] == name[n])) {
            ++n;
            while (shape[s] == '?' && n < name.size() && (static_cast<unsigned char>(name[n]) & 0xc0) == 0x80)
                ++n;
            ++s;
        } else if (star >= 0) {
            s = star + 1;
            n = ++again;
        } else {
            return false;
        }
    }
    return std::ranges::all_of(shape.sliced(s), [](char c) { return c == '*'; });
}

}  // namespace

NamePattern::NamePattern(const QString &text)
{
    for (const QString &word : text.simplified().split(u' ', Qt::SkipEmptyParts)) {
        const QByteArray key = foldedName(word.toUtf8());
        if (!key.isEmpty())
            m_words.append({key, key.contains('*') || key.contains('?')});
    }
}

std::optional<NamePattern::Fit> NamePattern::match(QByteArrayView name) const
{
    if (m_words.isEmpty())
        return std::nullopt;
    fold(name, m_folded);
    Fit fit = Inside;
    for (const Word &word : m_words) {
        if (word.isShape) {
            if (!fitsShape(m_folded, word.text))
                return std::nullopt;
            continue;
        }
        const qsizetype at = m_folded.indexOf(word.text);
        if (at < 0)
            return std::nullopt;
        if (&word != &m_words.front())
            continue;
        if (at == 0)
            fit = m_folded.size() == word.text.size() ? Whole : Beginning;
        else if (!isLetterOrDigit(m_folded[at - 1]))
            fit = WordStart;
    }
    return fit;
}

}  // namespace tideline::store
