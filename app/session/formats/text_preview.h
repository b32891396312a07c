// The preview of a text or of code: more of it, and search.
#pragma once

#include "app/session/format.h"
#include "app/session/formats/code_lexer.h"
#include "app/session/formats/text_stream.h"

#include <QHash>

namespace tideline::session {

/// Thread:    one at a time, like every preview.
/// Invariant: m_states holds the lexer's state for each place at which a piece that was given out ended.
class TextPreview final : public FilePreview {
public:
    /// Reads the charset and the first piece. Errors: the source's.
    static Result<std::unique_ptr<FilePreview>> open(std::shared_ptr<Source> source, const QString &format, Language language,
                                                     const Limits &limits);

    Result<preview::TextDocument> text(qint64 fromByte, const preview::Cancelled &cancelled) override;
    /// Of a remote source at most a stretch of it is searched; Refused says so, when nothing was found there and more follows.
    Result<std::optional<preview::Place>> find(const QString &text, qint64 line, int column, const preview::Cancelled &cancelled) override;
    qint64 memoryBytes() const override;

private:
    TextPreview(std::shared_ptr<Source> source, Charset charset, Language language, const Limits &limits);
    Result<TextPiece> piece(qint64 fromByte, preview::TextDocument &document);
    void describe(const TextPiece &first);

    const Charset m_charset;
    const Language m_language;
    const Limits m_limits;
    TextFinder m_finder;
    QHash<qint64, LexerState> m_states;
};

}  // namespace tideline::session
