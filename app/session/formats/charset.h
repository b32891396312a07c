// In which charset a text is written, and its bytes as characters.
#pragma once

#include <QByteArray>
#include <QString>

namespace tideline::session {

/// How the bytes of a text stand for characters.
struct Charset {
    enum class Kind : quint8 { Utf8, Utf16Le, Utf16Be, Utf32Le, Utf32Be, Named };
    Kind kind = Kind::Utf8;
    QByteArray name = "UTF-8";  ///< as people write it; ICU knows it too
    int markBytes = 0;          ///< of the byte order mark at the file's start

    /// Characters begin at multiples of so many bytes.
    int unitBytes() const;
    bool operator==(const Charset &) const = default;
};

/// "UTF-8", with a word on where it is known from when that is not plain.
QString nameOf(const Charset &charset);

/// The charset of a text that begins with `head` (64 KiB, or as much around the first byte that is not ASCII, say enough; it may end
/// within a character). The byte order mark decides; else NULs at every second byte; else UTF-8 where nearly everything is valid; else
/// what uchardet guesses; else windows-1252.
Charset charsetOf(QByteArrayView head);

/// Whether a person would call a file that begins so a text: no NULs (but UTF-16's and UTF-32's), hardly any control characters.
bool looksLikeText(QByteArrayView head);

enum class End {
    Open,    ///< more bytes follow: a character that is not whole is left
    Closed,  ///< it is U+FFFD
};
struct Decoded {
    QString text;           ///< without lone surrogates; what is no character is U+FFFD
    qsizetype bytes = 0;    ///< that `text` stands for
    qsizetype faults = 0;   ///< how often U+FFFD stands in it, whoever wrote it
};
Decoded decode(QByteArrayView bytes, const Charset &charset, End end);

/// The text as it is shown, of the same length but for "\r\n": newlines are '\n', control characters are pictures of them (U+2400
/// and so on, U+2426 where there is none), and Unicode's own line ends, at which a view would break a line, are U+2424.
QString readable(QString text);

}  // namespace tideline::session
