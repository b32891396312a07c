// The planner: a pure function of the three trees and the policy.
#pragma once

#include "core/schema/node.h"
#include "core/sync/planner/shared_node.h"

#include <QString>

#include <optional>
#include <unordered_set>
#include <vector>

namespace tideline::sync {

/// A node whose rows may differ, with its row in each tree.
struct PlanItem {
    NodeId id;
    SharedNode local;
    SharedNode remote;
    SharedNode synced;
    bool cloudOnly = false;  ///< the local row stands for a file whose bytes are in the cloud alone: it follows the cloud
    bool wanted = false;     ///< of such a file: its bytes are to come here
};

/// The rest of the trees: nodes that are settled, and who is where. Answers must not change while a plan is made.
class TreeLookup {
public:
    virtual ~TreeLookup() = default;
    virtual std::optional<Node> local(const NodeId &id) const = 0;
    virtual std::optional<Node> remote(const NodeId &id) const = 0;
    virtual std::optional<Node> localAt(const NodePlace &place) const = 0;
    virtual std::optional<Node> remoteAt(const NodePlace &place) const = 0;
};

struct PlanPolicy {
    QByteArray conflictMark;  ///< "conflict, HOST, 2026-11-21 14.05", for names of conflict copies
    qint64 guardFiles = 100;  ///< a plan that deletes more files than this …
    int guardPercent = 25;    ///< … and more than this share of all files waits for a yes
    qint64 fileCount = 0;     ///< files in the synced tree
    bool isWhole = false;     ///< the items are all that the local and the remote tree hold: a first sync, say
    NodeId parked;            ///< parent of local rows parked during a swap: counts as "not moved"
};

struct Operation {
    enum class Kind {
        Unify,         ///< store: the local node `node` is the remote node `other`, made on both sides
        KeepCopy,      ///< disk: rename the local version aside to `place`; it becomes a node of its own
        CreateLocal,   ///< disk: make folder, file or link at `place` with `content`
        ReplaceLocal,  ///< disk: put `content` in place of `seenLocal`
        MoveLocal,     ///< disk: rename to `place`
        DeleteLocal,   ///< disk: move to the trash (a folder: remove when empty)
        PutRemote,     ///< commit: `content` at `place`
        MoveRemote,    ///< commit: `place`
        DeleteRemote,  ///< commit
        Adopt,         ///< store: both sides agree on `place` and `content`
        Forget,        ///< store: it is gone on both sides
    };
    Kind kind = Kind::Adopt;
    NodeId node{};
    NodeId other{};          ///< Unify only
    NodePlace place{};       ///< where it is to be
    NodeContent content{};   ///< what it is to hold
    ContentHash base{};      ///< KeepCopy of a file: what both sides agreed on before; null = nothing
    qint64 baseSizeBytes = 0;
    SharedNode seenLocal{};  ///< the state that it was planned on
    SharedNode seenRemote{};
    const char *why = "";  ///< one clause for people
    bool awaited = false;  ///< ReplaceLocal: somebody asked for these bytes, and the file stays where it is
};
QString toString(Operation::Kind kind);

struct Plan {
    std::vector<Operation> operations;
    qint64 deletesLocal = 0;   ///< files
    qint64 deletesRemote = 0;  ///< files
    bool guardHolds = false;
    std::vector<NodeId> blocked;  ///< not yet hashed or unreadable: no part of the plan
};

/// Merges the three trees into the tree that both sides shall have, and gives the steps that lead there.
/// Pure: the same items, lookup and policy always give the same plan.
///
/// 1. Things made on both sides at one place, of one kind, are unified; when there are any, the plan is only that.
/// 2. Content: kPolicy. Place: a side that did not move follows the other; the server's place wins when both moved.
/// 3. A folder stays as long as anything in it stays.
/// 4. A cycle (A into B here, B into A there) takes the server's places.
/// 5. Two nodes at one place: the server's keeps the name, the other gets a conflict name.
Plan makePlan(const std::vector<PlanItem> &items, const TreeLookup &lookup, const PlanPolicy &policy);

/// "report (conflict, HOST, 2026-11-21 14.05).csv"; at most 255 bytes, cut between UTF-8 characters. `attempt` > 1 adds a
/// number before the closing bracket.
QByteArray conflictName(const QByteArray &name, const QByteArray &mark, int attempt);

}  // namespace tideline::sync
