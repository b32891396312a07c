#include "app/session/difference/notebook_difference.h"

#include "app/session/difference/compared_cells.h"
#include "app/session/difference/text_difference.h"
#include "core/merge/increasing.h"

#include <algorithm>
#include <array>

namespace tideline::session {

namespace {

using preview::CellDifference;
using preview::CellMerge;
using preview::Fact;
using preview::Happened;
using preview::NotebookDifference;
using preview::NotebookMerge;
using preview::Who;

constexpr std::size_t kManyNew = 1000;  ///< new cells at one place: of more, none are looked for that are alike

Error tooManyCells()
{
    return {Error::Kind::Refused, u"The notebooks have too many cells to be matched with each other."_s, {}, {}};
}

/// For each place of a sequence, and one before the first, what stands behind it. `places[i]`: where element i is in that sequence,
/// -1 for those that are asked for: they stand behind the element before them that is there.
std::vector<std::vector<int>> standingBehind(const std::vector<int> &places, int count)
{
    std::vector<std::vector<int>> behind(std::size_t(count) + 1);
    int last = 0;
    for (int i = 0; i < int(places.size()); ++i) {
        if (places[std::size_t(i)] >= 0)
            last = places[std::size_t(i)] + 1;
        else
            behind[std::size_t(last)].push_back(i);
    }
    return behind;
}

/// The other way: for each of `count` elements, where it came from.
std::vector<int> inverse(const std::vector<int> &places, int count)
{
    std::vector<int> origins(std::size_t(count), -1);
    for (int i = 0; i < int(places.size()); ++i) {
        if (places[std::size_t(i)] >= 0)
            origins[std::size_t(places[std::size_t(i)])] = i;
    }
    return origins;
}

/// For each element whether it stands elsewhere among the others than it did.
std::vector<bool> movedOf(const std::vector<int> &places)
{
    std::vector<int> present;
    for (const int place : places) {
        if (place >= 0)
            present.push_back(place);
    }
    const std::vector<bool> moved = merge::surelyMoved(present);
    std::vector<bool> all(places.size(), false);
    for (std::size_t i = 0, next = 0; i < places.size(); ++i) {
        if (places[i] >= 0)
            all[i] = moved[next++];
    }
    return all;
}

/// Two of the three versions of a cell, and whether one is the other.
class Sides {
public:
    Sides(const ComparedCells &base, const ComparedCells &mine, const ComparedCells &theirs)
        : m_base(base), m_mine(mine), m_theirs(theirs)
    {
    }
    CellMerge cell(int base, int mine, int theirs, merge::Budget &budget, bool &isExact) const
    {
        CellMerge cell{Who::Nobody, Who::Nobody, base, mine, theirs, {}, {}};
        cell.kind = mine >= 0 ? m_mine.kind(mine) : theirs >= 0 ? m_theirs.kind(theirs) : m_base.kind(base);
        cell.source = textMerge(text(m_base, base), text(m_mine, mine), text(m_theirs, theirs), budget, isExact);
        const auto judge = [&](const auto &same) {
            const bool mineChanged = !same(m_base, base, m_mine, mine);
            const bool theirsChanged = !same(m_base, base, m_theirs, theirs);
            if (mineChanged && theirsChanged)
                return same(m_mine, mine, m_theirs, theirs) ? Who::Alike : Who::Both;
            return mineChanged ? Who::Mine : theirsChanged ? Who::Theirs : Who::Nobody;
        };
        cell.who = judge([](const ComparedCells &a, int i, const ComparedCells &b, int j) {
            return i < 0 || j < 0 ? i == j : a.kind(i) == b.kind(j) && a.source(i) == b.source(j);
        });
        cell.outputs = judge([](const ComparedCells &a, int i, const ComparedCells &b, int j) {
            return (i < 0 ? QByteArray() : a.outputs(i)) == (j < 0 ? QByteArray() : b.outputs(j));
        });
        return cell;
    }

private:
    static QString text(const ComparedCells &cells, int i) { return i < 0 ? QString() : cells.source(i); }
    const ComparedCells &m_base, &m_mine, &m_theirs;
};

/// Of two lists of new cells at one place, those pairs that are alike: by their kinds and sources.
int takeAlike(const ComparedCells &mine, int cell, const ComparedCells &theirs, std::vector<int> &theirNew)
{
    if (theirNew.size() > kManyNew)
        return -1;
    const auto found = std::ranges::find_if(theirNew, [&](int other) {
        return mine.kind(cell) == theirs.kind(other) && mine.source(cell) == theirs.source(other);
    });
    if (found == theirNew.end())
        return -1;
    const int other = *found;
    theirNew.erase(found);
    return other;
}

}  // namespace

Result<NotebookDifference> notebookDifference(const NotebookFile &older, const NotebookFile &newer, qint64 maxBytes,
                                              merge::Budget &budget, bool &isExact)
{
    const Result<ComparedCells> a = ComparedCells::of(older, maxBytes / 2);
    if (!a)
        return a.error();
    const Result<ComparedCells> b = ComparedCells::of(newer, maxBytes / 2);
    if (!b)
        return b.error();
    const auto matched = merge::matchCells(a->cells(), b->cells(), budget);
    if (!matched)
        return tooManyCells();
    const std::vector<int> origins = inverse(*matched, b->count());
    const std::vector<bool> moved = movedOf(*matched);
    const std::vector<std::vector<int>> gone = standingBehind(*matched, b->count());
    NotebookDifference difference;
    const auto add = [&](int i, int j) {
        CellDifference cell{Happened::Equal, i, j, {}, {}, false, false};
        cell.kind = j >= 0 ? b->kind(j) : a->kind(i);
        cell.source = textDifference(i < 0 ? QString() : a->source(i), j < 0 ? QString() : b->source(j), budget, isExact);
        cell.outputsChanged = (i < 0 ? QByteArray() : a->outputs(i)) != (j < 0 ? QByteArray() : b->outputs(j));
        cell.moved = i >= 0 && moved[std::size_t(i)];
        if (i < 0 || j < 0)
            cell.happened = i < 0 ? Happened::Added : Happened::Removed;
        else if (cell.outputsChanged || a->kind(i) != b->kind(j) || a->source(i) != b->source(j))
            cell.happened = Happened::Changed;
        difference.cells.push_back(std::move(cell));
    };
    for (int j = -1; j < b->count(); ++j) {
        if (j >= 0)
            add(origins[std::size_t(j)], j);
        for (const int i : gone[std::size_t(j + 1)])
            add(i, -1);
    }
    return difference;
}

Result<NotebookMerge> notebookMerge(const NotebookFile &base, const NotebookFile &mine, const NotebookFile &theirs, qint64 maxBytes,
                                    merge::Budget &budget, bool &isExact)
{
    std::vector<ComparedCells> read;
    for (const NotebookFile *notebook : {&base, &mine, &theirs}) {
        Result<ComparedCells> cells = ComparedCells::of(*notebook, maxBytes / 3);
        if (!cells)
            return cells.error();
        read.push_back(*std::move(cells));
    }
    const auto inMine = merge::matchCells(read[0].cells(), read[1].cells(), budget);
    const auto inTheirs = merge::matchCells(read[0].cells(), read[2].cells(), budget);
    if (!inMine || !inTheirs)
        return tooManyCells();
    const int count = read[0].count();
    const auto mineNew = standingBehind(inverse(*inMine, read[1].count()), count);
    auto theirNew = standingBehind(inverse(*inTheirs, read[2].count()), count);
    const Sides sides(read[0], read[1], read[2]);
    NotebookMerge merge;
    for (int i = -1; i < count; ++i) {
        if (i >= 0)
            merge.cells.push_back(sides.cell(i, (*inMine)[std::size_t(i)], (*inTheirs)[std::size_t(i)], budget, isExact));
        std::vector<int> &others = theirNew[std::size_t(i + 1)];
        for (const int added : mineNew[std::size_t(i + 1)])
            merge.cells.push_back(sides.cell(-1, added, takeAlike(read[1], added, read[2], others), budget, isExact));
        for (const int added : others)
            merge.cells.push_back(sides.cell(-1, -1, added, budget, isExact));
    }
    return merge;
}

std::vector<Fact> factsOf(const NotebookDifference &difference)
{
    std::array<int, 4> counts{};
    for (const CellDifference &cell : difference.cells)
        ++counts[std::size_t(cell.happened)];
    return {{u"Cells changed"_s, QString::number(counts[std::size_t(Happened::Changed)])},
            {u"Cells added"_s, QString::number(counts[std::size_t(Happened::Added)])},
            {u"Cells removed"_s, QString::number(counts[std::size_t(Happened::Removed)])}};
}

std::vector<Fact> factsOf(const NotebookMerge &merge)
{
    std::array<int, 5> counts{};
    for (const CellMerge &cell : merge.cells)
        ++counts[std::size_t(cell.who)];
    return {{u"Cells changed by me"_s, QString::number(counts[std::size_t(Who::Mine)])},
            {u"Cells changed by them"_s, QString::number(counts[std::size_t(Who::Theirs)])},
            {u"Cells changed alike"_s, QString::number(counts[std::size_t(Who::Alike)])},
            {u"Cells in conflict"_s, QString::number(counts[std::size_t(Who::Both)])}};
}

}  // namespace tideline::session
