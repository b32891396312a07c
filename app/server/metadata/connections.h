// The connections to the metadata: one that writes, and as many readers as there are calls at one time.
#pragma once

#include "app/server/metadata/query.h"
#include "core/base/mutex.h"
#include "core/store/database.h"

#include <functional>
#include <memory>
#include <vector>

namespace tideline::server {

/// Lends out connections.
///
/// Thread:    any.
/// Ownership: borrows the writing connection; owns the readers.
/// Invariant: at most one call uses a connection at one time; a write is one transaction, a read one snapshot.
class Connections {
public:
    using OpenReader = std::function<Result<std::unique_ptr<store::Database>>()>;
    /// Without `openReader` the writing connection serves reads as well.
    Connections(store::Database &writer, OpenReader openReader) : m_writer(writer), m_openReader(std::move(openReader))
    {
    }

    /// Calls `work(Database &, const Transaction &)` -> Result<T> in a transaction, committed when it succeeds.
    template <typename Work>
    auto write(Work work) -> std::invoke_result_t<Work, store::Database &, const store::Transaction &>
    {
        MutexLock lock(m_mutex);
        auto transaction = store::Transaction::begin(m_writer);
        if (!transaction)
            return internal(transaction.error());
        auto result = work(m_writer, *transaction);
        if (!result)
            return result;
        if (auto done = transaction->commit(); !done)
            return internal(done.error());
        return result;
    }

    /// Calls `work(Database &)` -> Result<T>; all that it reads is of one moment.
    template <typename Work>
    auto read(Work work) -> std::invoke_result_t<Work, store::Database &>
    {
        if (!m_openReader) {
            MutexLock lock(m_mutex);
            return work(m_writer);
        }
        auto reader = take();
        if (!reader)
            return internal(reader.error());
        if (auto begun = (*reader)->execute("BEGIN"); !begun)
            return internal(begun.error());
        auto result = work(**reader);
        if (auto ended = (*reader)->execute("COMMIT"); !ended)
            return internal(ended.error());  // this reader is dropped
        giveBack(*std::move(reader));
        return result;
    }

private:
    Result<std::unique_ptr<store::Database>> take() TIDELINE_EXCLUDES(m_idleMutex);
    void giveBack(std::unique_ptr<store::Database> reader) TIDELINE_EXCLUDES(m_idleMutex);

    Mutex m_mutex;
    store::Database &m_writer TIDELINE_GUARDED_BY(m_mutex);
    const OpenReader m_openReader;
    Mutex m_idleMutex;
    std::vector<std::unique_ptr<store::Database>> m_idle TIDELINE_GUARDED_BY(m_idleMutex);
};

}  // namespace tideline::server
