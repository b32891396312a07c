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

/// A file that a batch puts in place: its name below .tideline/tmp, in a folder there where that comes with it ("folder/name"), whose
/// it is, and what it holds.
struct PlacedFile {
    QByteArray temporary;
    NodeId node;
    ContentHash hash;
    /// Of the folder; empty when it comes by itself.
    QByteArray folder() const { return temporary.contains('/') ? temporary.left(temporary.indexOf('/')) : QByteArray(); }
};
QByteArray encodePlaced(const std::vector<PlacedFile> &placed);
/// What can be read of it.
std::vector<PlacedFile> decodePlaced(const QByteArray &bytes);

}  // namespace tideline::sync
