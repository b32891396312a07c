// One client per folder: a lock on .tideline/lock.
#pragma once

#include "core/base/result.h"
#include "core/files/file_descriptor.h"

namespace tideline::files {

/// Keeps other clients (another program, another profile) from syncing the same folder. POSIX only; for the real disk.
///
/// Ownership: holds the lock until it goes; the system lets go of it when the process ends, however it ends.
/// Invariant: between take() and the destructor no other process, and no other TreeLock of this one, holds the same root.
class TreeLock {
public:
    /// `root` is a project's folder, with its `.tideline`. Returns at once.
    /// Errors: Refused (another client has it), NotFound (no root or no `.tideline`), Denied, Io (the disk has no locks).
    static Result<TreeLock> take(const QString &root);

private:
    explicit TreeLock(FileDescriptor file) : m_file(std::move(file)) {}
    FileDescriptor m_file;
};

}  // namespace tideline::files
