#include "core/sync/planner/planner.h"

#include "core/base/relative_path.h"
#include "core/sync/planner/policy.h"

#include <algorithm>
#include <set>
#include <unordered_map>

namespace tideline::sync {

QString toString(Operation::Kind kind)
{
    switch (kind) {
    case Operation::Kind::Unify: return u"unify"_s;
    case Operation::Kind::KeepCopy: return u"conflict"_s;
    case Operation::Kind::CreateLocal: return u"download"_s;
    case Operation::Kind::ReplaceLocal: return u"download"_s;
    case Operation::Kind::MoveLocal: return u"move_local"_s;
    case Operation::Kind::DeleteLocal: return u"delete_local"_s;
    case Operation::Kind::PutRemote: return u"upload"_s;
    case Operation::Kind::MoveRemote: return u"move_remote"_s;
    case Operation::Kind::DeleteRemote: return u"delete_remote"_s;
    case Operation::Kind::Adopt: return u"adopt"_s;
    case Operation::Kind::Forget: return u"forget"_s;
    }
    return u"other"_s;
}

QByteArray conflictName(const QByteArray &name, const QByteArray &mark, int attempt)
{
    const qsizetype dot = extensionStart(name);
    QByteArray stem = name.left(dot);
    const QByteArray extension = name.mid(dot);
    QByteArray insert = " (" + mark;
    if (attempt > 1)
        insert += ", " + QByteArray::number(attempt);
    insert += ')';
    qsizetype room = std::max<qsizetype>(0, 255 - insert.size() - extension.size());
    if (stem.size() > room) {
        while (room > 0 && (static_cast<unsigned char>(stem[room]) & 0xc0) == 0x80)
            --room;
        stem.truncate(room);
    }
    return stem + insert + extension;
}

namespace {

/// The state that a node shall have on both sides.
struct Target {
    bool exists = false;
    bool blocked = false;   ///< takes no part beyond holding its local place
    bool conflict = false;  ///< the local version is to be kept as a copy first
    NodePlace place;
    const NodeContent *content = nullptr;  ///< of a row of its item; set where `exists`
    const char *why = "";
};

struct PlaceLess {
    bool operator()(const NodePlace &a, const NodePlace &b) const
    {
        return a.parent != b.parent ? a.parent < b.parent : a.name < b.name;
    }
};

Change changeOf(const SharedNode &side, const SharedNode &synced)
{
    if (!synced)
        return side ? Change::Edited : Change::Same;
    if (!side)
        return Change::Gone;
    return side->content.sameAs(synced->content) ? Change::Same : Change::Edited;
}

class Merge {
public:
    Merge(const std::vector<PlanItem> &items, const TreeLookup &lookup, const PlanPolicy &policy) :
        m_items(items), m_lookup(lookup), m_policy(policy)
    {
        m_index.reserve(items.size());
        for (std::size_t i = 0; i < items.size(); ++i)
            m_index.emplace(items[i].id, i);
    }

    Plan run()
    {
        Plan plan;
        unify(plan);
        if (!plan.operations.empty())
            return plan;
        m_targets.resize(m_items.size());
        for (std::size_t i = 0; i < m_items.size(); ++i)
            decideOne(i);
        keepParents();
        breakCycles();
        while (keepParents()) { }
        separate();
        plan.operations.reserve(m_items.size());  // most have one
        for (std::size_t i = 0; i < m_items.size(); ++i)
            emit(i, plan);
        guard(plan);
        return plan;
    }

private:
    bool isParked(const PlanItem &item) const { return item.local && item.local->place.parent == m_policy.parked; }

    const PlanItem *item(const NodeId &id) const
    {
        const auto it = m_index.find(id);
        return it == m_index.end() ? nullptr : &m_items[it->second];
    }

    // --- 1. the same thing made on both sides -----------------------------------------------------------------------

    void unify(Plan &plan)
    {
        if (m_policy.isWhole && std::ranges::none_of(m_items, [](const PlanItem &one) { return one.remote.has_value(); }))
            return;  // the cloud is empty
        std::unordered_set<NodeId> taken;
        for (const PlanItem &one : m_items)
            alias(one, plan, taken);
    }

