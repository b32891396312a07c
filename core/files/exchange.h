// Two entries change places, on disks that cannot do it in one step, too (NFS, exFAT, some FUSE).
#pragma once

#include "core/files/file_system.h"

namespace tideline::files {

/// As rename(), in one step, to a new name of our own: nothing may stand there. A disk far away may move an entry and say that it
/// failed, its reply being lost: where the entry has left `from` and stands at `to`, it has moved, whatever was said.
Result<void> moveToOwnName(FileSystem &disk, const RelativePath &from, const RelativePath &to);

/// As rename() with IfExists::Exchange; where the disk has no such step, in three: `to` goes aside beside `from`, `from` to
/// `to`, and what is aside to `from`. For a moment nothing stands at `to` then; where a crash or an error ends it half way,
/// asideOf(from) is there, and mendExchange() finishes or undoes it.
/// Errors: those of rename(). Either nothing has changed after one, or asideOf(from) is there.
Result<void> exchange(FileSystem &disk, const RelativePath &from, const RelativePath &to);

/// Where `to` waits meanwhile.
RelativePath asideOf(const RelativePath &from);

/// After an exchange that may have ended half way: `to` is there again, and what was aside is at `to` or at `from`. Does nothing
/// where nothing is aside. Errors: those of rename(); Conflict: others hold both places, and asideOf(from) is left.
Result<void> mendExchange(FileSystem &disk, const RelativePath &from, const RelativePath &to);

}  // namespace tideline::files
