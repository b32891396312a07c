// What a person takes of two versions, change by change, and the file that comes of it.
#pragma once

#include "core/base/result.h"
#include "core/preview/difference.h"

#include <QByteArray>

#include <vector>

namespace tideline::ui {

/// Which lines of a hunk are taken.
enum class Take { Undecided, Mine, Theirs, MineThenTheirs, TheirsThenMine, Base };

/// A choice for each hunk of a merge. What one side alone changed is taken from it at first, as is what both made alike; what both
/// changed, each otherwise, is left to a person.
///
/// Plain value; borrows the merge, which is sound and outlives it.
class MergeChoice {
public:
    explicit MergeChoice(const preview::TextMerge &merge);

    const preview::TextMerge &merge() const { return *m_merge; }
    Take take(int hunk) const { return m_takes[std::size_t(hunk)]; }
    void set(int hunk, Take take) { m_takes[std::size_t(hunk)] = take; }
    /// For each hunk that anybody changed.
    void setAll(Take take);
    /// Hunks that anybody changed, in order: the n-th is the n-th change of rowsOf().
    const std::vector<int> &changes() const { return m_changes; }
    /// Of those, how many nobody decided yet.
    int undecided() const;

    struct Text {
        QString text;
        std::vector<qsizetype> begins;  ///< where each hunk begins in it, in UTF-16 units
    };
    /// The merged text; where nothing is decided stands what both have between marks, as in git.
    Text merged() const;
    QString text() const { return merged().text; }
    /// The merged bytes, line by line out of those of the three versions, so that line ends and marks stay as they are.
    /// Errors: Invalid (something is undecided); Conflict (`base`, `mine` or `theirs` are not what was compared: they changed, or they
    /// are no UTF-8).
    Result<QByteArray> bytes(const QByteArray &base, const QByteArray &mine, const QByteArray &theirs) const;

private:
    const preview::TextMerge *m_merge;
    std::vector<Take> m_takes;
    std::vector<int> m_changes;
};

}  // namespace tideline::ui
