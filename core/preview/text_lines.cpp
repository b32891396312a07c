#include "core/preview/text_lines.h"

namespace tideline::preview {

TextLines::TextLines(QStringView text) : m_text(text)
{
    m_begins.push_back(0);
    for (qsizetype at = 0; at < text.size(); m_begins.push_back(at)) {
        const qsizetype newline = text.indexOf(u'\n', at);
        at = newline < 0 ? text.size() : newline + 1;
    }
}

bool LinesCover::take(const Lines &lines)
{
    if (lines.begin != m_next || lines.count < 0 || lines.count > m_count - m_next)
        return false;
    m_next += lines.count;
    return true;
}

}  // namespace tideline::preview
