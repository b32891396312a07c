// What a person asks for first comes, and goes, before the rest.
#include "core/store/tree_store.h"
#include "tests/core/sync/telling.h"

using namespace tideline;
using namespace tideline::test;
using store::Tree;
using sync::FirstFiles;
using sync::Progress;
using sync::SyncOptions;

class FirstFilesTest final : public QObject, private TwoComputers {
    Q_OBJECT

    static constexpr char kNames[] = "abcdefghijkl";
    static NodeId nodeAt(Computer &of, const QByteArray &path)
    {
        return must(store::TreeStore(*of.database, of.project.number).find(Tree::Local, must(RelativePath::parse(path)))).value();
    }
    static QByteArray nameOf(char letter) { return QByteArray(1, letter) + ".txt"; }
    /// Twelve new files, each by itself in a batch or a commit.
    void writeTwelve(Computer &of, const QByteArray &content)
    {
        for (const char letter : QByteArrayView(kNames))
            of.write(nameOf(letter), content + letter);
        SyncOptions look;
        look.lookOnly = true;
        of.sync(look);
    }
    SyncOptions withWishes()
    {
        SyncOptions options;
        options.first = &m_first;
        return options;
    }
    /// Syncs until all is equal, and returns the paths in the order in which they came. `onTheWay`: as soon as one has come.
    QByteArrayList arrivals(Computer &at, const std::function<void()> &onTheWay = {})
    {
        makeTelling(at, m_clock);
        QByteArrayList paths;
        SyncOptions options = withWishes();
        options.onProgress = [&](const Progress &progress) {
            if (progress.phase != Progress::Phase::Downloading || progress.path.isEmpty() || paths.contains(progress.path))
                return;
            paths.append(progress.path);
            if (paths.size() == 1 && onTheWay)
                onTheWay();
        };
        [&] { QVERIFY(at.sync(options).equal); }();
        return paths;
    }
    /// The names in the order in which the cloud got them.
    static QByteArray departures(Computer &of)
    {
        std::map<Revision, char> letters;
        const store::TreeStore trees(*of.database, of.project.number);
        for (const char letter : QByteArrayView(kNames))
            letters[must(trees.remoteRevision(nodeAt(of, nameOf(letter))))] = letter;
        QByteArray all;
        for (const auto &[revision, letter] : letters)
            all.append(letter);
        return all;
    }
    static void makeOneByOne(Computer &of)
    {
        of.closeStore();
        of.maxBatch = of.maxCommit = 1;
        of.openStore();
    }

    HastyClock m_clock;
    FirstFiles m_first;

private Q_SLOTS:
    void init()
    {
        for (const NodeId &wish : m_first.take())
            m_first.drop(wish);
        m_cloud = std::make_unique<Cloud>();
        m_a = std::make_unique<Computer>(*m_cloud, u"a"_s);
        m_b = std::make_unique<Computer>(*m_cloud, u"b"_s);
        makeOneByOne(*m_a);
        makeOneByOne(*m_b);
        m_a->write("seed.txt", "seed");
        settle();
    }

    void theLastOneAskedForComesBeforeThoseAskedForBefore()
    {
        writeTwelve(*m_a, "new ");
        m_a->sync();
        m_first.add(nodeAt(*m_a, "h.txt"));
        m_first.add(nodeAt(*m_a, "k.txt"));
        const QByteArrayList came = arrivals(*m_b);
        QCOMPARE(came.size(), 12);
        QCOMPARE(came.first(2), (QByteArrayList{"k.txt", "h.txt"}));
        QCOMPARE(m_first.take().size(), 0);  // what came is wished for no more
        mustBeEqual();
    }

    void whatIsAskedForOnTheWayComesAfterWhatIsInHand()
    {
        writeTwelve(*m_a, "new ");
        m_a->sync();
        const QByteArrayList came = arrivals(*m_b, [this] { m_first.add(nodeAt(*m_a, "l.txt")); });
        QCOMPARE(came.size(), 12);
        QVERIFY2(came.indexOf("l.txt") <= 3, came.join(' ').constData());
        mustBeEqual();
    }

    void aNewVersionComesBeforeNewFiles()
    {
        m_a->write("edited.txt", "one");
        settle();
        m_a->write("edited.txt", "two");
        writeTwelve(*m_a, "new ");
        m_a->sync();
        m_first.add(nodeAt(*m_a, "edited.txt"));
        QCOMPARE(arrivals(*m_b).value(0), QByteArray("edited.txt"));
        QCOMPARE(m_b->read("edited.txt"), QByteArray("two"));
        mustBeEqual();
    }

