#include "app/session/difference/text_difference.h"

#include "app/session/difference/shown_changes.h"
#include "app/session/difference/word_spans.h"
#include "core/merge/change_reader.h"

#include <QHash>
#include <QLocale>

#include <algorithm>
#include <array>

namespace tideline::session {

namespace {

using merge::Change;
using preview::Fact;
using preview::Happened;
using preview::Lines;
using preview::TextDifference;
using preview::TextMerge;
using preview::Who;

constexpr int kMaxEdits = 4096;
constexpr std::size_t kMaxHunks = 50'000;

/// A text as a sequence of numbers, one for each different line, and where its lines are.
class LineIndex {
public:
    LineIndex(QStringView text, QHash<QStringView, qint32> &known) : m_text(text)
    {
        for (qsizetype at = 0; at < text.size();) {
            const qsizetype newline = text.indexOf(u'\n', at);
            const qsizetype end = newline < 0 ? text.size() : newline + 1;
            const QStringView line = text.sliced(at, end - at);
            auto found = known.constFind(line);
            if (found == known.cend())
                found = known.insert(line, qint32(known.size()));
            m_numbers.push_back(*found);
            m_begins.push_back(int(end));
            at = end;
        }
    }
    const std::vector<qint32> &numbers() const { return m_numbers; }
    int count() const { return int(m_numbers.size()); }
    Stretch stretch(Lines lines) const
    {
        const int begin = m_begins[std::size_t(lines.begin)];
        return {m_text.sliced(begin, m_begins[std::size_t(lines.begin + lines.count)] - begin), begin};
    }
    std::span<const qint32> part(Lines lines) const
    {
        return std::span(m_numbers).subspan(std::size_t(lines.begin), std::size_t(lines.count));
    }

private:
    QStringView m_text;
    std::vector<qint32> m_numbers;
    std::vector<int> m_begins{0};  ///< of each line, and the end
};

/// What a side has in place of the stretch of the base that is open and ends at `baseEnd`.
Lines linesOf(const merge::ChangeReader &side, qint32 baseEnd)
{
    return {side.sideBegin(), side.sideCount(baseEnd)};
}

Happened happenedIn(const Change &change)
{
    if (change.baseBegin == change.baseEnd)
        return Happened::Added;
    return change.sideBegin == change.sideEnd ? Happened::Removed : Happened::Changed;
}

/// All changes as one, from the first to the last.
std::vector<Change> asOne(const std::vector<Change> &changes)
{
    return {{changes.front().baseBegin, changes.back().baseEnd, changes.front().sideBegin, changes.back().sideEnd}};
}

/// What a merge would see as changed.
std::vector<Change> sureChanges(const LineIndex &base, const LineIndex &side, qint32 kinds, merge::Budget &budget, bool &isExact)
{
    auto found = merge::changesBetween(base.numbers(), side.numbers(), kinds, kMaxEdits, budget);
    if (found)
        return *std::move(found);
    isExact = false;
    merge::Budget none(0);
    bool isAligned = true;
    return shownChanges(base.numbers(), side.numbers(), kinds, 0, none, isAligned);
}

Who whoChanged(bool mine, bool theirs, bool alike)
{
    if (mine && theirs)
        return alike ? Who::Alike : Who::Both;
    return mine ? Who::Mine : theirs ? Who::Theirs : Who::Nobody;
}

/// Lays three texts side by side, from front to back.
class MergeMaker {
public:
    MergeMaker(TextMerge &merge, const LineIndex &base, const LineIndex &mine, const LineIndex &theirs,
               const std::vector<Change> &mineChanges, const std::vector<Change> &theirChanges, merge::Budget &budget)
        : m_merge(merge), m_base(base), m_mine(mine), m_theirs(theirs), m_my(mineChanges), m_their(theirChanges), m_budget(budget)
    {
    }

