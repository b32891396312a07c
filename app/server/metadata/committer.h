// One commit in one transaction: base, tree, contents, history.
#pragma once

#include "app/server/api/principal.h"
#include "app/server/metadata/history_repository.h"
#include "app/server/metadata/project_repository.h"
#include "app/server/metadata/refusal.h"
#include "core/schema/wire/change.h"

#include <optional>
#include <variant>

namespace tideline::server {

/// Whether `cursor` is a point of this project's history in this epoch. Revision 0 is part of every history, as long as
/// its epoch is ours or null. Errors: Epoch.
Result<void> checkCursor(const HistoryRepository &history, const ProjectRow &project, const Epoch &epoch,
                         const wire::Cursor &cursor);

/// What a commit is made with.
struct CommitOrder {
    const wire::CommitRequest &request;
    ContentHash bodyHash;  ///< of the request as it came: the same key with another body is refused
    ProjectRow project;    ///< as it is in this transaction
    Principal principal;
    Epoch epoch;           ///< the server's
    qint64 nowMs = 0;
    std::optional<qint64> defaultQuota = {};  ///< the server's, for owners without one of their own
};

struct Committed {
    wire::CommitReply reply;
    bool repeated = false;  ///< the key was seen before: nothing was done now
};

/// What the order's key was answered before: a Committed that is repeated, or 422 idempotency_mismatch; nullopt: nothing.
/// Of the order only key, body hash, project and principal count.
Result<std::optional<std::variant<Committed, Refusal>>> answerBefore(store::Database &database, const CommitOrder &order);
/// Answers this key so from now on.
Result<void> keepAnswer(store::Database &database, const store::Transaction &transaction, const CommitOrder &order,
                        const wire::CommitReply &reply);

/// Makes a commit or refuses it; a refusal writes nothing.
/// Refusals: 422 idempotency_mismatch, 409 stale_base, 422 of TreeEdit, 422 chunk_missing {"need":[chunk ids]}, 422
/// content_unknown (a file without its chunks whose content the project never had) {"hashes":[…]}, 403 quota_exceeded (new
/// contents while the owner holds more than they may; their chunks were counted as they came) {"limit", "used", "needed"}.
/// Errors: Epoch (base is not of this history), Io, Timeout, DiskFull.
Result<std::variant<Committed, Refusal>> makeCommit(store::Database &database, const store::Transaction &transaction,
                                                    CommitOrder order);

}  // namespace tideline::server
