// Where stale values are computed anew: threads in the programs, by hand in tests.
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace tideline::cache {

/// Runs tasks that nobody waits for. A task gets nothing of who asked for it.
class Executor {
public:
    /// Tasks that have not begun are dropped; returns when the last that has begun has ended.
    virtual ~Executor() = default;
    /// Returns at once and runs nothing itself. Thread: any.
    virtual void post(std::function<void()> task) = 0;
};

/// Thread:    any.
/// Ownership: its threads, begun when they are first needed. They mostly wait for the network.
class ThreadExecutor final : public Executor {
public:
    explicit ThreadExecutor(std::size_t threads = 4) : m_width(threads) {}
    ~ThreadExecutor() override;
    void post(std::function<void()> task) override;

private:
    void work();

    std::size_t m_width;
    std::mutex m_mutex;
    std::condition_variable m_wake;
    std::deque<std::function<void()>> m_tasks;
    std::size_t m_idle = 0;
    bool m_quit = false;
    std::vector<std::thread> m_threads;
};

}  // namespace tideline::cache
