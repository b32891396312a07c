// What the lexer knows of each language.
#pragma once

#include "app/session/formats/code_lexer.h"

#include <QHash>

#include <span>
#include <string_view>

namespace tideline::session {

/// How a string is written.
struct Quote {
    std::u16string_view mark = {};  ///< before and after it
    bool lines = false;        ///< it may span lines
    bool escapes = false;      ///< a backslash takes the meaning of what follows
};

/// What a language has that others do not.
enum Trait : quint32 {
    FoldsCase = 1 << 0,          ///< keywords in any case
    SpacedComments = 1 << 1,     ///< a line comment begins only after a space, or at a line's start
    Decorators = 1 << 2,         ///< @name at a line's start
    Directives = 1 << 3,         ///< #name at a line's start
    CppRaw = 1 << 4,             ///< R"x(…)x"
    RRaw = 1 << 5,               ///< r"--(…)--"
    DollarQuotes = 1 << 6,       ///< $tag$…$tag$
    Variables = 1 << 7,          ///< $name, ${name
    HereDocuments = 1 << 8,      ///< <<END
    Calls = 1 << 9,              ///< name( is a function
    PercentOperators = 1 << 10,  ///< %in%
    StringKeys = 1 << 11,        ///< "key":
    EqualsKeys = 1 << 12,        ///< key = at a line's start, and [section]
    Indented = 1 << 13,          ///< YAML: keys before a colon, blocks by their indentation
};

struct Syntax {
    Language language = Language::None;
    const char *name = "";
    std::u16string_view keywords = {}, types = {};  ///< separated by spaces; in lower case where FoldsCase
    std::u16string_view wordMarks = {};         ///< in words, besides letters, digits and '_'
    std::u16string_view prefixes = {};          ///< letters that may stand before a string
    std::span<const Quote> quotes = {};         ///< the longest mark first
    std::u16string_view comment = {};           ///< to the end of the line; empty: none
    std::u16string_view commentOpen = {}, commentClose = {};
    bool commentsNest = false;
    quint32 traits = 0;

    bool has(Trait trait) const { return (traits & trait) != 0; }
};

/// None's has nothing.
const Syntax &syntaxOf(Language language);
/// What a word means by itself; nullptr: nothing.
const preview::Style *styleOfWord(const Syntax &syntax, QStringView word);

}  // namespace tideline::session
