// A CSV's bytes as text in which ASCII is ASCII, whatever its charset.
#pragma once

#include "app/session/source.h"

#include <QByteArrayView>
#include <QString>

namespace tideline::session::table {

enum class CsvCharset { Utf8, Latin1, Windows1252, Utf16Le, Utf16Be };

/// What the first bytes say of the charset.
struct CsvCharsetGuess {
    CsvCharset charset = CsvCharset::Utf8;
    int markBytes = 0;    ///< of the byte order mark in front
    bool isGuess = false; ///< nothing says so; the bytes are no UTF-8, though
};
/// `isAll`: the bytes are the whole file, so that half a letter at the end is none.
CsvCharsetGuess guessCsvCharset(QByteArrayView head, bool isAll);
QString charsetName(const CsvCharsetGuess &guess);

/// Reads a source as such text: UTF-16 becomes UTF-8, all else stays as it is. Places are the source's.
///
/// Ownership: borrows the source. Keeps the head it was given, so that what was read once over the network is not read again.
class CsvText {
public:
    CsvText(Source &source, CsvCharset charset, QByteArray head);

    struct Piece {
        QByteArray text;
        qint64 sourceBytes = 0;  ///< that it was made of; 0: the end
    };
    /// About `length` bytes from `offset` on, which is where a letter begins.
    Result<Piece> read(qint64 offset, qint64 length) const;
    /// Of how many bytes in the source a part of a piece was made.
    qint64 sourceBytesOf(QByteArrayView text) const;
    QString toString(QByteArrayView text) const;

    qint64 sizeBytes() const { return m_source.sizeBytes(); }
    bool isRemote() const { return m_source.isRemote(); }
    CsvCharset charset() const { return m_charset; }
    bool isWide() const { return m_charset == CsvCharset::Utf16Le || m_charset == CsvCharset::Utf16Be; }
    const QByteArray &head() const { return m_head; }
    void setCharset(CsvCharset charset) { m_charset = charset; }

private:
    Piece fromUtf16(QByteArrayView bytes, bool atEnd) const;

    Source &m_source;
    CsvCharset m_charset;
    QByteArray m_head;  ///< the source's first bytes
};

}  // namespace tideline::session::table
