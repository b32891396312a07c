// Asks a ListingSource on a thread of its own, so that the GUI thread never waits for the store.
#pragma once

#include "core/schema/listing_source.h"

#include <QObject>
#include <QThread>

#include <memory>

namespace tideline::ui {

/// One reader serves all models; questions are answered in turn.
///
/// Thread:    GUI; the source is used on the reader's own thread and deleted there.
/// Ownership: owns the source. A question whose receiver is gone, or whose `wanted` says no when its turn comes, is
///            dropped unanswered.
class ListingReader final : public QObject {
    Q_OBJECT
public:
    using OnPage = std::function<void(const Result<ListingPage> &)>;
    /// Asked on the reader's thread before the work: false = not wanted any more.
    using Wanted = std::function<bool()>;

    explicit ListingReader(std::shared_ptr<ListingSource> source, QObject *parent = nullptr);
    ~ListingReader() override;

    void ask(const ListingQuery &query, QObject *receiver, Wanted wanted, OnPage onPage);

private:
    std::shared_ptr<ListingSource> m_source;
    QThread m_thread;
    QObject m_worker;  ///< lives on m_thread: its events are the queue
};

}  // namespace tideline::ui
