// The profile's store for the service: readers that wait for nobody, and short writes.
#pragma once

#include "core/base/clock.h"
#include "core/store/project_store.h"

#include <atomic>
#include <functional>
#include <mutex>
#include <vector>

namespace tideline::sync {

/// Thread:    any. Each call has a connection to itself.
/// Ownership: its connections.
/// Invariant: a read never waits for a sync (WAL snapshots); a write waits for the engine's transaction in progress, and
///            is whole or not at all.
class StoreAccess {
public:
    /// Creates and upgrades the store. Errors: as store::openProjectStore().
    static Result<std::unique_ptr<StoreAccess>> open(const store::StoreLocation &location, Clock &clock);

    /// Calls `work(Database &)`, which returns a Result, on a read-only connection.
    template <typename Work>
    auto read(Work &&work) -> decltype(work(std::declval<store::Database &>()))
    {
        auto database = lend();
        if (!database)
            return database.error();
        auto result = work(**database);
        giveBack(*std::move(database));
        return result;
    }

    using Write = std::function<Result<void>(store::Database &, const store::Transaction &)>;
    /// Runs `work` in one transaction. While the engine holds the store it tries again, until `cancelled`.
    /// Errors: those of `work`, then nothing is written; Cancelled.
    Result<void> write(const Write &work, const std::atomic<bool> *cancelled = nullptr);

    const store::StoreLocation &location() const { return m_location; }

private:
    StoreAccess(store::StoreLocation location, std::unique_ptr<store::Database> writer)
        : m_location(std::move(location)), m_writer(std::move(writer))
    {
    }
    Result<std::unique_ptr<store::Database>> lend();
    void giveBack(std::unique_ptr<store::Database> reader);

    store::StoreLocation m_location;
    std::mutex m_writing;
    std::unique_ptr<store::Database> m_writer;
    std::mutex m_mutex;
    std::vector<std::unique_ptr<store::Database>> m_readers;
};

}  // namespace tideline::sync
