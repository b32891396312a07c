#include "core/base/random.h"
#include "core/sync/planner/planner.h"

#include <QTest>

#include <map>
#include <set>

using namespace tideline;
using namespace tideline::sync;

namespace {

NodeId nodeId(quint64 number)
{
    NodeId id;
    for (int i = 0; i < 8; ++i)
        id.bytes[std::size_t(15 - i)] = static_cast<unsigned char>(number >> (8 * i));
    return id;
}

ContentHash content(quint64 number)
{
    return sha256(QByteArray::number(number));
}

/// A tree in memory, with what the planner's laws are checked on.
struct Model {
    std::map<NodeId, Node> nodes;

    bool isFolder(const NodeId &id) const
    {
        if (id.isNull())
            return true;
        const auto it = nodes.find(id);
        return it != nodes.end() && it->second.content.kind == NodeKind::Folder;
    }
    bool isBelow(NodeId id, const NodeId &folder) const
    {
        for (int depth = 0; !id.isNull() && depth < 1000; ++depth) {
            if (id == folder)
                return true;
            const auto it = nodes.find(id);
            if (it == nodes.end())
                return false;
            id = it->second.place.parent;
        }
        return false;
    }
    bool taken(const NodePlace &place) const
    {
        return std::ranges::any_of(nodes, [&](const auto &pair) { return pair.second.place == place; });
    }
    std::optional<Node> find(const NodeId &id) const
    {
        const auto it = nodes.find(id);
        return it == nodes.end() ? std::nullopt : std::optional<Node>(it->second);
    }
    std::optional<Node> at(const NodePlace &place) const
    {
        for (const auto &[id, node] : nodes) {
            if (node.place == place)
                return node;
        }
        return {};
    }
    /// What a person cannot make: two at one place, an orphan, a ring.
    QByteArray fault() const
    {
        std::set<std::pair<NodeId, QByteArray>> places;
        for (const auto &[id, node] : nodes) {
            if (!places.emplace(node.place.parent, node.place.name).second)
                return "two nodes at one place: " + node.place.name;
            if (!isFolder(node.place.parent))
                return "an orphan: " + node.place.name;
            NodeId at = id;
            for (int depth = 0; !at.isNull(); ++depth) {
                if (depth > 500)
                    return "a ring at " + node.place.name;
                at = nodes.at(at).place.parent;
            }
        }
        return {};
    }
    void remove(const NodeId &id)
    {
        for (bool again = true; again;) {
            again = false;
            for (const auto &[child, node] : nodes) {
                if (node.place.parent == id) {
                    remove(child);
                    again = true;
                    break;
                }
            }
        }
        nodes.erase(id);
    }
    std::set<ContentHash> contents() const
    {
        std::set<ContentHash> all;
        for (const auto &[id, node] : nodes) {
            if (node.content.kind == NodeKind::File)
                all.insert(node.content.hash);
        }
        return all;
    }
};

/// Random, legal changes, as a person would make them.
void perturb(Model &tree, Random &random, quint64 &nextNumber, int steps)
{
    for (int step = 0; step < steps; ++step) {
        std::vector<NodeId> ids{NodeId{}};
        for (const auto &[id, node] : tree.nodes)
            ids.push_back(id);
        const NodeId id = ids[random.below(ids.size())];
        NodeId folder = ids[random.below(ids.size())];
        if (!tree.isFolder(folder))
            folder = {};
        const NodePlace place{folder, "n" + QByteArray::number(random.below(6))};
        switch (random.below(6)) {
        case 0:
        case 1: {
            if (tree.taken(place))
                break;
            Node node{nodeId(++nextNumber), place, {}};
            if (random.below(3) > 0) {
                node.content.kind = NodeKind::File;
                node.content.hash = content(random.below(2) ? ++nextNumber : 1 + random.below(3));
            }
            tree.nodes[node.id] = node;
            break;
        }
        case 2:
            if (!id.isNull() && tree.nodes[id].content.kind == NodeKind::File)
                tree.nodes[id].content.hash = content(++nextNumber);
            break;
        case 3:
            if (!id.isNull() && random.below(2))
                tree.remove(id);
            break;
        default:
            if (!id.isNull() && !tree.taken(place) && !tree.isBelow(folder, id))
                tree.nodes[id].place = place;
        }
    }
}

class Lookup final : public TreeLookup {
public:
    Lookup(const Model &local, const Model &remote) : m_local(local), m_remote(remote) {}
    std::optional<Node> local(const NodeId &id) const override { return m_local.find(id); }
    std::optional<Node> remote(const NodeId &id) const override { return m_remote.find(id); }
    std::optional<Node> localAt(const NodePlace &place) const override { return m_local.at(place); }
    std::optional<Node> remoteAt(const NodePlace &place) const override { return m_remote.at(place); }

private:
    const Model &m_local;
    const Model &m_remote;
};

struct World {
    Model local, remote, synced;

