#include "core/sync/executor/commit_order.h"

#include "core/base/relative_path.h"

#include <algorithm>
#include <limits>
#include <map>
#include <unordered_map>

namespace tideline::sync {

namespace {

constexpr quint32 kNone = std::numeric_limits<quint32>::max();

bool isDeletion(const Operation &change)
{
    return change.kind == Operation::Kind::DeleteRemote;
}

/// Whether the node leaves the place that it has in the cloud.
bool givesUpItsPlace(const Operation &change)
{
    return change.seenRemote && (isDeletion(change) || change.seenRemote->place != change.place);
}

bool takesAPlace(const Operation &change)
{
    return !isDeletion(change) && (!change.seenRemote || change.seenRemote->place != change.place);
}

int rank(const Operation *change)
{
    if (isDeletion(*change))
        return 2;
    if (change->kind == Operation::Kind::MoveRemote)
        return 1;
    if (change->content.kind == NodeKind::Folder)
        return 0;
    return givesUpItsPlace(*change) ? 1 : 3;
}

/// What each change needs, by its number.
class Needs {
public:
    Needs(const std::vector<const Operation *> &changes, const std::function<NodeId(const NodeId &)> &parentOf)
        : m_changes(changes), m_parentOf(parentOf)
    {
        for (quint32 i = 0; i < changes.size(); ++i) {
            if (takesAPlace(*changes[i]) && rank(changes[i]) < 3)
                m_taking.emplace(changes[i]->node, i);
            if (!givesUpItsPlace(*changes[i]))
                continue;
            const NodePlace &place = changes[i]->seenRemote->place;
            m_givenUp.emplace(std::pair(place.parent, place.name), i);
            m_leaving[place.parent].push_back(i);
        }
    }

    void append(quint32 number, std::vector<quint32> &needs)
    {
        const Operation &change = *m_changes[number];
        const auto add = [&](quint32 need) {
            if (need != kNone && need != number)
                needs.push_back(need);
        };
        if (takesAPlace(change)) {
            const auto holder = m_givenUp.empty() ? m_givenUp.end() : m_givenUp.find({change.place.parent, change.place.name});
            if (holder != m_givenUp.end())
                add(holder->second);
            // New folders alone stand before all files anyway.
            if (!m_givenUp.empty() || rank(&change) < 3)
                add(folderAbove(change.place.parent));
        }
        if (isDeletion(change)) {
            if (const auto leaving = m_leaving.find(change.node); leaving != m_leaving.end())
                std::ranges::for_each(leaving->second, add);
        }
    }

private:
    /// The nearest folder from `id` upwards that takes a place itself.
    quint32 folderAbove(NodeId id)
    {
        std::vector<NodeId> passed;
        quint32 found = kNone;
        for (; !id.isNull() && qsizetype(passed.size()) <= kMaxPathDepth; id = m_parentOf(id)) {
            if (const auto known = m_above.find(id); known != m_above.end()) {
                found = known->second;
                break;
            }
            passed.push_back(id);
            if (const auto own = m_taking.find(id); own != m_taking.end()) {
                found = own->second;
                break;
            }
        }
        for (const NodeId &folder : passed)
            m_above.emplace(folder, found);
        return found;
    }

    const std::vector<const Operation *> &m_changes;
    const std::function<NodeId(const NodeId &)> &m_parentOf;
    std::unordered_map<NodeId, quint32> m_taking;  ///< folders and moved files
    std::map<std::pair<NodeId, QByteArray>, quint32> m_givenUp;
    std::unordered_map<NodeId, std::vector<quint32>> m_leaving;  ///< by the folder that they leave
    std::unordered_map<NodeId, quint32> m_above;
};

/// Tarjan's search, without recursion: a chain may be as long as a plan.
class Components {
public:
    explicit Components(const CommitOrder &graph) : m_graph(graph), m_index(graph.changes.size(), kNone), m_low(m_index), m_isOpen(m_index.size()) {}

    /// Calls `found` with the numbers of each component, sorted, after those that it needs.
    void each(const std::function<void(std::span<const quint32>)> &found)
    {
        for (quint32 start = 0; start < m_index.size(); ++start) {
            if (m_index[start] == kNone)
                enter(start);
            while (!m_visits.empty()) {
                const quint32 number = m_visits.back().number;
                const auto needs = m_graph.needsOf(number);
                if (m_visits.back().next == needs.size()) {
                    leave(number, found);
                    continue;
                }
                const quint32 need = needs[m_visits.back().next++];
                if (m_index[need] == kNone)
                    enter(need);
                else if (m_isOpen[need])
                    m_low[number] = std::min(m_low[number], m_index[need]);
            }
        }
    }

private:
    struct Visit {
        quint32 number;
        quint32 next = 0;
    };
    void enter(quint32 number)
    {
        m_index[number] = m_low[number] = m_count++;
        m_isOpen[number] = true;
        m_open.push_back(number);
        m_visits.push_back({number});
    }
    void leave(quint32 number, const std::function<void(std::span<const quint32>)> &found)
    {
        m_visits.pop_back();
        if (!m_visits.empty())
            m_low[m_visits.back().number] = std::min(m_low[m_visits.back().number], m_low[number]);
        if (m_low[number] != m_index[number])
            return;
        const auto first = std::ranges::find(m_open.rbegin(), m_open.rend(), number).base() - 1;
        std::sort(first, m_open.end());
        for (auto it = first; it != m_open.end(); ++it)
            m_isOpen[*it] = false;
        found({first, m_open.end()});
        m_open.erase(first, m_open.end());
    }

    const CommitOrder &m_graph;
    std::vector<quint32> m_index;  ///< in the order of the search
    std::vector<quint32> m_low;    ///< the least index that it reaches among the open
    std::vector<bool> m_isOpen;
    std::vector<quint32> m_open;
    std::vector<Visit> m_visits;
    quint32 m_count = 0;
};

}  // namespace

CommitOrder orderForCommits(std::vector<const Operation *> changes, const std::function<NodeId(const NodeId &)> &parentOf)
{
    std::ranges::stable_sort(changes, {}, rank);
    CommitOrder graph;  // in the order given, by ranks
    graph.changes = std::move(changes);
    Needs needs(graph.changes, parentOf);
    for (quint32 i = 0; i < graph.changes.size(); ++i) {
        graph.firstNeeds.push_back(quint32(graph.needs.size()));
        needs.append(i, graph.needs);
    }
    graph.firstNeeds.push_back(quint32(graph.needs.size()));

    std::vector<quint32> numbers;  // of the changes, in their new order
    CommitOrder order;
    Components(graph).each([&](std::span<const quint32> component) {
        order.groups.insert(order.groups.end(), component.size(), quint32(numbers.size()));
        numbers.insert(numbers.end(), component.begin(), component.end());
    });
    std::vector<quint32> places(numbers.size());
    for (quint32 place = 0; place < numbers.size(); ++place)
        places[numbers[place]] = place;
    for (const quint32 number : numbers) {
        order.changes.push_back(graph.changes[number]);
        order.firstNeeds.push_back(quint32(order.needs.size()));
        for (const quint32 need : graph.needsOf(number))
            order.needs.push_back(places[need]);
    }
    order.firstNeeds.push_back(quint32(order.needs.size()));
    return order;
}

}  // namespace tideline::sync
