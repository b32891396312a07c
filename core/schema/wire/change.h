// Messages of the commit and change-feed endpoints, and their JSON. No sockets here.
#pragma once

#include "core/base/ids.h"
#include "core/schema/manifest.h"
#include "core/schema/node.h"

#include <QJsonArray>
#include <QJsonObject>

#include <optional>
#include <span>
#include <vector>

namespace tideline::wire {

/// One change of one node. In a commit it is an order, in the feed a report. A folder's move is one change.
/// JSON: {"op":"put","node","parent"(absent = root),"name","kind":"dir|file|symlink","executable","size",
/// "modified_ns","hash","chunks":[["s256:…",len],…],"target"} | {"op":"move","node","parent","name"} |
/// {"op":"delete","node"}. The feed adds "path" and "revision", and sends the whole node for put and move alike.
struct Change {
    enum class Op { Put, Move, Delete };
    Op op = Op::Put;
    Node node;                          ///< Delete: only the id; Move in a commit: id and place
    std::optional<Manifest> manifest;   ///< files: given when ≤ 64 chunks, else fetched by hash; one that is implied is not sent
    Revision revision = 0;              ///< feed: the commit that made it
    QByteArray path;                    ///< feed, for people; empty for Delete of an unknown path
};
QJsonObject toJson(const Change &change);
/// A JSON array of changes.
QByteArray toText(std::span<const Change> changes);
/// Names are checked with checkName(), the manifest against the hash and the size; a move without a revision is a commit's,
/// and what it says of a content is not read. Errors: Invalid, Corrupt.
Result<Change> changeFromJson(const QJsonObject &object);
/// Those of a JSON array that are right. Errors: Invalid (no array).
Result<std::vector<Change>> changesFromText(const QByteArray &text);

/// A point in a project's history that both sides can check.
struct Cursor {
    Epoch epoch;
    Revision revision = 0;
    ContentHash commitHash;  ///< null at revision 0
    bool operator==(const Cursor &) const = default;
};

/// POST /projects/{id}/commits. The changes are a set: the server makes them all and then checks the tree (unique
/// names, no orphan, no cycle), so their order does not matter, and two nodes may swap names.
struct CommitRequest {
    Cursor base;           ///< the client's cursor; JSON "base": {"epoch","revision","hash"}
    CommitKey key;         ///< header Idempotency-Key
    QString device;        ///< host name, for people
    QString message;
    std::vector<Change> changes;
};
/// 201 (or 200 on a repeat of the same key).
struct CommitReply {
    Cursor cursor;         ///< of this commit
    bool rebased = false;  ///< true: other commits lie between base and this one
};
QByteArray toText(const CommitRequest &request);
/// The same, where the text of its changes is there already.
QByteArray toText(const CommitRequest &request, const QByteArray &changes);
QJsonObject toJson(const CommitRequest &request);
Result<CommitRequest> commitRequestFromText(const QByteArray &text, const CommitKey &key);
Result<CommitRequest> commitRequestFromJson(const QJsonObject &object, const CommitKey &key);
QJsonObject toJson(const CommitReply &reply);
Result<CommitReply> commitReplyFromJson(const QJsonObject &object);

/// GET /projects/{id}/changes?epoch=&since=&hash=&until=&after=&limit=: each node that changed in (since, until], once,
/// in its state at `until`, ordered by (revision, node); folders above what they hold come in any order.
struct ChangePage {
    Cursor until;                 ///< the cursor to hold once all pages are applied
    std::vector<Change> changes;
    QString after;                ///< opaque; pass back for the next page; empty = this was the last page
};
QByteArray toText(const ChangePage &page);
QJsonObject toJson(const ChangePage &page);
/// The text's first member, where that is "after": known before the rest is read, so that the next page can be asked for meanwhile.
std::optional<QString> afterAtHead(QByteArrayView text);
/// Each change is whole, and of a revision from 1 to that of `until`. Errors: Invalid, Corrupt.
Result<ChangePage> changePageFromText(const QByteArray &text);
Result<ChangePage> changePageFromJson(const QJsonObject &object);

QJsonObject toJson(const Cursor &cursor);
Result<Cursor> cursorFromJson(const QJsonObject &object);
QJsonArray toJson(const Manifest &manifest);
Result<Manifest> manifestFromJson(const QJsonArray &array);

inline constexpr std::size_t kMaxInlineChunks = 64;
inline constexpr std::size_t kMaxCommitChanges = 10'000;
inline constexpr std::size_t kMaxNegotiateChunks = 10'000;
inline constexpr qsizetype kMaxManifests = 1000;  ///< POST /projects/{id}/manifests:fetch: hashes
inline constexpr qsizetype kMaxHistoryEntries = 5'000;  ///< POST /projects/{id}/history:find: as a commit's puts, without chunks

}  // namespace tideline::wire