    std::vector<PlanItem> items() const
    {
        std::set<NodeId> ids;
        for (const Model *tree : {&local, &remote, &synced}) {
            for (const auto &[id, node] : tree->nodes)
                ids.insert(id);
        }
        std::vector<PlanItem> items;
        for (const NodeId &id : ids) {
            PlanItem item{id, local.find(id), remote.find(id), synced.find(id), false};
            const bool settled = item.local && item.remote && item.synced && item.local->place == item.synced->place
                                 && item.remote->place == item.synced->place
                                 && item.local->content.sameAs(item.synced->content)
                                 && item.remote->content.sameAs(item.synced->content);
            if (!settled)
                items.push_back(item);
        }
        return items;
    }
    bool isWhole() const
    {
        const std::vector<PlanItem> all = items();
        return std::size_t(std::ranges::count_if(all, [](const PlanItem &item) { return item.local.has_value(); })) == local.nodes.size()
               && std::size_t(std::ranges::count_if(all, [](const PlanItem &item) { return item.remote.has_value(); })) == remote.nodes.size();
    }
    Plan plan(bool isWhole = false) const
    {
        PlanPolicy policy;
        policy.isWhole = isWhole;
        policy.conflictMark = "conflict, here, 2026-11-21 14.05";
        policy.parked = nodeId(~0ull);
        return makePlan(items(), Lookup(local, remote), policy);
    }
    /// Does a whole plan at once, as if nothing failed, and says what would be impossible.
    QByteArray execute(const Plan &plan, quint64 &nextNumber)
    {
        std::set<NodeId> settle;
        for (const Operation &operation : plan.operations) {
            switch (operation.kind) {
            case Operation::Kind::Unify: {
                Node node = local.nodes.at(operation.node);
                local.nodes.erase(operation.node);
                node.id = operation.other;
                if (!local.nodes.emplace(node.id, node).second)
                    return "unified with a node that is here already";
                for (auto &[id, other] : local.nodes) {
                    if (other.place.parent == operation.node)
                        other.place.parent = operation.other;
                }
                break;
            }
            case Operation::Kind::KeepCopy: {
                Node node = local.nodes.at(operation.node);
                local.nodes.erase(operation.node);
                node.id = nodeId(++nextNumber);
                node.place = operation.place;
                local.nodes[node.id] = node;
                break;
            }
            case Operation::Kind::CreateLocal:
            case Operation::Kind::ReplaceLocal:
            case Operation::Kind::MoveLocal: {
                Node &node = local.nodes[operation.node];
                const NodeContent old = node.content;
                node.id = operation.node;
                node.place = operation.place;
                node.content = operation.kind == Operation::Kind::MoveLocal ? old : operation.content;
                break;
            }
            case Operation::Kind::DeleteLocal: local.nodes.erase(operation.node); break;
            case Operation::Kind::PutRemote:
                remote.nodes[operation.node] = {operation.node, operation.place, operation.content};
                break;
            case Operation::Kind::MoveRemote: remote.nodes.at(operation.node).place = operation.place; break;
            case Operation::Kind::DeleteRemote: remote.nodes.erase(operation.node); break;
            case Operation::Kind::Adopt:
            case Operation::Kind::Forget: break;
            }
            settle.insert(operation.node);
        }
        if (const QByteArray fault = local.fault(); !fault.isEmpty())
            return "local: " + fault;
        if (const QByteArray fault = remote.fault(); !fault.isEmpty())
            return "remote: " + fault;
        for (const NodeId &id : settle) {
            const auto l = local.find(id);
            const auto r = remote.find(id);
            if (!l && !r)
                synced.nodes.erase(id);
            else if (l && r && l->place == r->place && l->content.sameAs(r->content))
                synced.nodes[id] = *r;
        }
        return {};
    }
};

QByteArray describe(const Model &tree)
{
    QByteArray text;
    for (const auto &[id, node] : tree.nodes) {
        text += id.toBytes().right(3).toHex() + " in " + node.place.parent.toBytes().right(3).toHex() + " as "
                + node.place.name + (node.content.kind == NodeKind::Folder ? " dir" : " file " + node.content.hash.toBytes().left(3).toHex())
                + "\n";
    }
    return text;
}

}  // namespace

