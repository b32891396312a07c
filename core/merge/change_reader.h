// The changes of one side, read from front to back beside those of another.
#pragma once

#include "core/merge/alignment.h"

#include <algorithm>

namespace tideline::merge {

/// Cuts a base into stretches that one of several sides changed, and tells what this side has in place of each.
///
/// Ownership: borrows the changes, which are in order and do not touch.
class ChangeReader {
public:
    explicit ChangeReader(const std::vector<Change> &changes) : m_changes(changes) {}

    bool atEnd() const { return m_next == m_changes.size(); }
    qint32 nextBegin() const { return m_changes[m_next].baseBegin; }

    /// Begins a stretch of the base at `baseBegin`, which no change read so far reaches.
    void open(qint32 baseBegin)
    {
        m_sideBegin = baseBegin + m_shift;
        m_isChanged = false;
    }
    /// Takes the next change into the stretch when it overlaps or touches one that ends at `baseEnd`; moves that end.
    bool extend(qint32 &baseEnd)
    {
        if (atEnd() || nextBegin() > baseEnd)
            return false;
        const Change &change = m_changes[m_next++];
        baseEnd = std::max(baseEnd, change.baseEnd);
        m_shift = change.sideEnd - change.baseEnd;
        m_isChanged = true;
        return true;
    }
    /// Whether the side changed anything in the stretch.
    bool isChanged() const { return m_isChanged; }
    /// What the side has in place of the stretch that ends at `baseEnd`: where it begins, and how much it is.
    qint32 sideBegin() const { return m_sideBegin; }
    qint32 sideCount(qint32 baseEnd) const { return baseEnd + m_shift - m_sideBegin; }

private:
    const std::vector<Change> &m_changes;
    std::size_t m_next = 0;
    qint32 m_shift = 0;  ///< a kept element's place in the side less its place in the base
    qint32 m_sideBegin = 0;
    bool m_isChanged = false;
};

/// Where in the base the next change of either side begins; one of them is not at its end.
inline qint32 nextBegin(const ChangeReader &a, const ChangeReader &b)
{
    return a.atEnd() ? b.nextBegin() : b.atEnd() ? a.nextBegin() : std::min(a.nextBegin(), b.nextBegin());
}

}  // namespace tideline::merge
