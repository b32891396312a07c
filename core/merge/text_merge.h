// Three-way merge of text, line by line.
#pragma once

#include "core/merge/outcome.h"

#include <QByteArray>

namespace tideline::merge {

/// What `ours` and `theirs` each made of `base`, together; bytes in, bytes out.
///
/// A line is its bytes with its end (`\n`, so `\r\n` too; the last may have none), and is kept or replaced whole, never
/// mended: line ends, a byte order mark and any UTF-8 come out as one of the three had them. Changes that overlap or
/// touch conflict unless both sides made the same of the place; between two that go together at least one line stands
/// that both kept. What a side changed is what it surely changed (changesBetween), so a clean merge is the one that
/// every tool with a shortest line difference gives, if it gives one.
///
/// Symmetric: ours and theirs may change places. A side equal to the base follows the other, whatever the contents.
/// Conflict: NUL bytes or broken UTF-8 in any of the three; no base (empty) and two different contents.
/// Thread: any. No I/O, no clock.
Outcome mergeText(const QByteArray &base, const QByteArray &ours, const QByteArray &theirs, const Limits &limits = {});

/// The same for a part of something larger, whose bytes and size were judged already. Spends from the whole's budget.
Outcome mergeLines(const QByteArray &base, const QByteArray &ours, const QByteArray &theirs, const Limits &limits, Budget &budget);

}  // namespace tideline::merge
