// The downloader on a real folder and a real store; the cloud is a table of chunks.
#include "core/base/workers.h"
#include "core/files/chunker.h"
#include "core/schema/wire/pack.h"
#include "core/store/migrator.h"
#include "core/store/project_repository.h"
#include "core/sync/executor/downloader.h"
#include "tests/support/temp_folder.h"
#include "tests/support/thin_disk.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

#include <map>
#include <set>

using namespace tideline;
using namespace tideline::sync;
using tideline::test::TempFolder;

namespace {

template <typename T>
T must(Result<T> result)
{
    if (!result)
        qFatal("%s", qPrintable(toText(result.error())));
    return *std::move(result);
}

/// Answers packs:fetch and manifests:fetch from what it holds.
class ChunkTable final : public cloud::Channel {
public:
    std::map<ContentHash, QByteArray> chunks;
    std::map<ContentHash, Manifest> manifests;
    std::set<ContentHash> damaged;  ///< chunks
    bool isPortal = false;          ///< answers with its own page
    QList<qsizetype> asked;         ///< of each request: chunks or manifests

    Result<cloud::CloudReply> send(const cloud::CloudRequest &request, const OnBody &onBody) override
    {
        const QJsonDocument body = QJsonDocument::fromJson(request.body);
        asked.append(body[u"chunks"_s].toArray().size() + body[u"hashes"_s].toArray().size());
        if (isPortal) {
            const auto taken = onBody("<html>Please sign in</html>");
            return taken ? Result<cloud::CloudReply>(cloud::CloudReply{200, "text/html", {}, {}}) : taken.error();
        }
        if (request.path.endsWith("/manifests:fetch"))
            return listsOf(body[u"hashes"_s].toArray());
        wire::PackWriter pack;
        for (const auto id : QJsonDocument::fromJson(request.body)[u"chunks"_s].toArray()) {
            const auto found = chunks.find(*ContentHash::fromString(id.toString()));
            if (found != chunks.end() && damaged.contains(found->first))
                pack.addEncoded(found->first, 0, quint32(found->second.size()), QByteArray(found->second.size(), '?'));
            else if (found != chunks.end())
                pack.add(found->first, found->second);
        }
        if (auto taken = onBody(pack.finish()); !taken)
            return taken.error();
        return cloud::CloudReply{200, wire::kPackContentType, {}, {}};
    }

private:
    cloud::CloudReply listsOf(const QJsonArray &hashes) const
    {
        QJsonArray lists;
        for (const auto hash : hashes) {
            QJsonArray list;
            for (const Chunk &chunk : manifests.at(*ContentHash::fromString(hash.toString())).chunks)
                list.append(QJsonArray{chunk.id.toString(), qint64(chunk.sizeBytes)});
            lists.append(QJsonObject{{u"hash"_s, hash}, {u"chunks"_s, list}});
        }
        return {200, "application/json", QJsonDocument(QJsonObject{{u"manifests"_s, lists}}).toJson(), {}};
    }
};

/// Has room for all but one file.
class NarrowDisk final : public test::ThinDisk {
public:
    NarrowDisk(std::unique_ptr<files::FileSystem> disk, QByteArray refused)
        : ThinDisk(std::move(disk)), m_refused(std::move(refused)) {}
    Result<std::unique_ptr<files::WriteFile>> create(const RelativePath &path) override
    {
        if (path.bytes() == m_refused)
            return Error{Error::Kind::DiskFull, u"There is no space left."_s, path.toString(), {}};
        return ThinDisk::create(path);
    }

private:
    QByteArray m_refused;
};

}  // namespace

class DownloaderTest final : public QObject {
    Q_OBJECT

    std::unique_ptr<TempFolder> m_folder;
    std::unique_ptr<store::Database> m_database;
    std::unique_ptr<files::FileSystem> m_disk;
    ChunkTable m_cloud;
    qint64 m_project = 0;

    Want want(const QByteArray &name, const Manifest &manifest)
    {
        store::TreeStore trees(*m_database, m_project);
        auto transaction = must(store::Transaction::begin(*m_database));
        const auto saved = trees.saveManifest(manifest.hash(), manifest, transaction);
        if (!saved || !transaction.commit())
            qFatal("the list of chunks is not saved");
        Want wanted;
        wanted.hash = manifest.hash();
        wanted.sizeBytes = manifest.sizeBytes();
        wanted.temporary = must(RelativePath::parse(name));
        return wanted;
    }
    Result<void> fetch(std::vector<Want> &wants)
    {
        store::TreeStore trees(*m_database, m_project);
        InlineWorkers workers;
        return Downloader({*m_disk, trees, m_cloud, workers}, "/api/v1/projects/x").fetch(wants, nullptr);
    }

    /// So many files, called by their numbers: of one chunk, their lists here already; or of two, their lists in the cloud alone.
    std::vector<Want> files(int count, bool areListed)
    {
        std::vector<Want> wants;
        for (int i = 0; i < count; ++i) {
            const QByteArray name = QByteArray::number(i);
            Manifest manifest{{{sha256(name), quint32(name.size())}}};
            m_cloud.chunks.emplace(sha256(name), name);
            if (!areListed) {  // one small chunk would be known without a list
                manifest.chunks.push_back({sha256("end"), 3});
                m_cloud.chunks.emplace(sha256("end"), "end");
            }
            m_cloud.manifests.insert_or_assign(manifest.hash(), manifest);
            if (areListed) {
                wants.push_back(want(name, manifest));
            } else {
                wants.emplace_back();
                wants.back().hash = manifest.hash();
                wants.back().sizeBytes = kSingleChunkBytes + 1;  // of a smaller one the list would be known
                wants.back().temporary = must(RelativePath::parse(name));
            }
        }
        return wants;
    }

private Q_SLOTS:
    void init()
    {
        m_cloud = {};
        m_folder = std::make_unique<TempFolder>();
        m_folder->makeFolder(u"root"_s);
        store::Database::Options options;
        options.path = m_folder->path(u"store.sqlite"_s);
        m_database = must(store::Migrator::local().open(options, systemClock()));
        LocalProject project;
        project.id = ProjectId::make(systemClock(), systemRandom());
        project.name = u"test"_s;
        project.rootPath = m_folder->path(u"root"_s);
        auto transaction = must(store::Transaction::begin(*m_database));
        m_project = must(store::ProjectRepository(*m_database).save(project, transaction)).number;
        QVERIFY(bool(transaction.commit()));
        m_disk = must(files::openPosixFileSystem(m_folder->path(u"root"_s)));
        m_cloud.chunks.clear();
    }
    void cleanup()
    {
        m_disk.reset();
        m_database.reset();
        m_folder.reset();
    }

