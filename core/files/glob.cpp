#include "core/files/glob.h"

#include <algorithm>
#include <array>
#include <optional>

namespace tideline::files {

namespace {

bool isSpecial(char c)
{
    return c == '*' || c == '?' || c == '[' || c == '\\';
}

qsizetype literalLength(QByteArrayView pattern)
{
    return std::ranges::find_if(pattern, isSpecial) - pattern.begin();
}

bool isLetter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool isInClass(char c, QByteArrayView name)
{
    const bool digit = c >= '0' && c <= '9';
    const bool graph = c > ' ' && c < 0x7f;
    const bool space = c == ' ' || c == '\t' || c == '\n' || c == '\r';
    if (name == "alnum")
        return isLetter(c) || digit;
    if (name == "alpha")
        return isLetter(c);
    if (name == "blank")
        return c == ' ' || c == '\t';
    if (name == "cntrl")
        return (c >= 0 && c < ' ') || c == 0x7f;
    if (name == "digit")
        return digit;
    if (name == "graph")
        return graph;
    if (name == "lower")
        return isLetter(c) && (c & 0x20) != 0;
    if (name == "print")
        return graph || c == ' ';
    if (name == "punct")
        return graph && !isLetter(c) && !digit;
    if (name == "space")
        return space;
    if (name == "upper")
        return isLetter(c) && (c & 0x20) == 0;
    return digit || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');  // xdigit
}

constexpr std::array<QByteArrayView, 12> kClasses{"alnum", "alpha", "blank", "cntrl", "digit", "graph",
                                                  "lower", "print", "punct", "space", "upper", "xdigit"};

}  // namespace

Glob::Glob(QByteArrayView pattern, Against against)
{
    const qsizetype literal = literalLength(pattern);
    m_literal = pattern.first(literal).toByteArray();
    if (pattern.isEmpty())
        return;
    if (literal == pattern.size()) {
        m_shape = Shape::Literal;
    } else if (against == Against::Name && pattern[0] == '*' && literalLength(pattern.sliced(1)) == pattern.size() - 1) {
        m_shape = Shape::Suffix;
        m_literal = pattern.sliced(1).toByteArray();
    } else if (against == Against::Name && literal == pattern.size() - 1 && pattern.back() == '*') {
        m_shape = Shape::Prefix;
    } else if (compile(pattern.sliced(literal), against)) {
        m_shape = Shape::Steps;
    }
}

bool Glob::compile(QByteArrayView pattern, Against against)
{
    for (qsizetype at = 0; at < pattern.size();) {
        const char c = pattern[at];
        if (c == '*') {
            at = compileStars(pattern, at, against);
        } else if (c == '[') {
            at = compileSet(pattern, at + 1);
            if (at < 0)
                return false;
        } else if (c == '?') {
            m_steps.push_back({Token::Any});
            ++at;
        } else {
            at += c == '\\' ? 1 : 0;
            if (at == pattern.size())
                return false;  // `\` at the end
            m_steps.push_back({Token::Byte, pattern[at]});
            ++at;
        }
    }
    return true;
}

/// Returns where the pattern goes on. `**` is special as a whole part only; git also takes it so right behind the literal
/// beginning of a pattern ("a**/b"), which is where `pattern` starts.
qsizetype Glob::compileStars(QByteArrayView pattern, qsizetype at, Against against)
{
    qsizetype end = at;
    while (end < pattern.size() && pattern[end] == '*')
        ++end;
    const bool opens = at == 0 || pattern[at - 1] == '/';
    const QByteArrayView rest = pattern.sliced(end);
    const bool closes = rest.isEmpty() || rest.startsWith('/') || rest.startsWith("\\/");
    if (against == Against::Name || end - at < 2 || !opens || !closes) {
        m_steps.push_back({Token::Star});
        return end;
    }
    if (rest.startsWith('/')) {
        m_steps.push_back({Token::Dirs});
        return end + 1;
    }
    m_steps.push_back({Token::Deep});
    return end;
}

/// `at` is behind the `[`. Returns where the pattern goes on, or -1 when the set is malformed.
qsizetype Glob::compileSet(QByteArrayView pattern, qsizetype at)
{
    const auto byteAt = [&](qsizetype i) { return i < pattern.size() ? std::optional(pattern[i]) : std::nullopt; };
    Set set;
    const bool negated = byteAt(at) == '!' || byteAt(at) == '^';
    at += negated ? 1 : 0;
    int previous = -1;  // what a `-` may start from; -1 = nothing
    for (bool first = true; first || byteAt(at) != ']'; first = false) {
        auto c = byteAt(at++);
        if (!c)
            return -1;
        const auto next = byteAt(at);
        if (c == '-' && previous >= 0 && next && next != ']') {
            c = next == '\\' ? byteAt(++at) : next;
            if (!c)
                return -1;
            for (; previous <= uchar(*c); ++previous)
                set.set(size_t(previous));
            previous = -1;
            ++at;
            continue;
        }
        if (c == '[' && next == ':') {
            const qsizetype close = pattern.indexOf(']', at + 1);
            if (close < 0)
                return -1;
            if (close - 1 > at && pattern[close - 1] == ':') {
                const QByteArrayView name = pattern.sliced(at + 1, close - at - 2);
                if (!std::ranges::count(kClasses, name))
                    return -1;
                for (int byte = 0; byte < 128; ++byte) {
                    if (isInClass(char(byte), name))
                        set.set(size_t(byte));
                }
                previous = -1;
                at = close + 1;
                continue;
            }
        } else if (c == '\\') {
            c = byteAt(at++);
            if (!c)
                return -1;
        }
        set.set(uchar(*c));
        previous = uchar(*c);
    }
    m_steps.push_back({Token::Set, 0, quint16(m_sets.size())});
    m_sets.push_back(negated ? ~set : set);
    return at + 1;
}

bool Glob::matches(QByteArrayView text) const
{
    switch (m_shape) {
    case Shape::Never: return false;
    case Shape::Literal: return text == m_literal;
    case Shape::Suffix: return text.endsWith(m_literal);
    case Shape::Prefix: return text.startsWith(m_literal);
    case Shape::Steps: return text.startsWith(m_literal) && matchesSteps(text.sliced(m_literal.size()));
    }
    return false;
}

bool Glob::matchesOne(const Step &step, char c) const
{
    switch (step.token) {
    case Token::Byte: return c == step.byte;
    case Token::Any: return c != '/';
    case Token::Set: return c != '/' && m_sets[step.set].test(uchar(c));
    default: return false;
    }
}

/// Two places to go back to suffice: the last `*`, which cannot leave its part, and the last `**`, for whatever an earlier
/// one could reach by taking more, the last one reaches too.
bool Glob::matchesSteps(QByteArrayView text) const
{
    struct Retry {
        std::size_t step = 0;  ///< where to go on; 0 = none, since a star stands before it
        qsizetype at = 0;
    };
    Retry star, deep;
    bool deepAtParts = false;
    std::size_t step = 0;
    qsizetype at = 0;
    for (;;) {
        if (step == m_steps.size()) {
            if (at == text.size())
                return true;
        } else {
            const Step &now = m_steps[step];
            if (now.token == Token::Star) {
                star = {++step, at};
                continue;
            }
            if (now.token == Token::Deep || now.token == Token::Dirs) {
                deepAtParts = now.token == Token::Dirs;
                deep = {++step, at};
                star = {};
                continue;
            }
            if (at < text.size() && matchesOne(now, text[at])) {
                ++step;
                ++at;
                continue;
            }
        }
        if (star.step != 0 && star.at < text.size() && text[star.at] != '/') {
            step = star.step;
            at = ++star.at;
            continue;
        }
        if (deep.step == 0 || deep.at >= text.size())
            return false;
        const qsizetype slash = deepAtParts ? text.indexOf('/', deep.at) : deep.at;
        if (slash < 0)
            return false;
        step = deep.step;
        at = deep.at = slash + 1;
        star = {};
    }
}

}  // namespace tideline::files
