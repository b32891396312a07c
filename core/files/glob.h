// One pattern of the gitignore syntax, compiled.
#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <bitset>
#include <vector>

namespace tideline::files {

/// Matches bytes, as git does: `?` is one byte, `[a-z]` a set of bytes, and `[:alpha:]` means ASCII.
///
/// Thread:    any, once made.
/// Invariant: matching takes time in proportion to text × pattern per place where `**` may begin, whatever the pattern:
///            rules arrive from other people's devices.
class Glob {
public:
    enum class Against {
        Name,  ///< a bare name; `**` is `*`
        Path,  ///< a path: `*`, `?` and sets stop at '/'; `**` as a whole part crosses it
    };
    /// Total: a malformed pattern (an open `[`, a `\` at the end) matches nothing.
    Glob(QByteArrayView pattern, Against against);

    bool matches(QByteArrayView text) const;

private:
    enum class Token : quint8 {
        Byte,   ///< exactly `byte`
        Any,    ///< one byte, no '/'
        Set,    ///< one byte of m_sets[set], no '/'
        Star,   ///< any bytes, no '/'
        Deep,   ///< any bytes
        Dirs,   ///< nothing, or any bytes that end with '/'
    };
    struct Step {
        Token token;
        char byte = 0;
        quint16 set = 0;
    };
    using Set = std::bitset<256>;
    enum class Shape { Never, Literal, Suffix, Prefix, Steps };

    bool compile(QByteArrayView pattern, Against against);
    qsizetype compileStars(QByteArrayView pattern, qsizetype at, Against against);
    qsizetype compileSet(QByteArrayView pattern, qsizetype at);
    bool matchesOne(const Step &step, char c) const;
    bool matchesSteps(QByteArrayView text) const;

    Shape m_shape = Shape::Never;
    QByteArray m_literal;  ///< what the text is, begins with (Prefix, Steps) or ends with (Suffix)
    std::vector<Step> m_steps;  ///< what follows m_literal
    std::vector<Set> m_sets;
};

}  // namespace tideline::files
