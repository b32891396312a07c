// A text in pieces: as characters, cut at ends of lines, and searched.
#pragma once

#include "app/session/formats/charset.h"
#include "app/session/source.h"
#include "core/preview/preview.h"

#include <optional>
#include <vector>

namespace tideline::session {

struct TextPiece {
    QString text;          ///< readable()
    qint64 nextByte = 0;   ///< where it goes on; the source's size: this was the end
    qsizetype faults = 0;  ///< of Decoded
};

/// About `maxBytes` of the text from `fromByte` on. It ends with a line where one ends within, else with a character, so that a
/// line without end holds nothing up. Nothing at or beyond the end of the source. Errors: the source's.
Result<TextPiece> readPiece(Source &source, const Charset &charset, qint64 fromByte, qint64 maxBytes);

/// Searches a text that need not fit into memory, and remembers where lines begin in it, so that a search for the next place does
/// not begin at the start.
///
/// Thread:    one at a time.
/// Ownership: keeps 24 bytes for each MiB that it went through.
/// Invariant: m_marks ascend in byte and in (line, column).
class TextFinder {
public:
    explicit TextFinder(Charset charset) : m_charset(std::move(charset)) {}

    /// The first place at or after (`line`, `column`) that holds `text`, case folded. Reads up to the byte `end` of the source.
    /// Errors: the source's; Cancelled.
    Result<std::optional<preview::Place>> find(Source &source, const QString &text, qint64 line, qint64 column, qint64 end,
                                               const preview::Cancelled &cancelled);
    qint64 memoryBytes() const { return qint64(m_marks.capacity() * sizeof(Mark)); }

private:
    /// Where a piece begins.
    struct Mark {
        qint64 byte = 0;
        qint64 line = 0;
        qint64 column = 0;
    };
    Mark markBefore(qint64 line, qint64 column) const;

    const Charset m_charset;
    std::vector<Mark> m_marks;
};

}  // namespace tideline::session
