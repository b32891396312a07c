#include "core/sync/service/text_finder.h"

#include <algorithm>
#include <sys/resource.h>
#include <unistd.h>

namespace tideline::sync {

namespace {

constexpr int kNiceness = 10;  ///< programs of people go first

search::Texts::Parts partsOf(const QString &profile, StoreAccess &store, ProjectBoard &board)
{
    search::Texts::Parts parts;
    parts.folder = profile.isEmpty() ? QString() : profile + u"/search_cache"_s;
    parts.read = [&store](const std::function<Result<void>(store::Database &)> &work) { return store.read(work); };
    parts.rootOf = [&board](qint64 number) {
        const auto all = board.all();
        const auto found = std::ranges::find_if(all, [&](const ProjectStatus &status) { return status.project.number == number; });
        return found == all.end() ? QString() : found->project.rootPath;
    };
    return parts;
}

}  // namespace

TextFinder::TextFinder(const QString &profile, StoreAccess &store, ProjectBoard &board) : m_texts(partsOf(profile, store, board)) {}

void TextFinder::start()
{
    if (m_isKept.exchange(true))
        return;
    wake({});
    m_thread = std::thread([this] { work(); });
}

void TextFinder::stop()
{
    {
        const MutexLock lock(m_mutex);
        m_isStopping = true;
        m_wake.notify_all();
    }
    if (m_thread.joinable())
        m_thread.join();
}

void TextFinder::changed(qint64 project)
{
    wake(project);
}

void TextFinder::wake(std::optional<qint64> project)
{
    const MutexLock lock(m_mutex);
    if (project)
        m_changed.insert(*project);
    else
        m_isAllWanted = true;
    m_wake.notify_all();
}

void TextFinder::work()
{
    (void)::setpriority(PRIO_PROCESS, id_t(::gettid()), kNiceness);  // of this thread alone; without it all works, too
    while (true) {
        std::optional<qint64> project;
        {
            MutexLock lock(m_mutex);
            m_isBusy = false;
            while (!m_isStopping && !m_isAllWanted && m_changed.empty())
                lock.wait(m_wake);
            if (m_isStopping)
                return;
            m_isBusy = true;
            if (m_isAllWanted)
                m_changed.clear();
            else
                project = m_changed.extract(m_changed.begin()).value();
            m_isAllWanted = false;
        }
        const auto unread = m_texts.catchUp(project, [this] { return isStopping(); }, [this](qint64 left) { m_unread = left; });
        m_hasFailed = !unread;  // the next change tries again, and find() says that not all was looked through
        if (unread)
            m_withoutRoom = project ? std::max<qint64>(m_withoutRoom, unread->withoutRoom) : unread->withoutRoom;
    }
}

Result<TextFinder::Found> TextFinder::find(const store::TextQuery &query, std::chrono::milliseconds patience, const std::atomic<bool> *cancelled)
{
    Found found;
    const auto look = [&]() -> Result<void> {
        if (!m_isKept) {
            const auto until = std::chrono::steady_clock::now() + patience;
            const auto isOver = [&] { return (cancelled && *cancelled) || isStopping() || std::chrono::steady_clock::now() > until; };
            const auto unread = m_texts.catchUp({}, isOver);
            if (!unread)
                return unread.error();
            found.unread = unread->files;
            found.withoutRoom = unread->withoutRoom;
            found.isComplete = unread->files == 0;
        }
        auto matches = m_texts.find(query, cancelled);
        if (!matches)
            return matches.error();
        found.matches = *std::move(matches);
        return {};
    };
    auto looked = look();
    if (!looked && looked.error().kind == Error::Kind::Corrupt) {
        wake({});  // it is made anew
        looked = m_isKept ? Result<void>() : look();
    }
    if (!looked)
        return looked.error();
    if (m_isKept) {
        const MutexLock lock(m_mutex);
        found.unread = m_unread;
        found.withoutRoom = m_withoutRoom;
        found.isComplete = !m_isBusy && !m_isAllWanted && m_changed.empty() && !m_hasFailed && m_unread == 0;
    }
    return found;
}

}  // namespace tideline::sync
