#include "core/merge/cell_matching.h"

#include "core/merge/increasing.h"

#include <QHash>

#include <algorithm>

namespace tideline::merge {

namespace {

constexpr int kEqual = 1000;
constexpr int kBothEmpty = 100;
constexpr int kLikeEnough = 400;
constexpr std::size_t kLargestTable = 4'000'000;

class Matcher {
public:
    Matcher(const std::vector<Cell> &base, const std::vector<Cell> &side, Budget &budget)
        : m_base(base), m_side(side), m_budget(budget), m_places(base.size(), -1), m_taken(side.size(), false),
          m_baseLines(base.size()), m_sideLines(side.size())
    {
    }

    std::optional<std::vector<int>> run()
    {
        matchById();
        for (const Window &window : windows()) {
            if (!matchInOrder(window))
                return std::nullopt;
        }
        matchWhatMoved();
        for (const Window &window : windows())
            matchByPlace(window);
        return std::move(m_places);
    }

private:
    using Places = std::vector<std::size_t>;
    /// What is not matched yet between two neighbours that are.
    struct Window {
        Places base;
        Places side;
    };

    void take(std::size_t base, std::size_t side)
    {
        m_places[base] = int(side);
        m_taken[side] = true;
    }
    static bool haveIds(const Cell &a, const Cell &b) { return !a.id.isEmpty() && !b.id.isEmpty(); }

    void matchById();
    std::vector<Window> windows() const;
    bool matchInOrder(Window window);
    void matchWhatMoved();
    void matchByPlace(const Window &window);
    int likeness(std::size_t base, std::size_t side);
    void numberLines(const Window &window);
    std::vector<int> linesOf(const Cell &cell);