    /// The id that a local folder has in the cloud: its own, or that of the node it is unified with.
    NodeId alias(const PlanItem &one, Plan &plan, std::unordered_set<NodeId> &taken)
    {
        if (!one.local || one.remote || one.synced || one.cloudOnly || isParked(one))
            return one.id;
        if (const auto known = m_alias.find(one.id); known != m_alias.end())
            return known->second;
        m_alias.emplace(one.id, one.id);  // ends the recursion, should the local rows ever form a cycle
        NodePlace place = one.local->place;
        if (const PlanItem *parent = item(place.parent))
            place.parent = alias(*parent, plan, taken);
        const auto twin = m_lookup.remoteAt(place);
        if (!twin || twin->content.kind != one.local->content.kind || m_lookup.local(twin->id)
            || !taken.insert(twin->id).second)
            return one.id;
        Operation operation{.kind = Operation::Kind::Unify, .node = one.id};
        operation.other = twin->id;
        operation.place = place;
        operation.content = one.local->content;
        operation.seenLocal = one.local;
        operation.seenRemote = twin;
        operation.why = "made on both sides under one name";
        plan.operations.push_back(std::move(operation));
        return m_alias[one.id] = twin->id;
    }

    // --- 2. one node by itself --------------------------------------------------------------------------------------

    void decideOne(std::size_t i)
    {
        const PlanItem &one = m_items[i];
        Target &target = m_targets[i];
        const auto &[id, local, remote, synced, cloudOnly, wanted] = one;
        target.place = placeOf(one);
        if (local && cloudOnly) {  // there are no bytes here that could differ, and absence is no delete
            target.exists = remote.has_value();
            if (remote)
                target.content = &remote->content;
            target.why = wanted && remote ? "wanted here" : remote ? "changed in the cloud" : "deleted in the cloud";
            return;
        }
        if (local && local->content.kind == NodeKind::File && local->content.hash.isNull()) {
            // Its content waits; a rename here goes up all the same, so that its old name is free for others.
            target.exists = true;
            target.blocked = true;
            if (!(remote && synced && remote->place == synced->place))
                target.place = local->place;
            target.content = &local->content;
            return;
        }
        const bool same = local && remote && local->content.sameAs(remote->content);
        const Action action = decide(changeOf(local, synced), changeOf(remote, synced), same);
        auto hold = [&](const SharedNode &from, const char *why) {
            target.exists = true;
            target.content = &from->content;
            target.why = why;
        };
        switch (action) {
        case Action::Nothing:
            if (synced)
                hold(remote, "renamed or moved");
            break;
        case Action::Adopt: hold(remote, "both sides hold the same content"); break;
        case Action::Download: hold(remote, !synced  ? "new in the cloud"
                                       : local ? "changed in the cloud"
                                               : "deleted here, but changed in the cloud"); break;
        case Action::Upload: hold(local, !synced ? "new here" : remote ? "changed here" : "changed here, but deleted in the cloud"); break;
        case Action::Resolve:
            hold(remote, "changed on both sides");
            target.conflict = true;
            target.place = remote->place;  // the copy takes the local place with it
            break;
        case Action::DeleteLocal: target.why = "deleted in the cloud"; break;
        case Action::DeleteRemote: target.why = "deleted here"; break;
        case Action::Forget: target.why = "gone on both sides"; break;
        }
    }

    /// A side that did not move follows the other; when both moved, the server's place stands.
    NodePlace placeOf(const PlanItem &one) const
    {
        if (!one.local || isParked(one))
            return one.remote ? one.remote->place : one.synced ? one.synced->place : one.local ? one.local->place
                                                                                                : NodePlace{};
        if (!one.remote)
            return one.local->place;
        if (one.synced && one.remote->place == one.synced->place)
            return one.local->place;
        return one.remote->place;
    }

    // --- 3. folders stay as long as anything in them stays ----------------------------------------------------------

    /// Whether anything stays that was to go.
    bool keepParents()
    {
        bool changed = false;
        std::vector<NodeId> work;
        for (std::size_t i = 0; i < m_items.size(); ++i) {
            if (m_targets[i].exists)
                work.push_back(m_targets[i].place.parent);
            if (m_targets[i].conflict) {  // its copy stays where the local version is, the server's where that is
                work.push_back(m_items[i].local->place.parent);
                work.push_back(m_items[i].remote->place.parent);
            }
            if (m_targets[i].blocked && m_items[i].remote && !movesBlocked(i))
                work.push_back(m_items[i].remote->place.parent);
        }
        while (!work.empty()) {
            const auto found = m_index.find(work.back());
            work.pop_back();
            if (found == m_index.end() || m_targets[found->second].exists)
                continue;
            const PlanItem &folder = m_items[found->second];
            const auto &row = folder.remote ? folder.remote : folder.local ? folder.local : folder.synced;
            if (!row)
                continue;
            Target &target = m_targets[found->second];
            target.exists = true;
            target.place = placeOf(folder);
            target.content = &row->content;
            target.why = "still holds something";
            work.push_back(target.place.parent);
            changed = true;
        }
        return changed;
    }