    void aChunkThatTheCloudHasDamagedKeepsItsOwnFileAlone_data()
    {
        QTest::addColumn<QList<int>>("damaged");
        QTest::newRow("the first") << QList{0};
        QTest::newRow("one between") << QList{7};
        QTest::newRow("the last") << QList{19};
        QTest::newRow("some") << QList{0, 1, 10, 18, 19};
    }
    void aChunkThatTheCloudHasDamagedKeepsItsOwnFileAlone()
    {
        QFETCH(QList<int>, damaged);
        std::vector<Want> wants = files(20, true);
        for (const int number : damaged)
            m_cloud.damaged.insert(sha256(QByteArray::number(number)));
        QVERIFY(fetch(wants));
        for (int i = 0; i < 20; ++i) {
            const Want &want = wants[std::size_t(i)];
            QCOMPARE(want.done, !damaged.contains(i));
            QCOMPARE(want.error.has_value(), damaged.contains(i));
            if (want.error)
                QCOMPARE(toString(want.error->kind), toString(Error::Kind::Corrupt));
        }
    }

    void aCloudInWhichAllIsDamagedIsNotAskedForEver()
    {
        std::vector<Want> wants = files(500, true);
        for (const auto &[id, bytes] : m_cloud.chunks)
            m_cloud.damaged.insert(id);
        QCOMPARE(toString(fetch(wants).error().kind), toString(Error::Kind::Offline));
        QVERIFY2(m_cloud.asked.size() < 450, QByteArray::number(m_cloud.asked.size()));
    }

    void aPageOfAPortalIsNoDamage()
    {
        std::vector<Want> wants = files(20, true);
        m_cloud.isPortal = true;
        QCOMPARE(toString(fetch(wants).error().kind), toString(Error::Kind::Offline));
        QCOMPARE(m_cloud.asked.size(), 1);
    }

    void listsOfChunksAreAskedForInPortions()
    {
        std::vector<Want> wants = files(2001, false);
        QVERIFY(fetch(wants));
        QCOMPARE(m_cloud.asked.first(3), (QList<qsizetype>{1000, 1000, 1}));
        QVERIFY(std::ranges::all_of(wants, &Want::done));
    }

    void aFileThatDoesNotFitIsItsOwnTrouble()
    {
        const QByteArray shared = "what both hold", rest = "and one alone";
        Manifest whole = files::chunkBytes(shared), more = whole;
        more.chunks.push_back({sha256(rest), quint32(rest.size())});
        m_cloud.chunks = {{sha256(shared), shared}, {sha256(rest), rest}};
        m_disk = std::make_unique<NarrowDisk>(std::move(m_disk), "two");
        m_folder->write("root/old", shared);
        std::vector<Want> wants;
        for (const char *name : {"one", "two", "three"})
            wants.push_back(want(name, whole));
        wants.push_back(want("four", more));
        // What is copied from an old file meets the disk first; what comes from the cloud follows.
        wants[3].oldPath = must(RelativePath::parse(QByteArray("old")));
        wants[3].oldHash = whole.hash();
        wants[3].oldSizeBytes = whole.sizeBytes();
        QVERIFY(bool(fetch(wants)));
        QVERIFY(wants[0].done && !wants[1].done && wants[2].done && wants[3].done);
        QVERIFY(wants[1].error && wants[1].error->kind == Error::Kind::DiskFull);
        QCOMPARE(m_folder->read("root/one"), shared);
        QCOMPARE(m_folder->read("root/three"), shared);
        QCOMPARE(m_folder->read("root/four"), shared + rest);
    }

    void aFullDiskEndsTheBatch()
    {
        const QByteArray bytes = "some bytes";
        m_cloud.chunks = {{sha256(bytes), bytes}};
        m_disk = std::make_unique<NarrowDisk>(std::move(m_disk), "one");
        std::vector<Want> wants;
        wants.push_back(want("one", files::chunkBytes(bytes)));
        const auto fetched = fetch(wants);
        QVERIFY(!fetched && fetched.error().kind == Error::Kind::DiskFull);
    }

    void aListOfChunksThatLiesAboutASizeWritesNothing()
    {
        const QByteArray bytes(1000, 'x');
        m_cloud.chunks = {{sha256(bytes), bytes}};
        Manifest lies;
        lies.chunks.push_back({sha256(bytes), 10});
        std::vector<Want> wants;
        wants.push_back(want("one", lies));
        QVERIFY(bool(fetch(wants)));
        QVERIFY(!wants[0].done && wants[0].error && wants[0].error->kind == Error::Kind::Corrupt);
        QVERIFY(!QFile::exists(m_folder->path(u"root/one"_s)));
    }
};

QTEST_GUILESS_MAIN(DownloaderTest)
#include "downloader_test.moc"
