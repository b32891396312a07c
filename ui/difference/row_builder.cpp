#include "ui/difference/row_builder.h"

#include "core/base/result.h"
#include "core/preview/text_lines.h"
#include "ui/preview/line_text.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>

namespace tideline::ui {

using preview::Happened;
using preview::Lines;
using preview::TextLines;
using preview::Who;

namespace {
struct Words {
    Q_DECLARE_TR_FUNCTIONS(DifferenceRows)
};

/// The lines of one version, ready to be shown.
class Side {
public:
    Side(const QString &text, const std::vector<preview::Span> &spans) : m_lines(text), m_spans(spans) {}

    LinePart part(int line, Tone tone, bool withWords) const
    {
        LinePart part;
        part.number = line;
        part.tone = tone;
        QStringView text = m_lines.line(line);
        if (text.endsWith(u'\n'))
            text.chop(1);
        const qsizetype begin = m_lines.begin(line);
        part.text = text.first(std::min<qsizetype>(text.size(), kLongestLine)).toString();
        if (withWords)
            addWords(begin, part);
        return part;
    }

private:
    void addWords(qsizetype begin, LinePart &part) const
    {
        const qsizetype end = begin + part.text.size();
        auto it = std::ranges::partition_point(m_spans, [&](const preview::Span &span) { return span.start + span.length <= begin; });
        for (; it != m_spans.end() && it->start < end; ++it) {
            const qsizetype from = std::max<qsizetype>(it->start, begin), to = std::min<qsizetype>(qsizetype(it->start) + it->length, end);
            part.words.push_back({int(from - begin), int(to - from), it->style});
        }
    }

    TextLines m_lines;
    const std::vector<preview::Span> &m_spans;
};

LinePart nothing()
{
    LinePart part;
    part.tone = Tone::Nothing;
    return part;
}

struct Tones {
    Tone mine, base, theirs;
};

Tones tonesOf(Who who)
{
    switch (who) {
    case Who::Mine:
        return {Tone::Mine, Tone::Plain, Tone::Plain};
    case Who::Theirs:
        return {Tone::Plain, Tone::Plain, Tone::Theirs};
    case Who::Alike:
        return {Tone::Alike, Tone::Plain, Tone::Alike};
    case Who::Both:
        return {Tone::Conflict, Tone::Plain, Tone::Conflict};
    case Who::Nobody:
        break;
    }
    return {Tone::Plain, Tone::Plain, Tone::Plain};
}
}  // namespace

QString RowBuilder::foldWords(int lines)
{
    return Words::tr("%Ln equal lines", nullptr, lines);
}

void addText(RowBuilder &builder, const preview::TextDifference &text)
{
    const Side older(text.older, text.olderSpans), newer(text.newer, text.newerSpans);
    for (std::size_t i = 0; i < text.hunks.size(); ++i) {
        const auto &hunk = text.hunks[i];
        if (hunk.happened == Happened::Equal) {
            builder.equal(int(i), i == 0, i + 1 == text.hunks.size(), hunk.older.count, [&](int at) {
                LinePart left = older.part(hunk.older.begin + at, Tone::Plain, false);
                if (builder.isSideBySide()) {
                    builder.line({std::move(left), newer.part(hunk.newer.begin + at, Tone::Plain, false), {}}, -1);
                } else {
                    left.second = hunk.newer.begin + at;
                    builder.line({std::move(left), {}, {}}, -1);
                }
            });
            continue;
        }
        const int change = builder.beginChange();
        const int rows = std::max(hunk.older.count, hunk.newer.count);
        const auto removed = [&](int at) {
            return at < hunk.older.count ? older.part(hunk.older.begin + at, Tone::Removed, true) : nothing();
        };
        const auto added = [&](int at) {
            return at < hunk.newer.count ? newer.part(hunk.newer.begin + at, Tone::Added, true) : nothing();
        };
        if (builder.isSideBySide()) {
            for (int at = 0; at < rows; ++at)
                builder.line({removed(at), added(at), {}}, change);
            continue;
        }
        for (int at = 0; at < hunk.older.count; ++at)
            builder.line({removed(at), {}, {}}, change);
        for (int at = 0; at < hunk.newer.count; ++at) {
            LinePart part = added(at);
            part.second = std::exchange(part.number, -1);
            builder.line({std::move(part), {}, {}}, change);
        }
    }
}

void addMerge(RowBuilder &builder, const preview::TextMerge &merge)
{
    const std::vector<preview::Span> none;
    const Side mine(merge.mine, merge.mineSpans), base(merge.base, none), theirs(merge.theirs, merge.theirsSpans);
    for (std::size_t i = 0; i < merge.hunks.size(); ++i) {
        const auto &hunk = merge.hunks[i];
        const Tones tones = tonesOf(hunk.who);
        const auto part = [](const Side &side, const Lines &lines, int at, Tone tone) {
            return at < lines.count ? side.part(lines.begin + at, tone, tone != Tone::Plain) : nothing();
        };
        const auto add = [&](int at, int change) {
            builder.line({part(mine, hunk.mine, at, tones.mine), part(base, hunk.base, at, tones.base),
                          part(theirs, hunk.theirs, at, tones.theirs)}, change);
        };
        const int rows = std::max({hunk.base.count, hunk.mine.count, hunk.theirs.count});
        if (hunk.who == Who::Nobody) {
            builder.equal(int(i), i == 0, i + 1 == merge.hunks.size(), rows, [&](int at) { add(at, -1); });
            continue;
        }
        const int change = builder.beginChange();
        for (int at = 0; at < rows; ++at)
            add(at, change);
    }
}

}  // namespace tideline::ui
