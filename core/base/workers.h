// Parallel pure work (hash, chunk, compress, transfer) as an effect: a pool in the programs, inline in the simulation.
#pragma once

#include <functional>
#include <memory>
#include <vector>

namespace tideline {

/// Tasks under way. Letting go of it waits for the last of them.
class RunningTasks {
public:
    virtual ~RunningTasks() = default;
};

/// Runs tasks that work on values and return through captured references.
class Workers {
public:
    virtual ~Workers() = default;
    /// Runs all tasks, possibly side by side, and returns when the last has ended. `perThread`: how many at a time for each of
    /// width(); more than one for tasks that wait for others most of the time.
    virtual void run(std::vector<std::function<void()>> tasks, int perThread = 1) = 0;
    /// Begins all tasks and returns, so that the caller can do other work meanwhile. What the tasks refer to must outlive
    /// what is returned.
    [[nodiscard]] virtual std::unique_ptr<RunningTasks> start(std::vector<std::function<void()>> tasks) = 0;
    /// How many tasks run at one time; at least 1.
    virtual int width() const = 0;
};

/// Runs each task in turn on the caller's thread: deterministic.
class InlineWorkers final : public Workers {
public:
    void run(std::vector<std::function<void()>> tasks, int = 1) override
    {
        for (auto &task : tasks)
            task();
    }
    std::unique_ptr<RunningTasks> start(std::vector<std::function<void()>> tasks) override
    {
        run(std::move(tasks));
        return std::make_unique<RunningTasks>();
    }
    int width() const override { return 1; }
};

/// A pool of `threads` threads (0 = one per core). The caller's thread takes part, so nested use cannot starve.
std::unique_ptr<Workers> makePool(int threads = 0);

}  // namespace tideline
