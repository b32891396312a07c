// Entities of HTML: &lt; &#955; &nbsp;
#pragma once

#include <QString>

namespace tideline::session {

/// Text of HTML without its entities. The named ones are those of XML, nbsp and a few that hide parts of addresses; others stay
/// as they are. Characters that no text has (control characters, halves of pairs, and what Qt's documents mark their frames with)
/// become U+FFFD, so what is returned may stand in a document.
QString decodedEntities(QStringView text);

/// The other way: `<`, `>`, `&` and `"` as entities, so that it may stand in text and in an attribute.
QString escapedHtml(QStringView text);

}  // namespace tideline::session
