// Code with its words told apart, for colours: one small state machine, a table for each language.
#pragma once

#include "core/preview/document.h"

#include <QByteArrayView>
#include <QString>
#include <QStringView>

#include <vector>

namespace tideline::session {

enum class Language : quint8 { None, Python, R, Sql, Json, Yaml, Toml, Shell, Cpp };

/// What the text before means for the text that follows: nothing, at a file's start. What spans lines is carried over: strings,
/// comments, here documents.
struct LexerState {
    enum class In : quint8 { Code, String, Comment, Block };
    In in = In::Code;
    quint8 quote = 0;   ///< String: which of the language's quotes; 255: one that ends with `end`
    int depth = 0;      ///< Comment: how deep; Block: of YAML, the indentation that it is deeper than
    QString end;        ///< of a raw string or here document
    bool tabs = false;  ///< the here document's end may be indented by tabs (<<-)
    bool awaitsBlock = false;  ///< a here document begins with the next line
    bool operator==(const LexerState &) const = default;
};

/// The spans of `text`, in order, not touching where they are alike. `state` is that of its start, and becomes that of its end: a
/// text that is cut at starts of lines gives the same spans as the whole. Linear in the text; None has no spans.
std::vector<preview::Span> spansOf(QStringView text, Language language, LexerState &state);
std::vector<preview::Span> spansOf(QStringView text, Language language);

/// The language of a file, from its name in lower case, else from a #! line at its start. None: not one of ours.
Language languageOf(const QString &name, QByteArrayView head);
/// The language that a kernel or a Markdown code block names: "python3", "R", "bash", "c++". None: not one of ours.
Language languageNamed(QStringView word);
/// As a person writes it: "Python". Empty for None.
QString nameOf(Language language);

}  // namespace tideline::session
