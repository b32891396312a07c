// What the cloud said when it was asked for lists, so that a window need not wait for it again.
#pragma once

#include "core/cache/memoised.h"
#include "core/schema/cloud_project.h"
#include "core/sync/service/account_session.h"

namespace tideline::sync {

/// The lists that are asked from the cloud.
enum class CloudList { Projects, Members, Invitations, Snapshots, History, Folder, PastFolder };
/// What happened to a project of the cloud: which lists of it are old now.
enum class CloudChange {
    Content,    ///< a commit
    Members,    ///< who belongs to it, who is invited
    Snapshots,
    Record,     ///< its name and description
    Anything,
    Deleted,    ///< or taken away from this account
};
/// Of the kind of a push hint. Unknown words are Anything.
CloudChange cloudChangeOf(const QString &kind);

struct CloudAnswer {
    QJsonObject object;
    bool stale = false;  ///< a newer one may follow: `refreshed` is told when it does
};

/// Thread:    any.
/// Invariant: what is kept belongs to the account that was signed in when it was asked for, and is gone once it is not any more.
class CloudCache {
public:
    struct Parts {
        QString folder;  ///< empty = in memory alone
        Clock &clock;
        std::function<Result<AccountSession::Link>()> link;  ///< of now
        std::function<void(const Error *)> noteLink;         ///< a worker's request was answered, or not
        /// A list that somebody may show is old, or another one is there: ask again. `project` is null where there is none.
        std::function<void(CloudList list, const std::optional<ProjectId> &project)> refreshed;
        std::unique_ptr<cache::Executor> executor = std::make_unique<cache::ThreadExecutor>();
    };
    explicit CloudCache(Parts parts);
    ~CloudCache() { stop(); }
    /// No worker asks any more.
    void stop() { m_cache.stop(); }

    /// Whoever was signed in before is erased, in memory and on the disk. Empty: nobody is.
    void setAccount(const QString &account);

    /// GET `path` (from "/api/v1/" on) of the account that is signed in. Errors: those of the link and the cloud's.
    Result<CloudAnswer> ask(CloudList list, const std::optional<ProjectId> &project, const QByteArray &path, cache::Accept accept,
                            const std::atomic<bool> *cancelled);
    /// All projects, as {"items":[…]} in bytes, of this account.
    Result<cache::Got> projects(const QString &account, cache::Accept accept, const std::atomic<bool> *cancelled);
    /// The same as somebody heard it.
    void heardProjects(const QString &account, const std::vector<CloudProject> &projects);
    /// The newest there is; nullopt: nobody has asked, or it had to leave.
    std::optional<QByteArray> heldProjects(const QString &account) const;

    /// Of the account that is signed in. Tells `refreshed` of each list that was fresh until now.
    void changed(const std::optional<ProjectId> &project, CloudChange change);
    /// Hints may have been missed.
    void everythingChanged();
    cache::Statistics statistics() const { return m_cache.statistics(); }

private:
    void tell(const std::vector<cache::Key> &keys);
    QString account() const;

    std::function<Result<AccountSession::Link>()> m_link;
    std::function<void(CloudList, const std::optional<ProjectId> &)> m_refreshed;
    mutable std::mutex m_mutex;
    QString m_account;
    cache::Cache m_cache;
};

QByteArray toBytes(const std::vector<CloudProject> &projects);
/// One that this disk cannot hold, or that another version made, hides none of the others.
std::vector<CloudProject> cloudProjectsFromJson(const QJsonObject &object);
/// The verb that gives this list.
QString verbOf(CloudList list);

}  // namespace tideline::sync