class PlannerTest final : public QObject {
    Q_OBJECT

    /// Plans and executes until nothing is left, and checks the laws at every step. Empty = all hold.
    static QByteArray converge(World &world, quint64 &nextNumber)
    {
        std::set<ContentHash> owed;  // what one side saved and the other never saw; older ones are in the history
        const std::set<ContentHash> history = world.synced.contents();
        for (const Model *tree : {&world.local, &world.remote}) {
            for (const auto &[id, node] : tree->nodes) {
                const auto old = world.synced.find(id);
                if (node.content.kind == NodeKind::File && (!old || old->content.hash != node.content.hash)
                    && !history.contains(node.content.hash))
                    owed.insert(node.content.hash);
            }
        }
        for (int round = 0; round < 12; ++round) {
            const Plan plan = world.plan();
            if (plan.operations.empty()) {
                if (describe(world.local) != describe(world.remote))
                    return "the plan is empty, but the sides differ";
                if (describe(world.local) != describe(world.synced))
                    return "the plan is empty, but the synced tree differs";
                const std::set<ContentHash> held = world.local.contents();
                for (const ContentHash &hash : owed) {
                    if (!held.contains(hash))
                        return "a saved content is lost: " + hash.toBytes().left(3).toHex();
                }
                return {};
            }
            if (const QByteArray fault = world.execute(plan, nextNumber); !fault.isEmpty())
                return "round " + QByteArray::number(round) + ": " + fault;
        }
        return "no end after 12 rounds";
    }

    /// One plan while some files that changed here are not hashed yet, and no step on the disk comes to pass: what goes
    /// up must fit into the cloud's tree all the same. Afterwards the files are hashed.
    static QByteArray planUnhashed(World &world, Random &random, quint64 &nextNumber)
    {
        std::map<NodeId, ContentHash> waiting;
        for (auto &[id, node] : world.local.nodes) {
            const auto synced = world.synced.find(id);
            if (node.content.kind == NodeKind::File && (!synced || !synced->content.sameAs(node.content))
                && random.below(2) == 0)
                waiting[id] = std::exchange(node.content.hash, {});
        }
        Plan plan = world.plan();
        std::erase_if(plan.operations, [](const Operation &operation) {
            return operation.kind != Operation::Kind::PutRemote && operation.kind != Operation::Kind::MoveRemote
                   && operation.kind != Operation::Kind::DeleteRemote;
        });
        const QByteArray fault = world.execute(plan, nextNumber);
        for (const auto &[id, hash] : waiting) {
            if (const auto node = world.local.nodes.find(id); node != world.local.nodes.end())
                node->second.content.hash = hash;
        }
        return fault.isEmpty() ? fault : "with unhashed files: " + fault;
    }