    // --- 4. no folder inside itself ---------------------------------------------------------------------------------

    NodeId parentOf(const NodeId &id) const
    {
        if (const auto found = m_index.find(id); found != m_index.end())
            return m_targets[found->second].place.parent;
        if (const auto row = m_lookup.remote(id))
            return row->place.parent;
        const auto row = m_lookup.local(id);
        return row ? row->place.parent : NodeId{};
    }

    void breakCycles()
    {
        std::unordered_set<NodeId> sound;  // known to lead to the root
        for (std::size_t i = 0; i < m_items.size(); ++i) {
            if (!m_targets[i].exists || m_targets[i].content->kind != NodeKind::Folder)
                continue;
            std::vector<NodeId> chain;
            std::unordered_set<NodeId> onChain;
            NodeId at = m_items[i].id;
            while (!at.isNull() && at != m_policy.parked && !sound.contains(at) && onChain.insert(at).second) {
                chain.push_back(at);
                at = parentOf(at);
            }
            if (onChain.contains(at)) {  // a cycle: the server's tree has none
                for (const NodeId &id : chain) {
                    const auto found = m_index.find(id);
                    if (found != m_index.end() && m_items[found->second].remote)
                        m_targets[found->second].place = m_items[found->second].remote->place;
                }
                i = std::size_t(-1);  // look again from the start: places above may have changed
                sound.clear();
                if (++m_cycleRounds > m_items.size())
                    return;
                continue;
            }
            sound.insert(chain.begin(), chain.end());
        }
    }

    // --- 5. one place, one node -------------------------------------------------------------------------------------

    struct Holder {
        const NodePlace *place;
        std::size_t item;
    };

    /// Who is to be where, in the order of the places, and of the items at each.
    std::vector<Holder> holders() const
    {
        std::vector<Holder> all;
        all.reserve(m_items.size());
        for (std::size_t i = 0; i < m_items.size(); ++i) {
            if (!m_targets[i].exists)
                continue;
            all.push_back({&m_targets[i].place, i});
            const auto &remote = m_items[i].remote;
            if (m_targets[i].blocked && remote && remote->place != m_targets[i].place && !movesBlocked(i))
                all.push_back({&remote->place, i});  // it stays there until the content is known
        }
        std::ranges::stable_sort(all, PlaceLess(), [](const Holder &one) -> const NodePlace & { return *one.place; });
        return all;
    }

    void separate()
    {
        const std::vector<Holder> all = holders();
        std::vector<std::size_t> losers;
        for (auto first = all.begin(); first != all.end();) {
            const NodePlace &place = *first->place;
            const auto end = std::find_if(first, all.end(), [&](const Holder &one) { return *one.place != place; });
            const bool settledHolder = settledAt(place);
            if (end - first > 1 || settledHolder) {
                std::size_t winner = settledHolder ? std::size_t(-1) : first->item;
                for (auto one = first; one != end && !settledHolder; ++one) {
                    if (m_items[one->item].remote && m_items[one->item].remote->place == place)
                        winner = one->item;
                }
                for (auto one = first; one != end; ++one) {
                    if (one->item != winner)
                        losers.push_back(one->item);
                }
            }
            first = end;
        }
        if (losers.empty())
            return;
        std::set<NodePlace, PlaceLess> places;
        for (const Holder &one : all)
            places.insert(*one.place);
        for (const std::size_t i : losers) {
            Target &target = m_targets[i];
            if (target.blocked)
                continue;  // looked at again once it is hashed
            NodePlace place = target.place;
            for (int attempt = 1;; ++attempt) {
                place.name = conflictName(target.place.name, m_policy.conflictMark, attempt);
                if (!places.contains(place) && !m_lookup.localAt(place) && !m_lookup.remoteAt(place))
                    break;
            }
            places.insert(place);
            target.place = place;
            target.why = "another entry has this name in the cloud";
        }
    }

    /// Whether a node whose content waits is renamed in the cloud nevertheless.
    bool movesBlocked(std::size_t i) const
    {
        const auto &[id, local, remote, synced, cloudOnly, wanted] = m_items[i];
        if (!m_targets[i].blocked || !remote || !synced || remote->place != synced->place || !local
            || m_targets[i].place != local->place || local->place == remote->place)
            return false;
        // Only to a name that is free in the cloud, or that its holder leaves for sure.
        const auto holder = m_lookup.remoteAt(local->place);
        if (!holder)
            return true;
        const auto found = m_index.find(holder->id);
        if (found == m_index.end())
            return false;
        const Target &other = m_targets[found->second];
        return !other.blocked && !other.conflict && (!other.exists || other.place != local->place);
    }

