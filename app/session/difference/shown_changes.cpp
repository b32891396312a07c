#include "app/session/difference/shown_changes.h"

#include <algorithm>

namespace tideline::session {

namespace {

using merge::Change;

constexpr qint64 kLargestTable = 1'000'000;

using Elements = std::span<const qint32>;

Elements part(Elements all, qint32 begin, qint32 end)
{
    return all.subspan(std::size_t(begin), std::size_t(end - begin));
}

bool isEmpty(const Change &change)
{
    return change.baseBegin == change.baseEnd && change.sideBegin == change.sideEnd;
}

/// Without the equal elements at both ends.
Change trimmed(Elements older, Elements newer, Change change)
{
    const auto equal = [&](qint32 i, qint32 j) { return older[std::size_t(i)] == newer[std::size_t(j)]; };
    while (change.baseBegin < change.baseEnd && change.sideBegin < change.sideEnd && equal(change.baseBegin, change.sideBegin)) {
        ++change.baseBegin;
        ++change.sideBegin;
    }
    while (change.baseBegin < change.baseEnd && change.sideBegin < change.sideEnd && equal(change.baseEnd - 1, change.sideEnd - 1)) {
        --change.baseEnd;
        --change.sideEnd;
    }
    return change;
}

/// Appends the changes within one, by the plain table of common subsequences: the first of the longest.
void refine(Elements older, Elements newer, const Change &change, std::vector<Change> &out)
{
    const Elements a = part(older, change.baseBegin, change.baseEnd);
    const Elements b = part(newer, change.sideBegin, change.sideEnd);
    const std::size_t columns = b.size() + 1;
    std::vector<qint32> longest((a.size() + 1) * columns, 0);
    for (std::size_t i = a.size(); i-- > 0;) {
        for (std::size_t j = b.size(); j-- > 0;)
            longest[i * columns + j] = a[i] == b[j] ? longest[(i + 1) * columns + j + 1] + 1
                                                    : std::max(longest[(i + 1) * columns + j], longest[i * columns + j + 1]);
    }
    Change open{change.baseBegin, change.baseBegin, change.sideBegin, change.sideBegin};
    const auto close = [&](qint32 skipped) {
        if (!isEmpty(open))
            out.push_back(open);
        open = {open.baseEnd + skipped, open.baseEnd + skipped, open.sideEnd + skipped, open.sideEnd + skipped};
    };
    for (std::size_t i = 0, j = 0; i < a.size() || j < b.size();) {
        if (i < a.size() && j < b.size() && a[i] == b[j]) {
            close(1);
            ++i;
            ++j;
        } else if (j == b.size() || (i < a.size() && longest[(i + 1) * columns + j] >= longest[i * columns + j + 1])) {
            ++open.baseEnd;
            ++i;
        } else {
            ++open.sideEnd;
            ++j;
        }
    }
    close(0);
}

}  // namespace

std::vector<Change> shownChanges(Elements older, Elements newer, qint32 kinds, int maxEdits, merge::Budget &budget, bool &isExact)
{
    const Change whole = trimmed(older, newer, {0, qint32(older.size()), 0, qint32(newer.size())});
    if (isEmpty(whole))
        return {};
    const auto found = merge::changesBetween(part(older, whole.baseBegin, whole.baseEnd), part(newer, whole.sideBegin, whole.sideEnd),
                                             kinds, maxEdits, budget);
    if (!found) {
        isExact = false;
        return {whole};
    }
    std::vector<Change> changes;
    for (Change change : *found) {
        change = {change.baseBegin + whole.baseBegin, change.baseEnd + whole.baseBegin, change.sideBegin + whole.sideBegin,
                  change.sideEnd + whole.sideBegin};
        change = trimmed(older, newer, change);
        const qint64 table = qint64(change.baseEnd - change.baseBegin) * (change.sideEnd - change.sideBegin);
        if (table > 0 && table <= kLargestTable && budget.spend(table))
            refine(older, newer, change, changes);
        else if (!isEmpty(change))
            changes.push_back(change);
    }
    return changes;
}

}  // namespace tideline::session
