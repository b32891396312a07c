// PDF documents, by PDFium (Qt6::Pdf).
#pragma once

#include "app/session/format.h"

namespace tideline::session {

/// Pages are drawn one at a time, when they are asked for, on white; of a file in the cloud only what they need is fetched. PDFium may be
/// used by one thread at a time: Qt holds a lock of the process's own around each of its calls, so previews on several threads wait for
/// each other. Nothing here wants an event loop: QPdfDocument gets a device that is not sequential, and searching goes
/// page by page through their text (QPdfSearchModel would need timers). What PDFium does cannot be
/// cancelled. Qt 6.4 even waits without end for a page below more than 1024 others (a circle, say): the process's own limit of time ends
/// that, as it ends a page that takes forever to draw.
extern const Format kPdfFormat;

}  // namespace tideline::session
