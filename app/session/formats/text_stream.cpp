#include "app/session/formats/text_stream.h"

#include <QStringMatcher>

#include <algorithm>
#include <limits>

namespace tideline::session {

namespace {

constexpr qint64 kSearchBytes = 1 << 20;
constexpr qint64 kReadBytes = 16 << 20;      ///< what a Source gives at most
constexpr qsizetype kLongestQuery = 10'000;  ///< in units; what is longer is cut

/// Where the last `letter` of the bytes ends; 0: none is there.
qsizetype endOfLast(QByteArrayView bytes, char letter, const Charset &charset)
{
    const int unit = charset.unitBytes();
    if (unit == 1)
        return bytes.lastIndexOf(letter) + 1;
    const bool little = charset.kind == Charset::Kind::Utf16Le || charset.kind == Charset::Kind::Utf32Le;
    QByteArray wanted(unit, '\0');
    wanted[little ? 0 : unit - 1] = letter;
    for (qsizetype at = bytes.size() / unit * unit - unit; at >= 0; at -= unit) {
        if (bytes.sliced(at, unit) == wanted)
            return at + unit;
    }
    return 0;
}

/// Where to cut `bytes` so that a line ends there; 0: nowhere. A CR at the very end may be half of CR LF.
qsizetype lineCut(QByteArrayView bytes, const Charset &charset)
{
    const qsizetype newline = endOfLast(bytes, '\n', charset);
    return newline > 0 ? newline : endOfLast(bytes.chopped(std::min<qsizetype>(charset.unitBytes(), bytes.size())), '\r', charset);
}

/// The line and column of what follows `text`, when it begins at (`line`, `column`).
void advance(QStringView text, qint64 &line, qint64 &column)
{
    const qsizetype last = text.lastIndexOf(u'\n');
    line += text.count(u'\n');
    column = last < 0 ? column + text.size() : text.size() - last - 1;
}

/// The place of (`wantedLine`, `wantedColumn`) in `text`, which begins at (`line`, `column`); its size where it lies beyond.
qsizetype offsetOf(QStringView text, qint64 line, qint64 column, qint64 wantedLine, qint64 wantedColumn)
{
    qsizetype at = 0;
    while (line < wantedLine) {
        const qsizetype newline = text.indexOf(u'\n', at);
        if (newline < 0)
            return text.size();
        at = newline + 1;
        column = 0;
        ++line;
    }
    if (line > wantedLine || column >= wantedColumn)
        return at;
    const qsizetype newline = text.indexOf(u'\n', at);
    return std::min<qint64>(at + (wantedColumn - column), newline < 0 ? text.size() : newline + 1);
}

}  // namespace

Result<TextPiece> readPiece(Source &source, const Charset &charset, qint64 fromByte, qint64 maxBytes)
{
    const int unit = charset.unitBytes();
    qint64 from = std::max<qint64>(fromByte, charset.markBytes);
    from -= (from - charset.markBytes) % unit;
    if (from >= source.sizeBytes())
        return TextPiece{{}, source.sizeBytes(), 0};
    const qint64 length = std::clamp<qint64>(maxBytes, 16, kReadBytes) / unit * unit;
    const Result<QByteArray> read = source.read(from, length);
    if (!read)
        return read.error();
    QByteArrayView bytes(*read);
    const bool last = bytes.size() < length || from + bytes.size() >= source.sizeBytes();
    if (!last) {
        if (const qsizetype cut = lineCut(bytes, charset))
            bytes = bytes.first(cut);
    }
    Decoded decoded = decode(bytes, charset, last ? End::Closed : End::Open);
    if (!last && decoded.text.size() > 1 && decoded.text.endsWith(u'\r')) {
        decoded.text.chop(1);
        decoded.bytes -= unit;
    }
    if (decoded.bytes <= 0)  // a charset whose escapes alone fill the piece
        decoded = decode(bytes, charset, End::Closed);
    return TextPiece{readable(std::move(decoded.text)), last ? source.sizeBytes() : from + decoded.bytes, decoded.faults};
}

TextFinder::Mark TextFinder::markBefore(qint64 line, qint64 column) const
{
    const auto next = std::ranges::upper_bound(m_marks, std::pair(line, column), {},
                                               [](const Mark &mark) { return std::pair(mark.line, mark.column); });
    return next == m_marks.begin() ? Mark() : *std::prev(next);
}

Result<std::optional<preview::Place>> TextFinder::find(Source &source, const QString &text, qint64 line, qint64 column, qint64 end,
                                                       const preview::Cancelled &cancelled)
{
    const QStringMatcher matcher(readable(text.left(kLongestQuery)), Qt::CaseInsensitive);
    const qsizetype length = matcher.pattern().size();
    Mark piece = markBefore(std::max<qint64>(line, 0), std::max<qint64>(column, 0));
    QString window;  // the piece, and before it as much as a match that ends in it may need
    qint64 windowLine = piece.line, windowColumn = piece.column;
    while (length > 0 && piece.byte < end) {
        if (cancelled)
            return Error{Error::Kind::Cancelled, u"The search was cancelled."_s, {}, {}};
        const Result<TextPiece> read = readPiece(source, m_charset, piece.byte, std::min(kSearchBytes, end - piece.byte));
        if (!read)
            return read.error();
        window += read->text;
        const qsizetype from = offsetOf(window, windowLine, windowColumn, line, column);
        const qsizetype found = matcher.indexIn(window, from);
        if (found >= 0) {
            advance(QStringView(window).first(found), windowLine, windowColumn);
            const int shown = int(std::min<qint64>(windowColumn, std::numeric_limits<int>::max()));
            return std::optional(preview::Place{windowLine, shown, int(length)});
        }
        piece.byte = read->nextByte;
        advance(read->text, piece.line, piece.column);
        if (m_marks.empty() || m_marks.back().byte < piece.byte)
            m_marks.push_back(piece);
        const qsizetype kept = std::min(length - 1, window.size());
        advance(QStringView(window).chopped(kept), windowLine, windowColumn);
        window = window.last(kept);
    }
    return std::optional<preview::Place>();
}

}  // namespace tideline::session
