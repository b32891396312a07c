// std::mutex with clang's thread-safety annotations: what a mutex guards is checked by the compiler.
#pragma once

#include <condition_variable>
#include <mutex>

#if defined(__clang__)
#define TIDELINE_THREAD(x) __attribute__((x))
#else
#define TIDELINE_THREAD(x)
#endif
// clang-format off
#define TIDELINE_GUARDED_BY(mutex) TIDELINE_THREAD(guarded_by(mutex))   ///< a member that needs the mutex held
#define TIDELINE_REQUIRES(...)     TIDELINE_THREAD(requires_capability(__VA_ARGS__))  ///< a function called with it held
#define TIDELINE_EXCLUDES(...)     TIDELINE_THREAD(locks_excluded(__VA_ARGS__))       ///< a function that takes it itself
// clang-format on

namespace tideline {

/// Guards memory shared between threads; held by a MutexLock. Not recursive.
class TIDELINE_THREAD(capability("mutex")) Mutex {
public:
    void lock() TIDELINE_THREAD(acquire_capability()) { m_mutex.lock(); }
    void unlock() TIDELINE_THREAD(release_capability()) { m_mutex.unlock(); }
    bool tryLock() TIDELINE_THREAD(try_acquire_capability(true)) { return m_mutex.try_lock(); }

private:
    friend class MutexLock;
    std::mutex m_mutex;
};

/// Holds a Mutex as long as it lives.
class TIDELINE_THREAD(scoped_lockable) MutexLock {
public:
    explicit MutexLock(Mutex &mutex) TIDELINE_THREAD(acquire_capability(mutex)) : m_lock(mutex.m_mutex) {}
    ~MutexLock() TIDELINE_THREAD(release_capability()) {}
    MutexLock(const MutexLock &) = delete;
    MutexLock &operator=(const MutexLock &) = delete;

    /// Lets go while it waits for `condition` to be notified; waking without a cause is possible, so test in a loop.
    void wait(std::condition_variable &condition) { condition.wait(m_lock); }

private:
    std::unique_lock<std::mutex> m_lock;
};

}  // namespace tideline
