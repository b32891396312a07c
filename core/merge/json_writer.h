// Writes JSON as another document was written.
#pragma once

#include "core/merge/json_value.h"

namespace tideline::merge {

/// How a document is laid out. The default is Jupyter's: one space, a newline at the end, UTF-8 as it is.
struct JsonStyle {
    QByteArray indent = " ";    ///< spaces or tabs of one level; with an empty `newline` there is none
    QByteArray newline = "\n";  ///< "\n", "\r\n", or empty: all on one line
    bool spaced = true;         ///< a space behind each colon, and on one line behind each comma
    bool ascii = false;         ///< `\u00e9` instead of é
    QByteArray end = "\n";      ///< what follows the last brace

    bool operator==(const JsonStyle &) const = default;

    /// The style of a document that readJson() took.
    static JsonStyle of(QByteArrayView document);
};

/// The document. What was written by Python's or JavaScript's JSON with any indent, and read by readJson(), comes back
/// to the byte in JsonStyle::of() it, except half surrogate pairs in keys.
QByteArray writeJson(const JsonValue &root, const JsonStyle &style = {});

}  // namespace tideline::merge
