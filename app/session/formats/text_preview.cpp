#include "app/session/formats/text_preview.h"

#include "app/session/formats/format_tools.h"
#include "app/session/formats/plain_line.h"
#include "app/session/formats/text_formats.h"

#include <algorithm>

namespace tideline::session {

namespace {

constexpr qint64 kCharsetBytes = 64 << 10;
constexpr qint64 kCoursesOfRemote = 8;  ///< a remote text is searched in so many times Limits::remoteBytes
constexpr qsizetype kMostStates = 10'000;

/// Characters that let a text read otherwise than it is written: overrides and isolates of direction.
bool turnsDirection(QStringView text)
{
    return std::ranges::any_of(
        text, [](QChar c) { return (c >= u'\u202A' && c <= u'\u202E') || (c >= u'\u2066' && c <= u'\u2069'); });
}

int sureOfText(const QString &name, QByteArrayView head)
{
    const bool named = hasSuffix(name, "txt text log out err me asc nfo lst");
    if (looksLikeText(head))
        return named ? 50 : 10;
    return named ? 20 : 0;  // with NULs made visible
}

int sureOfCode(const QString &name, QByteArrayView head)
{
    if (!looksLikeText(head) || languageOf(name, head) == Language::None)
        return 0;
    return languageOf(name, {}) != Language::None ? 50 : 40;
}

Result<std::unique_ptr<FilePreview>> openText(std::shared_ptr<Source> source, const FileFacts &, const Limits &limits,
                                              const preview::Cancelled &)
{
    return TextPreview::open(std::move(source), u"Text"_s, Language::None, limits);
}

Result<std::unique_ptr<FilePreview>> openCode(std::shared_ptr<Source> source, const FileFacts &facts,
                                              const Limits &limits, const preview::Cancelled &)
{
    const Result<QByteArray> head = readHead(*source, 256);
    if (!head)
        return head.error();
    const Language language = languageOf(facts.name.toLower(), *head);
    return TextPreview::open(std::move(source), language == Language::None ? u"Text"_s : nameOf(language), language,
                             limits);
}

}  // namespace

const Format kTextFormat{"text", sureOfText, openText};
const Format kCodeFormat{"code", sureOfCode, openCode};

TextPreview::TextPreview(std::shared_ptr<Source> source, Charset charset, Language language, const Limits &limits)
    : FilePreview(std::move(source)),
      m_charset(charset),
      m_language(language),
      m_limits(limits),
      m_finder(std::move(charset))
{}

Result<std::unique_ptr<FilePreview>> TextPreview::open(std::shared_ptr<Source> source, const QString &format,
                                                       Language language, const Limits &limits)
{
    const Result<QByteArray> head = readHead(*source, std::min(kCharsetBytes, limits.textBytes));
    if (!head)
        return head.error();
    std::unique_ptr<TextPreview> made(new TextPreview(std::move(source), charsetOf(*head), language, limits));
    preview::TextDocument document;
    const Result<TextPiece> first = made->piece(0, document);
    if (!first)
        return first.error();
    made->m_document.format = format;
    made->m_document.shape = std::move(document);
    made->describe(*first);
    return std::unique_ptr<FilePreview>(std::move(made));
}

void TextPreview::describe(const TextPiece &first)
{
    m_document.facts.push_back({u"Charset"_s, nameOf(m_charset)});
    if (first.faults > 0)
        m_document.notices.append(
            u"Some bytes are no characters of %1; they are shown as \uFFFD."_s.arg(QLatin1StringView(m_charset.name)));
    if (m_language != Language::None && turnsDirection(first.text))
        m_document.notices.append(u"Characters in it change the direction of text, so it may not run as it reads."_s);
}

/// A piece of code is smaller, since its spans may take more than its text.
Result<TextPiece> TextPreview::piece(qint64 fromByte, preview::TextDocument &document)
{
    const qint64 most = m_language == Language::None ? m_limits.replyBytes / 4 : m_limits.replyBytes / 16;
    Result<TextPiece> read = readPiece(source(), m_charset, fromByte, std::min(m_limits.textBytes, most));
    if (!read)
        return read.error();
    LexerState state = m_states.value(fromByte);
    document.text = read->text;
    document.spans = spansOf(document.text, m_language, state);
    document.language = nameOf(m_language);
    document.charset = QString::fromLatin1(m_charset.name);
    document.nextByte = read->nextByte < source().sizeBytes() ? read->nextByte : 0;
    if (state != LexerState() && m_states.size() < kMostStates)
        m_states[read->nextByte] = state;
    return read;
}

Result<preview::TextDocument> TextPreview::text(qint64 fromByte, const preview::Cancelled &)
{
    preview::TextDocument document;
    const Result<TextPiece> read = piece(fromByte, document);
    if (!read)
        return read.error();
    return document;
}

Result<std::optional<preview::Place>> TextPreview::find(const QString &text, qint64 line, int column,
                                                        const preview::Cancelled &cancelled)
{
    const qint64 size = source().sizeBytes();
    const qint64 end = source().isRemote() ? std::min(size, kCoursesOfRemote * m_limits.remoteBytes) : size;
    Result<std::optional<preview::Place>> found = m_finder.find(source(), text, line, column, end, cancelled);
    if (found && !*found && end < size)
        return Error{Error::Kind::Refused,
                     u"It was not found in the first %1, and more would have to be fetched."_s.arg(sizeText(end)),
                     {},
                     u"Make the file available on this computer to search all of it."_s};
    return found;
}

qint64 TextPreview::memoryBytes() const
{
    const auto &shown = std::get<preview::TextDocument>(m_document.shape);
    return shown.text.size() * 2 + qint64(shown.spans.capacity() * sizeof(preview::Span)) + m_finder.memoryBytes()
        + m_states.size() * qint64(sizeof(LexerState) + 64);
}

}  // namespace tideline::session
