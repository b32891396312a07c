#include "core/store/name_search.h"

#include "core/base/random.h"
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

/// A store with two projects, and hands to put names into their trees.
class Fixture {
public:
    Fixture() : store(*openProjectStore(testLocation(m_folder.path())))
    {
        auto transaction = Transaction::begin(*store);
        for (const QString &name : {u"climate"_s, u"vision"_s}) {
            LocalProject made;
            made.id = ProjectId::make(systemClock(), systemRandom());
            made.cloudId = ProjectId::make(systemClock(), systemRandom());
            made.name = name;
            made.rootPath = u"/data/"_s + name;
            projects.push_back(ProjectRepository(*store).save(made, *transaction)->number);
        }
        const auto done = transaction->commit();
        Q_ASSERT(done);
    }

    static Node node(const QByteArray &name, const NodeId &parent = {})
    {
        Node made;
        made.id = NodeId::make(systemClock(), systemRandom());
        made.place = {parent, name};
        made.content.kind = NodeKind::File;
        made.content.hash = sha256(name);
        return made;
    }

    enum In { Here = 1, Cloud = 2, Agreed = 4, Everywhere = 7 };
    void put(const Node &node, int in = Everywhere, std::size_t project = 0)
    {
        auto transaction = Transaction::begin(*store);
        TreeStore trees(*store, projects[project]);
        const bool good = (!(in & Here) || trees.putLocal({node, {}}, *transaction)) && (!(in & Cloud) || trees.putRemote(node, 7, *transaction))
                          && (!(in & Agreed) || trees.putSynced(node, *transaction)) && transaction->commit();
        Q_ASSERT(good);
    }
    /// The names found, joined by spaces.
    QString find(const QString &text, std::optional<std::size_t> project = {})
    {
        NameSearchQuery query;
        query.text = text;
        if (project)
            query.project = projects[*project];
        const auto page = searchNames(*store, query);
        if (!page)
            return toText(page.error());
        QStringList names;
        for (const NameMatch &match : page->rows)
            names += QString::fromUtf8(match.name);
        return names.join(u' ');
    }

private:
    TempFolder m_folder;

public:
    std::unique_ptr<Database> store;
    std::vector<qint64> projects;
};

}  // namespace

class NameSearchTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aNameFitsOrDoesNot_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("name");
        QTest::addColumn<int>("fit");
        const int no = -1;
        // clang-format off
        QTest::newRow("the whole name")                       << u"train.csv"_s << u"train.csv"_s << int(NamePattern::Whole);
        QTest::newRow("its beginning")                        << u"tra"_s << u"train.csv"_s << int(NamePattern::Beginning);
        QTest::newRow("a word in it")                         << u"csv"_s << u"train.csv"_s << int(NamePattern::WordStart);
        QTest::newRow("anything in it")                       << u"rain"_s << u"train.csv"_s << int(NamePattern::Inside);
        QTest::newRow("nothing of it")                        << u"test"_s << u"train.csv"_s << no;
        QTest::newRow("case does not count")                  << u"TRAIN"_s << u"Train.CSV"_s << int(NamePattern::Beginning);
        QTest::newRow("accents in the name do not count")     << u"meteo"_s << u"météo.csv"_s << int(NamePattern::Beginning);
        QTest::newRow("accents in the text do not count")     << u"MÉTÉO"_s << u"meteo.csv"_s << int(NamePattern::Beginning);
        QTest::newRow("nor how they are composed")            << u"me\u0301te\u0301o"_s << u"m\u00e9t\u00e9o.csv"_s << int(NamePattern::Beginning);
        QTest::newRow("a sharp s is two of them")             << u"strasse"_s << u"Straße.csv"_s << int(NamePattern::Beginning);
        QTest::newRow("all words, in any order")              << u"csv 2024"_s << u"run-2024.csv"_s << int(NamePattern::WordStart);
        QTest::newRow("one word of two is missing")           << u"csv 2025"_s << u"run-2024.csv"_s << no;
        QTest::newRow("a shape is the whole name's")          << u"*.csv"_s << u"run.csv"_s << int(NamePattern::Inside);
        QTest::newRow("a shape does not fit a part")          << u"*.csv"_s << u"run.csv.gz"_s << no;
        QTest::newRow("a question mark is one character")     << u"r?n.csv"_s << u"rün.csv"_s << int(NamePattern::Inside);
        QTest::newRow("which is not none")                    << u"r?un.csv"_s << u"run.csv"_s << no;
        QTest::newRow("a shape and a word")                   << u"*.ipynb explore"_s << u"01-explore.ipynb"_s << int(NamePattern::Inside);
        QTest::newRow("many stars end soon")                  << u"*a*a*a*a*a*a*a*a*b"_s << QString(250, u'a') << no;
        QTest::newRow("brackets are brackets")                << u"run[1]"_s << u"run[1].csv"_s << int(NamePattern::Beginning);
        QTest::newRow("no text fits nothing")                 << u"  "_s << u"a"_s << no;
        // clang-format on
    }
    void aNameFitsOrDoesNot()
    {
        QFETCH(QString, text);
        QFETCH(QString, name);
        QFETCH(int, fit);
        const auto found = NamePattern(text).match(name.toUtf8());
        QCOMPARE(found ? int(*found) : -1, fit);
    }

    void allProjectsAreLookedThroughOrOne()
    {
        Fixture f;
        f.put(f.node("train.csv"), Fixture::Everywhere, 0);
        f.put(f.node("train.py"), Fixture::Everywhere, 1);
        QCOMPARE(f.find(u"train"_s), u"train.csv train.py"_s);
        QCOMPARE(f.find(u"train"_s, 1), u"train.py"_s);
    }

    void theBetterFitIsFirstThenNamesInTheirOrder()
    {
        Fixture f;
        for (const char *name : {"model-train.py", "train10.csv", "train9.csv", "constrain.md", "train"})
            f.put(f.node(name));
        QCOMPARE(f.find(u"train"_s), u"train train9.csv train10.csv model-train.py constrain.md"_s);
    }

    void anEntryIsFoundOnceWhereverItIs()
    {
        Fixture f;
        f.put(f.node("a-both.csv"));
        f.put(f.node("a-mine.csv"), Fixture::Here);
        f.put(f.node("a-theirs.csv"), Fixture::Cloud);
        QCOMPARE(f.find(u"csv"_s), u"a-both.csv a-mine.csv a-theirs.csv"_s);
    }

    void whatIsDeletedOrRenamedHereIsNotFoundByItsNameInTheCloud()
    {
        Fixture f;
        f.put(f.node("deleted.csv"), Fixture::Cloud | Fixture::Agreed);
        Node renamed = f.node("before.csv");
        f.put(renamed);
        renamed.place.name = "after.csv";
        f.put(renamed, Fixture::Here);
        QCOMPARE(f.find(u"csv"_s), u"after.csv"_s);
    }

    void pagesJoinedAreTheWhole()
    {
        Fixture f;
        for (int i = 0; i < 25; ++i)
            f.put(f.node("run" + QByteArray::number(i) + ".csv"), i % 3 ? Fixture::Everywhere : Fixture::Cloud, std::size_t(i % 2));
        NameSearchQuery query;
        query.text = u"run"_s;
        const auto whole = searchNames(*f.store, query);
        QVERIFY(whole && whole->isLast);
        QCOMPARE(whole->total, 25);
        std::vector<NameMatch> joined;
        query.limit = 7;
        for (bool isLast = false; !isLast;) {
            const auto page = searchNames(*f.store, query);
            QVERIFY(page && !page->rows.empty());
            QCOMPARE(page->total, 25);
            joined.insert(joined.end(), page->rows.begin(), page->rows.end());
            query.after = page->rows.back();
            isLast = page->isLast;
        }
        QVERIFY(joined == whole->rows);
    }

    void aSearchThatIsNotWantedAnyMoreEnds()
    {
        Fixture f;
        f.put(f.node("a"));
        const std::atomic<bool> cancelled = true;
        const auto page = searchNames(*f.store, {u"a"_s, {}, {}, 10}, &cancelled);
        QVERIFY(!page && page.error().kind == Error::Kind::Cancelled);
    }

    void aHundredThousandNamesAreLookedThroughOnce_data()
    {
        QTest::addColumn<QString>("text");
        QTest::newRow("one fits") << u"Sample 77777"_s;
        QTest::newRow("all fit") << u"a"_s;
        QTest::newRow("none fits") << u"zzz"_s;
        QTest::newRow("a shape") << u"*.csv"_s;
    }
    void aHundredThousandNamesAreLookedThroughOnce()
    {
        static const auto f = [] {
            auto made = std::make_unique<Fixture>();
            auto transaction = Transaction::begin(*made->store);
            TreeStore trees(*made->store, made->projects[0]);
            NodeId folder;
            for (int i = 0; i < 100'000; ++i) {
                Node node = Fixture::node("sample_" + QByteArray::number(i) + (i % 50 ? ".parquet" : "-é.csv"), folder);
                if (i % 100 == 0)
                    folder = node.id;
                const bool good = trees.putLocal({node, {}}, *transaction) && trees.putRemote(node, 7, *transaction) && trees.putSynced(node, *transaction);
                Q_ASSERT(good);
            }
            const auto done = transaction->commit();
            Q_ASSERT(done);
            return made;
        }();
        QFETCH(QString, text);
        const CpuTimer timer;
        const auto page = searchNames(*f->store, {text, {}, {}, 100});
        const qint64 took = timer.elapsedUs();
        QVERIFY(page);
        qInfo("%lld of 100,000 names, in both trees, in %lld ms of the processor", page->total, took / 1000);
        QVERIFY2(took < 5'000'000, qPrintable(QString::number(took)));  // 100'000 wanted; so long takes no busy machine
    }
};

QTEST_GUILESS_MAIN(NameSearchTest)
#include "name_search_test.moc"
