// What a terminal would show of a program's output.
#pragma once

#include "core/preview/document.h"

namespace tideline::session {

/// Text without escapes, and the colours that they asked for.
struct TerminalText {
    QString text;  ///< newlines, tabs and what can be seen; no other control character
    std::vector<preview::Span> spans;
    bool isCut = false;  ///< there is more than was wanted
    bool operator==(const TerminalText &) const = default;
};

/// The output as it stands when it was printed to a terminal that is wide enough and has one line at a time: a carriage return
/// goes back to the line's beginning and what follows overwrites it (progress bars), a backspace goes back by one, and "erase
/// in line" erases. SGR escapes give colour and weight (of 256 or more colours the nearest of eight); all other escapes and
/// control characters are dropped, with what they hold: a title, a link's address, a picture.
/// At most `maxUnits` UTF-16 units and 20,000 spans; beyond those the text has no colours.
TerminalText terminalText(QStringView raw, qsizetype maxUnits = 512 << 10);

}  // namespace tideline::session
