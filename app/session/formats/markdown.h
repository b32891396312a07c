// Markdown as HTML that needs no trust.
#pragma once

#include <QByteArrayView>
#include <QString>

namespace tideline::session {

/// What a rendering may cost. What exceeds it is left out, and `whole` is false.
struct MarkdownLimits {
    qsizetype inputBytes = 1 << 20;
    qsizetype outputUnits = 2 << 20;  ///< of HTML, about: open elements are still closed
    int depth = 48;                   ///< of elements in each other; what is deeper is shown, without its element
    int cells = 20'000;               ///< of all tables: a row of one letter may have thousands
};
struct RenderedMarkdown {
    QString html;
    bool whole = true;
};

/// CommonMark with GitHub's tables, task lists, strikethrough and bare links. Raw HTML is shown as the text it is.
///
/// The HTML has these elements alone, all closed: p h1 … h6 blockquote ul ol li hr br pre code table thead tbody tr th td em strong
/// del a. Attributes: href (http, https, mailto, or relative without a host), align of cells, start of ol, border and the like
/// of table. An image is its alternative text: nothing in it makes a reader load anything. A relative address is relative to
/// the file; whoever follows it looks that it stays in the project.
RenderedMarkdown renderMarkdown(QByteArrayView utf8, const MarkdownLimits &limits);
QString htmlOfMarkdown(QByteArrayView utf8);

/// The address a link may have, or an empty one: it then is no link. `address` as the text says it.
QString safeAddress(const QString &address);

}  // namespace tideline::session
