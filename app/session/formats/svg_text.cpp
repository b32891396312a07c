#include "app/session/formats/svg_text.h"

#include "app/session/formats/format_tools.h"
#include "app/session/formats/plain_line.h"
#include "app/session/whole_source.h"

#include <QRegularExpression>
#include <QStringConverter>

#include <zlib.h>

#include <algorithm>
#include <array>

namespace tideline::session {

namespace {
constexpr qsizetype kLongestEntity = 256;
constexpr qint64 kMostExpanded = 16 << 20;

Error tooLarge(qint64 mostBytes)
{
    return {Error::Kind::Refused, u"SVG drawings are shown up to %1."_s.arg(sizeText(mostBytes)), {}, {}};
}

Result<QByteArray> unzipped(const QByteArray &gzip, qint64 mostBytes)
{
    z_stream stream{};
    if (inflateInit2(&stream, MAX_WBITS + 16) != Z_OK)
        return Error{Error::Kind::Refused, u"There is not enough memory."_s, {}, {}};
    stream.next_in = reinterpret_cast<Bytef *>(const_cast<char *>(gzip.constData()));
    stream.avail_in = uInt(gzip.size());
    std::array<char, 1 << 16> piece;
    QByteArray all;
    int state = Z_OK;
    while (state == Z_OK && all.size() <= mostBytes) {
        stream.next_out = reinterpret_cast<Bytef *>(piece.data());
        stream.avail_out = uInt(piece.size());
        state = inflate(&stream, Z_NO_FLUSH);
        all.append(piece.data(), qsizetype(piece.size() - stream.avail_out));
    }
    inflateEnd(&stream);
    if (all.size() > mostBytes)
        return tooLarge(mostBytes);
    if (state != Z_STREAM_END)
        return Error{Error::Kind::Corrupt, u"The compressed drawing is cut off or damaged."_s, {}, {}};
    return all;
}

QString decoded(const QByteArray &bytes)
{
    if (const auto encoding = QStringConverter::encodingForData(bytes); encoding && *encoding != QStringConverter::Utf8)
        return QStringDecoder(*encoding)(bytes);
    const QByteArrayView start = QByteArrayView(bytes).first(std::min<qsizetype>(bytes.size(), 200));
    const qsizetype end = start.indexOf("?>");
    const QByteArray declaration = start.startsWith("<?xml") && end > 0 ? start.first(end).toByteArray().toLower() : QByteArray();
    if (declaration.contains("iso-8859-1") || declaration.contains("latin1"))
        return QString::fromLatin1(bytes);
    return QStringDecoder(QStringConverter::Utf8)(bytes);
}
}  // namespace

Result<QString> readSvgText(Source &source, qint64 mostBytes, const Limits &limits, const preview::Cancelled &cancelled)
{
    Result<QByteArray> bytes = wholeSource(source, u"drawing"_s, mostBytes, limits, cancelled);
    if (bytes && bytes->startsWith("\x1f\x8b"))
        bytes = unzipped(*bytes, mostBytes);
    if (!bytes)
        return bytes.error();
    return decoded(*bytes);
}

Result<void> checkEntities(const QString &text)
{
    static const QRegularExpression harmless(
        uR"(\G<!ENTITY\s+[A-Za-z_:][\w.:-]*\s+("[^"&%<]{0,256}"|'[^'&%<]{0,256}')\s*>)"_s);
    bool any = false;
    for (qsizetype at = text.indexOf(u"<!ENTITY"_s); at >= 0; at = text.indexOf(u"<!ENTITY"_s, at + 1)) {
        any = true;
        if (!harmless.match(text, at, QRegularExpression::NormalMatch, QRegularExpression::AnchorAtOffsetMatchOption).hasMatch())
            return Error{Error::Kind::Refused,
                         u"The drawing declares entities that stand for more than a few words, so it is not opened."_s, {}, {}};
    }
    if (any && qint64(text.count(u'&')) * kLongestEntity > kMostExpanded)
        return Error{Error::Kind::Refused, u"The drawing uses its entities too often, so it is not opened."_s, {}, {}};
    return {};
}

}  // namespace tideline::session
