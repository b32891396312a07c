#include "core/store/name_search.h"

#include "core/store/listing_order.h"
#include "core/store/node_columns.h"

#include <algorithm>

namespace tideline::store {

namespace {

constexpr int kRowsBetweenLooks = 4096;  // at whether it is still wanted

/// A match with what it is ordered by.
struct Found {
    NameMatch match;
    QByteArray key;
};

Found foundOf(NameMatch match)
{
    QByteArray key = sortKey(match.name);
    return {std::move(match), std::move(key)};
}

bool before(const Found &a, const Found &b)
{
    if (a.match.fit != b.match.fit)
        return a.match.fit < b.match.fit;
    if (const int order = a.key.compare(b.key); order != 0)
        return order < 0;
    if (const int order = a.match.name.compare(b.match.name); order != 0)
        return order < 0;
    return std::pair(a.match.project, a.match.node) < std::pair(b.match.project, b.match.node);
}

/// The first `limit` after the one that a page ended with, in a heap whose top is the last of them.
class Best {
public:
    explicit Best(const NameSearchQuery &query) : m_limit(std::size_t(query.limit))
    {
        if (query.after)
            m_after = foundOf(*query.after);
    }
    void take(NamePattern::Fit fit, qint64 project, const NodeId &node, QByteArrayView name)
    {
        ++m_total;
        // Most of many are worse than the worst that is held: the key is not made for them.
        if (m_heap.size() == m_limit && fit > m_heap.front().match.fit) {
            m_isLast = false;
            return;
        }
        Found found = foundOf({fit, project, node, name.toByteArray()});
        if (m_after && !before(*m_after, found))
            return;
        if (m_heap.size() == m_limit) {
            m_isLast = false;
            if (!before(found, m_heap.front()))
                return;
            std::ranges::pop_heap(m_heap, before);
            m_heap.pop_back();
        }
        m_heap.push_back(std::move(found));
        std::ranges::push_heap(m_heap, before);
    }
    NamePage page() &&
    {
        std::ranges::sort_heap(m_heap, before);
        NamePage page{{}, m_total, m_isLast};
        page.rows.reserve(m_heap.size());
        for (Found &found : m_heap)
            page.rows.push_back(std::move(found.match));
        return page;
    }

private:
    std::size_t m_limit;
    std::optional<Found> m_after;
    std::vector<Found> m_heap;
    qint64 m_total = 0;
    bool m_isLast = true;
};

/// One tree's names in the order of its index of places, which holds all that is read.
class Names {
public:
    static Result<Names> open(Database &database, const char *sql, std::optional<qint64> project)
    {
        auto rows = database.prepare(sql);
        if (!rows)
            return rows.error();
        if (project)
            rows->bind(1, *project);
        Names names(*std::move(rows));
        if (auto stepped = names.step(); !stepped)
            return stepped.error();
        return names;
    }
    Result<void> step()
    {
        const auto found = m_rows.step();
        if (!found)
            return found.error();
        m_has = *found;
        return {};
    }
    bool has() const { return m_has; }
    qint64 project() const { return m_rows.integer(0); }
    QByteArrayView parent() const { return m_rows.blobView(1); }
    QByteArrayView name() const { return m_rows.blobView(2); }
    NodeId node() const { return idAt(m_rows, 3); }

private:
    explicit Names(Statement rows) : m_rows(std::move(rows)) {}
    Statement m_rows;
    bool m_has = false;
};

/// Below 0: the local one stands before the remote one; 0: they have one place.
int compare(const Names &local, const Names &remote)
{
    if (!local.has() || !remote.has())
        return local.has() ? -1 : 1;
    if (local.project() != remote.project())
        return local.project() < remote.project() ? -1 : 1;
    const int parents = local.parent().compare(remote.parent());
    return parents != 0 ? parents : local.name().compare(remote.name());
}

/// Whether this device neither has the node, under whatever name, nor had it.
Result<bool> isNew(Database &database, qint64 project, const NodeId &node)
{
    auto known = database.prepare("SELECT EXISTS (SELECT 1 FROM local_node WHERE project = ?1 AND node = ?2)"
                                  " OR EXISTS (SELECT 1 FROM synced_node WHERE project = ?1 AND node = ?2)");
    if (!known)
        return known.error();
    const auto asked = known->bind(1, project).bindBlob(2, idView(node)).step();
    if (!asked)
        return asked.error();
    return known->integer(0) == 0;
}

}  // namespace

Result<NamePage> searchNames(Database &database, const NameSearchQuery &query, const std::atomic<bool> *cancelled)
{
    Q_ASSERT(query.limit > 0);
    const NamePattern pattern(query.text);
    if (pattern.isEmpty())
        return NamePage{};
    const ReadTransaction snapshot(database);
    Best best(query);
    auto local = Names::open(database,
                             query.project ? "SELECT project, parent, name, node FROM local_node WHERE project = ? ORDER BY project, parent, name"
                                           : "SELECT project, parent, name, node FROM local_node ORDER BY project, parent, name",
                             query.project);
    auto remote = Names::open(database,
                              query.project ? "SELECT project, parent, name, node FROM remote_node WHERE project = ? ORDER BY project, parent, name"
                                            : "SELECT project, parent, name, node FROM remote_node ORDER BY project, parent, name",
                              query.project);
    if (!local || !remote)
        return !local ? local.error() : remote.error();
    // Both as a zip: almost always they hold the same, and then one look at the name is enough.
    for (int seen = 0; local->has() || remote->has(); ++seen) {
        if (seen % kRowsBetweenLooks == 0 && cancelled && cancelled->load(std::memory_order_relaxed))
            return Error{Error::Kind::Cancelled, u"Cancelled."_s, u"search"_s, {}};
        const int side = compare(*local, *remote);
        const Names &names = side <= 0 ? *local : *remote;
        if (const auto fit = pattern.match(names.name())) {
            const NodeId node = names.node();
            const auto counts = side <= 0 ? Result<bool>(true) : isNew(database, names.project(), node);
            if (!counts)
                return counts.error();
            if (*counts)
                best.take(*fit, names.project(), node, names.name());
        }
        auto stepped = side <= 0 ? local->step() : Result<void>();
        if (stepped && side >= 0)
            stepped = remote->step();
        if (!stepped)
            return stepped.error();
    }
    return std::move(best).page();
}

}  // namespace tideline::store
