// Brings the remote tree up to the cloud's head, in one transaction with the cursor.
#pragma once

#include "core/base/workers.h"
#include "core/cloud/channel.h"
#include "core/schema/local_project.h"
#include "core/schema/wire/change.h"
#include "core/store/tree_store.h"
#include "core/sync/engine.h"

namespace tideline::sync {

/// Thread:    the engine's; a page is read on Workers while the one before is written down.
/// Invariant: the remote tree is always one that the server had at the cursor's revision; a reply that is cut, foreign or
///            impossible changes nothing.
class Puller {
public:
    Puller(cloud::Channel &channel, store::TreeStore &trees, Workers &workers) :
        m_channel(channel), m_trees(trees), m_workers(workers)
    {
    }

    /// Applies everything since `project`'s cursor and moves the cursor (in `project` and in the store). When the server's
    /// history does not contain the cursor, what was agreed is forgotten and the whole tree is read anew: the plan
    /// that follows is a union. Returns the number of changes.
    /// Errors: Offline, Timeout, SignIn, Denied, NotFound (no such project), Corrupt.
    Result<qint64> pull(LocalProject &project, const SyncOptions &options);
    /// True when the last pull had to start anew.
    bool startedAnew() const { return m_startedAnew; }

private:
    Result<QByteArray> pageText(const LocalProject &project, const std::optional<wire::Cursor> &until, const QString &after) const;
    Result<void> clearRemote(const NodeId &folder, const store::Transaction &transaction);
    Result<void> keepManifests(const std::vector<wire::Change> &changes, const store::Transaction &transaction);

    cloud::Channel &m_channel;
    store::TreeStore &m_trees;
    Workers &m_workers;
    bool m_startedAnew = false;
};

/// POSTs JSON and parses the JSON object of a 2xx reply; other replies are Errors (cloud::cloudError).
Result<QJsonObject> callJson(cloud::Channel &channel, const QByteArray &method, const QByteArray &path,
                             const std::optional<QJsonObject> &body, const QString &step);
/// The same with JSON that is written already.
Result<QJsonObject> postJson(cloud::Channel &channel, const QByteArray &path, const QByteArray &text, const QString &step,
                             const std::map<QByteArray, QByteArray> &headers);
/// "/api/v1/projects/prj_…"
QByteArray projectPath(const LocalProject &project);

}  // namespace tideline::sync