    static QByteArray text(const Plan &plan)
    {
        QByteArray all;
        for (const Operation &one : plan.operations) {
            all += toString(one.kind).toUtf8() + ' ' + one.node.toBytes().toHex() + ' ' + one.other.toBytes().toHex() + ' '
                   + one.place.parent.toBytes().toHex() + '/' + one.place.name + ' ' + one.why + '\n';
        }
        return all;
    }

private Q_SLOTS:
    void anyTwoEditsOfOneTreeConvergeAndLoseNothing()
    {
        const int seeds = qEnvironmentVariableIntValue("TIDELINE_PLANNER_SEEDS") > 0
                              ? qEnvironmentVariableIntValue("TIDELINE_PLANNER_SEEDS")
                              : 20'000;
        for (int seed = 1; seed <= seeds; ++seed) {
            SeededRandom random(quint64(seed) * 7919);
            quint64 nextNumber = 100;
            World world;
            perturb(world.synced, random, nextNumber, int(random.below(12)));
            world.local = world.remote = world.synced;
            perturb(world.local, random, nextNumber, 1 + int(random.below(8)));
            perturb(world.remote, random, nextNumber, 1 + int(random.below(8)));
            if (random.below(8) == 0)
                world.synced.nodes.clear();  // first contact: a union
            const World start = world;
            QByteArray fault;
            if (random.below(3) == 0)
                fault = planUnhashed(world, random, nextNumber);
            if (fault.isEmpty())
                fault = converge(world, nextNumber);
            if (!fault.isEmpty()) {
                QFAIL(("seed " + QByteArray::number(seed) + ": " + fault + "\nsynced:\n" + describe(start.synced) + "local:\n"
                       + describe(start.local) + "remote:\n" + describe(start.remote) + "in the end local:\n"
                       + describe(world.local) + "in the end remote:\n" + describe(world.remote))
                          .constData());
            }
        }
    }

    void aPlanIsTheSameForTheSameTrees()
    {
        SeededRandom random(42);
        quint64 nextNumber = 100;
        World world;
        perturb(world.synced, random, nextNumber, 20);
        world.local = world.remote = world.synced;
        perturb(world.local, random, nextNumber, 10);
        perturb(world.remote, random, nextNumber, 10);
        QCOMPARE(text(world.plan()), text(world.plan()));
    }

