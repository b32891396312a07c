// The words of JSON: strings and numbers, without regard to what they are part of.
#pragma once

#include "app/session/formats/byte_reader.h"

#include <QString>

namespace tideline::session {

inline constexpr qsizetype kShownUnits = 512;       ///< of a key or a value
inline constexpr qsizetype kShownBytes = 6 * 520;   ///< that as many units may take: "\u0041"

/// Appends what the inside of a string means, and gives how many of its bytes that were. With End::Open what may be half an
/// escape or character at the end is left; broken escapes stay as they are; half a surrogate pair is U+FFFD.
enum class StringPart { Open, Last };
qsizetype decodeJson(QByteArrayView inside, StringPart part, QString &out);

/// What is shown of a string's inside, or of a number: at most kShownUnits, then "…". `cut`: more follows what is given.
QString shownString(QByteArrayView inside, bool cut);
QString shownWord(QByteArrayView word, bool cut);

/// Goes behind the string whose first quote comes next. `kept` gets at most kShownBytes of its inside. Ends before a newline or
/// at the end, too.
struct StringEnd {
    bool closed = false;  ///< by a quote
    bool cut = false;     ///< `kept` does not hold all of it
};
StringEnd skipJsonString(ByteReader &reader, QByteArray *kept);

/// What of a source is searched.
struct JsonStretch {
    qint64 begin = 0;  ///< where some key or value begins, at or before `from`
    qint64 from = 0;
    qint64 end = 0;
};
/// The node that has a key or value which begins at a byte; nullopt: none shows it, as it is not whole.
using JsonAddress = std::optional<std::vector<qint64>>;
using JsonAddressOf = std::function<Result<JsonAddress>(qint64 byte)>;

/// The first key or value at or after `from` whose text holds `text`, case folded, of which there is a node. Place: the byte at which the key or value begins,
/// how many bytes it has, and its node. Errors: the source's; Cancelled; those of `addressOf`.
Result<std::optional<preview::Place>> findInJson(Source &source, const QString &text, JsonStretch stretch, const JsonAddressOf &addressOf,
                                                 const preview::Cancelled &cancelled);

}  // namespace tideline::session
