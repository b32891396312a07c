// SqliteListing::load(): a folder in both trees, brought into order once.
#include "core/store/node_columns.h"
#include "core/store/project_repository.h"
#include "core/store/sqlite_listing.h"

#include <algorithm>

namespace tideline::store {

namespace {

constexpr qint64 kUnsettledLookedAt = 20'000;  // beyond, the project as a whole is busy anyway
constexpr qint64 kTroublesLookedAt = 20'000;
constexpr std::size_t kFewUnsettled = 1'000;

/// What needs a person first, what is well last.
qint64 urgency(SyncState state)
{
    static constexpr SyncState kOrder[] = {SyncState::Conflict,   SyncState::Error,  SyncState::Syncing, SyncState::Waiting,
                                           SyncState::Paused,     SyncState::Offline, SyncState::OnlineOnly,
                                           SyncState::Synced};
    return std::ranges::find(kOrder, state) - std::begin(kOrder);
}

/// The parent of nothing: what a side without the folder is asked for.
NodeId nowhere()
{
    NodeId node;
    node.bytes.fill(0xee);
    return node;
}

/// Rows of name, node, and, in column `sortedBy`, what is sorted by. A name is a view: good until the next row.
Result<void> eachRow(Statement &rows, ListedIn in, int sortedBy, const std::function<Result<void>(ListingOrder::Entry, qint64)> &take)
{
    for (;;) {
        const auto found = rows.step();
        if (!found)
            return found.error();
        if (!*found)
            return {};
        if (auto taken = take({rows.blobView(0), idAt(rows, 1), in, false}, rows.integer(sortedBy)); !taken)
            return taken;
    }
}

}  // namespace

Result<void> SqliteListing::load(const ListingQuery &query)
{
    const auto id = ProjectId::fromString(query.project);
    if (!id)
        return id.error();
    const ProjectRepository projects(*m_database);
    auto project = projects.find(*id);
    if (project && !*project)
        project = projects.findByCloudId(*id);
    if (!project)
        return project.error();
    if (!*project)
        return Error{Error::Kind::NotFound, u"The project is not on this computer."_s, query.project, {}};
    m_project = **std::move(project);
    auto folder = findFolder(query.folder);
    if (!folder)
        return folder.error();
    m_folder = *folder;
    if (auto done = loadTroubles(query.folder); !done)
        return done;
    if (auto done = loadBusyFolders(); !done)
        return done;
    return loadEntries(query);
}

Result<SqliteListing::Folder> SqliteListing::findFolder(const QByteArray &path) const
{
    Folder folder{NodeId{}, NodeId{}};
    if (path.isEmpty())
        return folder;
    static constexpr const char *kAt[] = {
        "SELECT node FROM local_node WHERE project = ? AND parent = ? AND name = ? AND kind = 0",
        "SELECT node FROM remote_node WHERE project = ? AND parent = ? AND name = ? AND kind = 0"};
    std::optional<NodeId> *const sides[] = {&folder.local, &folder.remote};
    for (std::size_t side = 0; side < 2; ++side) {
        for (const QByteArray &name : path.split('/')) {
            auto query = m_database->prepare(kAt[side]);
            if (!query)
                return query.error();
            const auto found = query->bind(1, m_project.number).bindBlob(2, idView(**sides[side])).bindBlob(3, name).step();
            if (!found)
                return found.error();
            if (!*found) {
                sides[side]->reset();
                break;
            }
            *sides[side] = idAt(*query, 0);
        }
    }
    // A folder renamed on one side is the same node on the other, whatever its path there.
    if (folder.local && folder.remote != folder.local) {
        const auto same = values(false, *folder.local);
        if (!same)
            return same.error();
        if (*same)
            folder.remote = folder.local;
    } else if (!folder.local && folder.remote) {
        const auto same = values(true, *folder.remote);
        if (!same)
            return same.error();
        if (*same)
            folder.local = folder.remote;
    }
    if (!folder.local && !folder.remote)
        return Error{Error::Kind::NotFound, u"There is no such folder in the project."_s,
                     m_project.name + u'/' + QString::fromUtf8(path), {}};
    return folder;
}

Result<void> SqliteListing::loadTroubles(const QByteArray &path)
{
    m_troubles.clear();
    auto query = m_database->prepare(path.isEmpty()
                                         ? "SELECT path, kind, what FROM problem WHERE project = ?1 AND path > x'' LIMIT ?2"
                                         : "SELECT path, kind, what FROM problem WHERE project = ?1 AND path >= ?3"
                                           " AND path < ?4 LIMIT ?2");
    if (!query)
        return query.error();
    query->bind(1, m_project.number).bind(2, kTroublesLookedAt);
    if (!path.isEmpty())
        query->bindBlob(3, path + '/').bindBlob(4, path + char('/' + 1));
    const qsizetype start = path.isEmpty() ? 0 : path.size() + 1;
    for (;;) {
        const auto found = query->step();
        if (!found)
            return found.error();
        if (!*found)
            return {};
        const QByteArray below = query->blob(0).mid(start);
        const qsizetype slash = below.indexOf('/');
        const QString kind = query->text(1);
        const bool itself = slash < 0;
        if (!itself && kind != u"conflict" && kind != u"error")
            continue;  // a skipped entry deep below is no matter of this folder
        const SyncState state = kind == u"conflict" ? SyncState::Conflict : kind == u"stopped" ? SyncState::Waiting : SyncState::Error;
        Trouble trouble{state, query->text(2), itself,
                        kind == u"skipped"};
        if (!itself)
            trouble.what = kind == u"conflict" ? u"There is a conflict inside."_s : u"Something inside could not be synced."_s;
        auto [held, isNew] = m_troubles.try_emplace(below.first(itself ? below.size() : slash), trouble);
        // What is said of the entry itself comes first, then a conflict, which waits for an answer.
        const bool stronger = std::pair(trouble.itself, trouble.state == SyncState::Conflict)
                              > std::pair(held->second.itself, held->second.state == SyncState::Conflict);
        if (!isNew && stronger)
            held->second = trouble;
    }
}

Result<void> SqliteListing::loadBusyFolders()
{
    m_busyFolders.clear();
    auto unsettled = m_database->prepare("SELECT node FROM unsettled WHERE project = ? LIMIT ?");
    if (!unsettled)
        return unsettled.error();
    unsettled->bind(1, m_project.number).bind(2, kUnsettledLookedAt);
    auto above = m_database->prepare("SELECT parent FROM local_node WHERE project = ?1 AND node = ?2 UNION ALL"
                                     " SELECT parent FROM remote_node WHERE project = ?1 AND node = ?2 LIMIT 1");
    if (!above)
        return above.error();
    for (std::size_t count = 0;; ++count) {
        const auto found = unsettled->step();
        if (!found)
            return found.error();
        m_isFewUnsettled = count <= kFewUnsettled;
        if (!*found)
            return {};
        // Upwards until the root or a folder that is known to be busy. A cycle ends there too.
        for (NodeId node = idAt(*unsettled, 0);;) {
            above->reset();
            const auto parent = above->bind(1, m_project.number).bindBlob(2, idView(node)).step();
            if (!parent)
                return parent.error();
            if (!*parent)
                break;
            node = idAt(*above, 0);
            if (node.isNull() || !m_busyFolders.insert(node).second)
                break;
        }
    }
}

/// The folders among the entries, of both trees.
Result<std::unordered_set<NodeId>> SqliteListing::foldersHere() const
{
    std::unordered_set<NodeId> folders;
    static constexpr const char *kFolders[] = {
        "SELECT node FROM local_node INDEXED BY local_folder WHERE project = ? AND parent = ? AND kind = 0",
        "SELECT node FROM remote_node INDEXED BY remote_folder WHERE project = ? AND parent = ? AND kind = 0"};
    const std::optional<NodeId> parents[] = {m_folder.local, m_folder.remote};
    for (std::size_t side = 0; side < 2; ++side) {
        if (!parents[side])
            continue;
        auto rows = m_database->prepare(kFolders[side]);
        if (!rows)
            return rows.error();
        rows->bind(1, m_project.number).bindBlob(2, idView(*parents[side]));
        for (;;) {
            const auto found = rows->step();
            if (!found)
                return found.error();
            if (!*found)
                break;
            folders.insert(idAt(*rows, 0));
        }
    }
    return folders;
}

/// Each entry of the local folder, by one walk over an index: by name, that alone answers; by size or time, each row is looked up.
Result<void> SqliteListing::eachLocal(ListingSort sort, const OnEntry &take) const
{
    auto rows = m_database->prepare(
        sort == ListingSort::Size       ? "SELECT name, node, size FROM local_node WHERE project = ? AND parent = ?"
        : sort == ListingSort::Modified ? "SELECT name, node, modified_ns FROM local_node WHERE project = ? AND parent = ?"
                                        : "SELECT name, node, 0 FROM local_node WHERE project = ? AND parent = ?");
    if (!rows)
        return rows.error();
    rows->bind(1, m_project.number).bindBlob(2, idView(m_folder.local.value_or(nowhere())));
    return eachRow(*rows, ListedIn::Local, 2, take);
}

/// Each entry that the remote tree alone has. It is not settled; where few nodes are not, they are looked at instead of the folder.
Result<void> SqliteListing::eachOnlyRemote(ListingSort sort, const OnEntry &take) const
{
    if (!m_folder.remote)
        return {};
    static const QByteArray kWhere = " WHERE r.project = ?1 AND r.parent = ?2"
                                     " AND NOT EXISTS (SELECT 1 FROM local_node WHERE project = ?1 AND node = r.node)"
                                     " AND NOT EXISTS (SELECT 1 FROM synced_node WHERE project = ?1 AND node = r.node)"
                                     " AND NOT EXISTS (SELECT 1 FROM local_node WHERE project = ?1 AND parent = ?3 AND name = r.name)";
    static const QByteArray kUnsettled = "SELECT r.name, r.node, r.size, r.modified_ns FROM unsettled AS u"
                                         " CROSS JOIN remote_node AS r ON r.project = u.project AND r.node = u.node" + kWhere;
    static const QByteArray kFolder = "SELECT r.name, r.node, r.size, r.modified_ns FROM remote_node AS r INDEXED BY remote_place" + kWhere;
    auto rows = m_database->prepare(m_isFewUnsettled ? kUnsettled : kFolder);
    if (!rows)
        return rows.error();
    rows->bind(1, m_project.number).bindBlob(2, idView(*m_folder.remote)).bindBlob(3, idView(m_folder.local.value_or(nowhere())));
    return eachRow(*rows, ListedIn::Remote, sort == ListingSort::Modified ? 3 : 2, take);
}

/// Both trees: what the disk has, and what the cloud alone has. The order is made in memory.
Result<void> SqliteListing::loadEntries(const ListingQuery &query)
{
    auto order = std::make_unique<ListingOrder>(query);
    std::map<QByteArray, Trouble, std::less<>> skipped;
    for (const auto &[name, trouble] : m_troubles) {
        if (trouble.skipped)
            skipped.insert({name, trouble});
    }
    const auto folders = foldersHere();
    if (!folders)
        return folders.error();
    const OnEntry take = [&](ListingOrder::Entry entry, qint64 value) -> Result<void> {
        entry.folder = !folders->empty() && folders->contains(entry.node);
        if (!skipped.empty())
            skipped.erase(entry.name.toByteArray());
        if (query.sort == ListingSort::State) {
            const auto full = row(entry);
            if (!full)
                return full.error();
            value = urgency(full->state);
        }
        order->add(entry, entry.folder && query.sort != ListingSort::State ? 0 : value);
        return {};
    };
    if (auto done = eachLocal(query.sort, take); !done)
        return done;
    if (auto done = eachOnlyRemote(query.sort, take); !done)
        return done;
    for (const auto &[name, trouble] : skipped)
        order->add({name, NodeId{}, ListedIn::Problems, false});
    m_order = std::move(order);
    return {};
}

}  // namespace tideline::store