    /// Whether a node outside the plan holds the place (on either side; settled ones are equal on both).
    bool settledAt(const NodePlace &place) const
    {
        if (m_policy.isWhole)
            return false;
        for (const auto &row : {m_lookup.remoteAt(place), m_lookup.localAt(place)}) {
            if (row && !m_index.contains(row->id))
                return true;
        }
        return false;
    }

    // --- 6. the steps -----------------------------------------------------------------------------------------------

    void emit(std::size_t i, Plan &plan)
    {
        const PlanItem &one = m_items[i];
        const Target &target = m_targets[i];
        auto add = [&](Operation::Kind kind) {
            Operation operation{.kind = kind, .node = one.id};
            operation.place = target.place;
            if (target.content)
                operation.content = *target.content;
            operation.seenLocal = one.local;
            operation.seenRemote = one.remote;
            operation.why = target.why;
            plan.operations.push_back(std::move(operation));
        };
        if (target.blocked) {
            plan.blocked.push_back(one.id);
            if (movesBlocked(i)) {
                add(Operation::Kind::MoveRemote);
                plan.operations.back().content = one.remote->content;
                plan.operations.back().why = "renamed or moved";
            }
            return;
        }
        if (target.conflict) {
            NodePlace copy = one.local->place;
            for (int attempt = 1;; ++attempt) {
                copy.name = conflictName(one.local->place.name, m_policy.conflictMark, attempt);
                if (!m_lookup.localAt(copy) && !m_lookup.remoteAt(copy) && m_copies.insert(copy.name + '/' + copy.parent.toBytes()).second)
                    break;
            }
            add(Operation::Kind::KeepCopy);
            plan.operations.back().place = copy;
            plan.operations.back().content = one.local->content;
            if (one.synced && one.synced->content.kind == NodeKind::File) {
                plan.operations.back().base = one.synced->content.hash;
                plan.operations.back().baseSizeBytes = one.synced->content.sizeBytes;
            }
            return;
        }
        const std::size_t before = plan.operations.size();
        const bool file = (one.local ? one.local : one.remote ? one.remote : one.synced)
                          && (one.local ? one.local : one.remote ? one.remote : one.synced)->content.kind != NodeKind::Folder;
        if (target.exists) {
            if (!one.local)
                add(Operation::Kind::CreateLocal);
            else {
                if (one.local->place != target.place)
                    add(Operation::Kind::MoveLocal);
                if (!one.local->content.sameAs(*target.content) || one.wanted) {
                    add(Operation::Kind::ReplaceLocal);
                    plan.operations.back().awaited = one.wanted && one.local->place == target.place;
                }
            }
            if (!one.remote || !one.remote->content.sameAs(*target.content))
                add(Operation::Kind::PutRemote);
            else if (one.remote->place != target.place)
                add(Operation::Kind::MoveRemote);
            if (plan.operations.size() == before)
                add(Operation::Kind::Adopt);
        } else {
            if (one.local) {
                add(Operation::Kind::DeleteLocal);
                plan.deletesLocal += file;
            }
            if (one.remote) {
                add(Operation::Kind::DeleteRemote);
                plan.deletesRemote += file;
            }
            if (plan.operations.size() == before)
                add(Operation::Kind::Forget);
        }
    }

    void guard(Plan &plan) const
    {
        const qint64 limit = std::max(m_policy.guardFiles, m_policy.fileCount * m_policy.guardPercent / 100);
        plan.guardHolds = std::max(plan.deletesLocal, plan.deletesRemote) > limit;
    }

    const std::vector<PlanItem> &m_items;
    const TreeLookup &m_lookup;
    const PlanPolicy &m_policy;
    std::unordered_map<NodeId, std::size_t> m_index;
    std::unordered_map<NodeId, NodeId> m_alias;
    std::vector<Target> m_targets;
    std::unordered_set<QByteArray> m_copies;
    std::size_t m_cycleRounds = 0;
};

}  // namespace

Plan makePlan(const std::vector<PlanItem> &items, const TreeLookup &lookup, const PlanPolicy &policy)
{
    return Merge(items, lookup, policy).run();
}

}  // namespace tideline::sync
