#include "core/base/random.h"
#include "core/store/project_repository.h"
#include "core/store/project_store.h"
#include "core/store/tree_store.h"

#include <QTest>

#include <algorithm>

#include <sqlite3.h>

using namespace tideline;
using namespace tideline::store;

namespace {

constexpr int kFolders = 60;
constexpr int kFilesOfEach = 50;

NodeId nodeId(int number)
{
    NodeId id;
    id.bytes[0] = 1;
    id.bytes[14] = static_cast<unsigned char>(number / 256);
    id.bytes[15] = static_cast<unsigned char>(number % 256);
    return id;
}

}  // namespace

class TreeStoreTest final : public QObject {
    Q_OBJECT

    std::unique_ptr<Database> m_database;
    std::unique_ptr<TreeStore> m_trees;

    static constexpr int idOfFolder(int folder) { return folder * (kFilesOfEach + 1); }

    /// What SQLite's virtual machine did, in its own steps. A kept statement counts since it was last asked: ask twice.
    template <typename Look>
    qint64 steps(Look look)
    {
        qint64 sum = 0;
        sqlite3_trace_v2(
            m_database->handle(), SQLITE_TRACE_PROFILE,
            [](unsigned, void *into, void *statement, void *) {
                *static_cast<qint64 *>(into) +=
                    sqlite3_stmt_status(static_cast<sqlite3_stmt *>(statement), SQLITE_STMTSTATUS_VM_STEP, 1);
                return 0;
            },
            &sum);
        look();
        sqlite3_trace_v2(m_database->handle(), 0, nullptr, nullptr);
        return sum;
    }

    Node node(int id, const NodeId &parent, NodeKind kind) const
    {
        Node node;
        node.id = nodeId(id);
        node.place = {parent, "n" + QByteArray::number(id)};
        node.content.kind = kind;
        return node;
    }

    void save(const Node &node, const Transaction &transaction)
    {
        LocalNode local{node, {}};
        local.seen.device = 1;
        local.seen.inode = quint64(node.id.bytes[14]) * 256 + node.id.bytes[15];
        QVERIFY(m_trees->putLocal(local, transaction));
        QVERIFY(m_trees->putRemote(node, 1, transaction));
        QVERIFY(m_trees->putSynced(node, transaction));
        QVERIFY(m_trees->settle(node.id, transaction));
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_database = *openProjectStore(testLocation());
        LocalProject project;
        project.id = ProjectId::make(systemClock(), systemRandom());
        project.name = u"many"_s;
        project.ownerId.value = u"usr_1"_s;
        project.rootPath = u"/data/many"_s;
        auto transaction = Transaction::begin(*m_database);
        project = *ProjectRepository(*m_database).save(project, *transaction);
        m_trees = std::make_unique<TreeStore>(*m_database, project.number);
        for (int folder = 0; folder < kFolders; ++folder) {
            save(node(idOfFolder(folder), NodeId{}, NodeKind::Folder), *transaction);
            for (int file = 1; file <= kFilesOfEach; ++file)
                save(node(idOfFolder(folder) + file, nodeId(idOfFolder(folder)), NodeKind::File), *transaction);
        }
        QVERIFY(transaction->commit());
    }

