// What the plan saw of a local file, as it is kept in the journal.
#pragma once

#include "core/files/file_system.h"
#include "core/store/tree_store.h"

namespace tideline::sync {

/// The row's file as FileSystem::stat would show it (ctime aside).
files::FileStat statOf(const store::LocalNode &row);
QByteArray encodeSeen(const store::LocalNode &row);
/// nullopt when the bytes are not what encodeSeen writes.
std::optional<files::FileStat> decodeSeen(const QByteArray &bytes);

}  // namespace tideline::sync
