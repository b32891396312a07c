#include "core/sync/service/change_watch.h"

namespace tideline::sync {

Result<void> ChangeWatch::start(std::chrono::milliseconds settle)
{
    files::WatcherOptions options;
    options.settle = settle;
    auto watcher = files::Watcher::start([this](const files::WatchReport &report) { takeReport(report); }, options);
    if (!watcher)
        return watcher.error();
    const std::lock_guard lock(m_mutex);
    m_watcher = *std::move(watcher);
    return {};
}

void ChangeWatch::stop()
{
    // Ended outside of the lock: their threads may be in a callback that wants it. And by this thread: the watcher's own cannot.
    std::unique_ptr<files::Watcher> watcher;
    std::shared_ptr<cloud::PushSession> push;
    {
        std::unique_lock lock(m_mutex);
        watcher = std::exchange(m_watcher, nullptr);
        push = std::exchange(m_push, nullptr);
        m_roots.clear();
        m_returned.wait(lock, [this] { return m_borrowed == 0; });
    }
}

ChangeWatch::Borrowed ChangeWatch::borrow()
{
    if (!m_watcher)
        return {};
    ++m_borrowed;
    return {m_watcher.get(), [this](files::Watcher *) {
                const std::lock_guard lock(m_mutex);
                --m_borrowed;
                m_returned.notify_all();
            }};
}

bool ChangeWatch::isRunning() const
{
    const std::lock_guard lock(m_mutex);
    return m_watcher != nullptr;
}

void ChangeWatch::watch(const LocalProject &project)
{
    Borrowed watcher;
    {
        const std::lock_guard lock(m_mutex);
        if (!m_watcher || m_roots.contains(project.number) || project.rootPath.isEmpty())
            return;
        watcher = borrow();
        m_roots[project.number].project = project;
    }
    addRoot(*watcher, project);
}

void ChangeWatch::addRoot(files::Watcher &watcher, const LocalProject &project)
{
    const auto filter = std::make_shared<WatchFilter>(m_store, project.number, project.rootPath);
    {
        const std::lock_guard lock(m_mutex);
        const auto root = m_roots.find(project.number);
        if (root == m_roots.end())
            return;
        root->second.filter = filter;
    }
    auto added = watcher.addRoot(project.number, project.rootPath,
                                 [filter](const RelativePath &folder) { return filter->skips(folder); });
    if (!added) {
        {
            const std::lock_guard lock(m_mutex);
            m_roots.erase(project.number);  // the next call tries again
        }
        if (added.error().kind == Error::Kind::Io)  // no watch is left; what is wrong with the folder itself, the sync says
            m_callbacks.degraded(project.id, added.error().what);
        return;
    }
    m_callbacks.degraded(project.id, watcher.degraded(project.number));
    m_callbacks.anythingChanged(project.id);  // what changed before it was watched
}

void ChangeWatch::unwatch(const LocalProject &project)
{
    Borrowed watcher;
    {
        const std::lock_guard lock(m_mutex);
        m_roots.erase(project.number);
        watcher = borrow();
    }
    if (watcher)
        watcher->removeRoot(project.number);
}

void ChangeWatch::takeReport(const files::WatchReport &report)
{
    Root root;
    Borrowed watcher;
    {
        const std::lock_guard lock(m_mutex);
        const auto found = m_roots.find(report.root);
        if (found == m_roots.end())
            return;
        root = found->second;
        watcher = borrow();
        if (report.rootGone)
            m_roots.erase(found);
    }
    if (!report.degraded.isEmpty())
        m_callbacks.degraded(root.project.id, report.degraded);
    if (report.rescanAll || report.rootGone)
        m_callbacks.anythingChanged(root.project.id);
    else
        m_callbacks.localChanged(root.project.id, report.dirtyFolders);
    if (watcher && !report.rootGone && root.filter && root.filter->isOutdated(report.dirtyFolders))
        addRoot(*watcher, root.project);  // by the new ignore rules
}

void ChangeWatch::setAccount(const std::optional<cloud::SignedIn> &account, std::shared_ptr<cloud::TokenSource> tokens, const cloud::NetworkSettings &network)
{
    std::shared_ptr<cloud::PushSession> old;
    {
        const std::lock_guard lock(m_mutex);
        old = std::exchange(m_push, nullptr);
    }
    old.reset();
    if (!account)
        return;
    auto server = cloud::ServerAddress::parse(QString::fromLatin1(account->secret.origin));
    if (!server)
        return;
    cloud::PushSession::Options options;
    options.server = *server;
    options.token = account->secret.token;
    options.tokens = std::move(tokens);
    options.device = account->secret.device;
    options.network = network;
    auto push = std::make_shared<cloud::PushSession>(
        options, cloud::PushSession::Callbacks{m_callbacks.linked, m_callbacks.unlinked, m_callbacks.hinted,
                                               m_callbacks.projects, m_callbacks.unlinked});
    const std::lock_guard lock(m_mutex);
    m_push = std::move(push);
}

void ChangeWatch::reconnectNow()
{
    const std::lock_guard lock(m_mutex);
    if (m_push)
        m_push->reconnectNow();
}

}  // namespace tideline::sync