    /// SQLite knows no statistics of a fresh store, and once took the primary key where it should have taken the place's index:
    /// each folder then cost a walk over the whole project.
    void aLookUpReadsItsOwnRowsAndNotTheWholeProject_data()
    {
        QTest::addColumn<std::function<std::size_t()>>("look");
        QTest::addColumn<int>("rows");
        const auto add = [](const QByteArray &name, int rows, std::function<std::size_t()> look) {
            QTest::newRow(name.constData()) << std::move(look) << rows;
        };
        const NodeId folder = nodeId(idOfFolder(7));
        const NodePlace place{folder, "n" + QByteArray::number(idOfFolder(7) + 3)};
        add("a folder's local entries", kFilesOfEach, [this, folder] { return m_trees->localChildren(folder)->size(); });
        add("an inode's nodes", 1, [this] { return m_trees->localByInode(1, idOfFolder(7) + 3)->size(); });
        add("a local node", 1, [this] { return m_trees->local(nodeId(9))->has_value(); });
        add("a local place", 1, [this, place] { return m_trees->localAt(place)->has_value(); });
        add("what is unsettled", 0, [this] { return m_trees->unsettled()->size(); });
        add("what is not hashed", 0, [this] { return m_trees->unhashed()->size(); });
        add("whether the cloud holds more", 0, [this] { return *m_trees->hasUnsettledRemote(); });
        for (const Tree tree : {Tree::Remote, Tree::Local, Tree::Synced}) {
            const QByteArray of = tree == Tree::Remote ? " (remote)" : tree == Tree::Local ? " (local)" : " (synced)";
            add("a folder's nodes" + of, kFilesOfEach, [this, tree, folder] { return m_trees->childIds(tree, folder)->size(); });
            add("a node" + of, 1, [this, tree] { return m_trees->node(tree, nodeId(9))->has_value(); });
            add("a place" + of, 1, [this, tree, place] { return m_trees->at(tree, place)->has_value(); });
        }
    }
    void aLookUpReadsItsOwnRowsAndNotTheWholeProject()
    {
        QFETCH(const std::function<std::size_t()>, look);
        QFETCH(const int, rows);
        std::size_t found = 0;
        (void)steps(look);
        const qint64 cost = steps([&] { found = look(); });
        QCOMPARE(found, std::size_t(rows));
        QVERIFY2(cost > 0 && cost < 60 + 25 * rows, QByteArray::number(cost));
    }

