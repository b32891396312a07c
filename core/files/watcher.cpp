#include "core/files/watcher.h"

#include "core/files/folder_watches.h"
#include "core/files/posix_error.h"

#include <QFile>

#include <algorithm>
#include <atomic>
#include <future>
#include <map>
#include <mutex>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/inotify.h>
#include <thread>

namespace tideline::files {

namespace {

using SteadyClock = std::chrono::steady_clock;
using TimePoint = SteadyClock::time_point;

/// Between two looks at a busy queue: one writer would wake us for each of its writes otherwise.
constexpr std::chrono::milliseconds kNap{10};

}  // namespace

/// The thread with all state; others reach it by commands.
class Watcher::Thread {
public:
    Thread(Callback callback, WatcherOptions options, std::unique_ptr<InotifySource> source, FileDescriptor wake)
        : m_callback(std::move(callback)), m_options(options), m_source(std::move(source)), m_wake(std::move(wake)),
          m_watches(*m_source)
    {
        m_thread = std::jthread([this](const std::stop_token &stop) { run(stop); });
    }
    ~Thread()
    {
        m_thread.request_stop();
        wake();
    }

    /// Runs `command` on the thread and returns when it is done.
    void run(const std::function<void()> &command)
    {
        if (std::this_thread::get_id() == m_thread.get_id()) {  // from the callback
            command();
            publish();
            return;
        }
        std::promise<void> done;
        {
            const std::lock_guard lock(m_mutex);
            m_commands.push_back([&] {
                command();
                publish();
                done.set_value();
            });
        }
        wake();
        done.get_future().wait();
    }
    QString degraded(qint64 root) const
    {
        const std::lock_guard lock(m_mutex);
        const auto found = m_degraded.find(root);
        return found == m_degraded.end() ? QString() : found->second;
    }
    std::size_t watchedFolders() const { return m_size; }
    FolderWatches &watches() { return m_watches; }

private:
    void wake()
    {
        const quint64 one = 1;
        [[maybe_unused]] const ssize_t put = ::write(m_wake.get(), &one, sizeof one);  // full = awake already
    }
    void run(const std::stop_token &stop);
    void runCommands();
    bool drain();
    void deliver(TimePoint now);
    std::vector<WatchReport> takeReports(TimePoint now);
    bool isDue(const FolderWatches::Mark &mark, TimePoint now) const { return now >= dueAt(mark); }
    TimePoint dueAt(const FolderWatches::Mark &mark) const
    {
        return std::min(mark.last + m_options.settle, mark.first + m_options.atMost);
    }
    int millisecondsToSleep(TimePoint now);
    void publish();

    const Callback m_callback;
    const WatcherOptions m_options;
    const std::unique_ptr<InotifySource> m_source;
    const FileDescriptor m_wake;
    FolderWatches m_watches;  ///< the thread's own
    std::vector<char> m_buffer = std::vector<char>(64 << 10);

