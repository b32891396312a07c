// Plain file operations in a project's folder, as a file manager does them: never overwriting, and each can be taken back.
#pragma once

#include "core/base/result.h"

#include <QList>
#include <QMutex>
#include <QString>

#include <atomic>

namespace tideline::ui {

/// What an operation did to the disk.
struct FileChange {
    enum class Kind {
        Moved,    ///< from `from` to `to`
        Made,     ///< `to` is new; `from` is empty
        Trashed,  ///< from `from`; it lies in the desktop's trash at `to`
    };
    Kind kind = Kind::Made;
    QString from;  ///< absolute
    QString to;    ///< absolute
    /// What lies at `to`: its disk and inode; 0 = not known. Taking back touches nothing else that has got the name since.
    quint64 device = 0, inode = 0;
    bool operator==(const FileChange &other) const { return kind == other.kind && from == other.from && to == other.to; }
};
using FileChanges = QList<FileChange>;

/// Lets a running operation be watched and stopped.
///
/// Thread: any.
class WorkControl {
public:
    void cancel() { m_cancelled = true; }
    void reset();
    bool isCancelled() const { return m_cancelled; }
    void begin(const QString &name, qint64 sizeBytes);
    void setDone(qint64 bytes) { m_doneBytes = bytes; }

    struct Progress {
        QString name;  ///< of the file that is being copied; empty = none
        qint64 doneBytes = 0, sizeBytes = 0;
    };
    Progress progress() const;

private:
    std::atomic<bool> m_cancelled{false};
    std::atomic<qint64> m_doneBytes{0};
    mutable QMutex m_mutex;
    QString m_name;          ///< guarded by m_mutex
    qint64 m_sizeBytes = 0;  ///< guarded by m_mutex
};

// Any thread, blocking; paths are absolute. Sync finds out by itself what they did.

/// Renames `from` to `name` in the same folder. Errors: Invalid (not a name), Refused (the name is taken), NotFound, Io.
Result<FileChanges> renameEntry(const QString &from, const QString &name);
/// Makes an empty folder; a taken name gets " (2)". Errors: Invalid, Denied, Io.
Result<FileChanges> makeFolder(const QString &parent, const QString &name);
/// Makes a file with `content`; a taken name gets " (2)". Errors: Invalid, Denied, DiskFull, Io.
Result<FileChanges> makeFile(const QString &parent, const QString &name, const QByteArray &content);
/// Moves to the desktop's trash. Errors: NotFound, Refused (no trash on this disk: nothing was deleted).
Result<FileChanges> moveToTrash(const QString &path);
/// Copies a file, folder or link into `folder` under a free name. What is copied appears under its name only when it is whole; one that
/// failed or was cancelled leaves nothing. Errors: Io, DiskFull, Invalid (a name in it that is no text), Refused (into itself), Cancelled.
Result<FileChanges> copyInto(const QString &source, const QString &folder, WorkControl &control);
/// Moves it into `folder` under a free name; no change when it is there already. To another disk: a copy, then the original goes to the
/// desktop's trash. Errors: as copyInto(); Refused also of a folder that is a project's own, or holds one and goes to another disk.
Result<FileChanges> moveInto(const QString &source, const QString &folder, WorkControl &control);
/// Lets the owner execute the file, or not; whoever may read it follows. Errors: NotFound, Denied.
Result<void> setExecutable(const QString &path, bool executable);

/// Takes a change back and returns what that did, which may be taken back in turn: what was made goes to the desktop's trash, what was
/// trashed or moved comes back to its place, or beside it when that is taken. Errors: NotFound (it, or its folder, is gone), Refused (also:
/// something else has what was made's, or trashed's, name now), Io.
Result<FileChange> takeBack(const FileChange &change);

/// Where something grows in `folder` that will be named `name` when it is whole: a hidden place, at which nothing is.
QString unfinished(const QString &folder, const QString &name);
/// Gives it the first free name like `name` in `folder`, on the same disk; on an error it is removed. Errors: Io.
Result<FileChanges> giveName(const QString &made, const QString &folder, const QString &name);

/// "name.ext", else "name (2).ext", …: the first that is free in `folder`.
QString freeName(const QString &folder, const QString &name);

}  // namespace tideline::ui