    /// That the items are all there is spares looking, and changes nothing.
    void aPlanOfAllIsTheSameWhetherOrNotItIsSaid()
    {
        int whole = 0;
        int ofAnEmptyCloud = 0;
        for (int seed = 1; seed <= 3000; ++seed) {
            SeededRandom random(quint64(seed) * 104'729);
            quint64 nextNumber = 100;
            World world;
            perturb(world.synced, random, nextNumber, int(random.below(3)));
            if (random.below(2))
                world.local = world.remote = world.synced;
            perturb(world.local, random, nextNumber, int(random.below(12)));
            perturb(world.remote, random, nextNumber, random.below(3) ? int(random.below(12)) : 0);
            if (!world.isWhole())
                continue;
            ++whole;
            ofAnEmptyCloud += world.remote.nodes.empty();
            QVERIFY2(text(world.plan(true)) == text(world.plan()), qPrintable(u"seed %1"_s.arg(seed)));
        }
        QVERIFY(whole > 500 && ofAnEmptyCloud > 100);
    }

    void aFolderMoveIsOneOperation()
    {
        World world;
        Node folder{nodeId(1), {{}, "data"}, {}};
        world.synced.nodes[folder.id] = folder;
        for (quint64 i = 2; i < 100; ++i) {
            Node file{nodeId(i), {folder.id, QByteArray::number(i)}, {}};
            file.content.kind = NodeKind::File;
            file.content.hash = content(i);
            world.synced.nodes[file.id] = file;
        }
        world.local = world.remote = world.synced;
        world.local.nodes[folder.id].place.name = "renamed";
        const Plan plan = world.plan();
        QCOMPARE(plan.operations.size(), std::size_t(1));
        QCOMPARE(int(plan.operations[0].kind), int(Operation::Kind::MoveRemote));
    }

    /// Each a file that left one place and came to another: none of them is a deletion.
    void manyMovesOfSingleFilesWaitForNothing()
    {
        World world;
        Node from{nodeId(1), {{}, "from"}, {}}, to{nodeId(2), {{}, "to"}, {}};
        world.synced.nodes[from.id] = from;
        world.synced.nodes[to.id] = to;
        for (quint64 i = 10; i < 310; ++i) {
            Node file{nodeId(i), {from.id, QByteArray::number(i)}, {}};
            file.content.kind = NodeKind::File;
            file.content.hash = content(i);
            world.synced.nodes[file.id] = file;
        }
        for (const bool isHere : {true, false}) {
            world.local = world.remote = world.synced;
            for (auto &[id, node] : (isHere ? world.local : world.remote).nodes) {
                if (node.place.parent == from.id)
                    node.place.parent = to.id;
            }
            const Plan plan = world.plan();
            QVERIFY(!plan.guardHolds);
            QCOMPARE(plan.operations.size(), std::size_t(300));
            QCOMPARE(plan.deletesLocal + plan.deletesRemote, 0);
        }
    }

    void aMassDeletionWaitsForAYes()
    {
        World world;
        for (quint64 i = 1; i <= 200; ++i) {
            Node file{nodeId(i), {{}, QByteArray::number(i)}, {}};
            file.content.kind = NodeKind::File;
            file.content.hash = content(i);
            world.synced.nodes[file.id] = file;
        }
        world.local = world.remote = world.synced;
        for (quint64 i = 1; i <= 100; ++i)
            world.local.nodes.erase(nodeId(i));
        QVERIFY(!world.plan().guardHolds);
        world.local.nodes.erase(nodeId(101));
        const Plan plan = world.plan();
        QCOMPARE(plan.deletesRemote, 101);
        QVERIFY(plan.guardHolds);
    }

    void aFileThatIsRenamedWhileItIsWrittenFreesItsOldName()
    {
        World world;
        Node file{nodeId(1), {{}, "report.csv"}, {}};
        file.content.kind = NodeKind::File;
        file.content.hash = content(1);
        world.synced.nodes[file.id] = world.remote.nodes[file.id] = file;
        file.place.name = "report.old";
        file.content.hash = {};  // being written to
        world.local.nodes[file.id] = file;
        Node fresh{nodeId(2), {{}, "report.csv"}, {}};
        fresh.content.kind = NodeKind::File;
        fresh.content.hash = content(2);
        world.local.nodes[fresh.id] = fresh;
        quint64 next = 100;
        QCOMPARE(world.execute(world.plan(), next), QByteArray());
        QCOMPARE(world.remote.at(fresh.place)->id, fresh.id);
        QCOMPARE(world.remote.at(file.place)->id, file.id);
    }

    void aFileThatIsNotHashedTakesNoPart()
    {
        World world;
        Node file{nodeId(1), {{}, "growing.bin"}, {}};
        file.content.kind = NodeKind::File;
        world.local.nodes[file.id] = file;
        const Plan plan = world.plan();
        QVERIFY(plan.operations.empty());
        QCOMPARE(plan.blocked.size(), std::size_t(1));
    }

    void conflictNamesKeepTheExtensionAndFit_data()
    {
        QTest::addColumn<QByteArray>("name");
        QTest::addColumn<QByteArray>("expected");
        QTest::newRow("an extension stays last") << QByteArray("a.csv") << QByteArray("a (m).csv");
        QTest::newRow("a dot file has none") << QByteArray(".profile") << QByteArray(".profile (m)");
        QTest::newRow("no extension") << QByteArray("Makefile") << QByteArray("Makefile (m)");
        QTest::newRow("255 bytes are cut between characters")
            << QByteArray("\xc3\xa4").repeated(127) << QByteArray("\xc3\xa4").repeated(125) + " (m)";
    }
    void conflictNamesKeepTheExtensionAndFit()
    {
        QFETCH(QByteArray, name);
        QFETCH(QByteArray, expected);
        QCOMPARE(conflictName(name, "m", 1), expected);
    }
};

QTEST_APPLESS_MAIN(PlannerTest)
#include "planner_test.moc"
