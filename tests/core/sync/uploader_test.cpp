// What goes up is durable here before: the order of a disk's fsyncs and of the requests. And how much goes into one commit.
#include "core/files/chunker.h"
#include "core/sync/discovery/puller.h"
#include "core/sync/executor/chunk_mender.h"
#include "core/sync/executor/uploader.h"
#include "tests/core/sync/computers.h"
#include "tests/support/thin_disk.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <limits>
#include <random>

using namespace tideline;
using namespace tideline::sync;
using tideline::test::Cloud;
using tideline::test::Computer;

namespace {

/// Notes what is made durable, and cannot do it with one file.
class NotingDisk final : public test::ThinDisk {
public:
    NotingDisk(std::unique_ptr<files::FileSystem> disk, QByteArrayList &notes, const QByteArray &broken)
        : ThinDisk(std::move(disk)), m_notes(notes), m_broken(broken) {}
    Result<void> syncFile(const RelativePath &path) override
    {
        if (path.bytes() == m_broken)
            return Error{Error::Kind::Io, u"Input/output error"_s, path.toString(), {}};
        m_notes.append("file " + path.bytes());
        return ThinDisk::syncFile(path);
    }
    Result<void> syncFolder(const RelativePath &folder) override
    {
        m_notes.append("folder " + folder.bytes());
        return ThinDisk::syncFolder(folder);
    }
    Result<void> syncAll() override
    {
        m_notes.append("all");
        return ThinDisk::syncAll();
    }

private:
    QByteArrayList &m_notes;
    const QByteArray &m_broken;
};

/// Has every chunk, and counts those that each commit lists.
class CountingCloud final : public cloud::Channel {
public:
    Result<cloud::CloudReply> send(const cloud::CloudRequest &request, const OnBody &) override
    {
        if (request.path.endsWith(brokenPath) && listed.size() == brokenAfter)
            return Error{Error::Kind::Offline, u"Connection reset"_s, {}, {}};
        QJsonObject reply{{u"need"_s, QJsonArray()}};
        if (request.path.endsWith("/commits")) {
            bases.append(QJsonDocument::fromJson(request.body)[u"base"_s][u"revision"_s].toInteger());
            recorded.append(test::must(database.integer("SELECT revision FROM project")).value_or(0));
            listed.append(request.body.count("[\"s256:"));
            wire::CommitReply made;
            made.cursor = {epoch, listed.size(), sha256(request.body)};
            reply = wire::toJson(made);
        }
        return cloud::CloudReply{200, "application/json", QJsonDocument(reply).toJson(), {}};
    }

    explicit CountingCloud(store::Database &store) : database(store) {}

    const Epoch epoch = Epoch::make(systemClock(), systemRandom());
    store::Database &database;
    QByteArray brokenPath = "nothing";
    qsizetype brokenAfter = -1;  ///< commits
    QList<qint64> listed;
    QList<qint64> bases;     ///< what each commit stands on
    QList<qint64> recorded;  ///< where the store was when it was asked for
};

}  // namespace

class UploaderTest final : public QObject {
    Q_OBJECT

    /// What was made durable in one sync before its first commit, sorted.
    QByteArrayList durableBeforeTheCommit()
    {
        const QByteArray path = "POST /api/v1/projects/" + m_cloud->project.toString().toLatin1() + "/commits";
        m_notes = &m_computer->channel.requests;
        m_notes->clear();
        m_outcome = m_computer->sync();
        QByteArrayList before;
        for (const QByteArray &note : *m_notes) {
            if (note == path) {
                std::ranges::sort(before);
                return before;
            }
            if (!note.startsWith("GET ") && !note.startsWith("POST "))
                before.append(note);
        }
        return {"no commit"};
    }

