// A text by its lines, as differences count them.
#pragma once

#include "core/preview/difference.h"

#include <QStringView>

namespace tideline::preview {

/// Where the lines of a text are. A line ends with its '\n'; behind the last one, the rest is a line unless it is empty.
///
/// Plain value; borrows the text, which outlives it.
class TextLines {
public:
    explicit TextLines(QStringView text);

    int count() const { return int(m_begins.size()) - 1; }
    /// With its '\n'. `line` is in [0, count()); so are those of a stretch.
    QStringView line(int line) const { return stretch({line, 1}); }
    QStringView stretch(Lines lines) const
    {
        return m_text.sliced(m_begins[std::size_t(lines.begin)], m_begins[std::size_t(lines.begin + lines.count)] - m_begins[std::size_t(lines.begin)]);
    }
    /// In the text, in UTF-16 units.
    qsizetype begin(int line) const { return m_begins[std::size_t(line)]; }

private:
    QStringView m_text;
    std::vector<qsizetype> m_begins;  ///< and the end
};

/// Whether stretches follow each other from the first line to the last.
class LinesCover {
public:
    explicit LinesCover(QStringView text) : m_count(TextLines(text).count()) {}
    /// False: `lines` is not what comes next.
    bool take(const Lines &lines);
    bool isWhole() const { return m_next == m_count; }

private:
    int m_count;
    int m_next = 0;
};

}  // namespace tideline::preview
