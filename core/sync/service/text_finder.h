// Search inside files: the index that is kept up behind the syncs, and what it finds, as rows.
#pragma once

#include "core/search/texts.h"
#include "core/sync/service/project_board.h"
#include "core/sync/service/store_access.h"

#include <condition_variable>
#include <set>
#include <thread>

namespace tideline::sync {

/// Thread:    any.
/// Ownership: its thread, the index. Borrows the store and the board, which outlive it.
/// Invariant: the thread sleeps without a timer until something changed; the engine's never waits for it. Without start() nothing is
///            read that no find() asked for.
class TextFinder {
public:
    /// `profile`: its folder; empty = in memory, and there is no index.
    TextFinder(const QString &profile, StoreAccess &store, ProjectBoard &board);
    ~TextFinder() { stop(); }

    /// Brings the index up to date, of all projects, and from then on after each changed().
    void start();
    /// Ends at the next file, for good.
    void stop();
    /// A sync of this project (project.number) ended that had something to do.
    void changed(qint64 project);

    struct Found {
        std::vector<store::TextMatch> matches;
        bool isComplete = true;  ///< every file was looked into
        qint64 unread = 0;       ///< how many wait, as far as that is known
        qint64 withoutRoom = 0;  ///< there is no room for them in the index
    };
    /// Where no thread keeps the index up, it is brought up to date first, for at most `patience`.
    /// Errors: Cancelled; those of the index and the store.
    Result<Found> find(const store::TextQuery &query, std::chrono::milliseconds patience, const std::atomic<bool> *cancelled);

private:
    void work();
    void wake(std::optional<qint64> project);
    bool isStopping() const { return m_isStopping.load(std::memory_order_relaxed); }

    search::Texts m_texts;
    Mutex m_mutex;
    std::condition_variable m_wake;
    std::set<qint64> m_changed TIDELINE_GUARDED_BY(m_mutex);
    bool m_isAllWanted TIDELINE_GUARDED_BY(m_mutex) = false;
    bool m_isBusy TIDELINE_GUARDED_BY(m_mutex) = false;
    std::atomic<bool> m_isKept = false;  ///< the thread keeps the index up
    std::atomic<bool> m_isStopping = false, m_hasFailed = false;
    std::atomic<qint64> m_unread = 0, m_withoutRoom = 0;
    std::thread m_thread;
};

}  // namespace tideline::sync