    void aFolderBringsAllThatIsInIt_data()
    {
        QTest::addColumn<bool>("isFirstSync");
        QTest::newRow("which has synced before") << false;
        QTest::newRow("at its first sync") << true;
    }
    void aFolderBringsAllThatIsInIt()
    {
        QFETCH(bool, isFirstSync);
        m_a->write("sub/deep/x.txt", "x");
        m_a->write("sub/y.txt", "y");
        writeTwelve(*m_a, "new ");
        m_a->sync();
        Computer third(*m_cloud, u"c"_s);
        makeOneByOne(third);
        m_first.add(nodeAt(*m_a, "sub"));
        QByteArrayList came = arrivals(isFirstSync ? third : *m_b).first(2);
        std::ranges::sort(came);
        QCOMPARE(came, (QByteArrayList{"sub/deep/x.txt", "sub/y.txt"}));
        if (isFirstSync)
            QCOMPARE(listing(third.root).join('\n'), listing(m_a->root).join('\n'));
        else
            mustBeEqual();
    }

    void whatIsAskedForGoesFirst()
    {
        writeTwelve(*m_a, "new ");
        m_first.add(nodeAt(*m_a, "h.txt"));
        m_first.add(nodeAt(*m_a, "k.txt"));
        QVERIFY(m_a->sync(withWishes()).equal);
        QCOMPARE(departures(*m_a).first(2), QByteArray("kh"));
        m_b->sync();
        mustBeEqual();
    }

    void anEditGoesBeforeWhatIsToCome()
    {
        m_a->write("mine.txt", "one");
        settle();
        writeTwelve(*m_b, "new ");
        m_b->sync();
        m_a->write("mine.txt", "two");
        m_first.add(nodeAt(*m_a, "mine.txt"));
        qsizetype there = -1;  // of the others, when it had gone
        SyncOptions options = withWishes();
        options.onStep = [&](const char *met) {
            if (QByteArrayView(met) == "first: what somebody asked for went before the rest")
                there = names(m_a->root).size();
        };
        QVERIFY(m_a->sync(options).equal);
        QCOMPARE(there, 2);
        m_b->sync();
        mustBeEqual();
    }

    void whatIsAskedForOnTheWayGoesAfterWhatIsInHand()
    {
        writeTwelve(*m_a, "new ");
        makeTelling(*m_a, m_clock);
        SyncOptions options = withWishes();
        bool isAsked = false;
        options.onProgress = [&](const Progress &progress) {
            if (progress.phase == Progress::Phase::Uploading && progress.filesDone > 0 && !std::exchange(isAsked, true))
                m_first.add(nodeAt(*m_a, "l.txt"));
        };
        QVERIFY(m_a->sync(options).equal);
        QVERIFY(isAsked);
        const QByteArray went = departures(*m_a);
        QVERIFY2(went.indexOf('l') <= 3, went.constData());
        m_b->sync();
        mustBeEqual();
    }

    void aNewFolderGoesWithWhatIsAskedForInIt()
    {
        m_a->write("new/deep/x.txt", "x");
        writeTwelve(*m_a, "new ");
        const NodeId asked = nodeAt(*m_a, "new/deep/x.txt");
        m_first.add(asked);
        QVERIFY(m_a->sync(withWishes()).equal);
        const store::TreeStore trees(*m_a->database, m_a->project.number);
        QVERIFY(must(trees.remoteRevision(asked)) < must(trees.remoteRevision(nodeAt(*m_a, "a.txt"))));
        m_b->sync();
        mustBeEqual();
    }

    void whatCannotComeKeepsNothingElseFromComing()
    {
        writeTwelve(*m_a, "new ");
        m_a->sync();
        m_b->write("h.txt", "a user's own");  // at its very place
        m_first.add(nodeAt(*m_a, "h.txt"));
        m_b->sync(withWishes());
        settle();
        QCOMPARE(m_b->read("h.txt"), QByteArray("new h"));
        QCOMPARE(names(m_b->root).size(), 14);  // and the copy of the user's own
        mustBeEqual();
    }

    void aWishOutlivesAPlanThatOnlyMakesOneOfTwo()
    {
        writeTwelve(*m_a, "new ");
        m_a->sync();
        m_b->write("a.txt", "new a");  // made on both sides under one name
        m_first.add(nodeAt(*m_a, "l.txt"));
        QCOMPARE(arrivals(*m_b).value(0), QByteArray("l.txt"));
        QCOMPARE(names(m_b->root), names(m_a->root));  // equal bytes keep their own time
    }

