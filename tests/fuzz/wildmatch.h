// Gitignore's patterns by their definition: each place of the pattern against each place of the text. Slow and plain, to
// hold files::Glob against.
#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <algorithm>
#include <optional>
#include <string_view>
#include <vector>

namespace tideline::fuzz {

class Wildmatch {
public:
    /// `crosses`: the text is a path and `**` as a whole part crosses '/'; else `**` is `*`.
    Wildmatch(QByteArrayView pattern, QByteArrayView text, bool crosses)
        : m_pattern(pattern), m_text(text), m_crosses(crosses),
          m_known(std::size_t((pattern.size() + 1) * (text.size() + 1)), Answer::Unknown)
    {
    }

    bool matches() { return wellFormed() && from(0, 0); }

private:
    enum class Answer : char { Unknown, No, Yes };
    struct Set {
        bool hit = false;
        qsizetype end = 0;  ///< behind the ']'
    };

    /// Every `[` closes and no `\` is last.
    bool wellFormed() const
    {
        for (qsizetype p = 0; p < m_pattern.size();) {
            if (m_pattern[p] == '\\' && p + 1 == m_pattern.size())
                return false;
            if (m_pattern[p] == '[') {
                const auto set = setAt(p, 'x');
                if (!set)
                    return false;
                p = set->end;
            } else {
                p += m_pattern[p] == '\\' ? 2 : 1;
            }
        }
        return true;
    }

    bool from(qsizetype p, qsizetype t)
    {
        Answer &known = m_known[std::size_t(p * (m_text.size() + 1) + t)];
        if (known == Answer::Unknown)
            known = look(p, t) ? Answer::Yes : Answer::No;
        return known == Answer::Yes;
    }

    bool look(qsizetype p, qsizetype t)
    {
        if (p == m_pattern.size())
            return t == m_text.size();
        const char c = m_pattern[p];
        if (c == '*')
            return stars(p, t);
        if (t == m_text.size())
            return false;
        if (c == '?')
            return m_text[t] != '/' && from(p + 1, t + 1);
        if (c == '[') {
            const auto set = setAt(p, m_text[t]);
            return set->hit && m_text[t] != '/' && from(set->end, t + 1);
        }
        if (c == '\\')
            return m_pattern[p + 1] == m_text[t] && from(p + 2, t + 1);
        return c == m_text[t] && from(p + 1, t + 1);
    }

    bool stars(qsizetype p, qsizetype t)
    {
        qsizetype end = p;
        while (end < m_pattern.size() && m_pattern[end] == '*')
            ++end;
        const QByteArrayView rest = m_pattern.sliced(end);
        const bool whole = (p == 0 || m_pattern[p - 1] == '/' || isLiteral(p))
                           && (rest.isEmpty() || rest.startsWith('/') || rest.startsWith("\\/"));
        const bool deep = m_crosses && end - p >= 2 && whole;
        if (deep && rest.startsWith('/')) {  // no folder, or some
            for (qsizetype i = t; i <= m_text.size(); ++i) {
                if ((i == t || m_text[i - 1] == '/') && from(end + 1, i))
                    return true;
            }
            return false;
        }
        for (qsizetype i = t; i <= m_text.size(); ++i) {
            if (from(end, i))
                return true;
            if (i < m_text.size() && m_text[i] == '/' && !deep)
                return false;
        }
        return false;
    }

    /// git looks at what follows a pattern's literal beginning by itself: in "a**/b" the stars open it.
    bool isLiteral(qsizetype length) const
    {
        return std::ranges::none_of(m_pattern.first(length), [](char c) { return QByteArrayView("*?[\\").contains(c); });
    }

    /// The set that opens at `p`, and whether `c` is in it; nullopt when it is malformed.
    std::optional<Set> setAt(qsizetype p, char c) const
    {
        const auto at = [this](qsizetype i) { return i < m_pattern.size() ? m_pattern[i] : '\0'; };
        const auto byte = [](char one) { return static_cast<unsigned char>(one); };
        ++p;
        const bool negated = at(p) == '!' || at(p) == '^';
        p += negated;
        bool hit = false;
        char before = 0;
        for (bool first = true; first || at(p) != ']'; first = false) {
            if (at(p) == 0)
                return {};
            if (at(p) == '\\') {
                before = at(++p);
                if (before == 0)
                    return {};
                hit = hit || c == before;
                ++p;
            } else if (at(p) == '-' && before != 0 && at(p + 1) != 0 && at(p + 1) != ']') {
                ++p;
                p += at(p) == '\\';
                if (at(p) == 0)
                    return {};
                hit = hit || (byte(c) >= byte(before) && byte(c) <= byte(at(p)));
                before = 0;
                ++p;
            } else if (const auto close = classEnd(p)) {
                const auto in = inClass(m_pattern.sliced(p + 2, *close - p - 3), c);
                if (!in)
                    return {};
                hit = hit || *in;
                before = 0;
                p = *close + 1;
            } else if (at(p) == '[' && at(p + 1) == ':' && m_pattern.indexOf(']', p + 2) < 0) {
                return {};
            } else {
                before = at(p++);
                hit = hit || c == before;
            }
        }
        return Set{hit != negated, p + 1};
    }

    /// Where "[:…:]" that opens at `p` closes.
    std::optional<qsizetype> classEnd(qsizetype p) const
    {
        if (!m_pattern.sliced(p).startsWith("[:"))
            return {};
        const qsizetype close = m_pattern.indexOf(']', p + 2);
        return close > p + 2 && m_pattern[close - 1] == ':' ? std::optional(close) : std::nullopt;
    }

    static std::optional<bool> inClass(QByteArrayView name, char c)
    {
        constexpr std::string_view lower = "abcdefghijklmnopqrstuvwxyz";
        constexpr std::string_view upper = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
        constexpr std::string_view digit = "0123456789";
        constexpr std::string_view punct = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";
        const auto in = [c](std::string_view set) { return set.find(c) != set.npos; };
        const bool alnum = in(lower) || in(upper) || in(digit);
        // clang-format off
        if (name == "alnum")  return alnum;
        if (name == "alpha")  return in(lower) || in(upper);
        if (name == "blank")  return in(" \t");
        if (name == "cntrl")  return static_cast<unsigned char>(c) < 0x20 || c == 0x7f;
        if (name == "digit")  return in(digit);
        if (name == "graph")  return alnum || in(punct);
        if (name == "lower")  return in(lower);
        if (name == "print")  return alnum || in(punct) || c == ' ';
        if (name == "punct")  return in(punct);
        if (name == "space")  return in(" \t\n\r");
        if (name == "upper")  return in(upper);
        if (name == "xdigit") return in(digit) || in("abcdefABCDEF");
        // clang-format on
        return {};
    }

    QByteArrayView m_pattern;
    QByteArrayView m_text;
    bool m_crosses;
    std::vector<Answer> m_known;
};

}  // namespace tideline::fuzz
