// Hears of changes: of the disk by the watcher, of the cloud by push.
#pragma once

#include "core/cloud/push_session.h"
#include "core/cloud/sign_in.h"
#include "core/files/watcher.h"
#include "core/schema/local_project.h"
#include "core/sync/service/watch_filter.h"

#include <condition_variable>
#include <functional>
#include <map>
#include <memory>
#include <mutex>

namespace tideline::sync {

/// Thread:    public functions from any; the callbacks come on the watcher's and the push session's threads.
/// Ownership: the watcher and the push session; borrows the store.
/// Invariant: after stop() (and the destructor) no callback comes.
class ChangeWatch {
public:
    struct Callbacks {
        std::function<void(const ProjectId &, const std::vector<RelativePath> &)> localChanged;
        std::function<void(const ProjectId &)> anythingChanged;             ///< events were lost, or the root is gone
        std::function<void(const ProjectId &, const QString &)> degraded;   ///< empty = all is watched again
        std::function<void(const cloud::PushHint &)> hinted;
        std::function<void(std::vector<CloudProject>)> projects;            ///< as PushSession tells
        std::function<void(const QByteArray &session)> linked;
        std::function<void(const Error &)> unlinked;  ///< it tries again by itself, but for SignIn
    };
    ChangeWatch(StoreAccess &store, Callbacks callbacks) : m_store(store), m_callbacks(std::move(callbacks)) {}
    ~ChangeWatch() { stop(); }

    /// Errors: Io (the system gives no watches at all); the periodic check then has to do.
    Result<void> start(std::chrono::milliseconds settle);
    void stop();
    bool isRunning() const;

    /// Watches the project's root from now on; does nothing when it is watched or no watcher runs. A root that is not there
    /// is tried again by the next call.
    void watch(const LocalProject &project);
    void unwatch(const LocalProject &project);
    /// Connects with this account; the old connection ends. nullopt: only ends.
    void setAccount(const std::optional<cloud::SignedIn> &account, std::shared_ptr<cloud::TokenSource> tokens = {},
                    const cloud::NetworkSettings &network = {});
    /// The network is back, as others saw.
    void reconnectNow();

private:
    struct Root {
        LocalProject project;
        std::shared_ptr<WatchFilter> filter;
    };
    /// The watcher, which is not ended before it is given back; null where there is none. The mutex is held.
    using Borrowed = std::unique_ptr<files::Watcher, std::function<void(files::Watcher *)>>;
    Borrowed borrow();
    void takeReport(const files::WatchReport &report);
    void addRoot(files::Watcher &watcher, const LocalProject &project);

    StoreAccess &m_store;
    Callbacks m_callbacks;
    mutable std::mutex m_mutex;
    std::map<qint64, Root> m_roots;  ///< those watched, by the project's number
    std::unique_ptr<files::Watcher> m_watcher;
    int m_borrowed = 0;
    std::condition_variable m_returned;
    std::shared_ptr<cloud::PushSession> m_push;
};

}  // namespace tideline::sync
