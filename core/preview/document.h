// What a preview shows: plain values, bounded, made by tideline-session and drawn by the window.
#pragma once

#include <QByteArray>
#include <QSizeF>
#include <QString>
#include <QStringList>

#include <optional>
#include <variant>
#include <vector>

namespace tideline::preview {

/// A line of "name: value" beside a preview: a CSV's dialect, a photograph's camera, a Parquet file's row groups.
struct Fact {
    QString name;
    QString value;
    bool operator==(const Fact &) const = default;
};

/// How a stretch of text is drawn. The window gives each a colour that is readable on its background.
enum class Style {
    Keyword, Type, Function, Text, Number, Comment, Operator, Key, Markup, Error,
    Added, Removed,                                            // a difference
    Black, Red, Green, Yellow, Blue, Magenta, Cyan, White,     // what a terminal's escape asked for
    Bold,
};
struct Span {
    int start = 0;   ///< in UTF-16 units
    int length = 0;  ///< > 0; spans are in order and do not overlap
    Style style = Style::Text;
    bool operator==(const Span &) const = default;
};

/// Pixels, ready to be drawn.
struct Picture {
    int width = 0;
    int height = 0;
    QByteArray argb32;  ///< width × height × 4 bytes, premultiplied, of this machine's byte order (QImage::Format_ARGB32_Premultiplied)
    bool operator==(const Picture &) const = default;
};

/// Text and code. Newlines are '\n'.
struct TextDocument {
    QString text;
    std::vector<Span> spans;
    QString language;  ///< "Python"; empty for plain text
    QString charset;   ///< "UTF-8"
    qint64 nextByte = 0;  ///< where more of it begins (verb `text`); 0 = this is all
    bool operator==(const TextDocument &) const = default;
};

/// A rendered Markdown file. `html` was made by us from its parts: no script, no style, no address but of links.
struct RichDocument {
    QString html;
    bool operator==(const RichDocument &) const = default;
};

enum class ColumnType { Text, Integer, Real, Boolean, Time, Binary, Nested };
struct Column {
    QString name;
    ColumnType type = ColumnType::Text;
    QString detail;  ///< the format's own word: "INT64, optional"
    bool operator==(const Column &) const = default;
};
/// A stretch of rows, each with as many cells as there are columns, as people read them. A cell longer than 512 units ends with "…".
struct Rows {
    qint64 first = 0;
    std::vector<QStringList> cells;
    bool operator==(const Rows &) const = default;
};
/// Anything of rows and columns: CSV, Parquet, arrays, an archive's listing.
struct TableDocument {
    std::vector<Column> columns;
    qint64 rowCount = 0;
    bool rowCountExact = true;  ///< false: an estimate; `state` tells when it is exact
    Rows head;                  ///< the first rows
    bool operator==(const TableDocument &) const = default;
};
/// What a column holds, of the rows looked at.
struct ColumnStatistics {
    qint64 rows = 0;      ///< looked at
    bool whole = true;    ///< these are all rows
    qint64 empty = 0;
    std::optional<qint64> distinct;  ///< nullopt: too many to count
    QString least, most;             ///< by the column's type; empty when there are none
    std::optional<double> mean, deviation;  ///< of numbers; the deviation is the sample's (n − 1)
    std::vector<double> edges;       ///< of a histogram: one more than `counts`, ascending; empty for text
    std::vector<qint64> counts;
    std::vector<std::pair<QString, qint64>> commonest;  ///< at most 10, the most frequent first
    bool operator==(const ColumnStatistics &) const = default;
};

/// What a notebook's cell gave. `text` is plain, with spans (a terminal's colours, a traceback), for Stream, Result and Failure.
struct Output {
    enum class Kind { Stream, Result, Failure, Html, Picture };
    Kind kind = Kind::Stream;
    QString text;
    std::vector<Span> spans;
    QString html;  ///< Html: made by us from the parts of the output that are tables and text
    Picture picture;
    bool operator==(const Output &) const = default;
};
struct Cell {
    enum class Kind { Code, Markdown, Raw };
    Kind kind = Kind::Code;
    QString source;
    std::vector<Span> spans;
    QString html;  ///< of Markdown
    std::optional<int> executionCount;
    std::vector<Output> outputs;
    bool operator==(const Cell &) const = default;
};
/// A notebook, from cell `first` on as many as fit into a reply; more by the verb `cells`.
struct NotebookDocument {
    QString language;
    QString kernel;
    qint64 cellCount = 0;
    qint64 first = 0;
    std::vector<Cell> cells;
    bool operator==(const NotebookDocument &) const = default;
};

/// A node of JSON or HDF5. Its address is the way of child numbers from the root.
struct TreeNode {
    QString name;
    QString value;  ///< at most 512 units; empty for what only has children
    QString type;   ///< "object", "number", "dataset float64 [100 × 3]"
    qint64 childCount = 0;
    bool operator==(const TreeNode &) const = default;
};
struct TreeDocument {
    TreeNode root;
    std::vector<TreeNode> children;  ///< the root's first ones
    bool operator==(const TreeDocument &) const = default;
};

/// An image, at most as large as was asked for; the verb `picture` gives parts of it at any scale.
struct ImageDocument {
    int width = 0;   ///< of the image itself, after its orientation was applied
    int height = 0;
    QString format;  ///< "PNG"
    int frames = 1;
    Picture picture;
    bool operator==(const ImageDocument &) const = default;
};
/// A PDF; a page is asked for with `picture`.
struct PagesDocument {
    std::vector<QSizeF> sizes;  ///< of the pages in points (1/72 inch), at most 10,000
    Picture first;
    bool operator==(const PagesDocument &) const = default;
};
/// Whatever is none of the others: its bytes, as hex.
struct BytesDocument {
    qint64 sizeBytes = 0;
    QByteArray head;
    bool operator==(const BytesDocument &) const = default;
};

using Shape = std::variant<TextDocument, RichDocument, TableDocument, NotebookDocument, TreeDocument, ImageDocument, PagesDocument,
                           BytesDocument>;
/// A preview's first look.
struct Document {
    Shape shape;
    QString format;           ///< "CSV", "Jupyter notebook", as a person says it
    std::vector<Fact> facts;
    QStringList notices;      ///< whole sentences: "Only the first 8 MB are shown."
    bool operator==(const Document &) const = default;
};

/// A place found by the verb `find`: which one depends on the shape.
struct Place {
    qint64 index = 0;   ///< row, cell, page, line (from 0), byte, or number of a node
    int column = 0;     ///< of a table; of a line: UTF-16 unit
    int length = 0;
    std::vector<qint64> address = {};  ///< of a tree: the node's, of which the name or the value holds the text
    bool operator==(const Place &) const = default;
};

}  // namespace tideline::preview
