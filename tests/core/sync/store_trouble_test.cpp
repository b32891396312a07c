// What becomes of a store that is deleted, cut, flipped, older, newer, locked, put back: the table of core/store/README.md.
#include "core/files/tree_marker.h"
#include "core/store/db_tool.h"
#include "core/store/migrator.h"
#include "core/store/trash_repository.h"
#include "core/store/tree_store.h"
#include "tests/core/sync/computers.h"

#include <filesystem>
#include <map>

using namespace tideline;
using namespace tideline::sync;
using tideline::test::Cloud;
using tideline::test::Computer;
using tideline::test::listing;
using tideline::test::must;

namespace {

constexpr quint64 kSeed = 20261121;
constexpr qint64 kLittle = 60'000;  // bytes; the large file has 2 MB

/// The store's files by their ends ("", "-wal", …), as a backup program would take them.
using Copy = std::map<QString, QByteArray>;

Copy copyOf(const Computer &computer)
{
    Copy copy;
    for (const QString &end : {QString(), u"-wal"_s}) {
        QFile file(computer.location.storePath + end);
        if (file.open(QIODevice::ReadOnly))
            copy[end] = file.readAll();
    }
    return copy;
}

void putBack(const Computer &computer, const Copy &copy)
{
    for (const QString &end : {QString(), u"-wal"_s, u"-shm"_s})
        QFile::remove(computer.location.storePath + end);
    for (const auto &[end, bytes] : copy) {
        QFile file(computer.location.storePath + end);
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
            qFatal("cannot write %s", qPrintable(file.fileName()));
    }
}

QStringList asideOf(const Computer &computer)
{
    return QDir(computer.location.profile).entryList({u"store.sqlite.corrupt-*"_s}, QDir::Files, QDir::Name);
}

QByteArray readAll(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QStringList conflictsOf(const Computer &computer)
{
    return QDir(computer.root).entryList({u"*(conflict*"_s}, QDir::Files);
}

/// Every content in the folder or its trash.
QList<QByteArray> contentsOf(const Computer &computer)
{
    QList<QByteArray> contents;
    QDirIterator it(computer.root, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (it.hasNext()) {
        const QString path = it.next();
        if (!path.contains(u"/.tideline/"_s) || path.contains(u"/.tideline/trash/"_s))
            contents.append(readAll(path));
    }
    return contents;
}

QByteArray noise(qsizetype size, quint64 seed)
{
    QByteArray bytes(size, Qt::Uninitialized);
    SeededRandom(seed).fill({reinterpret_cast<unsigned char *>(bytes.data()), std::size_t(size)});
    return bytes;
}

}  // namespace

class StoreTroubleTest final : public QObject, private test::TwoComputers {
    Q_OBJECT

    bool isInTrash(const Computer &computer, const QByteArray &content)
    {
        const auto rows = must(store::TrashRepository(*computer.database).list(computer.project.number));
        return std::ranges::any_of(rows, [&](const store::TrashEntry &row) {
            return readAll(computer.root + u"/.tideline/trash/"_s + row.parked) == content;
        });
    }

    /// Two computers in sync with a file of each kind of fate.
    void begin()
    {
        m_a->write("large.bin", noise(2'000'000, 7));
        for (const char *path : {"same.md", "deleted there.md", "edited there.md", "edited here.md", "removed here.md", "edited on both.md",
                                 "deleted there, edited here.md", "touched, deleted there.md", "gone/one.md", "gone/two/three.md",
                                 "was/four.md", "was/five.md", "was/gone.md"})
            m_a->write(path, QByteArray("the first content of ") + path);
        must(::symlink("same.md", qPrintable(m_a->root + u"/link deleted there"_s)) == 0 ? Result<void>() : Error{});
        settle();
    }
    void liveOnThere()
    {
        for (const char *path : {"deleted there.md", "deleted there, edited here.md", "touched, deleted there.md", "link deleted there", "was/gone.md"})
            m_b->remove(QString::fromLatin1(path));
        QVERIFY(QDir(m_b->root + u"/gone"_s).removeRecursively());
        m_b->rename(u"was"_s, u"is"_s);
        m_b->write("edited there.md", "edited there");
        m_b->write("edited on both.md", "edited there, another way");
        m_b->write("new there.md", "new there");
        QVERIFY(m_b->sync().equal);
    }
    void liveOnHere()
    {
        m_a->write("edited here.md", "edited here");
        m_a->write("edited on both.md", "edited here, one way");
        m_a->write("deleted there, edited here.md", "it is still wanted");
        m_a->write("new here.md", "new here");
        m_a->write("touched, deleted there.md", m_a->read("touched, deleted there.md"));  // another time, the same bytes
        m_a->remove(u"removed here.md"_s);
    }
    /// What liveOnThere() and liveOnHere() come to when A's store is not the one that knew the folder.
    void mustBeUnited(const SyncOutcome &outcome)
    {
        QCOMPARE(outcome.uploaded, 4);  // edited here, new here, deleted there but edited here, the conflict copy
        QVERIFY2(outcome.bytesUp < kLittle && outcome.bytesDown < kLittle,
                 qPrintable(u"%1 up, %2 down"_s.arg(outcome.bytesUp).arg(outcome.bytesDown)));
        settle();
        for (const char *path : {"deleted there.md", "touched, deleted there.md", "gone/one.md"}) {
            QVERIFY2(!QFile::exists(m_b->root + u'/' + QString::fromLatin1(path)), path);
            QVERIFY2(isInTrash(*m_a, QByteArray("the first content of ") + path), path);
        }
        for (const char *path : {"gone", "was", "is/gone.md"})
            QVERIFY2(!QFile::exists(m_a->root + u'/' + QString::fromLatin1(path)), path);
        QVERIFY(!QFileInfo(m_a->root + u"/link deleted there"_s).isSymLink());
        QCOMPARE(m_a->read("is/four.md"), QByteArray("the first content of was/four.md"));
        QCOMPARE(m_a->read("edited there.md"), QByteArray("edited there"));
        QCOMPARE(m_b->read("edited here.md"), QByteArray("edited here"));
        QCOMPARE(m_b->read("deleted there, edited here.md"), QByteArray("it is still wanted"));
        QCOMPARE(m_b->read("new here.md"), QByteArray("new here"));
        QCOMPARE(m_a->read("removed here.md"), QByteArray("the first content of removed here.md"));  // a union never deletes
        QCOMPARE(conflictsOf(*m_a).size(), 1);
        QVERIFY(conflictsOf(*m_a).front().startsWith(u"edited on both"));
        QCOMPARE(m_a->read("edited on both.md"), QByteArray("edited there, another way"));
        mustBeEqual();
    }

private Q_SLOTS:
    void initTestCase() { qInfo("seed %llu", kSeed); }
    void init()
    {
        m_cloud = std::make_unique<Cloud>();
        m_a = std::make_unique<Computer>(*m_cloud, u"laptop"_s);
        m_b = std::make_unique<Computer>(*m_cloud, u"desktop"_s);
    }
    void cleanup()
    {
        m_a.reset();
        m_b.reset();
        m_cloud.reset();
    }

    void afterADeletedStoreBothSidesAreUnitedByTheHistory()
    {
        begin();
        m_a->closeStore();
        QVERIFY(QFile::remove(m_a->location.storePath));
        liveOnThere();
        liveOnHere();
        m_a->openStore();
        QVERIFY(!m_a->setAside);
        QCOMPARE(m_a->project.revision, 0);
        mustBeUnited(m_a->sync());
    }

    /// An interrupted sync had it in its own folder, and the journal that told whose it is went with the store.
    void whatAnOlderStoreDoesNotKnowIsKept()
    {
        m_a->write("day.md", "monday");
        settle();
        m_a->closeStore();
        const Copy lastWeek = copyOf(*m_a);
        m_a->openStore();
        m_a->write("day.md", "tuesday");
        settle();
        m_a->closeStore();
        putBack(*m_a, lastWeek);
        m_a->write(".tideline/tmp/0123456789abcdef", "saved at the last moment");
        m_a->openStore();
        settle();
        QVERIFY(isInTrash(*m_a, "saved at the last moment"));
        mustBeEqual();
        QCOMPARE(m_a->read("day.md"), QByteArray("tuesday"));
    }

    void aStoreOfLastWeekIsKnownForAnOldOne()
    {
        begin();
        for (const char *path : {"edited since.md", "deleted since.md", "renamed since.md", "deleted here, brought back there.md"})
            m_a->write(path, QByteArray("old ") + path);
        settle();
        m_a->closeStore();
        const Copy lastWeek = copyOf(*m_a);
        m_a->openStore();
        m_a->write("edited since.md", "edited since");
        m_a->write("made since, then deleted there.md", "made since");
        m_a->write("made since.md", "made since, too");
        m_a->remove(u"deleted since.md"_s);
        m_a->remove(u"deleted here, brought back there.md"_s);
        m_a->rename(u"renamed since.md"_s, u"another name.md"_s);
        settle();
        m_b->remove(u"edited since.md"_s);
        m_b->remove(u"made since, then deleted there.md"_s);
        m_b->write("deleted here, brought back there.md", "old deleted here, brought back there.md");
        liveOnThere();
        m_a->closeStore();
        putBack(*m_a, lastWeek);
        liveOnHere();
        m_a->openStore();
        QVERIFY(!m_a->setAside);
        QVERIFY(m_a->project.revision > 0);
        mustBeUnited(m_a->sync());
        for (const char *path : {"edited since.md", "made since, then deleted there.md", "deleted since.md", "renamed since.md"})
            QVERIFY2(!QFile::exists(m_a->root + u'/' + QString::fromLatin1(path)), path);
        QCOMPARE(m_a->read("another name.md"), QByteArray("old renamed since.md"));
        QCOMPARE(m_a->read("made since.md"), QByteArray("made since, too"));
        QCOMPARE(m_a->read("deleted here, brought back there.md"), QByteArray("old deleted here, brought back there.md"));
    }

    /// `tide free` changes no revision: only the folder's count tells that the store is an older one.
    void whatWasFreedSinceIsNotTakenForDeleted()
    {
        begin();
        m_a->closeStore();
        const Copy before = copyOf(*m_a);
        m_a->openStore();
        {
            auto transaction = must(store::Transaction::begin(*m_a->database));
            store::TreeStore trees(*m_a->database, m_a->project.number);
            auto row = *must(trees.localAt({NodeId{}, "same.md"}));
            row.seen = {};
            row.seen.presence = store::Presence::Cloud;
            must(trees.putLocal(row, transaction));
            must(trees.settle(row.node.id, transaction));
            must(store::ProjectRepository(*m_a->database).saveTurns(m_a->project.number, m_a->project.turns + 1, transaction));
            must(transaction.commit());
        }
        m_a->remove(u"same.md"_s);
        QVERIFY(m_a->sync().equal);
        m_a->closeStore();
        putBack(*m_a, before);
        m_a->openStore();
        m_a->sync();
        m_b->sync();
        QCOMPARE(m_b->read("same.md"), QByteArray("the first content of same.md"));
        settle();
        mustBeEqual();
    }

    void aStoreThatWasNeverAwayAsksNoHistory()
    {
        begin();
        for (int i = 0; i < 3; ++i) {
            m_a->closeStore();
            m_a->openStore();
            m_a->write("same.md", "round " + QByteArray::number(i));
            m_a->remove(i == 0 ? u"was/four.md"_s : i == 1 ? u"was/five.md"_s : u"gone/one.md"_s);
            settle();
        }
        QVERIFY(std::ranges::none_of(m_a->channel.requests, [](const QByteArray &line) { return line.contains("history:find"); }));
        QVERIFY(!QFile::exists(m_b->root + u"/was/five.md"_s));
        mustBeEqual();
    }

    /// Of a folder that comes from elsewhere nothing is deleted, whatever the history says.
    void aFolderLinkedForTheFirstTimeBringsBackWhatWasDeleted()
    {
        begin();
        m_b->remove(u"deleted there.md"_s);
        m_b->sync();
        Computer c(*m_cloud, u"tower"_s);
        c.write("deleted there.md", "the first content of deleted there.md");
        QVERIFY(c.sync().equal);
        m_b->sync();
        QCOMPARE(m_b->read("deleted there.md"), QByteArray("the first content of deleted there.md"));
    }

    /// What the folder had seen deleted, or replaced, and a person took out of a backup since, is an edit.
    void whatAPersonBroughtBackStays()
    {
        begin();
        const std::string root = m_a->root.toStdString(), kept = m_a->folder.path(u"kept"_s).toStdString();
        const auto flags = std::filesystem::copy_options::recursive | std::filesystem::copy_options::overwrite_existing;
        const auto copy = [&](const std::string &from, const std::string &to) {
            std::filesystem::create_directories(to);
            std::filesystem::copy(from, to, flags);
            for (const auto &entry : std::filesystem::recursive_directory_iterator(from))
                if (entry.is_regular_file())
                    std::filesystem::last_write_time(to / std::filesystem::relative(entry.path(), from), entry.last_write_time());
        };
        copy(root + "/gone", kept + "/gone");
        copy(root + "/was", kept + "/was");
        QVERIFY(QDir(m_b->root + u"/gone"_s).removeRecursively());
        m_b->write("was/four.md", "edited there");
        settle();
        QVERIFY(!QFile::exists(m_a->root + u"/gone"_s));
        m_a->closeStore();
        QVERIFY(QFile::remove(m_a->location.storePath));
        copy(kept + "/gone", root + "/gone");
        copy(kept + "/was", root + "/was");
        m_a->openStore();
        m_a->sync();
        m_b->sync();
        QCOMPARE(m_b->read("gone/two/three.md"), QByteArray("the first content of gone/two/three.md"));
        QCOMPARE(m_b->read("was/four.md"), QByteArray("the first content of was/four.md"));
        QCOMPARE(conflictsOf(*m_a), QStringList());
        mustBeEqual();
    }

    void whatTheTrashHeldIsListedByTheNewStore()
    {
        begin();
        QVERIFY(QFile::link(u"same.md"_s, m_b->root + u"/link"_s));
        settle();
        m_b->write("same.md", "edited there");
        QVERIFY(QFile::remove(m_b->root + u"/link"_s));
        settle();
        QVERIFY(isInTrash(*m_a, "the first content of same.md"));
        const auto links = [this] {
            const auto rows = must(store::TrashRepository(*m_a->database).list(m_a->project.number));
            return std::ranges::count(rows, NodeKind::Symlink, &store::TrashEntry::kind);
        };
        QCOMPARE(links(), 1);
        m_a->closeStore();
        QVERIFY(QFile::remove(m_a->location.storePath));
        m_a->openStore();
        m_a->sync();
        QVERIFY(isInTrash(*m_a, "the first content of same.md"));
        QCOMPARE(links(), 1);
        mustBeEqual();
    }

    void manyDeletionsThereWaitForAYes()
    {
        for (int i = 0; i < 150; ++i)
            m_a->write("many/file" + QByteArray::number(i), QByteArray::number(i));
        settle();
        m_a->closeStore();
        QVERIFY(QFile::remove(m_a->location.storePath));
        QVERIFY(QDir(m_b->root + u"/many"_s).removeRecursively());
        SyncOptions yes;
        yes.acceptGuard = true;
        m_b->sync(yes);
        m_a->openStore();
        QVERIFY(m_a->sync().guardHolds);
        QVERIFY(m_a->sync().guardHolds);
        QCOMPARE(QDir(m_a->root + u"/many"_s).entryList(QDir::Files).size(), 150);
        m_a->sync(yes);
        QVERIFY(!QFile::exists(m_a->root + u"/many"_s));
        mustBeEqual();
    }

    void aKilledOrOfflineReunionGoesOn()
    {
        begin();
        m_a->closeStore();
        QVERIFY(QFile::remove(m_a->location.storePath));
        liveOnThere();
        liveOnHere();
        m_a->openStore();
        m_a->channel.onAnswered = [&](const QByteArray &request) { m_a->channel.offline = request.contains("/changes"); };
        QCOMPARE(toString(m_a->trySync().error().kind), toString(Error::Kind::Offline));
        m_a->channel.onAnswered = {};
        m_a->channel.offline = false;
        m_a->closeStore();
        m_a->openStore();
        mustBeUnited(m_a->sync());
    }

    void aCutStoreIsSetAsideAndBothSidesAreUnited_data()
    {
        QTest::addColumn<qint64>("size");  // negative: from the end
        for (const qint64 size : {1, 50, 99, 100, 511, 512, 4095, 4096, 8192, -1, -512, -4096, -8192})
            QTest::newRow(qPrintable(QString::number(size))) << size;
    }
    void aCutStoreIsSetAsideAndBothSidesAreUnited()
    {
        QFETCH(qint64, size);
        begin();
        m_a->closeStore();
        QFile file(m_a->location.storePath);
        QVERIFY(file.resize(size > 0 ? size : file.size() + size));
        const QByteArray left = readAll(file.fileName());
        m_a->openStore();
        QVERIFY(m_a->setAside);
        QVERIFY(!m_a->setAside->why.isEmpty());
        QCOMPARE(readAll(m_a->setAside->kept), left);
        const SyncOutcome outcome = m_a->sync();
        QCOMPARE(outcome.uploaded + outcome.downloaded + outcome.conflicts, 0);
        QCOMPARE(outcome.bytesUp + outcome.bytesDown, 0);
        mustBeEqual();
    }

    void anEmptyStoreIsNoneAndItsLogIsKept()
    {
        begin();
        const Copy copy = copyOf(*m_a);
        QVERIFY(copy.at(u"-wal"_s).size() > 0);
        m_a->closeStore();
        putBack(*m_a, {{QString(), QByteArray()}});
        m_a->openStore();
        QVERIFY(!m_a->setAside);
        m_a->closeStore();
        putBack(*m_a, {{u"-wal"_s, copy.at(u"-wal"_s)}});
        m_a->openStore();
        QVERIFY(m_a->setAside);
        QCOMPARE(readAll(m_a->setAside->kept + u"-wal"_s), copy.at(u"-wal"_s));
        m_a->sync();
        mustBeEqual();
    }

    /// Every byte of the header, and drawn ones of all pages and of the log.
    void aFlippedBitLosesNothing_data()
    {
        QTest::addColumn<QString>("end");
        QTest::addColumn<qint64>("seed");
        QTest::addColumn<int>("flips");
        QTest::newRow("header") << QString() << qint64(-1) << 100;
        QTest::newRow("pages") << QString() << qint64(kSeed) << 50;
        QTest::newRow("log") << u"-wal"_s << qint64(kSeed + 1) << 20;
    }
    void aFlippedBitLosesNothing()
    {
        QFETCH(QString, end);
        QFETCH(qint64, seed);
        QFETCH(int, flips);
        begin();
        m_a->write("same.md", "another content");
        m_a->sync();
        m_b->sync();
        if (end.isEmpty())
            m_a->closeStore();
        Copy good = copyOf(*m_a);
        m_a->closeStore();
        const QList<QByteArray> here = contentsOf(*m_a), there = contentsOf(*m_b);
        SeededRandom random{quint64(seed)};
        std::map<QString, int> met;
        for (int i = 0; i < flips; ++i) {
            Copy flipped = good;
            QByteArray &bytes = flipped.at(end);
            const qsizetype at = seed < 0 ? i : qsizetype(random.below(quint64(bytes.size())));
            bytes[at] = char(bytes[at] ^ (1 << random.below(8)));
            putBack(*m_a, flipped);
            for (const QString &name : asideOf(*m_a))
                QFile::remove(m_a->location.profile + u'/' + name);
            QString how;
            for (int start = 0; start < 3; ++start) {  // what is met in use is set aside at the next start
                const auto opened = m_a->tryOpenStore();
                const auto synced = opened ? m_a->trySync() : Result<SyncOutcome>(opened.error());
                if (m_a->setAside)
                    QCOMPARE(readAll(m_a->setAside->kept).size(), flipped.at(QString()).size());
                how = m_a->setAside ? u"set aside"_s : synced ? u"no harm"_s : u"refused: "_s + toText(synced.error());
                m_a->closeStore();
                if (synced)
                    break;
                QVERIFY2(!synced.error().what.isEmpty() && !synced.error().where.isEmpty(), qPrintable(how));
            }
            ++met[how.left(7)];
            if (how.startsWith(u"refused"))
                QVERIFY2(seed < 0 && at >= 68 && at < 72, qPrintable(u"byte %1: %2"_s.arg(at).arg(how)));  // then it says whose it is not
            m_b->sync();
            for (const auto &[computer, before] : {std::pair{m_a.get(), &here}, std::pair{m_b.get(), &there}})
                for (const QByteArray &content : *before)
                    QVERIFY2(contentsOf(*computer).contains(content), qPrintable(u"byte %1: %2"_s.arg(at).arg(how)));
            putBack(*m_a, good);
        }
        for (const auto &[how, count] : met)
            qInfo("%s: %d", qPrintable(how), count);
        QVERIFY(met[u"no harm"_s] > 0);
        QVERIFY(!end.isEmpty() || met[u"set asi"_s] > 0);
        m_a->openStore();
        settle();
        mustBeEqual();
    }

    void damageMetInUseIsSetAsideAtTheNextStart()
    {
        begin();
        const qint64 page = **m_a->database->integer("SELECT rootpage FROM sqlite_schema WHERE name = 'local_node'");
        const qint64 pageSize = **m_a->database->integer("PRAGMA page_size");
        m_a->closeStore();
        QFile file(m_a->location.storePath);
        QVERIFY(file.open(QIODevice::ReadWrite) && file.seek((page - 1) * pageSize) && file.write(QByteArray(int(pageSize), 'x')) == pageSize);
        file.close();
        const QByteArray damaged = readAll(file.fileName());
        m_a->openStore();
        QVERIFY2(!m_a->setAside, "opening reads no page in the middle");
        const auto met = m_a->trySync();
        QCOMPARE(toString(met.error().kind), toString(Error::Kind::Corrupt));
        QVERIFY(met.error().mend.contains(u"tide db check"));
        m_a->closeStore();
        QVERIFY(!must(store::dbCheck(m_a->location)).findings.isEmpty());
        m_a->openStore();
        QVERIFY(m_a->setAside);
        QCOMPARE(readAll(m_a->setAside->kept), damaged);
        const SyncOutcome outcome = m_a->sync();
        QCOMPARE(outcome.bytesUp + outcome.bytesDown, 0);
        mustBeEqual();
        m_a->closeStore();
        m_a->openStore();
        QVERIFY2(!m_a->setAside, "said once");
    }

    void aNoteOfDamageThatIsNoneSetsNothingAside()
    {
        begin();
        m_a->closeStore();
        m_a->folder.write("profile/store.sqlite.damaged", "the memory was bad, the disk is not");
        m_a->openStore();
        QVERIFY(!m_a->setAside);
        QVERIFY(!QFile::exists(m_a->location.storePath + u".damaged"_s));
        mustBeEqual();
    }

    /// What was in the log alone is as if it had not been: the store is older than its folder then.
    void aLostLogIsAStoreFromBefore()
    {
        begin();
        m_a->closeStore();
        m_a->openStore();
        m_a->write("edited here.md", "before the loss");
        m_a->sync();
        Copy copy = copyOf(*m_a);
        m_a->closeStore();
        QVERIFY(copy.erase(u"-wal"_s) == 1);
        putBack(*m_a, copy);
        liveOnThere();
        liveOnHere();
        m_a->openStore();
        QVERIFY(!m_a->setAside);
        mustBeUnited(m_a->sync());
    }

    void aNewerStoreIsRefusedAndLeftAsItIs()
    {
        begin();
        const int step = store::Migrator::local().latest() + 1;
        must(m_a->database->execute("INSERT INTO schema_migration VALUES (" + QByteArray::number(step) + ", 'of_tomorrow', zeroblob(32), 0)"));
        m_a->closeStore();
        const QByteArray before = readAll(m_a->location.storePath);
        for (int i = 0; i < 2; ++i) {
            const auto opened = m_a->tryOpenStore();
            QCOMPARE(toString(opened.error().kind), toString(Error::Kind::Invalid));
            QVERIFY(opened.error().what.contains(u"newer"));
            QVERIFY(opened.error().where.contains(u"%1 (of_tomorrow)"_s.arg(step, 4, 10, QChar(u'0'))));
            QVERIFY(!opened.error().mend.isEmpty());
            QVERIFY(!m_a->setAside);
        }
        QCOMPARE(readAll(m_a->location.storePath), before);
        QCOMPARE(asideOf(*m_a), QStringList());
    }

    void anOlderStoreIsMigratedBesideACopy()
    {
        begin();
        const int latest = store::Migrator::local().latest();
        must(store::Migrator::local().downgrade(*m_a->database, systemClock(), latest - 1));
        m_a->closeStore();
        m_a->openStore();
        QVERIFY(!m_a->setAside);
        QVERIFY(QFile::exists(u"%1.before-%2"_s.arg(m_a->location.storePath).arg(latest, 4, 10, QChar(u'0'))));
        QCOMPARE(must(store::dbCheck(m_a->location)).findings, QStringList());
        m_a->sync();
        mustBeEqual();
    }

    void aLockedStoreIsBusyAndNeverSetAside()
    {
        begin();
        m_a->closeStore();
        m_a->folder.write("profile/store.sqlite.damaged", "as if damage had been met");
        auto other = must(store::Database::open(test::at(m_a->location.storePath)));
        must(other->execute("PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE; UPDATE project SET paused = paused"));
        const auto opened = m_a->tryOpenStore();
        QVERIFY(!opened);
        QCOMPARE(toString(opened.error().kind), toString(Error::Kind::Timeout));
        QVERIFY(opened.error().mend.contains(u"again"));
        QVERIFY(!m_a->setAside);
        QCOMPARE(asideOf(*m_a), QStringList());
        must(other->execute("COMMIT"));
        other.reset();
        m_a->openStore();
        QVERIFY(!m_a->setAside);
        mustBeEqual();
    }
};

QTEST_GUILESS_MAIN(StoreTroubleTest)
#include "store_trouble_test.moc"
