// SqliteListing::load(): a folder in both trees, brought into order once.
#include "core/store/node_columns.h"
#include "core/store/project_repository.h"
#include "core/store/sqlite_listing.h"

#include <algorithm>

namespace tideline::store {

namespace {

constexpr qint64 kUnsettledLookedAt = 20'000;  // beyond, the project as a whole is busy anyway
constexpr qint64 kTroublesLookedAt = 20'000;

/// What needs a person first, what is well last.
qint64 urgency(SyncState state)
{
    static constexpr SyncState kOrder[] = {SyncState::Conflict,   SyncState::Error,  SyncState::Syncing, SyncState::Waiting,
                                           SyncState::Paused,     SyncState::Offline, SyncState::OnlineOnly,
                                           SyncState::Synced};
    return std::ranges::find(kOrder, state) - std::begin(kOrder);
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
        Trouble trouble{kind == u"conflict" ? SyncState::Conflict : SyncState::Error, query->text(2), itself,
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
    for (;;) {
        const auto found = unsettled->step();
        if (!found)
            return found.error();
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

Result<bool> SqliteListing::isOnlyRemote(const NodeId &node) const
{
    auto query = m_database->prepare("SELECT EXISTS (SELECT 1 FROM local_node WHERE project = ?1 AND node = ?2)"
                                     " OR EXISTS (SELECT 1 FROM synced_node WHERE project = ?1 AND node = ?2)");
    if (!query)
        return query.error();
    const auto found = query->bind(1, m_project.number).bindBlob(2, idView(node)).step();
    if (!found)
        return found.error();
    return query->integer(0) == 0;
}

/// Both trees in byte order of names, joined as a zip: each side is one walk over an index that holds all it needs.
Result<void> SqliteListing::loadEntries(const ListingQuery &query)
{
    auto order = std::make_unique<ListingOrder>(query);
    std::map<QByteArray, Trouble, std::less<>> skipped;
    for (const auto &[name, trouble] : m_troubles) {
        if (trouble.skipped)
            skipped.insert({name, trouble});
    }
    auto take = [&](const ListingOrder::Entry &entry, qint64 value) -> Result<void> {
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

    // A side without the folder is asked for the children of a node that has none.
    NodeId nowhere;
    nowhere.bytes.fill(0xee);
    // By name, the index alone answers; by size or time, each row is looked up.
    static constexpr const char *kLocal[] = {
        "SELECT name, node, 0 FROM local_node WHERE project = ? AND parent = ? ORDER BY name",
        "SELECT name, node, size FROM local_node WHERE project = ? AND parent = ? ORDER BY name",
        "SELECT name, node, modified_ns FROM local_node WHERE project = ? AND parent = ? ORDER BY name"};
    const std::size_t column = query.sort == ListingSort::Size ? 1 : query.sort == ListingSort::Modified ? 2 : 0;
    auto local = m_database->prepare(kLocal[column]);
    auto remote = m_database->prepare("SELECT name, node FROM remote_node WHERE project = ? AND parent = ? ORDER BY name");
    if (!local || !remote)
        return local ? remote.error() : local.error();
    local->bind(1, m_project.number).bindBlob(2, idView(m_folder.local.value_or(nowhere)));
    remote->bind(1, m_project.number).bindBlob(2, idView(m_folder.remote.value_or(nowhere)));
    auto haveLocal = local->step();
    auto haveRemote = remote->step();
    QByteArray localName = haveLocal && *haveLocal ? local->blob(0) : QByteArray();
    QByteArray remoteName = haveRemote && *haveRemote ? remote->blob(0) : QByteArray();
    while (haveLocal && haveRemote && (*haveLocal || *haveRemote)) {
        const int side = !*haveRemote ? -1 : !*haveLocal ? 1 : localName.compare(remoteName);
        if (side <= 0) {
            const NodeId node = idAt(*local, 1);
            const bool folder = !folders.empty() && folders.contains(node);
            if (auto taken = take({localName, node, ListedIn::Local, folder}, local->integer(2)); !taken)
                return taken;
        } else {
            const NodeId node = idAt(*remote, 1);
            const auto only = isOnlyRemote(node);
            if (!only)
                return only.error();
            const auto held = *only && column > 0 ? values(false, node) : Result(std::optional<Values>());
            if (!held)
                return held.error();
            const NodeContent content = *held ? (*held)->content : NodeContent{};
            const ListingOrder::Entry entry{remoteName, node, ListedIn::Remote, folders.contains(node)};
            if (auto taken = *only ? take(entry, column == 1 ? content.sizeBytes : content.modifiedNs) : Result<void>(); !taken)
                return taken;
        }
        if (side <= 0 && (haveLocal = local->step()) && *haveLocal)
            localName = local->blob(0);
        if (side >= 0 && (haveRemote = remote->step()) && *haveRemote)
            remoteName = remote->blob(0);
    }
    if (!haveLocal || !haveRemote)
        return haveLocal ? haveRemote.error() : haveLocal.error();
    for (const auto &[name, trouble] : skipped)
        order->add({name, NodeId{}, ListedIn::Problems, false});
    m_order = std::move(order);
    return {};
}

}  // namespace tideline::store
