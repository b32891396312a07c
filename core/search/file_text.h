// What of a file is text that can be looked through.
#pragma once

#include "core/base/relative_path.h"
#include "core/files/file_system.h"
#include "core/store/text_index.h"

#include <optional>
#include <vector>

namespace tideline::search {

inline constexpr qint64 kMostTextBytes = 1 << 20;       ///< a larger text is mostly data
inline constexpr qint64 kMostNotebookBytes = 20 << 20;  ///< most of it pictures

/// How a file of this name is read; nullopt: it is none of those that hold text.
std::optional<store::TextForm> textFormOf(QByteArrayView name);
/// How large a file of this form may be.
constexpr qint64 mostBytesOf(store::TextForm form)
{
    return form == store::TextForm::Notebook ? kMostNotebookBytes : kMostTextBytes;
}

/// A stretch of text with lines of its own: a whole file, or one cell of a notebook.
struct Passage {
    QByteArray text;        ///< UTF-8
    int cell = 0;           ///< its number, from 1; 0 = not of a notebook
    bool isOutput = false;  ///< what the cell wrote, not what it says
};

/// nullopt: it is no text after all (not UTF-8, a NUL in it, no notebook).
std::optional<std::vector<Passage>> passagesOf(const QByteArray &bytes, store::TextForm form);

/// A whole file below a root. Errors: Refused (it is larger than `mostBytes`), Conflict (it changed meanwhile), those of the disk.
Result<QByteArray> readWhole(files::FileSystem &disk, const RelativePath &path, qint64 mostBytes);

}  // namespace tideline::search
