// A CSV's bytes as text in which ASCII is ASCII, whatever its charset.
#pragma once

#include "app/session/formats/charset.h"
#include "app/session/source.h"

#include <QByteArrayView>

namespace tideline::session::table {

/// Reads a source as such text: UTF-16 and UTF-32 become UTF-8, all else stays as it is, and is told by toString(). Places are the
/// source's. Charsets with shift states (ISO-2022) are cut where their bytes look like a comma.
///
/// Ownership: borrows the source. Keeps the head it was given, so that what was read once over the network is not read again.
class CsvText {
public:
    CsvText(Source &source, Charset charset, QByteArray head);

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
    const Charset &charset() const { return m_charset; }
    /// The text's bytes are UTF-8.
    bool isUtf8() const { return m_charset.kind != Charset::Kind::Named; }
    /// Each letter of ASCII is its own byte, wherever it stands: no escapes are between them.
    bool keepsAscii() const { return !m_charset.name.startsWith("ISO-2022") && !m_charset.name.startsWith("HZ"); }
    /// Of the source's letters, not of the text's.
    int unitBytes() const { return m_charset.unitBytes(); }
    const QByteArray &head() const { return m_head; }

private:
    Source &m_source;
    Charset m_charset;
    QByteArray m_head;  ///< the source's first bytes
};

}  // namespace tideline::session::table