    void anotherIdIsGivenWithoutAWalkOverTheProject()
    {
        auto transaction = Transaction::begin(*m_database);
        (void)steps([&] { QVERIFY(m_trees->rekeyLocal(nodeId(5), nodeId(20'001), *transaction)); });
        const qint64 cost = steps([&] { QVERIFY(m_trees->rekeyLocal(nodeId(6), nodeId(20'002), *transaction)); });
        QVERIFY2(cost < 500, QByteArray::number(cost));
    }

    void theCloudHoldsMoreUntilItIsAgreedOn()
    {
        const Node mine = node(20'000, NodeId{}, NodeKind::File);
        auto transaction = Transaction::begin(*m_database);
        QVERIFY(m_trees->putLocal({mine, {}}, *transaction));
        QVERIFY(!*m_trees->hasUnsettledRemote());  // here alone
        QVERIFY(m_trees->putRemote(mine, 2, *transaction));
        QVERIFY(*m_trees->hasUnsettledRemote());
        QVERIFY(m_trees->putSynced(mine, *transaction));
        QVERIFY(!*m_trees->hasUnsettledRemote());
    }

    void whatIsHereAsInTheCloudIsAgreedOnAtOnce_data()
    {
        QTest::addColumn<QByteArray>("inCloud");
        QTest::addColumn<Presence>("presence");
        QTest::addColumn<bool>("isAgreed");
        QTest::addColumn<bool>("isSettled");
        QTest::newRow("the same") << QByteArray("name") << Presence::Here << true << true;
        QTest::newRow("another name") << QByteArray("other") << Presence::Here << false << false;
        QTest::newRow("awaited") << QByteArray("name") << Presence::Fetching << true << false;
        QTest::newRow("not in the cloud") << QByteArray() << Presence::Here << false << false;
    }
    /// As a put and agree() do it, one after the other.
    void whatIsHereAsInTheCloudIsAgreedOnAtOnce()
    {
        QFETCH(QByteArray, inCloud);
        QFETCH(Presence, presence);
        QFETCH(bool, isAgreed);
        QFETCH(bool, isSettled);
        enum class Way { OneByOne, LocalAtOnce, RemoteAtOnce };
        for (const Way way : {Way::OneByOne, Way::LocalAtOnce, Way::RemoteAtOnce}) {
            auto transaction = Transaction::begin(*m_database);
            Node remote = node(20'001, NodeId{}, NodeKind::File);
            LocalNode local{remote, {}};
            local.node.place.name = "name";
            local.seen.presence = presence;
            remote.place.name = inCloud;
            if (way == Way::RemoteAtOnce)
                QVERIFY(m_trees->putLocal(local, *transaction));
            if (!inCloud.isEmpty())
                QVERIFY(way == Way::RemoteAtOnce ? m_trees->putRemoteAndAgree(remote, 2, local, *transaction)
                                                 : m_trees->putRemote(remote, 2, *transaction));
            if (way == Way::LocalAtOnce)
                QVERIFY(m_trees->putLocalAndAgree(local, inCloud.isEmpty() ? nullptr : &remote, *transaction));
            if (way == Way::OneByOne) {
                QVERIFY(m_trees->putLocal(local, *transaction));
                QVERIFY(m_trees->agree(remote.id, *transaction));
            }
            QCOMPARE((*m_trees->local(remote.id))->seen.presence, presence);
            QCOMPARE(*m_trees->remoteRevision(remote.id), inCloud.isEmpty() ? 0 : 2);
            QCOMPARE((*m_trees->node(Tree::Synced, remote.id)).has_value(), isAgreed);
            const auto open = *m_trees->unsettled();
            QCOMPARE(std::ranges::find(open, remote.id) == open.end(), isSettled);
        }
    }

    void aWholePullMarksAllThatTheCloudHolds()
    {
        auto transaction = Transaction::begin(*m_database);
        const Node file = node(20'011, NodeId{}, NodeKind::File);
        const Node other = node(20'012, NodeId{}, NodeKind::File);
        QVERIFY(m_trees->putRemoteUnmarked(file, 2, *transaction));
        QVERIFY(m_trees->putRemoteUnmarked(other, 3, *transaction));
        QVERIFY(m_trees->markRemote(*transaction));
        const auto open = *m_trees->unsettled();
        for (const Node &one : {file, other})
            QCOMPARE(std::ranges::count(open, one.id), 1);
    }

    void aFileNeedsAFolderThatIsThere()
    {
        auto transaction = Transaction::begin(*m_database);
        const Node folder = node(20'021, NodeId{}, NodeKind::Folder);
        const Node file = node(20'022, NodeId{}, NodeKind::File);
        QVERIFY(m_trees->putRemote(folder, 2, *transaction));
        QVERIFY(m_trees->putRemote(file, 2, *transaction));
        QVERIFY(m_trees->checkRemote({}, {folder.id, NodeId{}}, *transaction));
        QVERIFY(!m_trees->checkRemote({}, {folder.id, file.id}, *transaction));
        QVERIFY(!m_trees->checkRemote({}, {node(20'023, NodeId{}, NodeKind::Folder).id}, *transaction));
    }

    void whoseRemotePlaceIsTakenWaitsForAnother()
    {
        auto transaction = Transaction::begin(*m_database);
        Node first = node(20'001, NodeId{}, NodeKind::File);
        Node second = node(20'002, NodeId{}, NodeKind::File);
        second.place = first.place;
        QVERIFY(m_trees->putRemote(first, 2, *transaction));
        QVERIFY(m_trees->putRemote(second, 3, *transaction));
        QCOMPARE((*m_trees->at(Tree::Remote, first.place))->id, second.id);
        QVERIFY(!m_trees->checkRemote({first.id, second.id}, {}, *transaction));
        first.place.name = "another";
        QVERIFY(m_trees->putRemote(first, 3, *transaction));
        QVERIFY(m_trees->checkRemote({first.id, second.id}, {}, *transaction));
        QCOMPARE((*m_trees->at(Tree::Remote, first.place))->id, first.id);
    }
};

QTEST_GUILESS_MAIN(TreeStoreTest)
#include "tree_store_test.moc"
