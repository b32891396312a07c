// The desktop's shared store of thumbnails, by the freedesktop specification.
#pragma once

#include "core/base/result.h"

#include <QByteArray>

#include <optional>

namespace tideline::preview {

enum class ThumbnailSize { Normal = 128, Large = 256, XLarge = 512, XXLarge = 1024 };

/// The smallest of the specification's sizes that is not smaller than `pixels`; the largest for more.
ThumbnailSize thumbnailSizeFor(int pixels);

/// Thumbnails that every program of this desktop shares: `…/thumbnails/large/MD5-OF-THE-URI.png`. A PNG tells in its text chunks whose
/// it is and of which time; both are compared when it is read, so a stale or foreign one is as good as none. What nobody can draw
/// is remembered for this version of Tideline alone.
///
/// Thread:    any, several at a time and in several processes: files are made whole under another name, and renamed.
/// Invariant: folders 0700, files 0600.
class ThumbnailStore {
public:
    /// `folder`: where the specification wants it ($XDG_CACHE_HOME/thumbnails, ~/.cache/thumbnails). Nothing is made before
    /// something is saved.
    explicit ThumbnailStore(QString folder = defaultFolder());
    static QString defaultFolder();

    /// The URI of an absolute path, escaped as GLib and KDE do it, so that all find the same file.
    static QByteArray uriOf(const QByteArray &path);

    /// The PNG for this file at this time (seconds since 1970); nullopt: none that fits, or it cannot be read.
    std::optional<QByteArray> find(const QByteArray &uri, qint64 modifiedSeconds, ThumbnailSize size) const;
    /// Whether this version failed at the file as it is.
    bool hasFailed(const QByteArray &uri, qint64 modifiedSeconds) const;

    /// Keeps the PNG, with what it needs to be found again. A thumbnail of what lies in the store itself is not kept.
    /// Errors: Invalid (no PNG), Io, DiskFull.
    Result<void> save(const QByteArray &uri, qint64 modifiedSeconds, ThumbnailSize size, const QByteArray &png) const;
    Result<void> saveFailure(const QByteArray &uri, qint64 modifiedSeconds) const;

private:
    QString pathOf(const QByteArray &uri, const QString &below) const;
    std::optional<QByteArray> read(const QByteArray &uri, qint64 modifiedSeconds, const QString &below) const;
    Result<void> write(const QByteArray &uri, qint64 modifiedSeconds, const QString &below, const QByteArray &png) const;

    QString m_folder;
};

}  // namespace tideline::preview
