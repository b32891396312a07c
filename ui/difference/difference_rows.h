// A difference as rows that can be drawn one beneath the other: lines beside each other, what is folded, headings.
#pragma once

#include "core/preview/difference.h"

#include <QString>

#include <array>
#include <set>

namespace tideline::ui {

/// What a stretch of text is, beside the others. Never said by colour alone: each has a sign.
enum class Tone {
    Plain,
    Added,     ///< +
    Removed,   ///< −
    Mine,      ///< one of two people changed it: ‹
    Theirs,    ///< ›
    Alike,     ///< both made the same of it: =
    Conflict,  ///< both changed it, each otherwise: !
    Nothing,   ///< no line here, where the other side has one
};

/// A line in one of the columns.
struct LinePart {
    int number = -1;   ///< of the line, from 0; -1: none is shown
    int second = -1;   ///< in one column: the number in the newer text, `number` being the older's
    QString text;      ///< without its end, at most kLongestLine units
    Tone tone = Tone::Plain;
    std::vector<preview::Span> words;  ///< over `text`: those that differ
};

struct DifferenceRow {
    enum class Kind { Line, Fold, Heading };
    Kind kind = Kind::Line;
    QString words;                   ///< of a fold, a heading
    std::array<LinePart, 3> parts;   ///< of a line; as many as there are columns
    int change = -1;                 ///< which change it belongs to, in the order of the rows; -1: none
    qint64 fold = -1;                ///< names it in RowWishes::unfolded
    int cell = -1;                   ///< of a heading: which cell of the difference it is of
};

/// What is shown how.
struct RowWishes {
    bool sideBySide = true;          ///< two columns, else one in which removed lines stand above the added ones
    std::set<qint64> unfolded;       ///< folds that were opened
    int context = 3;                 ///< equal lines that stay around a change
};

/// The rows of a difference, and how many changes they have.
struct DifferenceRows {
    std::vector<DifferenceRow> rows;
    int columns = 2;
    int changes = 0;
};

/// What stays equal is folded but for some lines around each change. The values are sound (core/preview/soundness.h).
DifferenceRows rowsOf(const preview::TextDifference &text, const RowWishes &wishes);
/// By cell, each under a heading; equal cells next to each other are one fold.
DifferenceRows rowsOf(const preview::NotebookDifference &notebook, const RowWishes &wishes);
/// Three columns: mine, base, theirs.
DifferenceRows rowsOf(const preview::TextMerge &merge, const RowWishes &wishes);
DifferenceRows rowsOf(const preview::NotebookMerge &merge, const RowWishes &wishes);

/// "+", "−", …; empty for what is plain.
QString signOf(Tone tone);

}  // namespace tideline::ui
