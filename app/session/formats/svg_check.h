// Makes an SVG harmless, or says why it cannot be shown.
#pragma once

#include "app/session/format.h"

namespace tideline::session {

/// An SVG that QSvgRenderer may have.
struct CheckedSvg {
    QByteArray xml;       ///< written anew, in UTF-8: no document type, no script, no animation, no address but of its own parts
    int elements = 0;
    qint64 drawn = 0;     ///< elements as they are drawn, those of `use` counted each time
    int leftOut = 0;      ///< addresses of files and of the network
};

/// The renderer cannot be cancelled, so that what it gets has to be bounded before:
/// - 16 MiB of text (of a .svgz, too), 100,000 elements, limits.depth, 500,000 elements with `use` followed, circles cut;
/// - entities only as drawing programs use them: plain text, short, and their use bounded. Anything else (entities of entities,
///   external ones, parameters) is Refused, before any parser sees it;
/// - selectors and rules of style times elements;
/// - images within it are PNG, JPEG or GIF by their first bytes, 16 million pixels together, and whole; others are left out. An SVG in
///   an SVG would go past this check. Their bytes are written anew, since the renderer looks for them in another way than we do.
/// Errors: Corrupt (no XML; `what` says the line), Refused, Cancelled, the source's.
Result<CheckedSvg> checkSvg(Source &source, const Limits &limits, const preview::Cancelled &cancelled);
/// The same of a text, whose size the caller has bounded.
Result<CheckedSvg> checkSvgText(const QString &text, const Limits &limits, const preview::Cancelled &cancelled);

}  // namespace tideline::session
