#include "app/session/formats/charset.h"

#include "core/base/result.h"

#include <QtEndian>

#include <uchardet/uchardet.h>
#include <unicode/ucnv.h>

#include <algorithm>
#include <array>
#include <memory>
#include <optional>

namespace tideline::session {

namespace {

using Kind = Charset::Kind;
constexpr char16_t kReplacement = u'\uFFFD';
constexpr qsizetype kGuessBytes = 64 << 10;

// clang-format off
const std::array<std::pair<QByteArrayView, Charset>, 5> kMarks{{
    {QByteArrayView("\xEF\xBB\xBF", 3),     {Kind::Utf8,    "UTF-8",    3}},
    {QByteArrayView("\xFF\xFE\0\0", 4),     {Kind::Utf32Le, "UTF-32LE", 4}},  // before UTF-16LE, whose mark it begins with
    {QByteArrayView("\0\0\xFE\xFF", 4),     {Kind::Utf32Be, "UTF-32BE", 4}},
    {QByteArrayView("\xFF\xFE", 2),         {Kind::Utf16Le, "UTF-16LE", 2}},
    {QByteArrayView("\xFE\xFF", 2),         {Kind::Utf16Be, "UTF-16BE", 2}},
}};
// clang-format on

std::optional<Charset> marked(QByteArrayView head)
{
    for (const auto &[mark, charset] : kMarks) {
        if (head.startsWith(mark))
            return charset;
    }
    return {};
}

/// UTF-16 without a mark: of western text every second byte is NUL, and no other.
std::optional<Charset> striped(QByteArrayView head)
{
    const qsizetype pairs = std::min<qsizetype>(head.size(), 2048) / 2;
    qsizetype first = 0, second = 0;
    for (qsizetype i = 0; i < pairs; ++i) {
        first += head[2 * i] == '\0';
        second += head[2 * i + 1] == '\0';
    }
    if (pairs < 2)
        return {};
    if (second * 10 > pairs * 4 && first * 20 < pairs)
        return Charset{Kind::Utf16Le, "UTF-16LE", 0};
    if (first * 10 > pairs * 4 && second * 20 < pairs)
        return Charset{Kind::Utf16Be, "UTF-16BE", 0};
    return {};
}

/// The length of the UTF-8 sequence that `lead` begins; 0: none does.
int sequenceLength(uchar lead)
{
    if (lead < 0x80)
        return 1;
    if (lead >= 0xC2 && lead < 0xE0)
        return 2;
    if (lead >= 0xE0 && lead < 0xF0)
        return 3;
    return lead >= 0xF0 && lead < 0xF5 ? 4 : 0;
}

/// `bytes` without the sequence at the end that is not whole.
QByteArrayView wholeUtf8(QByteArrayView bytes)
{
    for (qsizetype back = 1; back <= std::min<qsizetype>(3, bytes.size()); ++back) {
        const uchar byte = uchar(bytes[bytes.size() - back]);
        if ((byte & 0xC0) != 0x80)
            return sequenceLength(byte) > back ? bytes.chopped(back) : bytes;
    }
    return bytes;
}

/// Nearly everything beyond ASCII is valid UTF-8: one broken name among thousands does not make it Latin-1.
bool nearlyUtf8(QByteArrayView head)
{
    const QByteArrayView bytes = wholeUtf8(head);
    if (bytes.isValidUtf8())
        return true;
    qsizetype valid = 0, broken = 0;
    for (qsizetype at = 0; at < bytes.size();) {
        const qsizetype length = sequenceLength(uchar(bytes[at]));
        const bool whole = length > 0 && at + length <= bytes.size() && bytes.sliced(at, length).isValidUtf8();
        (whole ? valid : broken) += !whole || length > 1;
        at += whole ? length : 1;
    }
    return valid > 20 * broken;
}

bool isAnyOf(const QByteArray &name, std::initializer_list<QByteArrayView> beginnings)
{
    return std::ranges::any_of(beginnings, [&name](QByteArrayView beginning) { return name.startsWith(beginning); });
}

bool isLetter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/// Whether a guess is worth nothing: words of ASCII with some other letters in them, which a page of another script can never be, and
/// of which few tell one page of Latin letters from another.
bool isWestern(QByteArrayView head, const QByteArray &name)
{
    if (isAnyOf(name, {"SHIFT_JIS", "EUC", "GB", "BIG5", "UHC", "ISO-2022", "HZ", "JOHAB", "UTF"}))
        return false;  // letters are the second bytes of others
    qsizetype strange = 0, inWords = 0;
    for (qsizetype i = 0; i < head.size(); ++i) {
        if (uchar(head[i]) < 0x80)
            continue;
        ++strange;
        inWords += (i > 0 && isLetter(head[i - 1])) || (i + 1 < head.size() && isLetter(head[i + 1]));
    }
    constexpr qsizetype few = 64;
    const bool isLatin = isAnyOf(name, {"WINDOWS-1250", "WINDOWS-1254", "WINDOWS-1257", "WINDOWS-1258", "ISO-8859-2", "ISO-8859-3", "ISO-8859-4",
                                        "ISO-8859-9", "ISO-8859-10", "ISO-8859-13", "ISO-8859-15", "ISO-8859-16", "IBM852", "MAC-CENTRALEUROPE"});
    return inWords * 2 >= strange && (!isLatin || strange < few);
}

Charset guessed(QByteArrayView head)
{
    const std::unique_ptr<uchardet, decltype(&uchardet_delete)> detector(uchardet_new(), &uchardet_delete);
    uchardet_handle_data(detector.get(), head.data(), size_t(head.size()));
    uchardet_data_end(detector.get());
    const QByteArray name = uchardet_get_charset(detector.get());
    if (name == "UTF-8" || name == "ASCII")
        return {};
    UErrorCode code = U_ZERO_ERROR;
    UConverter *converter = name.isEmpty() ? nullptr : ucnv_open(name.constData(), &code);
    const bool known = converter != nullptr && U_SUCCESS(code) && !name.startsWith("UTF-");
    if (converter != nullptr)
        ucnv_close(converter);
    return {Kind::Named, known && !isWestern(head, name) ? name : QByteArray("WINDOWS-1252"), 0};
}

/// One value of 2 or 4 bytes.
char32_t unitAt(const char *at, Kind kind)
{
    switch (kind) {
    case Kind::Utf16Le: return qFromLittleEndian<quint16>(at);
    case Kind::Utf16Be: return qFromBigEndian<quint16>(at);
    case Kind::Utf32Le: return qFromLittleEndian<quint32>(at);
    default: return qFromBigEndian<quint32>(at);
    }
}

/// Halves of pairs that stand alone are no characters. Whether the last one may find its other half is the caller's.
void replaceLoneSurrogates(QString &text)
{
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (!text[i].isSurrogate())
            continue;
        if (text[i].isHighSurrogate() && i + 1 < text.size() && text[i + 1].isLowSurrogate())
            ++i;
        else
            text[i] = kReplacement;
    }
}

Decoded decodeUnits(QByteArrayView bytes, const Charset &charset, End end)
{
    const int unit = charset.unitBytes();
    Decoded out;
    out.text.reserve(bytes.size() / 2);
    for (; bytes.size() - out.bytes >= unit; out.bytes += unit) {
        const char32_t value = unitAt(bytes.data() + out.bytes, charset.kind);
        if (unit == 2)
            out.text += QChar(char16_t(value));
        else if (value > 0x10FFFF || (value >= 0xD800 && value < 0xE000))
            out.text += kReplacement;
        else
            out.text += QChar::fromUcs4(value);
    }
    if (end == End::Open && unit == 2 && !out.text.isEmpty() && out.text.back().isHighSurrogate()) {
        out.text.chop(1);
        out.bytes -= 2;
    }
    if (end == End::Closed && out.bytes < bytes.size()) {
        out.text += kReplacement;
        out.bytes = bytes.size();
    }
    replaceLoneSurrogates(out.text);
    return out;
}

Decoded decodeNamed(QByteArrayView bytes, const Charset &charset, End end)
{
    UErrorCode code = U_ZERO_ERROR;
    UConverter *converter = ucnv_open(charset.name.constData(), &code);
    if (converter == nullptr)
        return {QString::fromLatin1(bytes), bytes.size()};
    Decoded out;
    std::array<char16_t, 4096> buffer;
    const char *from = bytes.data();
    const char *const last = from + bytes.size();
    do {
        code = U_ZERO_ERROR;
        char16_t *to = buffer.data();
        ucnv_toUnicode(converter, &to, buffer.data() + buffer.size(), &from, last, nullptr, end == End::Closed, &code);
        out.text.append(reinterpret_cast<const QChar *>(buffer.data()), to - buffer.data());
    } while (code == U_BUFFER_OVERFLOW_ERROR);
    UErrorCode ignored = U_ZERO_ERROR;
    const qsizetype held = end == End::Open ? std::max(0, int(ucnv_toUCountPending(converter, &ignored))) : 0;
    ucnv_close(converter);
    out.bytes = from - bytes.data() - held;
    replaceLoneSurrogates(out.text);
    return out;
}

}  // namespace

