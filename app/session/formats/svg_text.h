// The text of an SVG file, out of whatever it is written in.
#pragma once

#include "app/session/format.h"

namespace tideline::session {

/// Decompressed where it is gzip (.svgz), decoded by its byte order mark or its XML declaration: UTF-8, UTF-16, Latin-1. What is none
/// of these is read as UTF-8, with U+FFFD for what does not fit.
/// Errors: Refused (more than `mostBytes`, before or after decompression; a remote one larger than limits.remoteBytes), Corrupt (gzip),
/// the source's.
Result<QString> readSvgText(Source &source, qint64 mostBytes, const Limits &limits, const preview::Cancelled &cancelled);

/// Whether the entities that the text declares are harmless: each is a short plain text, and all their uses together are no more than
/// 16 MiB. Errors: Refused.
Result<void> checkEntities(const QString &text);

}  // namespace tideline::session