    void theLastWishGoesBeforeThoseBeforeWhicheverWayItTravels()
    {
        m_a->write("edited.txt", "one");
        m_a->write("mine.txt", "one");
        settle();
        m_a->write("edited.txt", "two");
        writeTwelve(*m_a, "new ");
        m_a->sync();
        m_b->write("mine.txt", "two");
        m_first.add(nodeAt(*m_a, "h.txt"));
        m_first.add(nodeAt(*m_a, "edited.txt"));
        m_first.add(nodeAt(*m_b, "mine.txt"));
        QByteArray steps;  // what is done when one has gone before the rest
        makeTelling(*m_b, m_clock);
        SyncOptions options = withWishes();
        options.onStep = [&](const char *met) {
            if (QByteArrayView(met) != "first: what somebody asked for went before the rest")
                return;
            const store::TreeStore trees(*m_b->database, m_b->project.number);
            const NodeId mine = nodeAt(*m_b, "mine.txt");
            const bool isUp = must(trees.node(Tree::Remote, mine))->content.sameAs(must(trees.node(Tree::Local, mine))->content);
            steps += isUp ? "up" : "-";
            steps += m_b->read("edited.txt") == "two" ? " edited" : " -";
            steps += QFile::exists(m_b->root + u"/h.txt"_s) ? " h," : " -,";
        };
        QVERIFY(m_b->sync(options).equal);
        QCOMPARE(steps, QByteArray("up - -,up edited -,up edited h,"));
        m_a->sync();
        mustBeEqual();
    }

    void whatIsAskedForComesBeforeWhatIsPinned()
    {
        m_b->project.onlineOnly = true;
        m_b->save();
        m_a->write("far/one.bin", QByteArray(100'000, '1'));
        m_a->write("far/two.bin", QByteArray(100'000, '2'));
        settle();
        m_b->project.onlineOnly = false;
        m_b->save();
        const store::TreeStore trees(*m_b->database, m_b->project.number);
        {
            auto transaction = must(store::Transaction::begin(*m_b->database));
            for (const char *path : {"far/one.bin", "far/two.bin"}) {
                auto row = must(trees.local(nodeAt(*m_b, path))).value();
                row.seen.presence = store::Presence::Fetching;
                must(store::TreeStore(*m_b->database, m_b->project.number).putLocal(row, transaction));
            }
            must(transaction.commit());
        }
        writeTwelve(*m_a, "new ");
        m_a->sync();
        m_first.add(nodeAt(*m_a, "l.txt"));
        const QByteArrayList came = arrivals(*m_b);
        QCOMPARE(came.value(0), QByteArray("l.txt"));
        mustBeEqual();
    }

    void aFileInAFolderThatIsToBeMovedWaitsForIt()
    {
        m_a->write("old/a.txt", "a");
        settle();
        m_a->rename(u"old"_s, u"moved"_s);
        m_a->write("moved/new.txt", "new");
        writeTwelve(*m_a, "new ");
        m_first.add(nodeAt(*m_a, "moved/new.txt"));
        int ledBefore = 0;
        SyncOptions options = withWishes();
        options.onStep = [&](const char *met) {
            if (!QByteArrayView(met).startsWith("first: "))
                return;
            const store::TreeStore trees(*m_a->database, m_a->project.number);
            ledBefore += !must(trees.find(Tree::Remote, must(RelativePath::parse(QByteArray("moved"))))).has_value();
        };
        QVERIFY(m_a->sync(options).equal);
        QCOMPARE(ledBefore, 0);
        m_b->sync();
        mustBeEqual();
    }

    void aNameThatIsSwappedWithAnotherIsNoLoss()
    {
        m_a->write("one.txt", "one");
        m_a->write("two.txt", "two");
        settle();
        m_a->rename(u"one.txt"_s, u"three.txt"_s);
        m_a->rename(u"two.txt"_s, u"one.txt"_s);
        m_a->rename(u"three.txt"_s, u"two.txt"_s);
        m_a->write("one.txt", "edited");
        m_first.add(nodeAt(*m_b, "two.txt"));
        m_a->sync(withWishes());
        m_first.add(nodeAt(*m_b, "two.txt"));
        m_b->sync(withWishes());
        settle();
        QCOMPARE(m_b->read("one.txt"), QByteArray("edited"));
        QCOMPARE(m_b->read("two.txt"), QByteArray("one"));
        mustBeEqual();
    }
};

QTEST_GUILESS_MAIN(FirstFilesTest)
#include "first_files_test.moc"
