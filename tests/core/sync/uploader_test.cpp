// What goes up is durable here before: the order of a disk's fsyncs and of the requests. And how much goes into one commit.
#include "core/sync/executor/uploader.h"
#include "tests/core/sync/computers.h"
#include "tests/support/thin_disk.h"

#include <QJsonArray>
#include <QJsonDocument>

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
        QJsonObject reply{{u"need"_s, QJsonArray()}};
        if (request.path.endsWith("/commits")) {
            listed.append(request.body.count("[\"s256:"));
            wire::CommitReply made;
            made.cursor = {epoch, listed.size(), sha256(request.body)};
            reply = wire::toJson(made);
        }
        return cloud::CloudReply{200, "application/json", QJsonDocument(reply).toJson(), {}};
    }

    const Epoch epoch = Epoch::make(systemClock(), systemRandom());
    QList<qint64> listed;
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
    ExecutionReport upload(const QList<int> &chunks, CountingCloud &cloud)
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
        Uploader uploader({*disk, trees, cloud, systemClock(), systemRandom(), workers, u"laptop"_s}, options, m_outcome);
        return test::must(uploader.run(m_computer->project, operations));
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
        CountingCloud cloud;
        QVERIFY(upload(files, cloud).troubles.empty());
        QCOMPARE(cloud.listed, commits);
        QCOMPARE(m_outcome.uploaded, files.size());
    }

    void aFileTooLargeForACommitIsListedAndHoldsNothingElseUp()
    {
        CountingCloud cloud;
        const ExecutionReport report = upload({1, 180'001, 1}, cloud);
        QCOMPARE(cloud.listed, QList<qint64>{2});
        QCOMPARE(report.troubles.size(), 1u);
        QCOMPARE(report.troubles[0].path, QByteArray("1"));
        QCOMPARE(toString(report.troubles[0].error.kind), toString(Error::Kind::Refused));
        QVERIFY(report.troubles[0].error.what.contains(u"too large"_s));
    }

private:
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