    void make()
    {
        while (!m_my.atEnd() || !m_their.atEnd()) {
            quietUpTo(merge::nextBegin(m_my, m_their));
            changed();
        }
        quietUpTo(m_base.count());
    }

private:
    void open()
    {
        m_my.open(m_at);
        m_their.open(m_at);
    }
    void add(qint32 end)
    {
        m_merge.hunks.push_back({Who::Nobody, {m_at, end - m_at}, linesOf(m_my, end), linesOf(m_their, end)});
        m_at = end;
    }
    void quietUpTo(qint32 end)
    {
        open();
        if (end > m_at)
            add(end);
    }
    void changed()
    {
        open();
        qint32 end = m_at;
        while (m_my.extend(end) || m_their.extend(end)) { }
        add(end);
        TextMerge::Hunk &hunk = m_merge.hunks.back();
        const bool alike = std::ranges::equal(m_mine.part(hunk.mine), m_theirs.part(hunk.theirs));
        hunk.who = whoChanged(m_my.isChanged(), m_their.isChanged(), alike);
        if (m_my.isChanged() && hunk.base.count > 0)
            addWordSpans(m_base.stretch(hunk.base), m_mine.stretch(hunk.mine), m_budget, nullptr, m_merge.mineSpans);
        if (m_their.isChanged() && hunk.base.count > 0)
            addWordSpans(m_base.stretch(hunk.base), m_theirs.stretch(hunk.theirs), m_budget, nullptr, m_merge.theirsSpans);
    }

    TextMerge &m_merge;
    const LineIndex &m_base, &m_mine, &m_theirs;
    merge::ChangeReader m_my, m_their;
    merge::Budget &m_budget;
    qint32 m_at = 0;  ///< in the base
};

QString number(qint64 value)
{
    return QLocale(QLocale::English).toString(value);
}

}  // namespace

TextDifference textDifference(const QString &older, const QString &newer, merge::Budget &budget, bool &isExact)
{
    TextDifference difference{older, newer, {}, {}, {}};
    QHash<QStringView, qint32> known;
    const LineIndex a(difference.older, known);
    const LineIndex b(difference.newer, known);
    std::vector<Change> changes = shownChanges(a.numbers(), b.numbers(), qint32(known.size()), kMaxEdits, budget, isExact);
    if (changes.size() > kMaxHunks) {
        changes = asOne(changes);
        isExact = false;
    }
    qint32 at = 0;
    qint32 newerAt = 0;
    const auto addEqual = [&](qint32 end) {
        if (end > at)
            difference.hunks.push_back({Happened::Equal, {at, end - at}, {newerAt, end - at}});
    };
    for (const Change &change : changes) {
        addEqual(change.baseBegin);
        const TextDifference::Hunk hunk{happenedIn(change), {change.baseBegin, change.baseEnd - change.baseBegin},
                                        {change.sideBegin, change.sideEnd - change.sideBegin}};
        if (hunk.happened == Happened::Changed)
            addWordSpans(a.stretch(hunk.older), b.stretch(hunk.newer), budget, &difference.olderSpans, difference.newerSpans);
        difference.hunks.push_back(hunk);
        at = change.baseEnd;
        newerAt = change.sideEnd;
    }
    addEqual(a.count());
    return difference;
}

TextMerge textMerge(const QString &base, const QString &mine, const QString &theirs, merge::Budget &budget, bool &isExact)
{
    TextMerge merge{base, mine, theirs, {}, {}, {}};
    QHash<QStringView, qint32> known;
    const LineIndex baseLines(merge.base, known);
    const LineIndex mineLines(merge.mine, known);
    const LineIndex theirLines(merge.theirs, known);
    std::vector<Change> mineChanges = sureChanges(baseLines, mineLines, qint32(known.size()), budget, isExact);
    std::vector<Change> theirChanges = sureChanges(baseLines, theirLines, qint32(known.size()), budget, isExact);
    for (std::vector<Change> *changes : {&mineChanges, &theirChanges}) {
        if (changes->size() > kMaxHunks) {
            *changes = asOne(*changes);
            isExact = false;
        }
    }
    MergeMaker(merge, baseLines, mineLines, theirLines, mineChanges, theirChanges, budget).make();
    return merge;
}

std::vector<Fact> factsOf(const TextDifference &difference)
{
    qint64 added = 0;
    qint64 removed = 0;
    for (const TextDifference::Hunk &hunk : difference.hunks) {
        if (hunk.happened == Happened::Equal)
            continue;
        removed += hunk.older.count;
        added += hunk.newer.count;
    }
    return {{u"Lines added"_s, number(added)}, {u"Lines removed"_s, number(removed)}};
}

std::vector<Fact> factsOf(const TextMerge &merge)
{
    std::array<qint64, 5> counts{};
    for (const TextMerge::Hunk &hunk : merge.hunks)
        ++counts[std::size_t(hunk.who)];
    return {{u"Changed by you"_s, number(counts[std::size_t(Who::Mine)])},
            {u"Changed in the cloud"_s, number(counts[std::size_t(Who::Theirs)])},
            {u"Changed alike by both"_s, number(counts[std::size_t(Who::Alike)])},
            {u"In conflict"_s, number(counts[std::size_t(Who::Both)])}};
}

}  // namespace tideline::session
