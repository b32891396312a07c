// The window's listings, out of the store.
#pragma once

#include "core/schema/listing_source.h"
#include "core/schema/local_project.h"
#include "core/store/database.h"
#include "core/store/listing_order.h"
#include "core/store/store_location.h"

#include <functional>
#include <map>
#include <optional>
#include <unordered_set>

namespace tideline::store {

/// Lists a folder as the union of local_node and remote_node by place. An entry of the remote tree alone is left out
/// where this device has the node elsewhere (moved here, not yet there) or had it (deleted here, not yet there). Entries
/// that a scan skipped are listed with the reason. What is not settled is Waiting: whether a sync is at it, the store does
/// not know.
///
/// Thread:    one at a time.
/// Ownership: owns a connection of its own, which only reads.
/// Invariant: a page is read in one snapshot. The order of the folder last asked for is kept until the store changes.
class SqliteListing final : public ListingSource {
public:
    /// The store must have been opened by openProjectStore() before. Errors: as openProjectReader().
    static Result<std::unique_ptr<SqliteListing>> open(const StoreLocation &location);
    ~SqliteListing() override;

    Result<ListingPage> page(const ListingQuery &query) override;

private:
    /// The folder in both trees; it can be in one alone.
    struct Folder {
        std::optional<NodeId> local;
        std::optional<NodeId> remote;
    };
    /// What is said of a name in this folder, or of something below it.
    struct Trouble {
        SyncState state = SyncState::Error;
        QString what;
        bool itself = false;   ///< not only something below it
        bool skipped = false;  ///< in no tree: the entry is listed for this alone
    };
    /// Of one node in one tree.
    struct Values {
        NodeContent content;
        int presence = 0;       ///< local: Presence
        Revision revision = 0;  ///< remote
    };

    explicit SqliteListing(std::unique_ptr<Database> database);
    Result<ListingPage> pageInSnapshot(const ListingQuery &query);
    qint64 pageAround(const ListingQuery &query);
    Result<void> load(const ListingQuery &query);
    Result<Folder> findFolder(const QByteArray &path) const;
    Result<void> loadTroubles(const QByteArray &path);
    Result<void> loadBusyFolders();
    Result<void> loadEntries(const ListingQuery &query);
    using OnEntry = std::function<Result<void>(ListingOrder::Entry entry, qint64 sortedBy)>;
    Result<std::unordered_set<NodeId>> foldersHere() const;
    Result<void> eachLocal(ListingSort sort, const OnEntry &take) const;
    Result<void> eachOnlyRemote(ListingSort sort, const OnEntry &take) const;
    Result<std::optional<Values>> values(bool local, const NodeId &node) const;
    Result<std::optional<NodeId>> remoteAt(const QByteArrayView &name) const;
    Result<bool> isUnsettled(const NodeId &node) const;
    Result<ListingRow> row(const ListingOrder::Entry &entry) const;

    std::unique_ptr<Database> m_database;
    // What the last page needed; good while `m_version` is the store's.
    qint64 m_version = -1;
    ListingQuery m_query;
    LocalProject m_project;
    Folder m_folder;
    std::map<QByteArray, Trouble, std::less<>> m_troubles;
    std::unordered_set<NodeId> m_busyFolders;
    bool m_isFewUnsettled = false;
    std::unique_ptr<ListingOrder> m_order;
};

}  // namespace tideline::store