    mutable std::mutex m_mutex;
    std::vector<std::function<void()>> m_commands;  ///< guarded by m_mutex
    std::map<qint64, QString> m_degraded;           ///< guarded by m_mutex
    std::atomic<std::size_t> m_size = 0;
    std::jthread m_thread;  ///< last: ends before what it uses
};

void Watcher::Thread::run(const std::stop_token &stop)
{
    bool busy = false;
    while (!stop.stop_requested()) {
        const int sleep = millisecondsToSleep(SteadyClock::now());
        std::array<pollfd, 2> waits{pollfd{m_wake.get(), POLLIN, 0}, pollfd{m_source->fd(), POLLIN, 0}};
        const int nap = int(kNap.count());
        ::poll(waits.data(), busy ? 1 : 2, busy && (sleep < 0 || sleep > nap) ? nap : sleep);
        if (waits[0].revents) {
            quint64 count = 0;
            [[maybe_unused]] const ssize_t got = ::read(m_wake.get(), &count, sizeof count);
            runCommands();
        }
        busy = drain();
        const TimePoint now = SteadyClock::now();
        m_watches.settle(now);
        deliver(now);
    }
    runCommands();  // nobody is left waiting
}

void Watcher::Thread::runCommands()
{
    std::vector<std::function<void()>> commands;
    {
        const std::lock_guard lock(m_mutex);
        commands.swap(m_commands);
    }
    for (const auto &command : commands)
        command();
}

bool Watcher::Thread::drain()
{
    bool any = false;
    for (int i = 0; i < 100; ++i) {  // then the due reports go out, even in a storm
        const qint64 got = m_source->read(m_buffer);
        if (got <= 0)
            return any;
        any = true;
        const TimePoint now = SteadyClock::now();
        for (qint64 at = 0; at < got;) {
            const auto *event = reinterpret_cast<const inotify_event *>(m_buffer.data() + at);
            m_watches.handle(*event, now);
            at += qint64(sizeof(inotify_event)) + event->len;
        }
        if (got < qint64(m_buffer.size()) / 2)
            return any;  // the queue is empty, or as good as
    }
    return any;
}

void Watcher::Thread::deliver(TimePoint now)
{
    const std::vector<WatchReport> reports = takeReports(now);
    publish();
    for (const WatchReport &report : reports)
        m_callback(report);
}

std::vector<WatchReport> Watcher::Thread::takeReports(TimePoint now)
{
    auto &marks = m_watches.marks();
    auto &roots = m_watches.roots();
    std::map<FolderWatches::Index, WatchReport> reports;
    for (const auto &[index, root] : roots) {
        if (root.gone)
            reports[index];
    }
    for (const auto &[folder, mark] : marks) {
        if (isDue(mark, now))
            reports[m_watches.tree().rootOf(folder)];
    }
    if (reports.empty())
        return {};
    for (auto mark = marks.begin(); mark != marks.end();) {
        const auto report = reports.find(m_watches.tree().rootOf(mark->first));
        if (report == reports.end() || !(roots.at(report->first).moved || isDue(mark->second, now))) {
            ++mark;
            continue;
        }
        const auto below = m_watches.tree().pathOf(mark->first);
        if (!below) {  // on its way to elsewhere: told when it is there, forgotten when it does not come
            mark->second = {now, now};
            ++mark;
            continue;
        }
        if (auto path = RelativePath::parse(QByteArrayView(*below)))
            report->second.dirtyFolders.push_back(std::move(*path));
        mark = marks.erase(mark);
    }
    std::vector<WatchReport> all;
    for (auto &[index, report] : reports) {
        auto &root = roots.at(index);
        std::ranges::sort(report.dirtyFolders);
        report.root = root.number;
        report.rescanAll = std::exchange(root.rescan, false);
        report.rootGone = root.gone;
        report.degraded = root.degraded;
        root.moved = false;
        if (root.gone)
            m_watches.removeRoot(index);
        if (report.rootGone || report.rescanAll || !report.dirtyFolders.empty())
            all.push_back(std::move(report));
    }
    return all;
}

int Watcher::Thread::millisecondsToSleep(TimePoint now)
{
    std::optional<TimePoint> next = m_watches.nextSettle();
    for (const auto &[folder, mark] : m_watches.marks())
        next = std::min(next.value_or(TimePoint::max()), dueAt(mark));
    if (!next)
        return -1;
    if (*next <= now)
        return 0;
    return int(std::chrono::ceil<std::chrono::milliseconds>(*next - now).count());
}

void Watcher::Thread::publish()
{
    m_size = m_watches.tree().size();
    const std::lock_guard lock(m_mutex);
    m_degraded.clear();
    for (const auto &[index, root] : m_watches.roots()) {
        if (!root.degraded.isEmpty())
            m_degraded.emplace(root.number, root.degraded);
    }
}

Result<std::unique_ptr<Watcher>> Watcher::start(Callback callback, WatcherOptions options,
                                                std::unique_ptr<InotifySource> source)
{
    if (!source)
        source = std::make_unique<InotifySource>();
    FileDescriptor wake(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK));
    if (!source->isOpen() || !wake)
        return Error{Error::Kind::Io, u"The system gives no more file watchers."_s, u"inotify"_s,
                     u"Close other programs that watch folders, or raise fs.inotify.max_user_instances."_s};
    return std::unique_ptr<Watcher>(
        new Watcher(std::make_unique<Thread>(std::move(callback), options, std::move(source), std::move(wake))));
}

Watcher::Watcher(std::unique_ptr<Thread> thread) : m_thread(std::move(thread)) { }

Watcher::~Watcher() = default;

Result<void> Watcher::addRoot(qint64 root, const QString &path, Skips skips)
{
    Result<void> added;
    m_thread->run([&] {
        added = m_thread->watches().addRoot(root, QFile::encodeName(path), std::move(skips), SteadyClock::now());
    });
    return added;
}

void Watcher::removeRoot(qint64 root)
{
    m_thread->run([&] {
        FolderWatches &watches = m_thread->watches();
        if (const auto index = watches.rootOf(root); index != WatchTree::kNone)
            watches.removeRoot(index);
    });
}

QString Watcher::degraded(qint64 root) const
{
    return m_thread->degraded(root);
}

std::size_t Watcher::watchedFolders() const
{
    return m_thread->watchedFolders();
}

}  // namespace tideline::files