    const std::vector<Cell> &m_base;
    const std::vector<Cell> &m_side;
    Budget &m_budget;
    std::vector<int> m_places;
    std::vector<bool> m_taken;
    QHash<QByteArrayView, int> m_lineNumbers;
    std::vector<std::vector<int>> m_baseLines;  ///< by cell, of those that numberLines() saw
    std::vector<std::vector<int>> m_sideLines;
};

void Matcher::matchById()
{
    QHash<QByteArrayView, std::size_t> bySideId;
    for (std::size_t i = 0; i < m_side.size(); ++i) {
        if (!m_side[i].id.isEmpty())
            bySideId.insert(m_side[i].id, i);
    }
    for (std::size_t i = 0; i < m_base.size(); ++i) {
        if (const auto found = bySideId.constFind(m_base[i].id); found != bySideId.cend())
            take(i, *found);
    }
}

std::vector<Matcher::Window> Matcher::windows() const
{
    std::vector<int> numbers;
    Places matched;
    for (std::size_t i = 0; i < m_places.size(); ++i) {
        if (m_places[i] >= 0) {
            numbers.push_back(m_places[i]);
            matched.push_back(i);
        }
    }
    std::vector<Window> found;
    std::size_t baseAt = 0;
    std::size_t sideAt = 0;
    const auto closeAt = [&](std::size_t baseEnd, std::size_t sideEnd) {
        Window window;
        for (; baseAt < baseEnd; ++baseAt) {
            if (m_places[baseAt] < 0)
                window.base.push_back(baseAt);
        }
        for (; sideAt < sideEnd; ++sideAt) {
            if (!m_taken[sideAt])
                window.side.push_back(sideAt);
        }
        if (!window.base.empty() && !window.side.empty())
            found.push_back(std::move(window));
    };
    for (const std::size_t i : longestIncreasing(numbers))
        closeAt(matched[i], std::size_t(numbers[i]));
    closeAt(m_base.size(), m_side.size());
    return found;
}

std::vector<int> Matcher::linesOf(const Cell &cell)
{
    std::vector<int> numbers;
    forEachLine(cell.source, [&](QByteArrayView line) {
        if (!m_lineNumbers.contains(line))
            m_lineNumbers.insert(line, int(m_lineNumbers.size()));
        numbers.push_back(m_lineNumbers.value(line));
    });
    std::ranges::sort(numbers);
    return numbers;
}

void Matcher::numberLines(const Window &window)
{
    for (const std::size_t i : window.base)
        m_baseLines[i] = linesOf(m_base[i]);
    for (const std::size_t i : window.side)
        m_sideLines[i] = linesOf(m_side[i]);
}

/// How many numbers two sorted sequences have in common.
std::size_t countCommon(const std::vector<int> &a, const std::vector<int> &b)
{
    std::size_t count = 0;
    for (auto i = a.begin(), j = b.begin(); i != a.end() && j != b.end();) {
        if (*i == *j) {
            ++count;
            ++j;
            ++i;
        } else {
            ++(*i < *j ? i : j);
        }
    }
    return count;
}

/// 0 for two cells that are not the same; kEqual at most.
int Matcher::likeness(std::size_t base, std::size_t side)
{
    const Cell &a = m_base[base];
    const Cell &b = m_side[side];
    if (a.type != b.type)
        return 0;
    if (a.source == b.source)
        return !a.source.isEmpty() ? kEqual : haveIds(a, b) ? 0 : kBothEmpty;
    const std::size_t all = m_baseLines[base].size() + m_sideLines[side].size();
    const std::size_t common = countCommon(m_baseLines[base], m_sideLines[side]);
    const int like = all == 0 ? 0 : int(std::min(std::size_t(kEqual - 1), kEqual * 2 * common / all));
    return m_budget.spend(qint64(all)) && like >= kLikeEnough ? like : 0;
}

bool Matcher::matchInOrder(Window window)
{
    numberLines(window);
    // Equal ends first: most of a notebook is as it was.
    while (!window.base.empty() && !window.side.empty() && likeness(window.base.back(), window.side.back()) == kEqual) {
        take(window.base.back(), window.side.back());
        window.base.pop_back();
        window.side.pop_back();
    }
    const auto differ = std::ranges::mismatch(window.base, window.side,
                                              [this](std::size_t b, std::size_t s) { return likeness(b, s) == kEqual; });
    for (auto b = window.base.begin(), s = window.side.begin(); b != differ.in1; ++b, ++s)
        take(*b, *s);
    window.base.erase(window.base.begin(), differ.in1);
    window.side.erase(window.side.begin(), differ.in2);

    const std::size_t n = window.base.size();
    const std::size_t m = window.side.size();
    if (n == 0 || m == 0)
        return true;
    if (n > kLargestTable / m || !m_budget.spend(qint64(n * m)))
        return false;
    // best[i][j]: the greatest likeness of the pairs from base cell i and side cell j on.
    std::vector<int> best((n + 1) * (m + 1), 0);
    std::vector<int> pair(n * m, 0);
    const auto at = [m](std::size_t i, std::size_t j) { return i * (m + 1) + j; };
    for (std::size_t i = n; i-- > 0;) {
        for (std::size_t j = m; j-- > 0;) {
            const int like = pair[i * m + j] = likeness(window.base[i], window.side[j]);
            best[at(i, j)] = std::max({best[at(i + 1, j)], best[at(i, j + 1)], like > 0 ? like + best[at(i + 1, j + 1)] : 0});
        }
    }
    for (std::size_t i = 0, j = 0; i < n && j < m;) {
        const int like = pair[i * m + j];
        if (like > 0 && best[at(i, j)] == like + best[at(i + 1, j + 1)])
            take(window.base[i++], window.side[j++]);
        else if (best[at(i, j)] == best[at(i + 1, j)])
            ++i;
        else
            ++j;
    }
    return m_budget.spend(0);
}

void Matcher::matchWhatMoved()
{
    struct Found {
        int count = 0;
        std::size_t at = 0;
    };
    using Table = QHash<std::pair<QByteArrayView, QByteArrayView>, Found>;
    const auto countLeft = [](const std::vector<Cell> &cells, const auto &isTaken) {
        Table table;
        for (std::size_t i = 0; i < cells.size(); ++i) {
            if (!isTaken(i) && !cells[i].source.isEmpty()) {
                Found &found = table[{cells[i].type, cells[i].source}];
                ++found.count;
                found.at = i;
            }
        }
        return table;
    };
    const Table inBase = countLeft(m_base, [this](std::size_t i) { return m_places[i] >= 0; });
    const Table inSide = countLeft(m_side, [this](std::size_t i) { return bool(m_taken[i]); });
    for (auto it = inBase.cbegin(); it != inBase.cend(); ++it) {
        const Found other = inSide.value(it.key());
        if (it->count == 1 && other.count == 1)
            take(it->at, other.at);
    }
}

void Matcher::matchByPlace(const Window &window)
{
    const auto couldBe = [this](std::size_t b, std::size_t s) {
        return m_base[b].type == m_side[s].type && !haveIds(m_base[b], m_side[s]);
    };
    if (!std::ranges::equal(window.base, window.side, couldBe))
        return;
    for (std::size_t i = 0; i < window.base.size(); ++i)
        take(window.base[i], window.side[i]);
}

}  // namespace

std::optional<std::vector<int>> matchCells(const std::vector<Cell> &base, const std::vector<Cell> &side, Budget &budget)
{
    return Matcher(base, side, budget).run();
}

}  // namespace tideline::merge
