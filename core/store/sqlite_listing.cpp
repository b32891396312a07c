#include "core/store/sqlite_listing.h"

#include "core/store/node_columns.h"
#include "core/store/project_store.h"

#include <QScopeGuard>

namespace tideline::store {

namespace {

constexpr qint64 kMsInNs = 1'000'000;

bool sameListing(const ListingQuery &a, const ListingQuery &b)
{
    return a.project == b.project && a.folder == b.folder && a.sort == b.sort && a.descending == b.descending
           && a.filter == b.filter && a.hidden == b.hidden;
}

}  // namespace

SqliteListing::SqliteListing(std::unique_ptr<Database> database) : m_database(std::move(database)) {}
SqliteListing::~SqliteListing() = default;

Result<std::unique_ptr<SqliteListing>> SqliteListing::open(const StoreLocation &location)
{
    auto database = openProjectReader(location);
    if (!database)
        return database.error();
    // 8 MiB of pages: going through a large folder again reads little from the disk.
    if (auto done = (*database)->execute("PRAGMA cache_size = -8192"); !done)
        return done.error();
    return std::unique_ptr<SqliteListing>(new SqliteListing(*std::move(database)));
}

Result<ListingPage> SqliteListing::page(const ListingQuery &query)
{
    if (auto begun = m_database->execute("BEGIN"); !begun)
        return begun.error();
    const auto end = qScopeGuard([this] { (void)m_database->execute("ROLLBACK"); });  // nothing was written
    return pageInSnapshot(query);
}

Result<ListingPage> SqliteListing::pageInSnapshot(const ListingQuery &query)
{
    // Reading the schema's version begins the snapshot; data_version then tells whether anyone has written since.
    if (const auto begun = m_database->integer("SELECT count(*) FROM sqlite_schema"); !begun)
        return begun.error();
    const auto version = m_database->integer("PRAGMA data_version");
    if (!version)
        return version.error();
    if (!m_order || m_version != version->value_or(0) || !sameListing(m_query, query)) {
        m_order.reset();
        if (auto loaded = load(query); !loaded)
            return loaded.error();
        m_query = query;
        m_version = version->value_or(0);
    }
    ListingPage page;
    page.total = m_order->count();
    const qint64 from = std::clamp<qint64>(query.around.isEmpty() ? query.offset : pageAround(query), 0, page.total);
    page.offset = from;
    const qint64 to = std::clamp<qint64>(query.limit, 0, page.total - from) + from;
    m_order->sort(to);
    page.rows.reserve(std::size_t(to - from));
    for (qint64 i = from; i < to; ++i) {
        auto next = row(m_order->at(i));
        if (!next)
            return next.error();
        page.rows.push_back(*std::move(next));
    }
    return page;
}

/// Where the page begins that holds `query.around`; the offset asked for when nothing is named so.
qint64 SqliteListing::pageAround(const ListingQuery &query)
{
    m_order->sort(m_order->count());
    for (qint64 i = 0; i < m_order->count(); ++i) {
        if (m_order->at(i).name == query.around)
            return i - i % std::max<qint64>(1, query.limit);
    }
    return query.offset;
}

Result<std::optional<SqliteListing::Values>> SqliteListing::values(bool local, const NodeId &node) const
{
    auto query = m_database->prepare(
        local ? "SELECT kind, executable, size, modified_ns, target, presence, 0 FROM local_node WHERE project = ? AND node = ?"
              : "SELECT kind, executable, size, modified_ns, target, 0, revision FROM remote_node WHERE project = ? AND node = ?");
    if (!query)
        return query.error();
    const auto found = query->bind(1, m_project.number).bindBlob(2, idView(node)).step();
    if (!found)
        return found.error();
    if (!*found)
        return std::optional<Values>();
    Values values;
    values.content.kind = NodeKind(query->integer(0));
    values.content.executable = query->integer(1) != 0;
    values.content.sizeBytes = query->integer(2);
    values.content.modifiedNs = query->integer(3);
    values.content.target = query->blob(4);
    values.presence = int(query->integer(5));
    values.revision = query->integer(6);
    return std::optional(values);
}

Result<std::optional<NodeId>> SqliteListing::remoteAt(const QByteArrayView &name) const
{
    if (!m_folder.remote)
        return std::optional<NodeId>();
    auto query = m_database->prepare("SELECT node FROM remote_node WHERE project = ? AND parent = ? AND name = ?");
    if (!query)
        return query.error();
    const auto found = query->bind(1, m_project.number).bindBlob(2, idView(*m_folder.remote)).bindBlob(3, name).step();
    if (!found)
        return found.error();
    return *found ? std::optional(idAt(*query, 0)) : std::optional<NodeId>();
}

Result<bool> SqliteListing::isUnsettled(const NodeId &node) const
{
    auto query = m_database->prepare("SELECT 1 FROM unsettled WHERE project = ? AND node = ?");
    if (!query)
        return query.error();
    return query->bind(1, m_project.number).bindBlob(2, idView(node)).step();
}

Result<ListingRow> SqliteListing::row(const ListingOrder::Entry &entry) const
{
    ListingRow row;
    row.name = entry.name.toByteArray();
    row.kind = entry.folder ? NodeKind::Folder : NodeKind::File;
    const auto trouble = m_troubles.find(row.name);
    if (entry.in == ListedIn::Problems) {
        row.state = SyncState::Error;
        row.inCloud = false;
        row.what = trouble == m_troubles.end() ? QString() : trouble->second.what;
        return row;
    }
    auto local = entry.in == ListedIn::Local ? values(true, entry.node) : std::optional<Values>();
    if (!local)
        return local.error();
    auto remote = values(false, entry.node);
    if (remote && !*remote && entry.in == ListedIn::Local) {  // both sides made an entry of this name, each its own
        const auto other = remoteAt(entry.name);
        if (!other)
            return other.error();
        if (*other)
            remote = values(false, **other);
    }
    if (!remote)
        return remote.error();
    const auto unsettled = isUnsettled(entry.node);
    if (!unsettled)
        return unsettled.error();

    const bool present = *local && (*local)->presence == 0;
    const Values shown = present || !*remote ? (*local ? **local : Values{}) : **remote;
    row.kind = shown.content.kind;
    row.here = present;
    row.inCloud = remote->has_value();
    row.executable = shown.content.executable;
    row.target = shown.content.target;
    row.revision = *remote ? (*remote)->revision : 0;
    if (row.kind != NodeKind::Folder) {
        row.modifiedMs = shown.content.modifiedNs / kMsInNs;
        row.sizeBytes = shown.content.sizeBytes;
    }

    const bool inWork = *unsettled || (row.kind == NodeKind::Folder && m_busyFolders.contains(entry.node));
    if (trouble != m_troubles.end() && !trouble->second.skipped) {
        row.state = trouble->second.state;
        row.what = trouble->second.what;
    } else if (*local && (*local)->presence == 2) {
        row.state = SyncState::Syncing;
    } else if (*local ? (*local)->presence == 1 && !inWork : m_project.onlineOnly || m_project.rootPath.isEmpty()) {
        row.state = SyncState::OnlineOnly;
    } else {
        row.state = *local && *remote && !inWork ? SyncState::Synced : SyncState::Waiting;
    }
    return row;
}

}  // namespace tideline::store
