#include "core/base/workers.h"

#include <algorithm>
#include <atomic>
#include <system_error>
#include <thread>

namespace tideline {

namespace {

/// Tasks and the threads that take them in turn.
class ThreadTasks final : public RunningTasks {
public:
    ThreadTasks(std::vector<std::function<void()>> tasks, std::size_t threads) : m_tasks(std::move(tasks))
    {
        try {
            for (std::size_t i = 0; i < std::min(threads, m_tasks.size()); ++i)
                m_threads.emplace_back([this] { work(); });
        } catch (const std::system_error &) {
            // The system has no thread left: those that there are, the caller's at least, do all the work.
        }
    }
    ~ThreadTasks() override { work(); }

private:
    void work()
    {
        for (std::size_t i = m_next++; i < m_tasks.size(); i = m_next++)
            m_tasks[i]();
    }

    std::vector<std::function<void()>> m_tasks;
    std::atomic<std::size_t> m_next{0};
    std::vector<std::jthread> m_threads;  ///< last: they are waited for before the rest goes
};

/// Threads live for one run(): a run covers a batch of files, so their start (some 20 µs) is lost in it, and an idle
/// client holds no threads.
class ThreadWorkers final : public Workers {
public:
    explicit ThreadWorkers(int width) : m_width(width) {}

    void run(std::vector<std::function<void()>> tasks, int perThread) override
    {
        const ThreadTasks running(std::move(tasks), std::size_t(m_width * perThread) - 1);
    }
    std::unique_ptr<RunningTasks> start(std::vector<std::function<void()>> tasks) override
    {
        return std::make_unique<ThreadTasks>(std::move(tasks), std::size_t(m_width));
    }
    int width() const override { return m_width; }

private:
    int m_width;
};

}  // namespace

std::unique_ptr<Workers> makePool(int threads)
{
    const int cores = std::max(1, int(std::thread::hardware_concurrency()));
    return std::make_unique<ThreadWorkers>(threads > 0 ? threads : cores);
}

}  // namespace tideline
