#include "ui/preview/line_text.h"

#include <algorithm>

namespace tideline::ui {

LineText cutLongLines(const QString &text, const std::vector<preview::Span> &spans, int longest)
{
    LineText lines;
    std::vector<qsizetype> at;  // places in `text` before which a line was cut
    lines.text.reserve(text.size());
    int line = 0;
    for (qsizetype begin = 0; begin <= text.size();) {
        qsizetype end = text.indexOf(u'\n', begin);
        if (end < 0)
            end = text.size();
        for (qsizetype piece = begin; piece == begin || piece < end;) {
            qsizetype stop = std::min(end, piece + longest);
            if (stop < end && text[stop].isLowSurrogate())
                --stop;
            if (piece > begin) {
                lines.text += u'\n';
                at.push_back(piece);
                lines.cuts.push_back(++line);
            }
            lines.text += QStringView(text).sliced(piece, stop - piece);
            piece = std::max(stop, piece + 1);
        }
        if (end < text.size())
            lines.text += u'\n';
        ++line;
        begin = end + 1;
    }
    qsizetype after = 0;
    lines.spans.reserve(spans.size());
    for (const preview::Span &span : spans) {
        if (span.start < after || span.length <= 0 || span.start > text.size() - span.length)
            continue;
        after = qsizetype(span.start) + span.length;
        // Each cut inside or before it moves it, or what is left of it, by one.
        const auto before = std::ranges::upper_bound(at, qsizetype(span.start));
        const auto within = std::ranges::lower_bound(at, after);
        const int moved = int(before - at.begin());
        lines.spans.push_back({span.start + moved, span.length + std::max(0, int(within - before)), span.style});
    }
    return lines;
}

}  // namespace tideline::ui
