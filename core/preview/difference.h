// How versions of a file differ: plain values, bounded, made by tideline-session and drawn by the window.
#pragma once

#include "core/preview/document.h"

namespace tideline::preview {

/// What became of a part between an older version and a newer one.
enum class Happened { Equal, Changed, Added, Removed };
/// Who changed a part, of two people who began with the same base. Alike: both made the same of it; Both: each something else.
enum class Who { Nobody, Mine, Theirs, Alike, Both };

/// A stretch of lines, from 0. A line ends with its '\n'; behind the last one, the rest is a line unless it is empty.
struct Lines {
    int begin = 0;
    int count = 0;
    bool operator==(const Lines &) const = default;
};

/// One text against another. The hunks hold all lines of both, in order; no two neighbours are alike in what happened.
struct TextDifference {
    struct Hunk {
        Happened happened = Happened::Equal;
        Lines older, newer;  ///< as many of both where Equal; none of one where Added or Removed
        bool operator==(const Hunk &) const = default;
    };
    QString older, newer;
    std::vector<Hunk> hunks;
    /// The words within Changed hunks that differ: Removed in the older text, Added in the newer. A hunk without any is another
    /// text altogether.
    std::vector<Span> olderSpans, newerSpans;
    bool operator==(const TextDifference &) const = default;
};

/// Two texts against the base that both began with. The hunks hold all lines of all three, in order.
struct TextMerge {
    struct Hunk {
        Who who = Who::Nobody;
        Lines base, mine, theirs;
        bool operator==(const Hunk &) const = default;
    };
    QString base, mine, theirs;
    std::vector<Hunk> hunks;
    std::vector<Span> mineSpans, theirsSpans;  ///< Added: words that are not the base's, in what that side changed
    bool operator==(const TextMerge &) const = default;
};

/// A cell of a notebook in two versions of it.
struct CellDifference {
    Happened happened = Happened::Equal;  ///< to the source or the outputs
    int older = -1, newer = -1;           ///< which cell; -1: there is none
    Cell::Kind kind = Cell::Kind::Code;   ///< of the newer, where it is there
    TextDifference source;
    bool outputsChanged = false;          ///< what a run gave; how often it ran does not count
    bool moved = false;                   ///< it stands elsewhere among the others
    bool operator==(const CellDifference &) const = default;
};
struct NotebookDifference {
    std::vector<CellDifference> cells;  ///< in the newer's order, what is gone behind what it followed
    bool operator==(const NotebookDifference &) const = default;
};
/// A cell in three versions. What only one side has, the other sides have not (-1, an empty text).
struct CellMerge {
    Who who = Who::Nobody;          ///< changed the source, added or removed the cell
    Who outputs = Who::Nobody;      ///< changed what a run gave
    int base = -1, mine = -1, theirs = -1;
    Cell::Kind kind = Cell::Kind::Code;
    TextMerge source;
    bool operator==(const CellMerge &) const = default;
};
struct NotebookMerge {
    std::vector<CellMerge> cells;  ///< in the base's order, what was added behind what it follows
    bool operator==(const NotebookMerge &) const = default;
};

/// A row of a table that is not the same in two versions of it.
struct RowDifference {
    Happened happened = Happened::Changed;
    qint64 older = -1, newer = -1;     ///< which row, from 0, the header not counted; -1: there is none
    QStringList olderCells, newerCells;  ///< by `columns`; empty where there is no row. Cells are cut as those of Rows
    std::vector<int> changed;          ///< columns whose cells differ
    bool operator==(const RowDifference &) const = default;
};
/// A table of rows that are known by a key.
struct TableDifference {
    struct Column {
        QString name;
        Happened happened = Happened::Equal;  ///< Added, Removed, or Changed: some cells did
        bool operator==(const Column &) const = default;
    };
    std::vector<Column> columns;  ///< the newer's, then those that are gone
    int key = 0;                  ///< the column that the rows are known by
    std::vector<RowDifference> rows;  ///< in the newer's order, what is gone behind what it followed; the first ones that fit
    qint64 equal = 0, changed = 0, added = 0, removed = 0;  ///< of all rows
    bool operator==(const TableDifference &) const = default;
};
struct TableMerge {
    TableDifference mine, theirs;  ///< each against the base, by the same key
    QStringList both;              ///< keys of rows that both changed, and not alike; the first thousand
    bool operator==(const TableMerge &) const = default;
};

/// Two images at the same scale, the upper left corners together.
struct ImageDifference {
    Picture older, newer;
    Picture mask;             ///< as large as the larger of both: opaque where pixels differ, clear elsewhere
    double scale = 1;         ///< of a shown pixel to one of the images: at most 1
    int olderWidth = 0, olderHeight = 0, newerWidth = 0, newerHeight = 0;
    qint64 differing = 0;     ///< pixels of the images; one that only one of them has, too
    qint64 pixels = 0;        ///< of all that either has
    bool operator==(const ImageDifference &) const = default;
};
struct ImageMerge {
    ImageDifference mine, theirs;  ///< each against the base
    bool operator==(const ImageMerge &) const = default;
};

/// What can be said of any bytes.
struct BytesDifference {
    std::vector<qint64> sizes;     ///< of the versions, in their order
    std::vector<qint64> offsets;   ///< of each but the first: where it begins to differ from the first; -1: nowhere
    bool whole = true;             ///< all bytes up to there were compared; false: only the first ones
    QStringList statements;        ///< of each but the first: "Both have 12 bytes and differ from offset 5 on."
    bool operator==(const BytesDifference &) const = default;
};

using DifferenceShape = std::variant<BytesDifference, TextDifference, TextMerge, NotebookDifference, NotebookMerge, TableDifference,
                                     TableMerge, ImageDifference, ImageMerge>;
/// How two versions differ, or, against their base, three.
struct Difference {
    DifferenceShape shape;
    bool same = false;        ///< all versions have the same bytes
    std::vector<Fact> facts;  ///< "Lines added: 12"
    QStringList notices;      ///< whole sentences: why it is not compared otherwise, what is left out
    bool operator==(const Difference &) const = default;
};

}  // namespace tideline::preview
