#include "core/base/relative_path.h"

#include <QStringDecoder>

#include <algorithm>
#include <utility>

namespace tideline {

namespace {

bool isAscii(QByteArrayView bytes)
{
    return std::ranges::all_of(bytes, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

/// What Unicode calls default ignorable: ext4 without case and HFS+ pass over such letters when they compare names, which
/// could hide our folder (git's CVE-2014-9390 is the model).
bool isIgnorable(uint letter)
{
    static constexpr std::pair<uint, uint> kRanges[] = {
        {0x00ad, 0x00ad},   {0x034f, 0x034f},   {0x061c, 0x061c},   {0x115f, 0x1160},   {0x17b4, 0x17b5},
        {0x180b, 0x180f},   {0x200b, 0x200f},   {0x202a, 0x202e},   {0x2060, 0x206f},   {0x3164, 0x3164},
        {0xfe00, 0xfe0f},   {0xfeff, 0xfeff},   {0xffa0, 0xffa0},   {0xfff0, 0xfff8},   {0x1bca0, 0x1bca3},
        {0x1d173, 0x1d17a}, {0xe0000, 0xe0fff},
    };
    return std::ranges::any_of(kRanges, [&](const auto &range) { return letter >= range.first && letter <= range.second; });
}

/// Without case. Taken apart first, since a letter folded together with its marks is not what it is folded alone.
QString folded(const QString &text, QString::NormalizationForm apart)
{
    return text.normalized(apart).toCaseFolded();
}

bool isValidUtf8(QByteArrayView bytes)
{
    if (isAscii(bytes))
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
    if (isAscii(name)) {
        if (name.size() < kOurs.size() || name.front() != '.')
            return false;
        bare = name.toByteArray().toLower();
    } else {
        QList<uint> letters = QString::fromUtf8(name).toUcs4();
        letters.removeIf(isIgnorable);
        const QString text = QString::fromUcs4(reinterpret_cast<const char32_t *>(letters.constData()), letters.size());
        bare = folded(text, QString::NormalizationForm_KD).normalized(QString::NormalizationForm_KC).toUtf8();
    }
    if (const qsizetype colon = bare.indexOf(':'); colon > 0)
        bare.truncate(colon);  // NTFS: a stream of the entry before it
    while (bare.size() > kOurs.size() && (bare.endsWith(' ') || bare.endsWith('.')))
        bare.chop(1);  // Windows drops trailing dots and spaces
    return bare == kOurs;
}

QByteArray nameKey(QByteArrayView name)
{
    if (isAscii(name))
        return name.toByteArray().toLower();
    return folded(QString::fromUtf8(name), QString::NormalizationForm_D).normalized(QString::NormalizationForm_C).toUtf8();
}

qsizetype extensionStart(QByteArrayView name)
{
    const qsizetype dot = name.lastIndexOf('.');
    return dot <= 0 || name.size() - dot > 16 ? name.size() : dot;
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
