// An entry of a project's tree: a folder, file or symbolic link, by id, parent and name.
#pragma once

#include "core/base/content_hash.h"
#include "core/base/ids.h"

#include <QByteArray>

namespace tideline {

/// Numbers are stored and never change.
enum class NodeKind : quint8 { Folder = 0, File = 1, Symlink = 2 };
/// "dir", "file", "symlink"
QString toString(NodeKind kind);
Result<NodeKind> nodeKindFromString(QStringView text);

/// What a node holds. Equality is what sync means by "the same content": mtime and size do not take part.
struct NodeContent {
    NodeKind kind = NodeKind::Folder;
    bool executable = false;  ///< files only
    qint64 sizeBytes = 0;     ///< files only
    qint64 modifiedNs = 0;    ///< Unix epoch, UTC; travels with the content; 0 for folders
    ContentHash hash;         ///< files: Manifest::hash(); null in a local row = not yet hashed
    QByteArray target;        ///< symlinks: the link's bytes as they are

    bool sameAs(const NodeContent &other) const
    {
        return kind == other.kind && executable == other.executable && hash == other.hash && target == other.target;
    }
};

/// Where a node is. The root's children have a null parent.
struct NodePlace {
    NodeId parent;
    QByteArray name;
    bool operator==(const NodePlace &) const = default;
};

/// The place in the cloud of what stands at `onDisk`: a disk that takes the name for another entry's has it under an escaped one.
NodePlace cloudPlace(const NodePlace &onDisk);
/// What a place in the cloud is on a disk while nothing is in its way.
NodePlace diskPlace(const NodePlace &inCloud);

/// One row of a tree. The root has no row.
struct Node {
    NodeId id;
    NodePlace place;
    NodeContent content;
};

}  // namespace tideline
