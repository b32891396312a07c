// The index beside real files and a real store.
#include "core/search/texts.h"

#include "core/base/random.h"
#include "core/files/chunker.h"
#include "core/store/project_repository.h"
#include "core/store/project_store.h"
#include "core/store/tree_store.h"
#include "tests/support/suite.h"
#include "tests/support/temp_folder.h"

#include <QFile>
#include <QFileInfo>
#include <QTest>

#include <sqlite3.h>

using namespace tideline;
using namespace tideline::search;
using tideline::test::TempFolder;

namespace {

/// A project's folder, a store that has seen it, and the index.
class Fixture {
public:
    Fixture() : m_store(*store::openProjectStore(store::testLocation(m_folder.makeFolder(u"profile"_s))))
    {
        m_folder.makeFolder(u"root"_s);
        auto transaction = store::Transaction::begin(*m_store);
        LocalProject made;
        made.id = ProjectId::make(systemClock(), systemRandom());
        made.name = u"climate"_s;
        made.rootPath = m_folder.path(u"root"_s);
        m_project = store::ProjectRepository(*m_store).save(made, *transaction)->number;
        const auto done = transaction->commit();
        Q_ASSERT(done);
        begin();
    }

    /// A new process, so to speak.
    void begin(qint64 mostTextBytes = qint64(512) << 20)
    {
        texts.reset();
        texts = std::make_unique<Texts>(Texts::Parts{m_folder.path(u"cache"_s), [this](const auto &work) { return work(*m_store); },
                                                     [this](qint64) { return m_folder.path(u"root"_s); }, mostTextBytes});
    }
    /// Writes a file, and lets the store see it.
    void write(const QByteArray &name, const QByteArray &bytes)
    {
        m_folder.write("root/" + name, bytes);
        see(name, bytes);
    }
    /// The store has seen these bytes, whatever the file holds.
    void see(const QByteArray &name, const QByteArray &bytes, store::Presence presence = store::Presence::Here)
    {
        auto transaction = store::Transaction::begin(*m_store);
        store::TreeStore trees(*m_store, m_project);
        store::LocalNode row;
        const auto held = trees.localAt({{}, name});
        row.node.id = *held ? (*held)->node.id : NodeId::make(systemClock(), systemRandom());
        row.node.place = {{}, name};
        row.node.content.kind = NodeKind::File;
        row.node.content.sizeBytes = bytes.size();
        row.node.content.modifiedNs = ++m_time;
        row.node.content.hash = files::chunkBytes(bytes).hash();
        row.seen.presence = presence;
        const bool good = trees.putLocal(row, *transaction) && transaction->commit();
        Q_ASSERT(good);
    }
    void forget(const QByteArray &name)
    {
        QFile::remove(m_folder.path(u"root/"_s + QString::fromUtf8(name)));
        auto transaction = store::Transaction::begin(*m_store);
        store::TreeStore trees(*m_store, m_project);
        const auto held = trees.localAt({{}, name});
        const bool good = trees.remove(store::Tree::Local, (*held)->node.id, *transaction) && transaction->commit();
        Q_ASSERT(good);
    }
    Unread catchUp(const std::function<bool()> &stop = {})
    {
        const auto unread = texts->catchUp({}, stop);
        if (!unread)
            qFatal("%s", qPrintable(toText(unread.error())));
        return *unread;
    }
    /// How many contents hold it; -1: an error.
    int count(const QString &text)
    {
        const auto found = texts->find(store::TextQuery(text));
        return found ? int(found->size()) : -1;
    }
    qint64 indexed()
    {
        qint64 count = 0;
        auto index = store::TextIndex::openReader(database());
        const auto read = index ? index->each([&](const store::TextContent &, qint64) { ++count; }) : Result<void>(index.error());
        return read ? count : -1;
    }
    QString database() const { return m_folder.path(u"cache/search.db"_s); }
    TempFolder &folder() { return m_folder; }

    std::unique_ptr<Texts> texts;

private:
    TempFolder m_folder;
    std::unique_ptr<store::Database> m_store;
    qint64 m_project = 0;
    qint64 m_time = 0;
};

}  // namespace

class TextsTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void whatTheStoreHasSeenIsFound()
    {
        Fixture fixture;
        QCOMPARE(fixture.count(u"tide"_s), 0);  // there is no index yet
        fixture.write("a.txt", "the tide\n");
        QCOMPARE(fixture.catchUp().files, 0);
        QCOMPARE(fixture.count(u"tide"_s), 1);
        QCOMPARE(QFile::permissions(fixture.folder().path(u"cache"_s)) & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions());
    }

    void equalContentsAreReadOnce()
    {
        Fixture fixture;
        fixture.write("a.txt", "the tide\n");
        fixture.write("b.txt", "the tide\n");
        fixture.catchUp();
        QCOMPARE(fixture.indexed(), 1);
        QCOMPARE(fixture.count(u"tide"_s), 1);
    }

    void aContentOfTwoFormsIsReadAsBoth()
    {
        const QByteArray notebook = R"({"nbformat":4,"nbformat_minor":5,"metadata":{},"cells":[{"id":"a","cell_type":"raw","metadata":{},"source":"tide"}]})";
        Fixture fixture;
        fixture.write("a.ipynb", notebook);
        fixture.write("a.json", notebook);
        fixture.catchUp();
        QCOMPARE(fixture.count(u"tide"_s), 2);
        QCOMPARE(fixture.count(u"nbformat"_s), 1);
    }

    void aChangedFileIsFoundByWhatItHoldsNow()
    {
        Fixture fixture;
        fixture.write("a.txt", "flood");
        fixture.catchUp();
        fixture.write("a.txt", "ebb");
        QCOMPARE(fixture.catchUp().files, 0);
        QCOMPARE(fixture.count(u"ebb"_s), 1);
        QCOMPARE(fixture.indexed(), 2);  // what no file has any more is left out by who asks
    }

    void aFileThatIsAnotherByNowIsLeftOut()
    {
        Fixture fixture;
        fixture.write("a.txt", "flood");
        fixture.folder().write("root/a.txt", "ebb");  // after the store saw it
        QCOMPARE(fixture.catchUp().files, 0);
        QCOMPARE(fixture.count(u"ebb"_s), 0);
        QCOMPARE(fixture.indexed(), 0);
        fixture.see("a.txt", "ebb");
        fixture.catchUp();
        QCOMPARE(fixture.count(u"ebb"_s), 1);
    }

    void aLinkThatTookAFilesPlaceIsNotFollowed()
    {
        Fixture fixture;
        fixture.folder().write("secret.txt", "flood");
        fixture.see("a.txt", "flood");
        QVERIFY(QFile::link(fixture.folder().path(u"secret.txt"_s), fixture.folder().path(u"root/a.txt"_s)));
        fixture.catchUp();
        QCOMPARE(fixture.count(u"flood"_s), 0);
    }

    void whatIsInTheCloudAloneOrNoTextIsLeftOut()
    {
        Fixture fixture;
        fixture.write("plot.png", "flood");
        fixture.write("data.csv", QByteArray("flood\0", 6));
        fixture.write("large.txt", "flood " + QByteArray(kMostTextBytes, 'x'));
        fixture.see("away.txt", "flood", store::Presence::Cloud);
        QCOMPARE(fixture.catchUp().files, 0);
        QCOMPARE(fixture.count(u"flood"_s), 0);
        QCOMPARE(fixture.indexed(), 1);  // that data.csv is none, so that it is not read again
    }

    void whoStopsGoesOnLater()
    {
        Fixture fixture;
        for (int i = 0; i < 10; ++i)
            fixture.write("f" + QByteArray::number(i) + ".txt", "tide " + QByteArray::number(i));
        int asked = 0;
        QCOMPARE(fixture.catchUp([&] { return ++asked > 4; }).files, 6);
        QCOMPARE(fixture.count(u"tide"_s), 4);
        QCOMPARE(fixture.count(u"9"_s), 1);  // the newest first
        QCOMPARE(fixture.catchUp().files, 0);
        QCOMPARE(fixture.count(u"tide"_s), 10);
    }

    void aLostOrDamagedIndexIsMadeAnew_data()
    {
        QTest::addColumn<int>("how");
        QTest::newRow("lost") << 0;
        QTest::newRow("no database") << 1;
        QTest::newRow("its words are broken") << 2;
    }
    void aLostOrDamagedIndexIsMadeAnew()
    {
        QFETCH(int, how);
        Fixture fixture;
        for (int i = 0; i < 50; ++i)
            fixture.write("f" + QByteArray::number(i) + ".txt", "tide " + QByteArray::number(i));
        fixture.catchUp();
        QCOMPARE(fixture.count(u"tide"_s), 50);
        fixture.texts.reset();
        if (how == 0) {
            store::TextIndex::remove(fixture.database());
        } else if (how == 1) {
            fixture.folder().write("cache/search.db", QByteArray("no database ").repeated(1000));
        } else {
            auto index = store::TextIndex::open(fixture.database());
            sqlite3_db_config(index->database().handle(), SQLITE_DBCONFIG_DEFENSIVE, 0, nullptr);  // shadow tables may be written
            QVERIFY(index->database().execute("UPDATE words_data SET block = X'00ffff' WHERE id > 10"));
        }
        fixture.begin();
        if (fixture.count(u"tide"_s) != 50)
            fixture.catchUp();
        fixture.catchUp();
        QCOMPARE(fixture.count(u"tide"_s), 50);
    }

    void anIndexThatIsLostWhileItIsUsedIsMadeAnewByTheNextLook()
    {
        Fixture fixture;
        fixture.write("a.txt", "flood");
        fixture.catchUp();
        store::TextIndex::remove(fixture.database());
        fixture.write("b.txt", "ebb");
        QCOMPARE(fixture.catchUp().files, 0);
        QCOMPARE(fixture.count(u"flood"_s), 1);
        QCOMPARE(fixture.count(u"ebb"_s), 1);
    }

    void whatIsMostlyGarbageIsMadeAnew()
    {
        constexpr qint64 most = 1 << 20;
        Fixture fixture;
        fixture.begin(most);
        for (int i = 0; i < 10; ++i)
            fixture.write("f" + QByteArray::number(i) + ".txt", "tide " + QByteArray("x").repeated(50'000 + i));
        fixture.catchUp();
        QCOMPARE(fixture.indexed(), 10);
        for (int i = 0; i < 6; ++i)
            fixture.forget("f" + QByteArray::number(i) + ".txt");
        fixture.begin(most);
        QCOMPARE(fixture.catchUp().files, 0);
        QCOMPARE(fixture.indexed(), 4);
        QCOMPARE(fixture.count(u"tide"_s), 4);
    }

    void whatHasNoRoomIsCountedAndTheNewestAreIn()
    {
        Fixture fixture;
        fixture.begin(100'000);
        for (int i = 0; i < 5; ++i)
            fixture.write("f" + QByteArray::number(i) + ".txt", "tide" + QByteArray::number(i) + ' ' + QByteArray("x").repeated(40'000));
        const Unread unread = fixture.catchUp();
        QCOMPARE(unread.files, 0);
        QCOMPARE(unread.withoutRoom, 3);
        QCOMPARE(fixture.count(u"tide4"_s), 1);
        QCOMPARE(fixture.count(u"tide0"_s), 0);
    }
};

TIDELINE_SUITE(TextsTest)
#include "texts_test.moc"
