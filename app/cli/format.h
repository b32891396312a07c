// Figures, times and states as people read them.
#pragma once

#include "app/cli/terminal.h"

#include <QString>

namespace tideline::cli {

/// "0 B", "987 B", "1.2 kB", "34 MB": SI units, two significant digits where they tell something.
QString sizeText(qint64 bytes);
/// "just now", "40 s ago", "5 min ago", "3 h ago", "yesterday", "5 days ago", "12 Nov", "12 Nov 2025"; "never" for 0.
QString ageText(qint64 atMs, qint64 nowMs);
/// "1 file", "3 files", "1,204 files"
QString countText(qint64 count, const QString &one, const QString &many);
/// "40 ms", "2.4 s", "12 s", "3 min 4 s"
QString durationText(qint64 elapsedMs);
/// One column per character that a terminal shows; wide characters are two.
int columnsIn(const QString &text);
/// Control characters and broken code units replaced, so that a file's name cannot speak to the terminal.
QString visible(const QString &text);
/// The folder with the home folder as "~".
QString folderText(const QString &path);
/// `text` cut in its middle to at most `columns`.
QString elided(const QString &text, int columns, bool unicode);

/// A state as glyph, word and tone.
struct StateLook {
    QString glyph;
    QString word;
    Tone tone = Tone::Plain;
};
/// `state`: one of the words of `tide status`; anything else is shown as it is.
StateLook lookOf(const QString &state, bool unicode);

// clang-format off
inline QString tick(bool unicode)  { return unicode ? QStringLiteral("✓") : QStringLiteral("ok"); }
inline QString arrow(bool unicode) { return unicode ? QStringLiteral("→") : QStringLiteral("->"); }
inline QString cross(bool unicode) { return unicode ? QStringLiteral("✗") : QStringLiteral("x"); }
inline QString dot(bool unicode)   { return unicode ? QStringLiteral("·") : QStringLiteral("-"); }
// clang-format on

}  // namespace tideline::cli