    /// Uploads files "0", "1", … with so many chunks each, as the store has it, to `cloud`.
    Result<ExecutionReport> upload(const QList<int> &chunks, CountingCloud &cloud, qint64 maxBytes = std::numeric_limits<qint64>::max())
    {
        store::TreeStore trees(*m_computer->database, m_computer->project.number);
        std::vector<Operation> operations;
        auto transaction = test::must(store::Transaction::begin(*m_computer->database));
        for (qsizetype i = 0; i < chunks.size(); ++i) {
            Operation operation{.kind = Operation::Kind::PutRemote, .node = NodeId::make(systemClock(), systemRandom())};
            operation.place.name = QByteArray::number(i);
            m_computer->write(operation.place.name, "x");
            const Manifest manifest{std::vector<Chunk>(std::size_t(chunks[i]), Chunk{sha256(operation.place.name), 1 << 20})};
            operation.content.kind = NodeKind::File;
            operation.content.sizeBytes = manifest.sizeBytes();
            operation.content.hash = manifest.hash();
            test::must(trees.saveManifest(operation.content.hash, manifest, transaction));
            test::must(trees.putLocal({{operation.node, operation.place, operation.content}, {}}, transaction));
            operations.push_back(operation);
        }
        test::must(transaction.commit());
        const auto disk = test::must(files::openPosixFileSystem(m_computer->root));
        InlineWorkers workers;
        const SyncOptions options;
        Uploader uploader({.disk = *disk, .trees = trees, .channel = cloud, .clock = systemClock(), .random = systemRandom(),
                           .workers = workers, .hostName = u"laptop"_s, .maxBytes = maxBytes},
                          options, m_outcome);
        return uploader.run(m_computer->project, operations);
    }

private Q_SLOTS:
    void init()
    {
        m_outcome = {};
        m_cloud = std::make_unique<Cloud>();
        m_broken.clear();
        m_notes = &m_first;
        m_computer = std::make_unique<Computer>(*m_cloud, u"laptop"_s, [this](const QString &root) -> Result<std::unique_ptr<files::FileSystem>> {
            auto disk = files::openPosixFileSystem(root);
            if (!disk)
                return disk;
            return std::unique_ptr<files::FileSystem>(new NotingDisk(*std::move(disk), *m_notes, m_broken));
        });
    }

    void aFileAndItsNamesAreDurableBeforeTheCloudHearsOfThem()
    {
        m_computer->write("runs/day.csv", "a,b");
        QCOMPARE(durableBeforeTheCommit(), (QByteArrayList{"file runs/day.csv", "folder ", "folder runs"}));
        m_computer->write("runs/day.csv", "a,b,c");
        QCOMPARE(durableBeforeTheCommit(), (QByteArrayList{"file runs/day.csv", "folder runs"}));
    }

    void bothFoldersOfAMoveAreDurableBefore()
    {
        m_computer->write("from/table.csv", "a,b");
        m_computer->folder.makeFolder(u"root/to"_s);
        m_computer->sync();
        m_computer->rename(u"from/table.csv"_s, u"to/table.csv"_s);
        QCOMPARE(durableBeforeTheCommit(), (QByteArrayList{"folder from", "folder to"}));
    }

    void theFolderOfADeletedFileIsDurableBefore()
    {
        m_computer->write("data/table.csv", "a,b");
        m_computer->sync();
        m_computer->remove(u"data/table.csv"_s);
        QCOMPARE(durableBeforeTheCommit(), (QByteArrayList{"folder data"}));
    }

    void manyFilesAreMadeDurableAtOnce()
    {
        for (int i = 0; i < 40; ++i)
            m_computer->write("part " + QByteArray::number(i), QByteArray::number(i));
        QCOMPARE(durableBeforeTheCommit(), (QByteArrayList{"all"}));
    }

    void whatCannotBeMadeDurableWaitsAndHoldsNothingElseUp()
    {
        m_broken = "broken.csv";
        m_computer->write("broken.csv", "1");
        m_computer->write("whole.csv", "2");
        QCOMPARE(durableBeforeTheCommit(), (QByteArrayList{"file whole.csv", "folder "}));
        QVERIFY(!m_outcome.equal);
        QCOMPARE(m_outcome.uploaded, 1);
        m_broken.clear();
        QVERIFY(durableBeforeTheCommit().contains("file broken.csv"));
        QVERIFY(m_outcome.equal);
    }

