#include "core/base/workers.h"

#include <algorithm>
#include <atomic>
#include <system_error>
#include <thread>

namespace tideline {

namespace {

/// Threads live for one run(): a run covers a batch of files, so their start (some 20 µs) is lost in it, and an idle
/// client holds no threads.
class ThreadWorkers final : public Workers {
public:
    explicit ThreadWorkers(int width) : m_width(width) {}

    void run(std::vector<std::function<void()>> tasks) override
    {
        std::atomic<std::size_t> next{0};
        auto work = [&] {
            for (std::size_t i = next++; i < tasks.size(); i = next++)
                tasks[i]();
        };
        std::vector<std::jthread> helpers;
        const std::size_t extra = std::min<std::size_t>(std::size_t(m_width), tasks.size());
        try {
            for (std::size_t i = 1; i < extra; ++i)
                helpers.emplace_back(work);
        } catch (const std::system_error &) {
            // The system has no thread left: those that there are, the caller's at least, do all the work.
        }
        work();
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
