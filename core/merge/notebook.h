// A Jupyter notebook (nbformat 4), as far as a merge must know it.
#pragma once

#include "core/base/result.h"
#include "core/merge/json_value.h"
#include "core/merge/outcome.h"

#include <array>

namespace tideline::merge {

/// One cell, and what is asked of it often.
/// Ownership: borrows its notebook.
struct Cell {
    const JsonValue *json = nullptr;
    QByteArray id;      ///< empty where there is none (before nbformat 4.5)
    QByteArray type;    ///< "code", "markdown", "raw"
    QByteArray source;  ///< joined; WTF-8 (decodeJsonString)
};

/// A notebook that was read.
/// Ownership: borrows the bytes that it was read from. Not copied, since its cells point into it.
/// Invariant: no two cells have one id.
struct Notebook {
    JsonValue root;
    std::vector<Cell> cells;
    int minor = 0;  ///< nbformat_minor; from 5 on cells have ids

    Notebook() = default;
    Notebook(Notebook &&) = default;
    Notebook &operator=(Notebook &&) = default;
    Notebook(const Notebook &) = delete;
    Notebook &operator=(const Notebook &) = delete;

    /// Errors: Corrupt (not JSON, no notebook of format 4, or two cells with one id), Refused (over a limit).
    static Result<Notebook> read(const QByteArray &bytes, const Limits &limits = {});
};

/// What a kernel or an editor writes into a cell's metadata when it runs: it goes where the cell's outputs go.
inline constexpr std::array<QByteArrayView, 5> kRunMetadata{"execution", "ExecuteTime", "executionInfo", "papermill", "outputId"};
/// How a cell is shown: theirs, when both changed it.
inline constexpr std::array<QByteArrayView, 3> kViewMetadata{"collapsed", "scrolled", "jupyter"};
/// What a kernel or an editor writes into the notebook's metadata: theirs, when both changed it.
inline constexpr std::array<QByteArrayView, 8> kMachineMetadata{"kernelspec", "language_info", "widgets",      "papermill",
                                                                "vscode",     "signature",     "orig_nbformat", "execution"};

/// Calls `visit` for each line of a source that is not blank, without the space around it: what cells are alike by.
template <typename Visit>
void forEachLine(QByteArrayView source, const Visit &visit)
{
    for (qsizetype at = 0; at < source.size();) {
        const qsizetype newline = source.indexOf('\n', at);
        const qsizetype end = newline < 0 ? source.size() : newline;
        if (const QByteArrayView line = source.sliced(at, end - at).trimmed(); !line.isEmpty())
            visit(line);
        at = end + 1;
    }
}

/// A source as notebooks store it: an array of its lines as Python's splitlines(True) cuts them, or one string.
JsonValue sourceAsJson(QByteArrayView source, JsonValue::Kind kind);

}  // namespace tideline::merge
