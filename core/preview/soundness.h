// Whether what the helper sent can be: it reads hostile files, so its word is not taken for it.
#pragma once

#include "core/preview/difference.h"

#include <algorithm>

namespace tideline::preview {

/// Pictures have the bytes that their size says and are no larger than 16,384 on a side; spans are in order and within their text; the
/// hunks of a difference hold all lines in order; rows have as many cells as there are columns; numbers are not below zero.
bool isSound(const Document &document);
bool isSound(const Picture &picture);
bool isSound(const TextDocument &text);
bool isSound(const NotebookDocument &notebook);
bool isSound(const Rows &rows);
bool isSound(const Difference &difference);
bool isSound(const ColumnStatistics &statistics);

/// What has no more to it than its type.
inline bool isSound(const QByteArray &) { return true; }
inline bool isSound(const std::vector<TreeNode> &) { return true; }
inline bool isSound(const std::optional<Place> &place)
{
    return !place
        || (place->index >= 0 && place->column >= 0 && place->length >= 0
            && std::ranges::all_of(place->address, [](qint64 child) { return child >= 0; }));
}
inline bool isSound(const std::pair<qint64, bool> &count) { return count.first >= 0; }

}  // namespace tideline::preview
