#include "core/sync/plan_maker.h"

#include "core/base/name_escape.h"
#include "core/store/settings_repository.h"

#include <QDateTime>

#include <algorithm>

namespace tideline::sync {

using store::Tree;

namespace {

/// A local row as the planner sees it: under its name in the cloud, whatever this disk calls it.
std::optional<Node> inCloud(std::optional<Node> row)
{
    if (row)
        row->place = cloudPlace(row->place);
    return row;
}

/// The store as the planner sees it.
class StoreLookup final : public TreeLookup {
public:
    explicit StoreLookup(const store::TreeStore &trees) : m_trees(trees) {}
    std::optional<Node> local(const NodeId &id) const override { return inCloud(keep(m_trees.node(Tree::Local, id))); }
    std::optional<Node> remote(const NodeId &id) const override { return keep(m_trees.node(Tree::Remote, id)); }
    std::optional<Node> localAt(const NodePlace &place) const override
    {
        return inCloud(keep(m_trees.at(Tree::Local, diskPlace(place))));
    }
    std::optional<Node> remoteAt(const NodePlace &place) const override { return keep(m_trees.at(Tree::Remote, place)); }
    /// The first failure of the store; a plan made after one must not be used.
    const std::optional<Error> &error() const { return m_error; }

private:
    std::optional<Node> keep(Result<std::optional<Node>> row) const
    {
        if (row)
            return *std::move(row);
        if (!m_error)
            m_error = row.error();
        return {};
    }
    const store::TreeStore &m_trees;
    mutable std::optional<Error> m_error;
};

}  // namespace

Result<Plan> PlanMaker::make(bool isReunited)
{
    const store::ReadTransaction reading(m_trees.database());
    std::vector<PlanItem> items;
    auto read = m_trees.eachUnsettled([&items](store::NodeRows rows) {
        PlanItem item{rows.id, {}, std::move(rows.remote), std::move(rows.synced)};
        if (rows.local) {
            item.local = inCloud(std::move(rows.local->node));
            item.cloudOnly = rows.local->seen.presence != store::Presence::Here;
            item.wanted = rows.local->seen.presence == store::Presence::Fetching;
        }
        items.push_back(std::move(item));
    });
    if (!read)
        return read.error();
    auto count = m_trees.fileCount(Tree::Synced);
    if (!count)
        return count.error();
    PlanPolicy policy;
    if (qint64(items.size()) > *count) {  // else surely not, and counting costs more than it saves
        auto whole = isWhole(items);
        if (!whole)
            return whole.error();
        policy.isWhole = *whole;
    }
    policy.conflictMark = conflictMark();
    const store::SettingsRepository settings(m_trees.database());
    policy.guardFiles = settings.integer(u"guard_files"_s, policy.guardFiles);
    policy.guardPercent = int(settings.integer(u"guard_percent"_s, policy.guardPercent));
    policy.fileCount = *count;
    if (isReunited) {  // what is equal on both sides is not yet agreed
        auto here = m_trees.fileCount(Tree::Local);
        if (!here)
            return here.error();
        policy.fileCount = std::max(policy.fileCount, *here);
    }
    policy.parked = store::parkedParent();
    const StoreLookup lookup(m_trees);
    Plan plan = makePlan(items, lookup, policy);
    if (lookup.error())
        return *lookup.error();
    return plan;
}

Result<bool> PlanMaker::isWhole(const std::vector<PlanItem> &items) const
{
    for (const auto &[tree, row] : {std::pair(Tree::Local, &PlanItem::local), std::pair(Tree::Remote, &PlanItem::remote)}) {
        auto all = m_trees.nodeCount(tree);
        if (!all)
            return all.error();
        if (*all != std::ranges::count_if(items, [&](const PlanItem &item) { return (item.*row).has_value(); }))
            return false;
    }
    return true;
}

QByteArray PlanMaker::conflictMark() const
{
    QString host = m_parts.hostName;
    host.remove(u'/').remove(QChar(u'\0'));
    const QString time = QDateTime::fromMSecsSinceEpoch(m_parts.clock.nowMs()).toString(u"yyyy-MM-dd HH.mm"_s);
    return u"conflict, %1, %2"_s.arg(host.left(40), time).toUtf8();
}

}  // namespace tideline::sync
