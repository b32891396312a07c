// Archives made of entries, and unpacked beside them. By libarchive, in this process: what it reads is as trusted as what one unpacks.
#pragma once

#include "ui/operations/file_operations.h"

#include <QStringList>

namespace tideline::ui {

/// Whether the name is one of an archive that unpackInto() knows: zip, 7z, tar, and tar compressed by gzip, bzip2, xz or zstd.
bool isArchiveName(const QString &name);
/// "results.tar.gz" is one of "results"; as it is when it is no archive's.
QString archiveStem(const QString &name);

// Any thread, blocking; paths are absolute. What is made appears under its name when it is whole; else nothing is left.

/// Packs files, folders and links into `folder`/`name`, each under its own last name; a taken name gets " (2)". The name's end says how: all
/// that isArchiveName() knows; a name without such an end gets ".zip". `.tideline` is left out, at any depth.
/// Errors: as copyInto(); Invalid (not a name, or one of an archive of a kind that cannot be written).
Result<FileChanges> packInto(const QStringList &sources, const QString &folder, const QString &name, WorkControl &control);

/// Unpacks into `folder`: what is alone at the archive's top under its own name, else a folder of the archive's name. Permissions are
/// kept but for set-user-id and the like; `.tideline` is left out, at any depth; owners are not kept. A second name of a file (a hard link)
/// becomes a copy. What a crash left of an earlier unpacking in `folder` is removed. So much of the disk as `keepFreeBytes` is not filled.
/// Errors: as copyInto(); Corrupt (no archive, or damaged), DiskFull, Refused (a name leads out of the folder, twice the same name, a second
/// name of what is no file; a password).
Result<FileChanges> unpackInto(const QString &archive, const QString &folder, WorkControl &control, qint64 keepFreeBytes = 256LL << 20);

}  // namespace tideline::ui