    void anEditAsksAboutItsNewChunksAlone()
    {
        QByteArray bytes = noise(8 << 20);
        m_computer->write("table.bin", bytes);
        m_computer->sync();
        const qint64 first = m_computer->channel.chunksAskedFor;
        QVERIFY2(first >= 32, QByteArray::number(first));
        m_computer->write("table.bin", noise(100'000) + bytes);
        QVERIFY(m_computer->sync().equal);
        QVERIFY2(m_computer->channel.chunksAskedFor - first < first / 4, QByteArray::number(m_computer->channel.chunksAskedFor - first));
    }

    void aChunkThatTheCloudLostIsSentAgain()
    {
        const QByteArray bytes = noise(8 << 20);
        m_computer->write("table.bin", bytes);
        m_computer->sync();
        test::must(m_cloud->database->execute("DELETE FROM project_chunk"));
        m_computer->write("table.bin", noise(100'000) + bytes);
        QVERIFY(m_computer->sync().equal);
        Computer other(*m_cloud, u"desktop"_s);
        QVERIFY(other.sync().equal);
        QVERIFY(other.read("table.bin") == noise(100'000) + bytes);
    }

    /// As tide verify does it.
    void whatTheServersDiskHasLostIsSentAgain()
    {
        m_computer->write("table.bin", noise(2 << 20));
        m_computer->write("small", "x");
        QVERIFY(m_computer->sync().equal);
        const auto disk = test::must(files::openPosixFileSystem(m_computer->root));
        std::vector<ChunkMender::File> whole;
        for (const char *name : {"table.bin", "small"}) {
            const RelativePath path = RelativePath().child(name);
            const auto file = test::must(disk->openRead(path));
            whole.push_back({path, test::must(files::chunkFile(*file, test::must(file->stat()).sizeBytes))});
        }
        InlineWorkers workers;
        ChunkMender mender({*disk, m_computer->channel, workers, projectPath(m_computer->project)});
        QCOMPARE(test::must(mender.mend(whole)), 0);
        test::must(m_cloud->database->execute("INSERT INTO damaged_chunk (hash, found_at_ms) SELECT hash, 1 FROM chunk"));
        const qint64 damaged = *test::must(m_cloud->database->integer("SELECT count(*) FROM damaged_chunk"));
        QVERIFY(damaged > 2);
        m_computer->write("small", "y");  // meanwhile: this one is not what was hashed
        QCOMPARE(test::must(mender.mend(whole)), damaged);
        QCOMPARE(*test::must(m_cloud->database->integer("SELECT count(*) FROM damaged_chunk")), 1);
        m_computer->write("small", "x");
        QCOMPARE(test::must(mender.mend(whole)), 1);
        QCOMPARE(test::must(mender.mend(whole)), 0);
        Computer other(*m_cloud, u"desktop"_s);
        QVERIFY(other.sync().equal);
        QVERIFY(other.read("table.bin") == m_computer->read("table.bin"));
    }

    void aCommitEndsBeforeTheFileThatWouldMakeItsListTooLong_data()
    {
        QTest::addColumn<QList<int>>("files");
        QTest::addColumn<QList<qint64>>("commits");
        QTest::newRow("what fits goes together") << QList{60'000, 40'000} << QList<qint64>{100'000};
        QTest::newRow("what does not begins the next") << QList{60'000, 40'001, 1} << QList<qint64>{60'000, 40'002};
        QTest::newRow("a file of more goes alone") << QList{1, 180'000, 1} << QList<qint64>{1, 180'000, 1};
    }
    void aCommitEndsBeforeTheFileThatWouldMakeItsListTooLong()
    {
        QFETCH(QList<int>, files);
        QFETCH(QList<qint64>, commits);
        CountingCloud cloud(*m_computer->database);
        QVERIFY(test::must(upload(files, cloud)).troubles.empty());
        QCOMPARE(cloud.listed, commits);
        QCOMPARE(m_outcome.uploaded, files.size());
    }

    void aCommitIsNoLongerThanWhoWantsAnotherFileFirstIsToWait()
    {
        CountingCloud cloud(*m_computer->database);
        QVERIFY(test::must(upload({2, 1, 1, 7, 3}, cloud, 4 << 20)).troubles.empty());  // chunks of 1 MiB
        QCOMPARE(cloud.listed, (QList<qint64>{4, 7, 3}));
    }

    void aFileTooLargeForACommitIsListedAndHoldsNothingElseUp()
    {
        CountingCloud cloud(*m_computer->database);
        const ExecutionReport report = test::must(upload({1, 180'001, 1}, cloud));
        QCOMPARE(cloud.listed, QList<qint64>{2});
        QCOMPARE(report.troubles.size(), 1u);
        QCOMPARE(report.troubles[0].path, QByteArray("1"));
        QCOMPARE(toString(report.troubles[0].error.kind), toString(Error::Kind::Refused));
        QVERIFY(report.troubles[0].error.what.contains(u"too large"_s));
    }

    void aFolderMovedTooDeepIsListedAndHoldsNothingElseUp()
    {
        const auto chain = [](int depth) { return QByteArray("d/").repeated(depth); };
        m_computer->write("upper/" + chain(100) + "a.txt", "a");
        m_computer->write("lower/" + chain(200) + "b.txt", "b");
        QVERIFY(m_computer->sync().equal);
        m_computer->rename(u"lower"_s, QString::fromUtf8("upper/" + chain(100) + "lower"));
        m_computer->write("c.txt", "c");
        const SyncOutcome outcome = m_computer->sync();
        QVERIFY(!outcome.equal);
        QCOMPARE(outcome.uploaded, 1);
        QVERIFY(outcome.errors > 0);
        Computer other(*m_cloud, u"desktop"_s);
        QVERIFY(other.sync().equal);
        QCOMPARE(other.read("c.txt"), QByteArray("c"));
        QCOMPARE(other.read("lower/" + chain(200) + "b.txt"), QByteArray("b"));
        m_computer->rename(QString::fromUtf8("upper/" + chain(100) + "lower"), u"lower"_s);
        QVERIFY(m_computer->sync().equal);
    }

    void aPlanThatTakesSeveralCommitsIsTakenByTheServer_data()
    {
        QTest::addColumn<std::function<void(Computer &)>>("act");
        QTest::newRow("files leave a folder that goes") << std::function([](Computer &computer) {
            for (int i = 0; i < 8; ++i)
                computer.rename(u"old/%1.csv"_s.arg(i), u"new/%1.csv"_s.arg(i));
            QVERIFY(QDir(computer.root + u"/old"_s).removeRecursively());
        });
        QTest::newRow("a folder takes the name of one that goes") << std::function([](Computer &computer) {
            QVERIFY(QDir(computer.root + u"/old"_s).removeRecursively());
            computer.rename(u"new"_s, u"old"_s);
        });
        QTest::newRow("two swap their names") << std::function([](Computer &computer) {
            computer.rename(u"old"_s, u"swap"_s);
            computer.rename(u"new"_s, u"old"_s);
            computer.rename(u"swap"_s, u"new"_s);
            for (int i = 0; i < 8; ++i)
                computer.write("made " + QByteArray::number(i), "x");
        });
    }
    void aPlanThatTakesSeveralCommitsIsTakenByTheServer()
    {
        QFETCH(std::function<void(Computer &)>, act);
        for (int i = 0; i < 12; ++i)
            m_computer->write("old/" + QByteArray::number(i) + ".csv", QByteArray::number(i));
        m_computer->write("new/readme.md", "new");
        QVERIFY(m_computer->sync().equal);
        m_computer->maxCommit = 5;
        m_computer->closeStore();
        m_computer->openStore();
        act(*m_computer);
        SyncOptions yes;
        yes.acceptGuard = true;
        QVERIFY(m_computer->sync(yes).equal);
        Computer other(*m_cloud, u"desktop"_s);
        QVERIFY(other.sync().equal);
        const auto list = [](const Computer &computer) {
            QStringList paths;
            for (QDirIterator it(computer.root, QDir::AllEntries | QDir::NoDotAndDotDot, QDirIterator::Subdirectories); it.hasNext();)
                paths += QDir(computer.root).relativeFilePath(it.next());
            paths.removeIf([](const QString &path) { return path.startsWith(u".tideline"_s); });
            paths.sort();
            return paths;
        };
        QCOMPARE(list(other), list(*m_computer));
    }

    void whatNeedsAFolderThatCannotGoWaitsWithIt()
    {
        const auto chain = [](int depth) { return QByteArray("d/").repeated(depth); };
        m_computer->write("upper/" + chain(100) + "a.txt", "a");
        m_computer->write("proj/lower/" + chain(200) + "b.txt", "b");
        QVERIFY(m_computer->sync().equal);
        m_computer->rename(u"proj/lower"_s, QString::fromUtf8("upper/" + chain(100) + "lower"));
        QVERIFY(QDir(m_computer->root + u"/proj"_s).removeRecursively());  // its row waits for the one that left it
        m_computer->write("c.txt", "c");
        const SyncOutcome outcome = m_computer->sync();
        QVERIFY(!outcome.equal);
        QCOMPARE(outcome.uploaded, 1);
        QCOMPARE(outcome.deletedRemote, 0);
    }

    void whatIsToGoUpIsSaidBeforeAnyOfItHasGone()
    {
        m_computer->write("day.csv", "1");
        m_computer->write("night.csv", "22");
        std::optional<Progress> first;
        SyncOptions options;
        options.onProgress = [&](const Progress &progress) {
            if (progress.phase == Progress::Phase::Uploading && !first)
                first = progress;
        };
        QVERIFY(m_computer->sync(options).equal);
        QVERIFY(first);
        QCOMPARE(first->filesDone, 0);
        QCOMPARE(first->filesTotal, 2);
        QCOMPARE(first->bytesDone, 0);
        QCOMPARE(first->bytesTotal, 3);
    }

    void whatIsBackBeforeItsDeletionIsCommittedIsNotDeleted()
    {
        m_computer->write("day.csv", "1");
        m_computer->write("night.csv", "2");
        QVERIFY(m_computer->sync().equal);
        Computer other(*m_cloud, u"desktop"_s);
        QVERIFY(other.sync().equal);
        other.write("evening.csv", "3");
        QVERIFY(other.sync().equal);
        m_computer->remove(u"day.csv"_s);
        m_computer->remove(u"night.csv"_s);
        SyncOptions options;
        options.onProgress = [&](const Progress &progress) {
            if (progress.phase == Progress::Phase::Downloading)
                m_computer->write("day.csv", "1");
        };
        const SyncOutcome outcome = m_computer->sync(options);
        QCOMPARE(outcome.deletedRemote, 1);
        QVERIFY(m_computer->sync().equal);
        QVERIFY(other.sync().equal);
        QCOMPARE(other.read("day.csv"), QByteArray("1"));
        QVERIFY(!QFile::exists(other.root + u"/night.csv"_s));
    }

    void whatIsIgnoredInItsPlaceIsNotTakenForWhatIsBack()
    {
        m_computer->write("D/x.log", "1");
        m_computer->write("E/a.txt", "2");
        QVERIFY(m_computer->sync().equal);
        m_computer->write(".tidelineignore", "*.log\n");
        m_computer->write("E/x.log", "3");
        QVERIFY(m_computer->sync().equal);
        QVERIFY(QDir(m_computer->root + u"/D"_s).removeRecursively());
        m_computer->rename(u"E"_s, u"D"_s);
        m_computer->write("D/new.txt", "4");
        QVERIFY(m_computer->sync().equal);
        Computer other(*m_cloud, u"desktop"_s);
        QVERIFY(other.sync().equal);
        QCOMPARE(other.read("D/new.txt"), QByteArray("4"));
        QCOMPARE(other.read("D/a.txt"), QByteArray("2"));
        QVERIFY(!QFile::exists(other.root + u"/D/x.log"_s));
        QVERIFY(!QFile::exists(other.root + u"/E"_s));
    }

    void aRingThatNoCommitTakesIsNamedAndHoldsNothingElseUp()
    {
        CountingCloud cloud(*m_computer->database);
        std::vector<Operation> operations;
        constexpr int kRing = 10'001;
        for (int i = 0; i < kRing; ++i) {
            Operation operation{.kind = Operation::Kind::MoveRemote, .node = NodeId::make(systemClock(), systemRandom())};
            Node before{operation.node, {NodeId{}, QByteArray::number(i)}, {}};
            before.content.kind = NodeKind::File;
            operation.place.name = QByteArray::number((i + 1) % kRing);
            operation.seenRemote = before;
            operation.content = before.content;
            operations.push_back(operation);
        }
        Operation folder{.kind = Operation::Kind::PutRemote, .node = NodeId::make(systemClock(), systemRandom())};
        folder.place.name = "new";
        operations.push_back(folder);
        store::TreeStore trees(*m_computer->database, m_computer->project.number);
        const auto disk = test::must(files::openPosixFileSystem(m_computer->root));
        InlineWorkers workers;
        const SyncOptions options;
        Uploader uploader({*disk, trees, cloud, systemClock(), systemRandom(), workers, u"laptop"_s}, options, m_outcome);
        const ExecutionReport report = test::must(uploader.run(m_computer->project, operations));
        QCOMPARE(report.troubles.size(), 1u);
        QCOMPARE(cloud.listed.size(), 1);
        QCOMPARE(m_outcome.uploaded, 1);
        QCOMPARE(m_outcome.movedRemote, 0);
    }

    void theFirstRefusedPackIsTheLast()
    {
        m_computer->write("big.bin", noise(60 << 20));
        m_computer->channel.requests.clear();
        m_computer->channel.refusesPacks = true;
        QVERIFY(!m_computer->trySync());
        qsizetype packs = 0;
        for (const QByteArray &request : m_computer->channel.requests)
            packs += request.endsWith("/packs");
        // Of 15: one a thread while the folder is still looked at, and two a thread that the Uploader has on their way.
        QVERIFY2(packs <= 3 * m_computer->workers->width(), QByteArray::number(packs));
    }

    void theNextCommitIsAskedForBeforeTheLastAnswerIsWrittenDown()
    {
        CountingCloud cloud(*m_computer->database);
        test::must(upload({100'000, 100'000, 100'000, 100'000}, cloud));
        QCOMPARE(cloud.bases, (QList<qint64>{0, 1, 2, 3}));
        QCOMPARE(cloud.recorded, (QList<qint64>{0, 0, 1, 2}));
        QCOMPARE(recordedRevision(), 4);
        QCOMPARE(m_outcome.uploaded, 4);
    }

    void anAnswerIsWrittenDownThoughTheNextCommitFails_data()
    {
        QTest::addColumn<QByteArray>("broken");
        QTest::newRow("at its contents") << QByteArray("/chunks:negotiate");
        QTest::newRow("itself") << QByteArray("/commits");
    }
    void anAnswerIsWrittenDownThoughTheNextCommitFails()
    {
        QFETCH(QByteArray, broken);
        CountingCloud cloud(*m_computer->database);
        cloud.brokenPath = broken;
        cloud.brokenAfter = 2;
        const auto uploaded = upload({100'000, 100'000, 100'000, 100'000}, cloud);
        QCOMPARE(toString(uploaded.error().kind), toString(Error::Kind::Offline));
        QCOMPARE(recordedRevision(), 2);
        QCOMPARE(m_computer->project.revision, 2);
    }

private:
    qint64 recordedRevision() { return test::must(m_computer->database->integer("SELECT revision FROM project")).value_or(0); }

    static QByteArray noise(qsizetype bytes)
    {
        QByteArray noise(bytes, Qt::Uninitialized);
        std::mt19937 random{quint32(bytes)};
        for (char &c : noise)
            c = char(random());
        return noise;
    }

    std::unique_ptr<Cloud> m_cloud;
    std::unique_ptr<Computer> m_computer;
    QByteArrayList m_first;
    QByteArrayList *m_notes = &m_first;
    QByteArray m_broken;
    SyncOutcome m_outcome;
};

QTEST_GUILESS_MAIN(UploaderTest)
#include "uploader_test.moc"
