#include "core/merge/alignment.h"

#include <algorithm>

namespace tideline::merge {

namespace {

/// A sequence without the elements that the other one lacks. They are in no alignment, so nothing is decided by it.
struct Reduced {
    std::vector<qint32> elements;
    std::vector<qint32> places;  ///< of each element in the whole sequence
};

Reduced reduce(std::span<const qint32> whole, const std::vector<bool> &inOther)
{
    Reduced reduced;
    for (std::size_t i = 0; i < whole.size(); ++i) {
        if (inOther[std::size_t(whole[i])]) {
            reduced.elements.push_back(whole[i]);
            reduced.places.push_back(qint32(i));
        }
    }
    return reduced;
}

std::vector<bool> presence(std::span<const qint32> elements, qint32 kinds)
{
    std::vector<bool> present(std::size_t(kinds), false);
    for (const qint32 element : elements)
        present[std::size_t(element)] = true;
    return present;
}

/// The edit graph of two sequences: x steps along `a` (a deletion), y along `b` (an insertion), both along a match.
class EditGraph {
public:
    EditGraph(std::span<const qint32> a, std::span<const qint32> b) : m_a(a), m_b(b) {}

    /// Finds the distance and what distanceAtMost() reads. False: over a limit.
    bool search(int maxEdits, Budget &budget);

    enum class Side { Upper, Lower };
    struct Match {
        qint32 x;
        qint32 y;
        bool operator==(const Match &) const = default;
    };
    /// The matches of the uppermost (insertions first) or lowermost (deletions first) shortest path.
    std::vector<Match> path(Side side) const;

private:
    qint32 n() const { return qint32(m_a.size()); }
    qint32 m() const { return qint32(m_b.size()); }
    /// The furthest x, counted from the end, on diagonal k (x - y, counted from the end) within `d` edits; -1 for none.
    qint32 reach(int d, int k) const
    {
        return d < 0 || k < -d || k > d ? -1 : m_rows[std::size_t(d)][std::size_t((k + d) / 2)];
    }
    /// Whether at most `d` edits lead from (x, y) to the end. `d` has the parity of that distance.
    bool distanceAtMost(qint32 x, qint32 y, int d) const { return reach(d, (n() - x) - (m() - y)) >= n() - x; }

    std::span<const qint32> m_a;
    std::span<const qint32> m_b;
    std::vector<std::vector<qint32>> m_rows;  ///< by d, then by (k + d) / 2
};

bool EditGraph::search(int maxEdits, Budget &budget)
{
    for (int d = 0; d <= maxEdits; ++d) {
        if (!budget.spend(d + 1))
            return false;
        std::vector<qint32> row(std::size_t(d) + 1, -1);
        for (int k = d <= m() ? -d : -m() + ((d + m()) & 1); k <= std::min(d, n()); k += 2) {
            qint32 x = d == 0 ? 0 : std::max(reach(d - 1, k - 1) + 1, reach(d - 1, k + 1));
            // A step out of the grid stays at its edge: neighbours' distances differ by one, so that is no further.
            x = std::min({x, n(), m() + k});
            const qint32 begin = x;
            while (x < n() && x - k < m() && m_a[std::size_t(n() - 1 - x)] == m_b[std::size_t(m() - 1 - (x - k))])
                ++x;
            if (!budget.spend(x - begin))
                return false;
            row[std::size_t((k + d) / 2)] = x;
        }
        m_rows.push_back(std::move(row));
        if (reach(d, n() - m()) == n() && ((n() - m() + d) & 1) == 0)
            return true;
    }
    return false;
}

std::vector<EditGraph::Match> EditGraph::path(Side side) const
{
    std::vector<Match> matches;
    qint32 x = 0;
    qint32 y = 0;
    int d = int(m_rows.size()) - 1;
    while (x < n() || y < m()) {
        const bool insertion = y < m() && distanceAtMost(x, y + 1, d - 1);
        const bool deletion = x < n() && distanceAtMost(x + 1, y, d - 1);
        const bool match = x < n() && y < m() && m_a[std::size_t(x)] == m_b[std::size_t(y)];
        const bool first = side == Side::Upper ? insertion : deletion;
        if (match && !first) {
            matches.push_back({x++, y++});
            continue;
        }
        --d;
        if (first ? side == Side::Upper : insertion)
            ++y;
        else
            ++x;
    }
    return matches;
}

}  // namespace

std::optional<std::vector<Change>> changesBetween(std::span<const qint32> base, std::span<const qint32> side, qint32 kinds,
                                                  int maxEdits, Budget &budget)
{
    if (!budget.spend(qint64(base.size() + side.size())))
        return std::nullopt;
    const Reduced a = reduce(base, presence(side, kinds));
    const Reduced b = reduce(side, presence(base, kinds));
    EditGraph graph(a.elements, b.elements);
    if (!graph.search(maxEdits, budget))
        return std::nullopt;
    const std::vector<EditGraph::Match> upper = graph.path(EditGraph::Side::Upper);
    const std::vector<EditGraph::Match> lower = graph.path(EditGraph::Side::Lower);
    Q_ASSERT(upper.size() == lower.size());

    std::vector<Change> changes;
    qint32 baseAt = 0;
    qint32 sideAt = 0;
    const auto keepFrom = [&](qint32 baseKept, qint32 sideKept) {
        if (baseKept > baseAt || sideKept > sideAt)
            changes.push_back({baseAt, baseKept, sideAt, sideKept});
        baseAt = baseKept + 1;
        sideAt = sideKept + 1;
    };
    // A match of both paths is the same match of both: before it, every shortest path matches equally often.
    for (std::size_t i = 0; i < upper.size(); ++i) {
        if (upper[i] == lower[i])
            keepFrom(a.places[std::size_t(upper[i].x)], b.places[std::size_t(upper[i].y)]);
    }
    keepFrom(qint32(base.size()), qint32(side.size()));
    return changes;
}

}  // namespace tideline::merge
