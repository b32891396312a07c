#include "app/session/formats/csv_text.h"

#include <algorithm>

namespace tideline::session::table {

CsvText::CsvText(Source &source, Charset charset, QByteArray head)
    : m_source(source), m_charset(std::move(charset)), m_head(std::move(head))
{
}

Result<CsvText::Piece> CsvText::read(qint64 offset, qint64 length) const
{
    const qint64 left = sizeBytes() - offset;
    if (left <= 0 || length <= 0)
        return Piece{};
    const int unit = unitBytes();
    const qint64 least = std::min<qint64>(2 * unit, left);  // a letter takes two units at most
    length = std::max(std::min(length, left) / unit * unit, least);
    QByteArray bytes;
    if (offset < m_head.size()) {
        bytes = m_head.mid(offset, length);
        if (bytes.size() < left)
            bytes.chop(bytes.size() % unit);
    }
    if (bytes.size() < least) {
        Result<QByteArray> read = m_source.read(offset, length);
        if (!read)
            return read.error();
        bytes = *std::move(read);
    }
    if (unit > 1) {
        const Decoded decoded = decode(bytes, m_charset, bytes.size() >= left ? End::Closed : End::Open);
        return Piece{decoded.text.toUtf8(), decoded.bytes};
    }
    const qint64 size = bytes.size();
    return Piece{std::move(bytes), size};
}

qint64 CsvText::sourceBytesOf(QByteArrayView text) const
{
    const int unit = unitBytes();
    if (unit == 1)
        return text.size();
    qint64 units = 0;
    for (const char c : text)
        units += (quint8(c) & 0xc0) == 0x80 ? 0 : quint8(c) >= 0xf0 && unit == 2 ? 2 : 1;
    return unit * units;
}

QString CsvText::toString(QByteArrayView text) const
{
    return isUtf8() ? QString::fromUtf8(text) : decode(text, m_charset, End::Closed).text;
}

}  // namespace tideline::session::table
