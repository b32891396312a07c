// The elements of HTML that are kept when it is made safe.
#pragma once

#include "core/base/result.h"

#include <algorithm>
#include <array>

namespace tideline::session {

/// Where an element may stand, and what its beginning closes.
enum class HtmlRole { Inline, Block, List, Item, Void, Table, Section, Row, Cell };
struct HtmlElement {
    QLatin1StringView name;
    HtmlRole role;
};
inline constexpr std::array<HtmlElement, 33> kHtmlElements{{
    {"table"_L1, HtmlRole::Table}, {"thead"_L1, HtmlRole::Section}, {"tbody"_L1, HtmlRole::Section}, {"tfoot"_L1, HtmlRole::Section},
    {"tr"_L1, HtmlRole::Row},      {"th"_L1, HtmlRole::Cell},       {"td"_L1, HtmlRole::Cell},       {"p"_L1, HtmlRole::Block},
    {"div"_L1, HtmlRole::Block},   {"pre"_L1, HtmlRole::Block},     {"h1"_L1, HtmlRole::Block},      {"h2"_L1, HtmlRole::Block},
    {"h3"_L1, HtmlRole::Block},    {"h4"_L1, HtmlRole::Block},      {"h5"_L1, HtmlRole::Block},      {"h6"_L1, HtmlRole::Block},
    {"ul"_L1, HtmlRole::List},     {"ol"_L1, HtmlRole::List},       {"li"_L1, HtmlRole::Item},       {"br"_L1, HtmlRole::Void},
    {"hr"_L1, HtmlRole::Void},     {"b"_L1, HtmlRole::Inline},      {"i"_L1, HtmlRole::Inline},      {"em"_L1, HtmlRole::Inline},
    {"strong"_L1, HtmlRole::Inline}, {"code"_L1, HtmlRole::Inline}, {"span"_L1, HtmlRole::Inline},   {"sub"_L1, HtmlRole::Inline},
    {"sup"_L1, HtmlRole::Inline},  {"a"_L1, HtmlRole::Inline},      {"u"_L1, HtmlRole::Inline},      {"small"_L1, HtmlRole::Inline},
    {"blockquote"_L1, HtmlRole::Block},
}};

/// nullptr for one that is not kept.
inline const HtmlElement *htmlElement(QStringView name)
{
    const auto *found = std::ranges::find_if(kHtmlElements, [name](const HtmlElement &element) { return name == element.name; });
    return found == kHtmlElements.end() ? nullptr : found;
}

}  // namespace tideline::session
