// The folder that holds all the server's state, and the lock that lets one server at a time serve it.
#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QString>

namespace tideline::server {

/// DIR/meta.sqlite, DIR/packs, DIR/first-token, DIR/lock.
///
/// Thread:    the one that made it.
/// Invariant: DIR belongs to its user alone (0700) from the moment it exists.
class DataFolder {
public:
    /// Makes DIR and the folders above it when they are missing. Errors: Denied, Io, Invalid (it is no folder).
    static Result<DataFolder> open(const QString &path);
    DataFolder(DataFolder &&other) noexcept;
    DataFolder &operator=(DataFolder &&) = delete;
    ~DataFolder();

    /// Keeps other servers out until this object or the process ends, however it ends.
    /// Errors: Refused (another server serves this folder), Io.
    Result<void> lock();

    const QString &path() const { return m_path; }
    QString databasePath() const { return m_path + u"/meta.sqlite"_s; }
    QString firstTokenPath() const { return m_path + u"/first-token"_s; }

private:
    explicit DataFolder(QString path) : m_path(std::move(path)) {}
    QString m_path;
    int m_lock = -1;
};

/// Writes a file whole, 0600: beside it, fsynced, renamed. Errors: Denied, DiskFull, Io.
Result<void> writePrivateFile(const QString &path, QByteArrayView bytes);

}  // namespace tideline::server
