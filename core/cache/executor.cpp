#include "core/cache/executor.h"

#include <system_error>

namespace tideline::cache {

ThreadExecutor::~ThreadExecutor()
{
    {
        const std::lock_guard lock(m_mutex);
        m_quit = true;
        m_tasks.clear();
    }
    m_wake.notify_all();
    for (std::thread &thread : m_threads)
        thread.join();
}

void ThreadExecutor::post(std::function<void()> task)
{
    const std::lock_guard lock(m_mutex);
    m_tasks.push_back(std::move(task));
    if (m_tasks.size() > m_idle && m_threads.size() < m_width) {
        try {
            m_threads.emplace_back([this] { work(); });
        } catch (const std::system_error &) {
            // The system has no thread left: those that there are do the work, or the next post() tries again.
        }
    }
    m_wake.notify_one();
}

void ThreadExecutor::work()
{
    std::unique_lock lock(m_mutex);
    while (true) {
        ++m_idle;
        m_wake.wait(lock, [this] { return m_quit || !m_tasks.empty(); });
        --m_idle;
        if (m_quit)
            return;
        const std::function<void()> task = std::move(m_tasks.front());
        m_tasks.pop_front();
        lock.unlock();
        task();
        lock.lock();
    }
}

}  // namespace tideline::cache
