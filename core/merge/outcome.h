// What a three-way merge answers, and how much it may take to find the answer.
#pragma once

#include <QByteArray>
#include <QString>

#include <optional>
#include <variant>

namespace tideline::merge {

/// Both sides' changes, together.
struct Merged {
    QByteArray bytes;
};

/// The changes do not go together, or nobody can be sure that they do: both versions stay.
struct Conflict {
    QString why;  ///< one sentence a person can read: "Both sides changed lines 3 to 5."
};

/// The merge would have taken more than its limits. To the engine it is a conflict; to a person, another sentence.
struct TooLarge {
    QString what;
};

/// Never a guess: what is not surely clean is one of the other two.
using Outcome = std::variant<Merged, Conflict, TooLarge>;

/// What a merge may take. Counted and not timed, so that every machine gives the same answer.
/// Memory stays below some 60 MB for text and some ten times a notebook's size, 400 MB at most (README.md has the sums).
struct Limits {
    qsizetype textBytes = 8 << 20;       ///< each of the three texts
    qsizetype lines = 1 << 18;           ///< each of the three texts
    int edits = 4096;                    ///< between the base and a side, lines that only one of them has left out
    qint64 work = 100'000'000;           ///< comparisons and steps of one merge, some tenths of a second
    qsizetype notebookBytes = 32 << 20;  ///< each of the three notebooks
    qsizetype jsonValues = 500'000;      ///< in each of the three
    int jsonDepth = 200;                 ///< arrays and objects within each other
};

/// What is left of Limits::work during one merge.
class Budget {
public:
    explicit Budget(qint64 units) : m_left(units) {}
    /// False when more was asked than is left; from then on always false.
    [[nodiscard]] bool spend(qint64 units)
    {
        m_left = units > m_left ? -1 : m_left - units;
        return m_left >= 0;
    }

private:
    qint64 m_left;
};

/// The answer that needs no look inside: one side is as the base, or both made the same of it. nullopt otherwise.
/// Whatever the contents are (binary, broken, huge), a side that changed nothing follows the other to the byte.
std::optional<Outcome> mergeUnlessBothChanged(const QByteArray &base, const QByteArray &ours, const QByteArray &theirs);

}  // namespace tideline::merge
