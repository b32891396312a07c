#include "core/preview/thumbnail_store.h"

#include "core/preview/png_text.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QSaveFile>
#include <QStandardPaths>

#include <algorithm>

namespace tideline::preview {

namespace {
constexpr qint64 kLargestFile = 16 << 20;  // 1024 × 1024 pixels are 4 MiB before they are compressed
constexpr auto kOwnerOnly = QFileDevice::ReadOwner | QFileDevice::WriteOwner;

QString folderOf(ThumbnailSize size)
{
    switch (size) {
    case ThumbnailSize::Normal: return u"normal"_s;
    case ThumbnailSize::Large: return u"large"_s;
    case ThumbnailSize::XLarge: return u"x-large"_s;
    case ThumbnailSize::XXLarge: break;
    }
    return u"xx-large"_s;
}

QString failFolder()
{
    return u"fail/tideline-" TIDELINE_VERSION ""_s;
}

/// Makes the folder and those above it up to the store's own, for their owner alone.
bool makeFolder(const QString &store, const QString &folder)
{
    constexpr auto kAll = QFileDevice::ReadOwner | QFileDevice::WriteOwner | QFileDevice::ExeOwner;
    if (QDir(folder).exists())
        return true;
    if (folder.size() <= store.size()) {
        const QString above = QFileInfo(folder).path();
        return QDir().mkpath(above) && (QDir().mkdir(folder, kAll) || QDir(folder).exists());
    }
    return makeFolder(store, QFileInfo(folder).path()) && (QDir().mkdir(folder, kAll) || QDir(folder).exists());
}

Error notWritten(const QFileDevice &file)
{
    const bool full = file.error() == QFileDevice::ResourceError;
    return {full ? Error::Kind::DiskFull : Error::Kind::Io, u"The thumbnail could not be kept: %1."_s.arg(file.errorString()),
            file.fileName(), {}};
}
}  // namespace

ThumbnailSize thumbnailSizeFor(int pixels)
{
    for (const ThumbnailSize size : {ThumbnailSize::Normal, ThumbnailSize::Large, ThumbnailSize::XLarge})
        if (pixels <= int(size))
            return size;
    return ThumbnailSize::XXLarge;
}

ThumbnailStore::ThumbnailStore(QString folder) : m_folder(QDir::cleanPath(folder)) {}

QString ThumbnailStore::defaultFolder()
{
    return QStandardPaths::writableLocation(QStandardPaths::GenericCacheLocation) + u"/thumbnails"_s;
}

QByteArray ThumbnailStore::uriOf(const QByteArray &path)
{
    // g_filename_to_uri(): what RFC 2396 lets stand in a path.
    static constexpr QByteArrayView kPlain("!$&'()*+,-./:=@_~");
    QByteArray uri("file://");
    for (const char byte : path) {
        const bool letter = (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || (byte >= '0' && byte <= '9');
        if (letter || kPlain.contains(byte))
            uri += byte;
        else
            uri += '%' + QByteArray(1, byte).toHex().toUpper();
    }
    return uri;
}

QString ThumbnailStore::pathOf(const QByteArray &uri, const QString &below) const
{
    const QByteArray name = QCryptographicHash::hash(uri, QCryptographicHash::Md5).toHex();
    return u"%1/%2/%3.png"_s.arg(m_folder, below, QString::fromLatin1(name));
}

std::optional<QByteArray> ThumbnailStore::find(const QByteArray &uri, qint64 modifiedSeconds, ThumbnailSize size) const
{
    return read(uri, modifiedSeconds, folderOf(size));
}

bool ThumbnailStore::hasFailed(const QByteArray &uri, qint64 modifiedSeconds) const
{
    return read(uri, modifiedSeconds, failFolder()).has_value();
}

std::optional<QByteArray> ThumbnailStore::read(const QByteArray &uri, qint64 modifiedSeconds, const QString &below) const
{
    QFile file(pathOf(uri, below));
    if (!file.open(QIODevice::ReadOnly) || file.isSequential() || file.size() > kLargestFile)
        return {};
    QByteArray png = file.read(kLargestFile);
    const std::optional<std::vector<PngText>> texts = readPngText(png);
    if (!texts)
        return {};
    const auto says = [&](const char *key, const QByteArray &value) {
        return std::ranges::find(*texts, PngText{key, value}) != texts->end();
    };
    if (!says("Thumb::URI", uri) || !says("Thumb::MTime", QByteArray::number(modifiedSeconds)))
        return {};
    return png;
}

Result<void> ThumbnailStore::save(const QByteArray &uri, qint64 modifiedSeconds, ThumbnailSize size, const QByteArray &png) const
{
    return write(uri, modifiedSeconds, folderOf(size), png);
}

Result<void> ThumbnailStore::saveFailure(const QByteArray &uri, qint64 modifiedSeconds) const
{
    return write(uri, modifiedSeconds, failFolder(), emptyPng());
}

Result<void> ThumbnailStore::write(const QByteArray &uri, qint64 modifiedSeconds, const QString &below, const QByteArray &png) const
{
    if (uri.startsWith(uriOf(QFile::encodeName(m_folder)) + '/'))
        return {};
    const QByteArray told = withPngText(png, {{"Thumb::URI", uri}, {"Thumb::MTime", QByteArray::number(modifiedSeconds)},
                                              {"Software", "Tideline " TIDELINE_VERSION}});
    if (told.isEmpty())
        return Error{Error::Kind::Invalid, u"The thumbnail is no PNG."_s, QString::fromUtf8(uri), {}};
    const QString path = pathOf(uri, below);
    if (!makeFolder(m_folder, QFileInfo(path).path()))
        return Error{Error::Kind::Io, u"The folder for thumbnails could not be made."_s, QFileInfo(path).path(), {}};
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || !file.setPermissions(kOwnerOnly) || file.write(told) != told.size() || !file.commit())
        return notWritten(file);
    return {};
}

}  // namespace tideline::preview
