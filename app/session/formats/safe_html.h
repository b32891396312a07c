// Makes HTML that may be shown of HTML that nobody vouches for.
#pragma once

#include <QString>

namespace tideline::session {

/// What is kept of a document at most. A table is laid out as a grid, and nested ones are measured once for each way through
/// the ones around them, so a short document could otherwise take the window's time or memory.
struct HtmlBounds {
    qsizetype units = 256 << 10;  ///< of the HTML that is made
    int depth = 32;               ///< of elements in each other
    int tables = 2;               ///< of tables in each other
    int columns = 256;            ///< of a table
    int rows = 2'000;             ///< of all tables together
    int cells = 10'000;           ///< of all tables together
    int spanned = 2'000;          ///< places that cells cover beside their own; beyond, cells span nothing
    int grid = 100'000;           ///< rows × columns of all tables together
};

struct SafeHtml {
    QString html;
    QString text;        ///< what can be read of it: cells with tabs, rows with newlines between them
    bool isCut = false;  ///< there was more
    bool operator==(const SafeHtml &) const = default;
};

/// New HTML made of the parts of `document` that are text, tables, lists, headings and links. Nothing is copied but text, and
/// that is escaped; elements come from a list, and of attributes only these are made anew: colspan and rowspan (numbers within
/// bounds), align, and href (http, https or mailto). All else is dropped: unknown elements without their content; script,
/// style, svg, iframe and their like with it (html_tokens.h).
/// Always closed in order, and the same when it is made safe again (unless it was cut).
SafeHtml safeHtml(QStringView document, const HtmlBounds &bounds = {});

/// An address that a link may have, as it is meant; empty for any other. Entities in `raw` are decoded.
QString outerAddress(QStringView raw);

}  // namespace tideline::session
