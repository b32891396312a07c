// A Jupyter notebook's bytes, and where in them its cells are.
#pragma once

#include "app/session/format.h"

#include <array>
#include <functional>
#include <utility>
#include <vector>

namespace tideline::session {

class JsonCursor;

/// An output as it was written.
/// Ownership: borrows the notebook's bytes.
struct RawOutput {
    enum class Kind { Stream, Data, Failure };
    Kind kind = Kind::Data;
    QString stream;  ///< "stdout"
    std::vector<QByteArrayView> text;  ///< of a stream: texts that belong together; of a failure: its traceback, the first 5000 lines
    QString failure;                   ///< "ValueError: no such column", for a failure without a traceback
    std::vector<std::pair<QString, QByteArrayView>> data;  ///< by MIME type, the first 64
    /// Whether both are one stream, as they are when shown.
    bool goesOnFrom(const RawOutput &before) const;
};

/// A cell as it was written; what has another type than it should have is empty.
/// Ownership: borrows the notebook's bytes.
struct RawCell {
    preview::Cell::Kind kind = preview::Cell::Kind::Raw;
    QString id;                ///< empty before nbformat 4.5
    QByteArrayView source;     ///< JSON: a string, or an array of strings
    int heading = 0;           ///< nbformat 3: Markdown of a heading of that level
    QString language;          ///< nbformat 3; empty: the notebook's
    std::optional<int> executionCount;
    QByteArrayView outputs;    ///< JSON: an array
};

/// A notebook of nbformat 3 or 4, as it came: its structure is looked at, not whether all of it is right, so that one that is odd
/// somewhere is shown but there. One that ends too early is shown up to its last whole cell.
///
/// Ownership: keeps the bytes.
/// Invariant: each range of m_cells is a JSON value within the bytes, at most 256 deep.
class NotebookFile {
public:
    /// Errors: Corrupt (it is no JSON, or no notebook), Refused (nested too deep, or too many cells).
    static Result<NotebookFile> read(QByteArray bytes, const Limits &limits);

    qint64 cellCount() const { return qint64(m_cells.size()); }
    RawCell cell(qint64 index) const;
    const QString &language() const { return m_language; }  ///< "python"; empty: not said
    const QString &kernel() const { return m_kernel; }      ///< "Python 3 (ipykernel)"
    /// What is known of it: kernel, language, cells, format, and of its metadata the title, authors and times.
    std::vector<preview::Fact> facts() const;
    /// Why not all cells are there, as a sentence; empty when they are.
    const QString &cutBecause() const { return m_cutBecause; }
    qint64 memoryBytes() const;

private:
    struct Range {
        qsizetype begin = 0;
        qsizetype length = 0;
    };
    explicit NotebookFile(QByteArray bytes) : m_bytes(std::move(bytes)) {}
    QByteArrayView viewOf(Range range) const { return QByteArrayView(m_bytes).sliced(range.begin, range.length); }
    void readCells(JsonCursor &cursor);
    void readWorksheets(JsonCursor &cursor);
    void readMember(const QString &key, QByteArrayView value);
    void readMetadata(QByteArrayView metadata);
    std::optional<Error> judge(const JsonCursor &cursor);
    void countKinds();

    QByteArray m_bytes;
    std::vector<Range> m_cells;
    int m_major = 0;  ///< nbformat; 0 = not said
    int m_minor = 0;
    bool m_hasCells = false;
    std::array<qint64, 3> m_kinds{};  ///< how many cells, by Cell::Kind
    QString m_language;
    QString m_kernel;
    std::vector<preview::Fact> m_metadata;
    QString m_cutBecause;
};

/// Each output, as it was written: a cell may have millions.
void forEachOutput(QByteArrayView outputs, const std::function<void(RawOutput)> &visit);

/// The outputs in their order, at most `most`; those that go on from the one before are one with it.
/// `left` is raised by how many more there are.
std::vector<RawOutput> outputsOf(QByteArrayView outputs, std::size_t most, qsizetype &left);

/// A cell's source as text; `left` is raised by the bytes beyond `maxBytes`.
QString sourceOf(const RawCell &cell, qsizetype maxBytes, qsizetype &left);

}  // namespace tideline::session