int Charset::unitBytes() const
{
    switch (kind) {
    case Kind::Utf16Le:
    case Kind::Utf16Be: return 2;
    case Kind::Utf32Le:
    case Kind::Utf32Be: return 4;
    default: return 1;
    }
}

QString nameOf(const Charset &charset)
{
    const QString name = QString::fromLatin1(charset.name);
    if (charset.kind == Kind::Named)
        return name + u" (a guess: the bytes are not UTF-8)"_s;
    return charset.markBytes > 0 ? name + u" with a byte order mark"_s : name;
}

Charset charsetOf(QByteArrayView head)
{
    if (const std::optional<Charset> charset = marked(head))
        return *charset;
    if (const std::optional<Charset> charset = striped(head))
        return *charset;
    const auto strange = std::ranges::find_if(head, [](char c) { return uchar(c) >= 0x80; }) - head.begin();
    head = head.sliced(strange == head.size() ? 0 : std::max<qsizetype>(strange - kGuessBytes / 2, 0));
    head = head.first(std::min(head.size(), kGuessBytes));
    const bool shifts = head.contains("\x1b$");  // ISO-2022 is ASCII with escapes
    return !shifts && nearlyUtf8(head) ? Charset() : guessed(head);
}

bool looksLikeText(QByteArrayView head)
{
    if (marked(head) || striped(head))
        return true;
    const qsizetype controls = std::ranges::count_if(
        head, [](char c) { return (uchar(c) < 0x20 && !(c >= '\b' && c <= '\r') && c != '\x1b') || c == '\x7f'; });
    return !head.contains('\0') && controls * 50 <= head.size();
}

