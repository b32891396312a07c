#include "core/base/relative_path.h"

#include <QStringDecoder>

#include <algorithm>

namespace tideline {

namespace {

bool isValidUtf8(QByteArrayView bytes)
{
    if (std::ranges::all_of(bytes, [](char c) { return static_cast<unsigned char>(c) < 0x80; }))
        return true;
    QStringDecoder decoder(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
    const QString text = decoder(bytes);
    return !decoder.hasError() && text.toUtf8() == bytes;
}

Error badName(const QString &what, QByteArrayView name)
{
    return {Error::Kind::Invalid, what, QString::fromUtf8(name.first(std::min<qsizetype>(name.size(), 80))),
            u"Rename it to sync it."_s};
}

}  // namespace

Result<void> checkName(QByteArrayView name)
{
    if (name.isEmpty())
        return badName(u"A name is empty."_s, name);
    if (name == "." || name == "..")
        return badName(u"The names . and .. are not entries."_s, name);
    if (name.size() > kMaxNameBytes)
        return badName(u"A name is longer than 255 bytes."_s, name);
    if (name.contains('/') || name.contains('\0'))
        return badName(u"A name contains / or NUL."_s, name);
    if (name.startsWith("\xef\xbb\xbf"))  // Qt and JSON drop it from the head of a text: the name would come back as another
        return badName(u"A name begins with a byte order mark."_s, name);
    if (!isValidUtf8(name))
        return badName(u"A name is not valid UTF-8."_s, name);
    if (isReservedName(name))
        return badName(u"The name .tideline is Tideline's own."_s, name);
    return {};
}

bool isReservedName(QByteArrayView name)
{
    constexpr QByteArrayView kOurs(".tideline");
    QByteArray bare;
    if (std::ranges::all_of(name, [](char c) { return static_cast<unsigned char>(c) < 0x80; })) {
        if (name.size() < kOurs.size() || name.front() != '.')
            return false;
        bare = name.toByteArray().toLower();
    } else {
        QString visible;
        const QString text = QString::fromUtf8(name).normalized(QString::NormalizationForm_KC).toCaseFolded();
        for (const QChar c : text) {
            // What HFS+ ignores when it compares names could hide our folder (git's CVE-2014-9390 is the model).
            const ushort u = c.unicode();
            const bool ignored = (u >= 0x200c && u <= 0x200f) || (u >= 0x202a && u <= 0x202e)
                                 || (u >= 0x206a && u <= 0x206f) || u == 0xfeff;
            if (!ignored)
                visible += c;
        }
        bare = visible.toUtf8();
    }
    if (const qsizetype colon = bare.indexOf(':'); colon > 0)
        bare.truncate(colon);  // NTFS: a stream of the entry before it
    while (bare.size() > kOurs.size() && (bare.endsWith(' ') || bare.endsWith('.')))
        bare.chop(1);  // Windows drops trailing dots and spaces
    return bare == kOurs;
}

QByteArray nameKey(QByteArrayView name)
{
    return QString::fromUtf8(name).normalized(QString::NormalizationForm_C).toCaseFolded().toUtf8();
}

Result<RelativePath> RelativePath::parse(QByteArrayView bytes)
{
    RelativePath path;
    if (bytes.isEmpty())
        return path;
    path.m_bytes = bytes.toByteArray();
    if (auto fits = path.checkLength(); !fits)
        return fits.error();
    for (const QByteArray &part : path.m_bytes.split('/')) {
        if (auto good = checkName(part); !good)
            return at(good.error(), QString::fromUtf8(bytes.first(std::min<qsizetype>(bytes.size(), 200))));
    }
    return path;
}

Result<void> RelativePath::checkLength() const
{
    if (m_bytes.size() > kMaxPathBytes)
        return Error{Error::Kind::Invalid, u"A path is longer than 4,000 bytes."_s, {}, u"Shorten it to sync it."_s};
    if (m_bytes.count('/') >= kMaxPathDepth)
        return Error{Error::Kind::Invalid, u"A path is deeper than 256 folders."_s, {}, u"Shorten it to sync it."_s};
    return {};
}

QByteArray RelativePath::name() const
{
    return m_bytes.sliced(m_bytes.lastIndexOf('/') + 1);
}

RelativePath RelativePath::parent() const
{
    RelativePath path;
    path.m_bytes = m_bytes.left(std::max<qsizetype>(0, m_bytes.lastIndexOf('/')));
    return path;
}

RelativePath RelativePath::child(QByteArrayView name) const
{
    Q_ASSERT(checkName(name) || m_bytes.startsWith(".tideline"));
    RelativePath path;
    path.m_bytes.reserve(m_bytes.size() + 1 + name.size());
    if (!isRoot())
        path.m_bytes.append(m_bytes).append('/');
    path.m_bytes.append(name);
    return path;
}

QList<QByteArray> RelativePath::parts() const
{
    return isRoot() ? QList<QByteArray>{} : m_bytes.split('/');
}

bool RelativePath::isWithin(const RelativePath &folder) const
{
    return folder.isRoot() || m_bytes == folder.m_bytes
           || (m_bytes.size() > folder.m_bytes.size() && m_bytes.startsWith(folder.m_bytes)
               && m_bytes[folder.m_bytes.size()] == '/');
}

RelativePath ownPath(QByteArrayView below)
{
    RelativePath path;
    path.m_bytes = ".tideline";
    if (!below.isEmpty())
        path.m_bytes.append('/').append(below);
    return path;
}

}  // namespace tideline
