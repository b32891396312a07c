// Paths and names inside a project: the user's bytes, checked once, compared as they are.
#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QHashFunctions>
#include <QList>
#include <QString>

namespace tideline {

inline constexpr qsizetype kMaxNameBytes = 255;
inline constexpr qsizetype kMaxPathBytes = 4000;  ///< below Linux's PATH_MAX of 4096
inline constexpr qsizetype kMaxPathDepth = 256;

/// Whether `name` may be an entry of a project: valid UTF-8, 1–255 bytes, no '/' and no NUL, not "." or "..", and not
/// ours (isReservedName), and without a byte order mark at its head, which JSON would lose. Everything else is a user's
/// name and is kept byte for byte.
/// Errors: Invalid, with the reason in `what`.
Result<void> checkName(QByteArrayView name);

/// `.tideline` in any case or Unicode normalisation, with letters that file systems ignore: Tideline's own folder, never
/// synced.
bool isReservedName(QByteArrayView name);

/// A key under which names that a case-insensitive or normalising file system takes for one compare equal
/// (Unicode's canonical caseless matching, composed again). For comparison only; never stored as a name.
QByteArray nameKey(QByteArrayView name);

/// Where a name's extension begins: ".profile" has none, "data.tar.gz" has ".gz", as in file managers; the size when there is none.
qsizetype extensionStart(QByteArrayView name);

/// A '/'-separated path below a project's root; empty = the root. Only parse(), child() and parent() make one, so every
/// part has passed checkName().
class RelativePath {
public:
    RelativePath() = default;
    /// Errors: Invalid (a part fails checkName, leading or doubled '/', over 4,000 bytes or 256 parts).
    static Result<RelativePath> parse(QByteArrayView bytes);
    static Result<RelativePath> parse(const QByteArray &bytes) { return parse(QByteArrayView(bytes)); }
    static Result<RelativePath> parse(const QString &text) { return parse(QByteArrayView(text.toUtf8())); }

    bool isRoot() const { return m_bytes.isEmpty(); }
    const QByteArray &bytes() const { return m_bytes; }
    QString toString() const { return QString::fromUtf8(m_bytes); }
    /// The last part; empty for the root.
    QByteArray name() const;
    /// The folder that holds it; the root's parent is the root.
    RelativePath parent() const;
    /// Asserts that checkName(name) holds.
    RelativePath child(QByteArrayView name) const;
    QList<QByteArray> parts() const;
    /// What parse() asks of the whole. child() may pass it: a folder that is moved takes along what lies below it.
    /// Errors: Invalid (over 4,000 bytes or 256 parts).
    Result<void> checkLength() const;
    /// Whether it lies below `folder` or is it.
    bool isWithin(const RelativePath &folder) const;

    auto operator<=>(const RelativePath &other) const
    {
        return QByteArrayView(m_bytes).compare(QByteArrayView(other.m_bytes)) <=> 0;
    }
    bool operator==(const RelativePath &) const = default;

private:
    friend RelativePath ownPath(QByteArrayView below);
    QByteArray m_bytes;
};
inline size_t qHash(const RelativePath &path, size_t seed = 0)
{
    return ::qHash(path.bytes(), seed);
}

/// A path below Tideline's own folder in a project's root: ownPath("tmp/x") is ".tideline/tmp/x".
RelativePath ownPath(QByteArrayView below);

}  // namespace tideline
