#include "app/session/formats/csv_text.h"

#include <algorithm>
#include <array>

namespace tideline::session::table {

namespace {

/// Windows-1252 where it differs from Latin-1: 0x80 to 0x9f.
constexpr std::array<char16_t, 32> kWindows1252{
    0x20ac, 0x81,   0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8d,   0x017d, 0x8f,
    0x90,   0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0x9d,   0x017e, 0x0178};

/// The bytes without a letter at the end of which a part is missing.
QByteArrayView withoutHalfLetter(QByteArrayView utf8)
{
    for (qsizetype back = 1; back <= 3 && back <= utf8.size(); ++back) {
        const auto byte = quint8(utf8[utf8.size() - back]);
        if ((byte & 0xc0) == 0x80)
            continue;
        const qsizetype length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1;
        return length > back ? utf8.chopped(back) : utf8;
    }
    return utf8;
}

/// UTF-16 without a mark: text of letters that Europe uses has a zero in every other byte.
std::optional<CsvCharset> guessUtf16(QByteArrayView head)
{
    const qsizetype size = std::min<qsizetype>(head.size(), 4096) & ~qsizetype(1);
    std::array<qsizetype, 2> zeros{};
    for (qsizetype i = 0; i < size; ++i)
        zeros[std::size_t(i & 1)] += head[i] == 0 ? 1 : 0;
    const qsizetype many = size / 2 * 3 / 4;
    if (size < 8)
        return std::nullopt;
    if (zeros[1] > many && zeros[0] * 20 < size)
        return CsvCharset::Utf16Le;
    if (zeros[0] > many && zeros[1] * 20 < size)
        return CsvCharset::Utf16Be;
    return std::nullopt;
}

void appendUtf8(QByteArray &text, char32_t letter)
{
    const auto put = [&](char32_t byte) { text.append(char(byte)); };
    if (letter < 0x80) {
        put(letter);
    } else if (letter < 0x800) {
        put(0xc0 | letter >> 6);
        put(0x80 | (letter & 0x3f));
    } else if (letter < 0x10000) {
        put(0xe0 | letter >> 12);
        put(0x80 | (letter >> 6 & 0x3f));
        put(0x80 | (letter & 0x3f));
    } else {
        put(0xf0 | letter >> 18);
        put(0x80 | (letter >> 12 & 0x3f));
        put(0x80 | (letter >> 6 & 0x3f));
        put(0x80 | (letter & 0x3f));
    }
}

}  // namespace

CsvCharsetGuess guessCsvCharset(QByteArrayView head, bool isAll)
{
    if (head.startsWith("\xef\xbb\xbf"))
        return {CsvCharset::Utf8, 3, false};
    if (head.startsWith("\xff\xfe"))
        return {CsvCharset::Utf16Le, 2, false};
    if (head.startsWith("\xfe\xff"))
        return {CsvCharset::Utf16Be, 2, false};
    if (const std::optional<CsvCharset> wide = guessUtf16(head))
        return {*wide, 0, true};
    if ((isAll ? head : withoutHalfLetter(head)).isValidUtf8())
        return {CsvCharset::Utf8, 0, false};
    const bool windows = std::ranges::any_of(head, [](char c) { return quint8(c) >= 0x80 && quint8(c) < 0xa0; });
    return {windows ? CsvCharset::Windows1252 : CsvCharset::Latin1, 0, true};
}

QString charsetName(const CsvCharsetGuess &guess)
{
    switch (guess.charset) {
    case CsvCharset::Utf8: return guess.markBytes > 0 ? u"UTF-8 with a byte order mark"_s : u"UTF-8"_s;
    case CsvCharset::Latin1: return u"Latin-1 (a guess: the bytes are not UTF-8)"_s;
    case CsvCharset::Windows1252: return u"Windows-1252 (a guess: the bytes are not UTF-8)"_s;
    case CsvCharset::Utf16Le: return guess.isGuess ? u"UTF-16, little endian (a guess)"_s : u"UTF-16, little endian"_s;
    case CsvCharset::Utf16Be: return guess.isGuess ? u"UTF-16, big endian (a guess)"_s : u"UTF-16, big endian"_s;
    }
    return {};
}

CsvText::CsvText(Source &source, CsvCharset charset, QByteArray head)
    : m_source(source), m_charset(charset), m_head(std::move(head))
{
}

Result<CsvText::Piece> CsvText::read(qint64 offset, qint64 length) const
{
    length = std::min(length, sizeBytes() - offset);
    if (length <= 0)
        return Piece{};
    if (isWide())
        length = std::max<qint64>(length & ~qint64(1), std::min<qint64>(4, sizeBytes() - offset));
    QByteArray bytes;
    if (offset < m_head.size()) {
        bytes = m_head.mid(offset, length);
        if (isWide() && bytes.size() % 2 != 0 && offset + bytes.size() < sizeBytes())
            bytes.chop(1);
    }
    if (bytes.size() < 4 && bytes.size() < length) {
        Result<QByteArray> read = m_source.read(offset, length);
        if (!read)
            return read.error();
        bytes = *std::move(read);
    }
    if (isWide())
        return fromUtf16(bytes, offset + bytes.size() >= sizeBytes());
    const qint64 size = bytes.size();
    return Piece{std::move(bytes), size};
}

CsvText::Piece CsvText::fromUtf16(QByteArrayView bytes, bool atEnd) const
{
    const int high = m_charset == CsvCharset::Utf16Be ? 0 : 1;
    const qsizetype units = bytes.size() / 2;
    const auto unit = [&](qsizetype i) {
        return char16_t(quint8(bytes[2 * i + high]) << 8 | quint8(bytes[2 * i + 1 - high]));
    };
    Piece piece;
    piece.text.reserve(units + units / 8);
    qsizetype i = 0;
    for (; i < units; ++i) {
        const char16_t c = unit(i);
        if (!QChar::isSurrogate(c)) {
            appendUtf8(piece.text, c);
        } else if (QChar::isHighSurrogate(c) && i + 1 == units && !atEnd && units > 1) {
            break;  // its other half is in the next piece
        } else if (QChar::isHighSurrogate(c) && i + 1 < units && QChar::isLowSurrogate(unit(i + 1))) {
            appendUtf8(piece.text, QChar::surrogateToUcs4(c, unit(i + 1)));
            ++i;
        } else {
            appendUtf8(piece.text, 0xfffd);
        }
    }
    piece.sourceBytes = atEnd ? bytes.size() : 2 * i;  // half a unit at the end is passed over
    return piece;
}

qint64 CsvText::sourceBytesOf(QByteArrayView text) const
{
    if (!isWide())
        return text.size();
    qint64 units = 0;
    for (const char c : text)
        units += (quint8(c) & 0xc0) == 0x80 ? 0 : quint8(c) >= 0xf0 ? 2 : 1;
    return 2 * units;
}

QString CsvText::toString(QByteArrayView text) const
{
    if (m_charset != CsvCharset::Latin1 && m_charset != CsvCharset::Windows1252)
        return QString::fromUtf8(text);
    QString string = QString::fromLatin1(text);
    if (m_charset == CsvCharset::Windows1252) {
        for (QChar &c : string) {
            if (c.unicode() >= 0x80 && c.unicode() < 0xa0)
                c = QChar(kWindows1252[c.unicode() - 0x80U]);
        }
    }
    return string;
}

}  // namespace tideline::session::table
