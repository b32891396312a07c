// Who wrote what: every content of the run, what is owed to its writer, and what may be found at all.
#pragma once

#include "core/schema/manifest.h"

#include <QByteArray>

#include <map>
#include <set>

namespace tideline::sim {

inline constexpr char kDocument[] = "a document\n";  ///< the first line of a text that is edited line by line

/// The oracle's memory.
///
/// Invariant: a content that is `owed` was saved by a user and not thrown away by the same user before it had reached
///            the server; at the end it must be in a tree, a conflict copy, a trash or the server's history. One that
///            nobody has `thrown` away anywhere must be in the tree: only people delete.
class History {
public:
    struct Content {
        QByteArray bytes;
        Manifest manifest;
        bool owed = false;
        bool onServer = false;     ///< a commit that names it was made
        bool trashWillDo = false;  ///< it was saved into a file that the sync had parked already
        bool thrown = false;       ///< somebody replaced or deleted it somewhere, or a disk lost it
        QByteArray origin;         ///< "A notes/a.txt, action 17"
    };

    /// Somebody wrote these bytes; says their identity. They may from now on be found anywhere.
    ContentHash wrote(QByteArrayView bytes, const QByteArray &origin);
    /// A user's save of them is complete. `parked`: through a handle on a file that is no longer at its path.
    void owe(const ContentHash &id, bool parked);
    /// A user replaced or deleted them on the disk where they were: owed on only when the server has them.
    void thrownAway(const ContentHash &id);
    /// A loss of power took them before anyone had fsynced them: what was sent to the cloud must have been made durable before.
    void lostUnsynced(const ContentHash &id);
    /// A commit request as the server answered it, heard or not. What a 2xx names is on the server; and the same
    /// request must never be done twice, nor its repetition be refused. Says what is wrong; empty = nothing.
    QByteArray sawCommit(const QByteArray &request, int status, const QByteArray &reply);

    /// The server was restored from a backup: what came to it since is owed only as far as a disk has it (`onDisks`), be it
    /// in a trash, unless it is in a tree (`inTrees`).
    void serverWentBack(const std::set<ContentHash> &onDisks, const std::set<ContentHash> &inTrees);

    bool knows(const ContentHash &id) const { return m_contents.contains(id); }
    /// Whether it is a text with so many lines that two edits of it may be merged.
    static bool mayMerge(QByteArrayView bytes) { return bytes.count('\n') >= 2 && !bytes.contains('\0'); }
    /// Whether it has some lines, and somebody wrote each of them: what a merge may give (of which a crash may leave no
    /// other trace).
    bool isMerge(QByteArrayView bytes) const;
    const std::map<ContentHash, Content> &contents() const { return m_contents; }

    /// The identity that Tideline gives to bytes: that of their manifest.
    static Manifest manifestOf(QByteArrayView bytes);
    static ContentHash idOf(QByteArrayView bytes) { return manifestOf(bytes).hash(); }

private:
    std::map<ContentHash, Content> m_contents;
    std::map<ContentHash, QByteArray> m_commits;  ///< replies by the hash of their request
};

}  // namespace tideline::sim
