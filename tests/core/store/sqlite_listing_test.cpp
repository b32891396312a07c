#include "core/store/sqlite_listing.h"

#include "core/base/random.h"
#include "core/store/problem_repository.h"
#include "core/store/project_repository.h"
#include "core/store/project_store.h"
#include "core/store/tree_store.h"
#include "tests/support/cpu_timer.h"
#include "tests/support/temp_folder.h"

#include <QTest>


using namespace tideline;
using namespace tideline::store;
using namespace tideline::test;

namespace {

/// A store with one project and hands to put entries into its trees.
class Fixture {
public:
    Fixture() : m_store(*openProjectStore(testLocation(m_folder.path())))
    {
        auto transaction = Transaction::begin(*m_store);
        LocalProject made;
        made.id = ProjectId::make(systemClock(), systemRandom());
        made.cloudId = ProjectId::make(systemClock(), systemRandom());
        made.name = u"climate"_s;
        made.rootPath = u"/data/climate"_s;
        made.state = SyncState::Synced;
        project = *ProjectRepository(*m_store).save(made, *transaction);
        Q_ASSERT(transaction->commit());
        listing = *SqliteListing::open(testLocation(m_folder.path()));
    }

    Node node(const QByteArray &name, NodeKind kind = NodeKind::File, const NodeId &parent = {}, qint64 size = 1)
    {
        Node made;
        made.id = NodeId::make(systemClock(), systemRandom());
        made.place = {parent, name};
        made.content.kind = kind;
        made.content.sizeBytes = kind == NodeKind::File ? size : 0;
        made.content.modifiedNs = kind == NodeKind::Folder ? 0 : size * 1'000'000'000;
        if (kind == NodeKind::File)
            made.content.hash = sha256(name);
        return made;
    }

    /// Runs `work(trees, transaction)` in a transaction.
    template <typename Work>
    void write(Work work)
    {
        TreeStore trees(*m_store, project.number);
        auto transaction = Transaction::begin(*m_store);
        work(trees, *transaction);
        const auto done = transaction->commit();
        Q_ASSERT(done);
    }

    /// In all three trees, and settled.
    NodeId both(const Node &node, Presence presence = Presence::Here)
    {
        write([&](TreeStore &trees, const Transaction &t) {
            bool good = trees.putRemote(node, 7, t) && trees.putLocal({node, {.presence = presence}}, t)
                        && trees.putSynced(node, t) && trees.settle(node.id, t);
            Q_ASSERT(good);
        });
        return node.id;
    }
    NodeId onlyLocal(const Node &node)
    {
        write([&](TreeStore &trees, const Transaction &t) { (void)trees.putLocal({node, {}}, t); });
        return node.id;
    }
    NodeId onlyRemote(const Node &node)
    {
        write([&](TreeStore &trees, const Transaction &t) { (void)trees.putRemote(node, 8, t); });
        return node.id;
    }
    void problem(const QByteArray &path, const QString &kind)
    {
        write([&](TreeStore &, const Transaction &t) {
            (void)ProblemRepository(*m_store).add({project.number, path, kind, u"because"_s, {}, 1}, t);
        });
    }
    bool execute(const QByteArray &sql) { return bool(m_store->execute(sql)); }

    ListingQuery query(const QByteArray &folder = {}) const
    {
        ListingQuery made;
        made.project = project.id.toString();
        made.folder = folder;
        return made;
    }
    /// "name:state" of each row, joined by spaces.
    QString list(const ListingQuery &query)
    {
        const auto page = listing->page(query);
        if (!page)
            return toText(page.error());
        QStringList words;
        for (const ListingRow &row : page->rows)
            words += QString::fromUtf8(row.name) + u':' + toString(row.state);
        return words.join(u' ');
    }

private:
    TempFolder m_folder;
    std::unique_ptr<Database> m_store;

public:
    LocalProject project;
    std::unique_ptr<SqliteListing> listing;
};

}  // namespace

class SqliteListingTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aFolderIsTheUnionOfBothSides()
    {
        Fixture f;
        f.both(f.node("both.txt"));
        f.onlyLocal(f.node("mine.txt"));
        f.onlyRemote(f.node("theirs.txt"));
        f.both(f.node("far.txt"), Presence::Cloud);
        f.both(f.node("docs", NodeKind::Folder));
        QCOMPARE(f.list(f.query()), u"docs:synced both.txt:synced far.txt:online_only mine.txt:waiting theirs.txt:waiting"_s);
    }

    void whatTheCloudAloneHasIsListedHoweverMuchWaitsElsewhere()
    {
        Fixture f;
        f.both(f.node("both.txt"));
        Node away = f.node("away.txt");
        f.both(away);
        const NodeId docs = f.both(f.node("docs", NodeKind::Folder));
        away.place = {docs, "away.txt"};
        f.onlyLocal(away);
        f.onlyLocal(f.node("two.txt"));
        f.onlyRemote(f.node("two.txt"));
        f.onlyRemote(f.node("small.txt", NodeKind::File, {}, 5));
        f.onlyRemote(f.node("large.txt", NodeKind::File, {}, 500));
        ListingQuery query = f.query();
        query.sort = ListingSort::Size;
        const QString few = f.list(query);
        QCOMPARE(few, u"docs:waiting both.txt:synced two.txt:waiting small.txt:waiting large.txt:waiting"_s);
        QVERIFY(f.execute("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 3000)"
                          " INSERT INTO unsettled (project, node) SELECT (SELECT number FROM project), CAST(printf('%016d', i) AS BLOB) FROM n"));
        QCOMPARE(f.list(query), few);
        query.sort = ListingSort::Modified;
        QCOMPARE(f.list(query), few);
    }

    void aRowSaysWhereTheEntryIsAndWhatItHolds()
    {
        Fixture f;
        f.both(f.node("a.txt", NodeKind::File, {}, 12));
        f.both(f.node("far.txt", NodeKind::File, {}, 13), Presence::Cloud);
        f.onlyLocal(f.node("mine.txt", NodeKind::File, {}, 14));
        const auto page = f.listing->page(f.query());
        QVERIFY(page);
        QCOMPARE(page->total, 3);
        const ListingRow &a = page->rows[0];
        QVERIFY(a.here && a.inCloud);
        QCOMPARE(a.sizeBytes, 12);
        QCOMPARE(a.modifiedMs, 12'000);
        QCOMPARE(a.revision, 7);
        QVERIFY(!page->rows[1].here && page->rows[1].inCloud);
        QVERIFY(page->rows[2].here && !page->rows[2].inCloud);
        QCOMPARE(page->rows[2].revision, 0);
    }

    void thePageAroundAnEntryHoldsIt()
    {
        Fixture f;
        for (int i = 0; i < 25; ++i)
            f.both(f.node("run" + QByteArray::number(i)));
        ListingQuery query = f.query();
        query.limit = 10;
        query.around = "run17";
        const auto page = f.listing->page(query);
        QVERIFY(page);
        QCOMPARE(page->offset, 10);
        QCOMPARE(page->rows[7].name, "run17");
        query.around = "gone";
        query.offset = 20;
        const auto without = f.listing->page(query);
        QVERIFY(without);
        QCOMPARE(without->offset, 20);
        QCOMPARE(without->rows.size(), std::size_t(5));
    }

    void anEntryMovedHereIsNotListedWhereTheCloudStillHasIt()
    {
        Fixture f;
        Node moved = f.node("old.txt");
        f.both(moved);
        const NodeId docs = f.both(f.node("docs", NodeKind::Folder));
        moved.place = {docs, "new.txt"};
        f.onlyLocal(moved);
        QCOMPARE(f.list(f.query()), u"docs:waiting"_s);
        QCOMPARE(f.list(f.query("docs")), u"new.txt:waiting"_s);
    }

    void anEntryDeletedHereIsGoneAtOnce()
    {
        Fixture f;
        const Node node = f.node("a.txt");
        f.both(node);
        f.write([&](TreeStore &trees, const Transaction &t) { (void)trees.remove(Tree::Local, node.id, t); });
        QCOMPARE(f.list(f.query()), QString());
    }

    void aFolderRenamedHereIsStillOneFolder()
    {
        Fixture f;
        Node docs = f.node("docs", NodeKind::Folder);
        f.both(docs);
        f.both(f.node("a.txt", NodeKind::File, docs.id));
        f.onlyRemote(f.node("b.txt", NodeKind::File, docs.id));
        docs.place.name = "papers";
        f.onlyLocal(docs);
        QCOMPARE(f.list(f.query("papers")), u"a.txt:synced b.txt:waiting"_s);
    }

    void twoEntriesOfOneNameAreOneRow()
    {
        Fixture f;
        f.onlyLocal(f.node("a.txt"));
        f.onlyRemote(f.node("a.txt"));
        const auto page = f.listing->page(f.query());
        QCOMPARE(page->rows.size(), std::size_t(1));
        QVERIFY(page->rows[0].here && page->rows[0].inCloud);
        QVERIFY(page->rows[0].state == SyncState::Waiting);
    }

    void problemsShowAtTheirFileAndInTheFoldersAbove()
    {
        Fixture f;
        const NodeId docs = f.both(f.node("docs", NodeKind::Folder));
        const NodeId deep = f.both(f.node("deep", NodeKind::Folder, docs));
        f.both(f.node("copy.txt", NodeKind::File, deep));
        f.both(f.node("docs-other", NodeKind::Folder));
        f.both(f.node("bad.txt"));
        f.problem("docs/deep/copy.txt", u"conflict"_s);
        f.problem("bad.txt", u"error"_s);
        QCOMPARE(f.list(f.query()), u"docs:conflict docs-other:synced bad.txt:error"_s);
        QCOMPARE(f.list(f.query("docs/deep")), u"copy.txt:conflict"_s);
        QCOMPARE(f.listing->page(f.query())->rows[2].what, u"because"_s);
    }

    void whatAScanSkippedIsListedWithTheReason()
    {
        Fixture f;
        f.both(f.node("a.txt"));
        f.problem("pipe", u"skipped"_s);
        QCOMPARE(f.list(f.query()), u"a.txt:synced pipe:error"_s);
        QCOMPARE(f.listing->page(f.query())->rows[1].what, u"because"_s);
    }

    void aFolderIsBusyWhileAnythingBelowItIs()
    {
        Fixture f;
        const NodeId docs = f.both(f.node("docs", NodeKind::Folder));
        const NodeId deep = f.both(f.node("deep", NodeKind::Folder, docs));
        f.both(f.node("other", NodeKind::Folder));
        f.onlyLocal(f.node("new.txt", NodeKind::File, deep));
        QCOMPARE(f.list(f.query()), u"docs:waiting other:synced"_s);
    }

    void namesSortAsPeopleDo()
    {
        Fixture f;
        for (const char *name : {"img10.png", "img2.png", "IMG1.png", "ärger", "apfel", "zebra", "img002b.png", ".hidden"})
            f.both(f.node(name));
        f.both(f.node("Zoo", NodeKind::Folder));
        ListingQuery query = f.query();
        auto names = [&] {
            QStringList all;
            const auto page = f.listing->page(query);
            for (const ListingRow &row : page->rows)
                all += QString::fromUtf8(row.name);
            return all.join(u' ');
        };
        QCOMPARE(names(), u"Zoo apfel ärger IMG1.png img2.png img002b.png img10.png zebra"_s);
        query.descending = true;
        QCOMPARE(names(), u"Zoo zebra img10.png img002b.png img2.png IMG1.png ärger apfel"_s);
        query.descending = false;
        query.hidden = true;
        QVERIFY(names().contains(u".hidden"));
        query.filter = u"IMG"_s;
        QCOMPARE(names(), u"IMG1.png img2.png img002b.png img10.png"_s);
        query.filter = u"Ä"_s;
        QCOMPARE(names(), u"ärger"_s);
    }

    void eachColumnSorts()
    {
        Fixture f;
        f.both(f.node("a", NodeKind::File, {}, 30));
        f.both(f.node("b", NodeKind::File, {}, 10));
        f.onlyLocal(f.node("c", NodeKind::File, {}, 20));
        ListingQuery query = f.query();
        query.sort = ListingSort::Size;
        QCOMPARE(f.list(query), u"b:synced c:waiting a:synced"_s);
        query.descending = true;
        QCOMPARE(f.list(query), u"a:synced c:waiting b:synced"_s);
        query.sort = ListingSort::Modified;
        QCOMPARE(f.list(query), u"a:synced c:waiting b:synced"_s);
        query.sort = ListingSort::State;
        query.descending = false;
        QCOMPARE(f.list(query), u"c:waiting a:synced b:synced"_s);
    }

    void aListingSeesWhatWasWrittenSince()
    {
        Fixture f;
        f.both(f.node("a"));
        QCOMPARE(f.list(f.query()), u"a:synced"_s);
        f.both(f.node("b"));
        QCOMPARE(f.list(f.query()), u"a:synced b:synced"_s);
    }

    void whatIsNotThereIsNotFound()
    {
        Fixture f;
        QCOMPARE(toString(f.listing->page(f.query("none/such")).error().kind), toString(Error::Kind::NotFound));
        ListingQuery other = f.query();
        other.project = ProjectId::make(systemClock(), systemRandom()).toString();
        QCOMPARE(toString(f.listing->page(other).error().kind), toString(Error::Kind::NotFound));
        other.project = f.project.cloudId->toString();
        QVERIFY(f.listing->page(other));
    }

    void aHundredThousandEntriesPageQuickly()
    {
        Fixture f;
        const int count = 100'000;
        for (const QByteArray &table : {QByteArray("local_node"), QByteArray("remote_node"), QByteArray("synced_node")}) {
            QVERIFY(f.execute("WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 99999)"
                              " INSERT INTO " + table + " (project, node, parent, name, kind, size, modified_ns)"
                              " SELECT (SELECT number FROM project), CAST(printf('%016d', i) AS BLOB), zeroblob(16),"
                              " CAST('measurement-' || (i * 7919 % 100000) || '.csv' AS BLOB), i % 1000 <> 0, i, i FROM n"));
        }
        ListingQuery query = f.query();
        const CpuTimer firstTimer;
        auto page = f.listing->page(query);
        const qint64 firstUs = firstTimer.elapsedUs();
        QVERIFY(page);
        QCOMPARE(page->total, count);
        QCOMPARE(page->rows.size(), std::size_t(200));
        query.offset = 50'000;
        const CpuTimer secondTimer;
        QVERIFY(f.listing->page(query));
        const qint64 secondUs = secondTimer.elapsedUs();
        query.offset = 99'800;
        const CpuTimer nextTimer;
        page = f.listing->page(query);
        const qint64 nextUs = nextTimer.elapsedUs();
        QCOMPARE(page->rows.back().name, QByteArray("measurement-99999.csv"));
        query.sort = ListingSort::Modified;
        const CpuTimer modifiedTimer;
        QVERIFY(f.listing->page(query));
        const qint64 modifiedUs = modifiedTimer.elapsedUs();
        qInfo("100,000 entries, processor time: first page %lld us, sorted whole %lld us, next page %lld us; by time %lld us", firstUs,
              secondUs, nextUs, modifiedUs);
        QVERIFY2(nextUs < 50'000, "a page of a folder that is open takes no 50 ms");
    }
};

QTEST_GUILESS_MAIN(SqliteListingTest)
#include "sqlite_listing_test.moc"
