// However a plan is cut into commits, each leaves a tree that the server takes.
#include "core/base/clock.h"
#include "core/base/random.h"
#include "core/sync/executor/commit_order.h"

#include <QTest>

#include <map>
#include <random>
#include <set>

using namespace tideline;
using namespace tideline::sync;

namespace {

/// Nodes by their ids.
using TestTree = std::map<NodeId, Node>;

NodeId parentIn(const TestTree &tree, const NodeId &id)
{
    const auto node = tree.find(id);
    return node == tree.end() ? NodeId{} : node->second.place.parent;
}

/// What the server would refuse about a tree; empty: nothing.
QByteArray wrong(const TestTree &tree)
{
    std::set<std::pair<NodeId, QByteArray>> places;
    for (const auto &[id, node] : tree) {
        const NodeId &parent = node.place.parent;
        if (!places.emplace(parent, node.place.name).second)
            return "name_taken " + node.place.name;
        const auto folder = tree.find(parent);
        if (!parent.isNull() && (folder == tree.end() || folder->second.content.kind != NodeKind::Folder))
            return "no_parent " + node.place.name;
        std::size_t depth = 0;
        for (NodeId at = parent; !at.isNull(); at = parentIn(tree, at))
            if (++depth > tree.size())
                return "cycle " + node.place.name;
    }
    return {};
}

/// A tree, and what its user does to it.
class Play {
public:
    explicit Play(quint32 seed) : m_random(seed), m_ids(seed) {}

    TestTree tree;
    void create()
    {
        Node node;
        node.id = NodeId::make(systemClock(), m_ids);
        node.place = freePlace({});
        node.content.kind = one(2) == 0 ? NodeKind::Folder : NodeKind::File;
        tree.emplace(node.id, node);
    }
    void act()
    {
        if (tree.empty() || one(5) == 0)
            return create();
        const NodeId id = any();
        switch (one(4)) {
        case 0: return removeAll(id);
        case 1: return swap(id, any());
        default: {
            const NodePlace place = freePlace(id);
            tree[id].place = place;
        }
        }
    }

private:
    int one(int of) { return int(m_random() % unsigned(of)); }
    NodeId any() { return std::next(tree.begin(), one(int(tree.size())))->first; }
    bool isWithin(NodeId inner, const NodeId &outer) const
    {
        for (; !inner.isNull(); inner = parentIn(tree, inner))
            if (inner == outer)
                return true;
        return false;
    }
    NodePlace freePlace(const NodeId &moving)
    {
        while (true) {
            std::vector<NodeId> folders{NodeId{}};
            for (const auto &[id, node] : tree)
                if (node.content.kind == NodeKind::Folder && (moving.isNull() || !isWithin(id, moving)))
                    folders.push_back(id);
            const NodePlace place{folders[std::size_t(one(int(folders.size())))], QByteArray::number(one(12))};
            if (std::ranges::none_of(tree, [&](const auto &one) { return one.second.place == place; }))
                return place;
        }
    }
    void removeAll(const NodeId &folder)
    {
        std::vector<NodeId> gone;
        for (const auto &[id, node] : tree)
            if (isWithin(id, folder))
                gone.push_back(id);
        for (const NodeId &id : gone)
            tree.erase(id);
    }
    void swap(const NodeId &a, const NodeId &b)
    {
        if (!isWithin(a, b) && !isWithin(b, a))
            std::swap(tree[a].place, tree[b].place);
    }

