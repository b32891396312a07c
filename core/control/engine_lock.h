// One process owns the engine of a profile.
#pragma once

#include "core/base/result.h"

#include <QString>

#include <optional>

namespace tideline::control {

/// Holds an advisory lock (flock) on PROFILE/engine.lock until it is destroyed. The kernel lets go when the process
/// ends, however it ends; the file stays.
///
/// Thread:    any.
/// Invariant: at most one EngineLock of a profile exists on this machine. The lock's file holds the owner's pid, for people.
class EngineLock {
public:
    /// Errors: Conflict (another process owns it; its pid is in `what`), NotFound (no such profile folder), Denied, Io.
    static Result<EngineLock> acquire(const QString &profile);
    /// The pid of the process that owns the profile's engine now; nullopt when none does.
    static std::optional<qint64> owner(const QString &profile);

    EngineLock(EngineLock &&other) noexcept;
    EngineLock &operator=(EngineLock &&) = delete;
    ~EngineLock();

private:
    explicit EngineLock(int fd) : m_fd(fd) {}
    int m_fd;
};

}  // namespace tideline::control
