#include "core/merge/text_merge.h"

#include "core/base/result.h"
#include "core/merge/change_reader.h"

#include <QByteArrayView>
#include <QHash>

#include <algorithm>
#include <array>

namespace tideline::merge {

namespace {

/// The three texts as sequences of numbers, one for each different line.
class LineTable {
public:
    /// False when the text has more lines than allowed.
    bool add(const QByteArray &text, qsizetype maxLines, std::vector<qint32> &numbers)
    {
        for (qsizetype at = 0; at < text.size();) {
            const qsizetype newline = text.indexOf('\n', at);
            const qsizetype end = newline < 0 ? text.size() : newline + 1;
            const QByteArrayView line(text.constData() + at, end - at);
            const auto found = m_numbers.constFind(line);
            if (found != m_numbers.cend()) {
                numbers.push_back(*found);
            } else {
                numbers.push_back(qint32(m_lines.size()));
                m_numbers.insert(line, numbers.back());
                m_lines.push_back(line);
            }
            if (qsizetype(numbers.size()) > maxLines)
                return false;
            at = end;
        }
        return true;
    }
    QByteArrayView line(qint32 number) const { return m_lines[std::size_t(number)]; }
    qint32 size() const { return qint32(m_lines.size()); }

private:
    QHash<QByteArrayView, qint32> m_numbers;
    std::vector<QByteArrayView> m_lines;
};

/// What a side has in place of the stretch of the base that is open and ends at `baseEnd`.
std::span<const qint32> replacement(const ChangeReader &reader, const std::vector<qint32> &side, qint32 baseEnd)
{
    return std::span(side).subspan(std::size_t(reader.sideBegin()), std::size_t(reader.sideCount(baseEnd)));
}

Conflict conflictAt(qint32 baseBegin, qint32 baseEnd)
{
    if (baseBegin == baseEnd)
        return {baseBegin == 0 ? u"Both sides added lines at the beginning."_s
                               : u"Both sides added lines after line %1."_s.arg(baseBegin)};
    if (baseEnd - baseBegin == 1)
        return {u"Both sides changed line %1 or what touches it."_s.arg(baseEnd)};
    return {u"Both sides changed lines %1 to %2 or what touches them."_s.arg(baseBegin + 1).arg(baseEnd)};
}

}  // namespace

Outcome mergeText(const QByteArray &base, const QByteArray &ours, const QByteArray &theirs, const Limits &limits)
{
    if (std::optional<Outcome> simple = mergeUnlessBothChanged(base, ours, theirs))
        return *std::move(simple);
    for (const QByteArray *text : {&base, &ours, &theirs}) {
        if (text->size() > limits.textBytes)
            return TooLarge{u"The text is larger than %1 MB."_s.arg(limits.textBytes >> 20)};
    }
    for (const QByteArray *text : {&base, &ours, &theirs}) {
        if (text->contains('\0'))
            return Conflict{u"It is not text: it has NUL bytes."_s};
        if (!QByteArrayView(*text).isValidUtf8())
            return Conflict{u"It is not text in UTF-8."_s};
    }
    Budget budget(limits.work);
    return mergeLines(base, ours, theirs, limits, budget);
}

Outcome mergeLines(const QByteArray &base, const QByteArray &ours, const QByteArray &theirs, const Limits &limits, Budget &budget)
{
    if (std::optional<Outcome> simple = mergeUnlessBothChanged(base, ours, theirs))
        return *std::move(simple);
    LineTable table;
    std::array<std::vector<qint32>, 3> lines;
    if (!budget.spend(base.size() + ours.size() + theirs.size()))
        return TooLarge{u"The merge takes too much work."_s};
    if (!table.add(base, limits.lines, lines[0]) || !table.add(ours, limits.lines, lines[1])
        || !table.add(theirs, limits.lines, lines[2]))
        return TooLarge{u"The text has more than %1 lines."_s.arg(limits.lines)};
    const auto oursChanges = changesBetween(lines[0], lines[1], table.size(), limits.edits, budget);
    const auto theirsChanges = changesBetween(lines[0], lines[2], table.size(), limits.edits, budget);
    if (!oursChanges || !theirsChanges)
        return TooLarge{u"The versions differ in too many lines."_s};

    QByteArray merged;
    merged.reserve(ours.size() + theirs.size());
    const auto append = [&](std::span<const qint32> numbers) {
        for (const qint32 number : numbers)
            merged.append(table.line(number));
    };
    ChangeReader our(*oursChanges);
    ChangeReader their(*theirsChanges);
    qint32 at = 0;
    while (!our.atEnd() || !their.atEnd()) {
        const qint32 begin = nextBegin(our, their);
        append(std::span(lines[0]).subspan(std::size_t(at), std::size_t(begin - at)));
        our.open(begin);
        their.open(begin);
        qint32 end = begin;
        while (our.extend(end) || their.extend(end)) { }
        const std::span<const qint32> ourLines = replacement(our, lines[1], end);
        const std::span<const qint32> theirLines = replacement(their, lines[2], end);
        if (our.isChanged() && their.isChanged() && !std::ranges::equal(ourLines, theirLines))
            return conflictAt(begin, end);
        append(our.isChanged() ? ourLines : theirLines);
        at = end;
    }
    append(std::span(lines[0]).subspan(std::size_t(at)));
    return Merged{merged};
}

}  // namespace tideline::merge
