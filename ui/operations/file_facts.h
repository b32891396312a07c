// What a file or a folder is, read from the disk.
#pragma once

#include "ui/operations/file_operations.h"

namespace tideline::ui {

struct FileFacts {
    QString type;          ///< in the user's language: "CSV document"
    qint64 sizeBytes = 0;  ///< of a folder: of all files in it
    qint64 files = 0, folders = 0;  ///< inside; 0 of a file
    qint64 modifiedMs = 0; ///< Unix epoch, UTC
    bool isFile = false;
    bool executable = false;
    QString permissions;   ///< "rwxr-xr-x"
    QString owner;
};

// Any thread, blocking.

/// A folder is counted to its end, but for links' targets; what cannot be read counts nothing. Errors: NotFound, Cancelled.
Result<FileFacts> readFacts(const QString &path, WorkControl &control);
/// 64 digits. Errors: NotFound, Denied, Io, Cancelled.
Result<QString> sha256Of(const QString &path, WorkControl &control);

}  // namespace tideline::ui
