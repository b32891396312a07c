// What packing and unpacking say when they fail.
#pragma once

#include "core/base/result.h"

#include <QCoreApplication>

#include <cerrno>
#include <cstring>

namespace tideline::ui {

struct ArchiveText {
    Q_DECLARE_TR_FUNCTIONS(FileOperations)
};

inline Error::Kind archiveKind(int failure)
{
    return failure == ENOSPC || failure == EDQUOT     ? Error::Kind::DiskFull
        : failure == EACCES || failure == EPERM       ? Error::Kind::Denied
        : failure == ENOENT                           ? Error::Kind::NotFound
                                                      : Error::Kind::Io;
}

inline Error archiveFailed(const QString &what, const QString &where, int failure = errno)
{
    return {archiveKind(failure), what, where, QString::fromLocal8Bit(std::strerror(failure))};
}

inline Error archiveStopped(const QString &where)
{
    return {Error::Kind::Cancelled, ArchiveText::tr("It was stopped."), where, {}};
}

}  // namespace tideline::ui
