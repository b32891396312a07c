// A text in any charset: the first byte says how long pieces are, the rest is the file.
#include "app/session/formats/text_formats.h"
#include "app/session/formats/text_stream.h"
#include "tests/fuzz/law.h"
#include "tests/support/memory_source.h"

using namespace tideline;
using namespace tideline::session;
using tideline::fuzz::law;
using tideline::test::MemorySource;

namespace {

bool isReadable(QStringView text)
{
    for (qsizetype i = 0; i < text.size(); ++i) {
        const char16_t c = text[i].unicode();
        if ((c < 0x20 && c != u'\n' && c != u'\t') || c == 0x2028 || c == 0x2029)
            return false;
        if (text[i].isLowSurrogate() || (text[i].isHighSurrogate() && (++i == text.size() || !text[i].isLowSurrogate())))
            return false;
    }
    return true;
}

QString inPieces(Source &source, const Charset &charset, qint64 pieceBytes)
{
    QString text;
    for (qint64 at = 0; at < source.sizeBytes();) {
        const Result<TextPiece> piece = readPiece(source, charset, at, pieceBytes);
        law(piece && piece->nextByte > at && piece->nextByte <= source.sizeBytes(), "a piece goes on");
        law(isReadable(piece->text), "no control characters and no halves of pairs are shown");
        text += piece->text;
        at = piece->nextByte;
    }
    return text;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    if (size == 0)
        return 0;
    const QByteArray bytes(reinterpret_cast<const char *>(data + 1), qsizetype(size) - 1);
    const auto source = std::make_shared<MemorySource>(bytes);
    const Charset charset = charsetOf(bytes);
    law(charset.markBytes <= bytes.size(), "a mark is in the file");
    const QString whole = inPieces(*source, charset, 1 << 20);
    const QString pieces = inPieces(*source, charset, 16 + *data);
    // Of UTF-8, what is broken at a seam may be one character more; a mark at a seam is none. Older charsets have state.
    if (charset.kind != Charset::Kind::Named && !whole.contains(u'\uFFFD') && !whole.contains(u'\uFEFF'))
        law(whole == pieces, "cuts decide nothing");

    const preview::Cancelled goOn = false;
    const qint64 line = *data % 4;
    TextFinder finder(charset);
    QString wanted = whole.mid(whole.size() / 2, 5);
    if (wanted.startsWith(u'\uFFFD') || (!wanted.isEmpty() && (wanted.front().isLowSurrogate() || wanted.back().isHighSurrogate())))
        wanted = u"a"_s;
    const auto place = finder.find(*source, wanted, line, *data % 3, bytes.size(), goOn);
    law(bool(place), "a search in memory does not fail");
    if (*place) {
        const QStringList lines = whole.split(u'\n');
        law((*place)->index >= line && (*place)->index < lines.size(), "a place is a line's, not before where it was looked for");
        const QStringView rest = QStringView(lines[(*place)->index]).mid((*place)->column);
        const QStringView first = QStringView(wanted).first(std::max<qsizetype>(wanted.indexOf(u'\n'), wanted.contains(u'\n') ? 0 : wanted.size()));
        law(rest.startsWith(first, Qt::CaseInsensitive), "a place holds the text");
    } else if (line == 0 && *data % 3 == 0) {
        law(wanted.isEmpty() || !whole.contains(wanted), "what is there is found");
    }
    for (const Format *format : {&kTextFormat, &kBytesFormat}) {
        const auto file = format->open(source, {u"a"_s, 0}, {}, goOn);
        law(bool(file), "any bytes can be shown");
        law(format->sure(u"a.txt"_s, bytes) > 0, "and somebody is sure of them");
    }
    return 0;
}