Decoded decode(QByteArrayView bytes, const Charset &charset, End end)
{
    Decoded out;
    if (charset.kind == Kind::Utf8) {
        const QByteArrayView whole = end == End::Open ? wholeUtf8(bytes) : bytes;
        out = {QString::fromUtf8(whole), whole.size()};
    } else {
        out = charset.kind == Kind::Named ? decodeNamed(bytes, charset, end) : decodeUnits(bytes, charset, end);
    }
    out.faults = out.text.count(QChar(kReplacement));
    return out;
}

QString readable(QString text)
{
    QChar *const units = text.data();
    qsizetype to = 0;
    for (qsizetype from = 0; from < text.size(); ++from) {
        char16_t c = units[from].unicode();
        if (c == u'\r') {
            if (from + 1 < text.size() && units[from + 1] == u'\n')
                continue;
            c = u'\n';
        } else if (c < 0x20 && c != u'\n' && c != u'\t') {
            c = char16_t(0x2400 + c);
        } else if (c == 0x7F) {
            c = u'\u2421';
        } else if ((c > 0x7F && c < 0xA0) || c == 0xFFFE || c == 0xFFFF) {
            c = u'\u2426';
        } else if (c == 0x2028 || c == 0x2029) {
            c = u'\u2424';
        }
        units[to++] = c;
    }
    text.truncate(to);
    return text;
}

}  // namespace tideline::session
