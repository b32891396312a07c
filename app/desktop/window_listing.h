// The window's listings: from the store where the project is here, from the engine where it is in the cloud alone.
#pragma once

#include "core/control/protocol.h"
#include "core/schema/listing_source.h"
#include "core/store/store_location.h"

#include <atomic>
#include <memory>
#include <mutex>

namespace tideline::desktop {

/// The engine's handler, once it is reached; shared by the window's backend and its listings.
class EngineSlot {
public:
    void set(std::shared_ptr<control::VerbHandler> handler);
    std::shared_ptr<control::VerbHandler> get() const;
    /// A listing that it gave is old; how often that was said. Thread: any.
    void noteRefreshed() { ++m_refreshed; }
    quint64 refreshed() const { return m_refreshed; }

private:
    std::atomic<quint64> m_refreshed = 0;
    mutable std::mutex m_mutex;
    std::weak_ptr<control::VerbHandler> m_handler;  ///< weak: the backend alone decides how long it lives
};

/// Thread:    one at a time (the ListingReader's).
/// Ownership: opens its own read-only connection, at the first page.
class WindowListing final : public ListingSource {
public:
    WindowListing(store::StoreLocation location, std::shared_ptr<EngineSlot> engine)
        : m_location(std::move(location)), m_engine(std::move(engine)) {}
    Result<ListingPage> page(const ListingQuery &query) override;

private:
    Result<ListingPage> cloudPage(const ListingQuery &query);

    store::StoreLocation m_location;
    std::shared_ptr<EngineSlot> m_engine;
    std::unique_ptr<ListingSource> m_store;
    // The folder of the cloud last asked for: paging through it asks once, until the engine says that it is old.
    quint64 m_refreshed = 0;
    QString m_project;
    QByteArray m_folder;
    std::vector<ListingRow> m_rows;
};

}  // namespace tideline::desktop