    std::mt19937 m_random;
    SeededRandom m_ids;
};

std::vector<Operation> difference(const TestTree &from, const TestTree &to)
{
    std::vector<Operation> changes;
    for (const auto &[id, node] : to) {
        const auto before = from.find(id);
        if (before != from.end() && before->second.place == node.place)
            continue;
        Operation change{.kind = before == from.end() ? Operation::Kind::PutRemote : Operation::Kind::MoveRemote, .node = id};
        change.place = node.place;
        change.content = node.content;
        if (before != from.end())
            change.seenRemote = before->second;
        changes.push_back(change);
    }
    for (const auto &[id, node] : from) {
        if (to.contains(id))
            continue;
        Operation change{.kind = Operation::Kind::DeleteRemote, .node = id};
        change.seenRemote = node;
        changes.push_back(change);
    }
    return changes;
}

void make(const Operation &change, TestTree &tree)
{
    if (change.kind == Operation::Kind::DeleteRemote)
        tree.erase(change.node);
    else
        tree[change.node] = Node{change.node, change.place, change.content};
}

}  // namespace

class CommitOrderTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whereverItIsCutTheTreeIsSound()
    {
        for (quint32 seed = 1; seed <= 3000; ++seed) {
            Play play(seed);
            for (int i = 0; i < 25; ++i)
                play.create();
            const TestTree before = play.tree;
            for (int i = 0; i < 30; ++i)
                play.act();
            const auto changes = difference(before, play.tree);
            std::vector<const Operation *> pending;
            for (const Operation &change : changes)
                pending.push_back(&change);
            const CommitOrder order = orderForCommits(pending, [&](const NodeId &id) { return parentIn(play.tree, id); });
            QCOMPARE(order.changes.size(), changes.size());
            TestTree cloud = before;
            for (std::size_t i = 0; i < order.changes.size(); ++i) {
                make(*order.changes[i], cloud);
                if (i + 1 < order.changes.size() && order.groups[i] == order.groups[i + 1])
                    continue;
                const QByteArray what = wrong(cloud);
                QVERIFY2(what.isEmpty(), what + ", seed " + QByteArray::number(seed) + ", after " + QByteArray::number(qsizetype(i)));
            }
            QVERIFY(cloud.size() == play.tree.size());
            for (const auto &[id, node] : cloud)
                QVERIFY(node.place == play.tree.at(id).place);
        }
    }

    void whatNeedsNothingIsNotHeldTogether()
    {
        std::vector<Operation> changes(3, Operation{.kind = Operation::Kind::PutRemote});
        SeededRandom random(1);
        for (std::size_t i = 0; i < 3; ++i) {
            changes[i].node = NodeId::make(systemClock(), random);
            changes[i].place.name = QByteArray::number(qsizetype(i));
            changes[i].content.kind = i == 2 ? NodeKind::Folder : NodeKind::File;
        }
        const CommitOrder order = orderForCommits({&changes[0], &changes[1], &changes[2]}, [](const NodeId &) { return NodeId{}; });
        QVERIFY(order.changes == (std::vector<const Operation *>{&changes[2], &changes[0], &changes[1]}));
        QCOMPARE(std::set<quint32>(order.groups.begin(), order.groups.end()).size(), 3u);
        QVERIFY(order.needs.empty());
    }

    void aLongRingOfNamesIsOneGroup()
    {
        constexpr int kRing = 100'000;
        std::vector<Operation> changes(kRing, Operation{.kind = Operation::Kind::MoveRemote});
        std::vector<const Operation *> pending;
        SeededRandom random(1);
        for (int i = 0; i < kRing; ++i) {
            Node node;
            node.id = NodeId::make(systemClock(), random);
            node.place.name = QByteArray::number(i);
            node.content.kind = NodeKind::File;
            changes[std::size_t(i)].node = node.id;
            changes[std::size_t(i)].place.name = QByteArray::number((i + 1) % kRing);
            changes[std::size_t(i)].content = node.content;
            changes[std::size_t(i)].seenRemote = node;
            pending.push_back(&changes[std::size_t(i)]);
        }
        const CommitOrder order = orderForCommits(pending, [](const NodeId &) { return NodeId{}; });
        QCOMPARE(std::set<quint32>(order.groups.begin(), order.groups.end()).size(), 1u);
    }
};

QTEST_GUILESS_MAIN(CommitOrderTest)
#include "commit_order_test.moc"
