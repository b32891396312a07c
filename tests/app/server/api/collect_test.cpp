// Giving back the disk what no project needs: nothing that anybody may still name, commit or read goes, whatever comes between.
#include "core_fixture.h"
#include "tests/support/memory_disk.h"

#include "app/server/metadata/pack_repository.h"

#include <QRandomGenerator>
#include <QTest>

#include <thread>

namespace tideline::server {

using namespace std::chrono_literals;
using test::MemoryDisk;

namespace {

/// The server dies here.
struct Crash {};

QByteArray contentOf(int number, qsizetype bytes = 2500)
{
    SeededRandom random{quint64(number)};
    QByteArray made(bytes, Qt::Uninitialized);
    random.fill({reinterpret_cast<unsigned char *>(made.data()), std::size_t(made.size())});
    made.replace(0, 500, QByteArray(500, char('a' + number)));  // a chunk that compresses
    return made;
}

/// What goes: more than half of its pack.
QByteArray goingContent()
{
    return contentOf(1, 12'000);
}
constexpr qint64 kKeptBytes = 2500 + 2500 + 700;  ///< what stays of a Story, uncompressed

/// Contents that share chunks with their neighbours.
QByteArray poolContent(int number)
{
    return contentOf(number).left(2000) + contentOf(number + 1).left(1000) + QByteArray::number(number);
}

qint64 integer(CoreFixture &server, const char *sql)
{
    return server.database().integer(sql)->value_or(-1);
}

/// What collector.h states: every chunk that a project holds is in the index, in a pack that stays, and nothing was found damaged.
bool isWhole(CoreFixture &server)
{
    return integer(server, "SELECT count(*) FROM project_chunk h WHERE NOT EXISTS (SELECT 1 FROM chunk c JOIN pack p ON p.number = c.pack"
                           " WHERE c.hash = h.hash AND p.retired_at_ms = 0)") == 0
           && integer(server, "SELECT count(*) FROM damaged_chunk") == 0;
}

/// Of no pack more than half is of no use.
bool isCompact(CoreFixture &server, const MemoryDisk &disk)
{
    return disk.bytes() <= integer(server, "SELECT coalesce(sum(length + 41), 0) * 2 + 5 * (SELECT count(*) FROM pack) FROM chunk");
}

void letHistoryGo(CoreFixture &server, const QByteArray &project, const QByteArray &token)
{
    const QJsonObject policy{{u"keep"_s, u"thinned"_s}, {u"all_days"_s, 1}, {u"daily_days"_s, 1}};
    const Reply reply = server.send("PUT", project + "/retention", token, QJsonDocument(policy).toJson());
    Q_ASSERT(reply.status == 200);
}

/// Ada's and eve's projects, with some files each, and people who do something at any moment. All of it follows from the seed.
class World {
public:
    explicit World(quint64 seed) : m_random(seed), m_server(m_disk)
    {
        m_disk.before = [this](const char *) { between(); };
        m_server.beforeUpkeepStep = [this] { between(); };
        m_server.pieceBytes = 1 << 20;
        Q_ASSERT(m_server.restart());
        for (const QString &name : {u"ada"_s, u"eve"_s}) {
            Project project;
            project.token = m_server.user(name);
            project.path = m_server.project(project.token, name);
            for (int i = 0; i < kFiles; ++i)
                project.nodes.push_back(m_server.node());
            letHistoryGo(m_server, project.path, project.token);
            m_projects.push_back(std::move(project));
        }
        m_isQuiet = false;
    }

    /// One round of upkeep, with whatever comes between its steps. Empty, or what is wrong.
    QString interleave()
    {
        m_fault.clear();
        try {
            for (quint64 i = m_random.below(3); i > 0; --i)
                act();
            m_server.clock.forward(std::chrono::minutes(60 * 20 + m_random.below(60 * 12)));
            m_isUpkeep = true;
            if (const auto done = m_server.core().upkeep(); !done)
                fault(u"upkeep: "_s + toText(done.error()));
        } catch (const Crash &) {
            ++crashes;
            recover();
        }
        m_isUpkeep = false;
        if (m_fault.isEmpty() && !isWhole(m_server))
            fault(u"a project holds what is not there"_s);
        return m_fault;
    }

    /// All is read, and compared.
    QString look()
    {
        m_isQuiet = true;
        for (Project &project : m_projects) {
            for (int file = 0; file < kFiles; ++file)
                read(project, file);
        }
        const auto check = m_server.core().checkPacks();
        if (!check || check->damagedCount > 0)
            fault(u"a check finds damage"_s);
        m_isQuiet = false;
        return m_fault;
    }

    /// Everything is deleted, and some days pass. Empty, or what is wrong.
    QString emptyAll()
    {
        m_isQuiet = true;
        m_uploads.clear();
        m_readers.clear();
        for (Project &project : m_projects) {
            for (int file = 0; file < kFiles; ++file) {
                if (project.files.contains(file))
                    remove(project, file);
            }
            m_server.clock.forward(1h);
            m_server.mustCommit(project.path, project.token, {put(folderNode(m_server.node(), "last"))});
        }
        for (int day = 0; day < 6; ++day) {
            m_server.clock.forward(25h);
            if (!m_server.core().upkeep())
                fault(u"upkeep fails"_s);
        }
        // The last revision of each week is kept.
        if (const qint64 left = integer(m_server, "SELECT count(*) FROM chunk c WHERE NOT EXISTS (SELECT 1 FROM project_chunk h WHERE h.hash = c.hash)"))
            fault(u"%1 chunks stay in the index"_s.arg(left));
        if (!isCompact(m_server, m_disk))
            fault(u"%1 bytes stay on the disk"_s.arg(m_disk.bytes()));
        return look();
    }

    qint64 acts = 0, crashes = 0, commits = 0, reads = 0;

private:
    static constexpr int kFiles = 3;
    static constexpr int kContents = 7;
    struct Project {
        QByteArray path, token;
        std::vector<NodeId> nodes;
        std::map<int, int> files;  ///< at head: file to content
    };
    struct Upload {
        std::unique_ptr<Exchange> exchange;
        QByteArray rest;
    };
    struct Reader {
        Response response;
        std::size_t project;
        int file, content;
    };
    /// A commit that was negotiated, and comes later.
    struct Plan {
        std::size_t project;
        int file, content;
        bool needs;
    };

    void fault(const QString &what)
    {
        if (m_fault.isEmpty())
            m_fault = what;
    }
    /// Between any two steps of anybody.
    void between()
    {
        if (m_isQuiet)
            return;
        if (m_random.below(120) == 0)
            throw Crash{};
        if (m_depth > 0 || !m_isUpkeep)
            return;
        for (quint64 i = m_random.below(6); i >= 4; --i)
            act();
    }
    void recover()
    {
        m_depth = 0;
        m_uploads.clear();
        m_readers.clear();
        m_disk.crash(m_random);
        m_isQuiet = true;
        if (!m_server.restart())
            fault(u"the server does not start"_s);
        m_isQuiet = false;
    }
    void act()
    {
        ++acts;
        ++m_depth;
        const std::size_t which = m_random.below(m_projects.size());
        Project &project = m_projects[which];
        const int file = int(m_random.below(kFiles));
        const int content = int(m_random.below(kContents));
        switch (m_random.below(12)) {
        case 0: upload(project, content); break;
        case 1: beginUpload(project, content); break;
        case 2: case 3: goOnUploading(); break;
        case 4: case 5: m_plans.push_back({which, file, content, needs(project, content)}); break;
        case 6: case 7: commitPlanned(); break;
        case 8: read(project, file); break;
        case 9: beginReading(which, file); break;
        case 10: goOnReading(); break;
        case 11: remove(project, file); break;
        }
        --m_depth;
    }
    void upload(const Project &project, int content)
    {
        if (const Reply reply = m_server.upload(project.path, project.token, {poolContent(content)}); reply.status != 200)
            fault(u"upload: "_s + QString::fromUtf8(reply.body));
    }
    void beginUpload(const Project &project, int content)
    {
        RequestHead head;
        head.method = "POST";
        head.path = project.path + "/packs";
        head.headers["authorization"] = "Bearer " + project.token;
        // Now and then so much that a part of it is in a pack before the rest has come.
        std::vector<QByteArray> contents{poolContent(content)};
        if (m_random.below(40) == 0)
            contents.insert(contents.begin(), contentOf(content, 550'000));
        m_uploads.push_back({m_server.core().open(head), packOf(contents)});
    }
    void goOnUploading()
    {
        if (m_uploads.empty())
            return;
        const std::size_t which = m_random.below(m_uploads.size());
        Upload &upload = m_uploads[which];
        if (!upload.rest.isEmpty()) {
            const qsizetype bytes = std::min(upload.rest.size(), qsizetype(1 + m_random.below(std::max<quint64>(2000, quint64(upload.rest.size())))));
            if (!upload.exchange->write(upload.rest.first(bytes)))
                fault(u"a piece of an upload is refused"_s);
            upload.rest.remove(0, bytes);
            return;
        }
        Upload ended = std::move(upload);
        m_uploads.erase(m_uploads.begin() + std::ptrdiff_t(which));
        if (ended.exchange->finish().status != 200)
            fault(u"an upload fails"_s);
    }
    bool needs(const Project &project, int content)
    {
        const QJsonObject question{{u"chunks"_s, wire::toJson(manifestOf(poolContent(content)))}};
        return !m_server.post(project.path + "/chunks:negotiate", project.token, question).json()[u"need"_s].toArray().isEmpty();
    }
    /// As a client does it: it sends what was asked for, and all of it when the commit is refused for want of a chunk.
    void commitPlanned()
    {
        if (m_plans.empty())
            return;
        const std::size_t which = m_random.below(m_plans.size());
        const Plan plan = m_plans[which];
        m_plans.erase(m_plans.begin() + std::ptrdiff_t(which));
        Project &project = m_projects[plan.project];
        if (plan.needs)
            upload(project, plan.content);
        const QByteArray bytes = poolContent(plan.content);
        const auto change = put(fileNode(project.nodes[std::size_t(plan.file)], "f" + QByteArray::number(plan.file), bytes), manifestOf(bytes));
        for (int tries = 0; tries < 2; ++tries) {
            const Reply reply = m_server.commit(project.path, project.token, m_server.head(project.path, project.token), {change});
            if (reply.status == 201) {
                project.files[plan.file] = plan.content;
                ++commits;
                return;
            }
            if (tries > 0 || reply.code() != u"chunk_missing"_s)
                return fault(u"commit: "_s + QString::fromUtf8(reply.body));
            upload(project, plan.content);
        }
    }
    void read(const Project &project, int file)
    {
        const Reply reply = m_server.get(project.path + "/files/f" + QByteArray::number(file), project.token);
        const auto held = project.files.find(file);
        const bool isRight = held == project.files.end() ? reply.status == 404 : reply.body == poolContent(held->second) && !reply.cut;
        if (!isRight)
            fault(u"file %1 of %2 is not what was committed"_s.arg(file).arg(QString::fromUtf8(project.path)));
        ++reads;
    }
    /// Its places are looked up now, and read later.
    void beginReading(std::size_t which, int file)
    {
        const Project &project = m_projects[which];
        const auto held = project.files.find(file);
        if (held == project.files.end())
            return;
        QJsonArray ids;
        for (const Chunk &chunk : manifestOf(poolContent(held->second)).chunks)
            ids.append(chunk.id.toString());
        RequestHead head;
        head.method = "POST";
        head.path = project.path + "/packs:fetch";
        head.headers["authorization"] = "Bearer " + project.token;
        const auto exchange = m_server.core().open(head);
        if (!exchange->write(QJsonDocument(QJsonObject{{u"chunks"_s, ids}}).toJson()))
            return fault(u"a fetch is refused"_s);
        m_readers.push_back({exchange->finish(), which, file, held->second});
    }
    void goOnReading()
    {
        if (m_readers.empty())
            return;
        const std::size_t which = m_random.below(m_readers.size());
        Reader reader = std::move(m_readers[which]);
        m_readers.erase(m_readers.begin() + std::ptrdiff_t(which));
        QByteArray body, bytes;
        while (reader.response.stream) {
            const auto piece = reader.response.stream->read(1 << 20);
            if (!piece || piece->isEmpty())
                break;
            body += *piece;
        }
        wire::PackReader pack([&](wire::PackedChunk &&chunk) -> Result<void> {
            bytes += chunk.raw;
            return {};
        });
        const bool isRight = pack.write(body) && pack.finish() && bytes.size() == poolContent(reader.content).size();
        // What left the project while somebody took days to read it may be gone.
        const auto held = m_projects[reader.project].files.find(reader.file);
        if (!isRight && held != m_projects[reader.project].files.end() && held->second == reader.content)
            fault(u"a reader is not given what it began to read"_s);
        ++reads;
    }
    void remove(Project &project, int file)
    {
        if (!project.files.contains(file))
            return;
        m_server.mustCommit(project.path, project.token, {server::remove(project.nodes[std::size_t(file)])});
        project.files.erase(file);
    }

    MemoryDisk m_disk;
    SeededRandom m_random;
    CoreFixture m_server;
    std::vector<Project> m_projects;
    std::vector<Upload> m_uploads;
    std::vector<Reader> m_readers;
    std::vector<Plan> m_plans;
    QString m_fault;
    int m_depth = 0;
    bool m_isUpkeep = false;
    bool m_isQuiet = true;  ///< nothing comes between
};

}  // namespace

class CollectTest final : public QObject {
    Q_OBJECT

    /// A server where the first version of "f" is about to go, which is most of its pack.
    struct Story {
        MemoryDisk disk;
        CoreFixture server{disk};
        QByteArray ada, project;
        NodeId file, other, again;
        int place = 0;
        std::function<void(int place)> at;

        Story()
        {
            server.pieceBytes = 1 << 20;
            ada = server.user(u"ada"_s);
            project = server.project(ada);
            file = server.node();
            other = server.node();
            again = server.node();
            write(file, "f", goingContent());
            server.clock.forward(1h);
            write(other, "small", contentOf(9, 700));
            write(file, "f", contentOf(2));
            letHistoryGo(server, project, ada);
            server.clock.forward(std::chrono::hours(24 * 20));
            write(file, "f", contentOf(3));
            server.beforeUpkeepStep = [this] { step(); };
            Q_ASSERT(server.restart());
        }
        void write(const NodeId &node, const QByteArray &name, const QByteArray &content)
        {
            Q_ASSERT(server.upload(project, ada, {content}).status == 200);
            server.mustCommit(project, ada, {put(fileNode(node, name, content), manifestOf(content))});
        }
        void step()
        {
            const int now = place++;
            if (at)
                at(now);
        }
        /// Five days, a round each: condemned, dropped and rewritten, gone.
        bool days()
        {
            for (int day = 0; day < 5; ++day) {
                server.clock.forward(25h);
                if (!server.core().upkeep())
                    return false;
            }
            return true;
        }
        bool isAsItShouldBe()
        {
            return server.get(project + "/files/f", ada).body == contentOf(3) && server.get(project + "/files/small", ada).body == contentOf(9, 700)
                   && isWhole(server);
        }
    };

    static int placesOfAStory()
    {
        Story story;
        return story.days() ? story.place : -1;
    }

private Q_SLOTS:
    void theDiskIsGivenBackAndAClonesBytesAreEqual()
    {
        Story story;
        const qint64 before = story.disk.bytes();
        const qint64 last = integer(story.server, "SELECT max(number) FROM pack");
        QVERIFY(story.days());
        QVERIFY(story.isAsItShouldBe());
        QVERIFY2(before > 12'000 && story.disk.bytes() < kKeptBytes, QByteArray::number(story.disk.bytes()));
        QCOMPARE(integer(story.server, "SELECT count(*) FROM chunk"), 7);
        QVERIFY(story.server.restart());
        QVERIFY(story.isAsItShouldBe());
        QCOMPARE(story.server.core().checkPacks()->damagedCount, 0);

        // A clone: the list of chunks, and the chunks in packs.
        const QJsonObject hashes{{u"hashes"_s, QJsonArray{manifestOf(contentOf(3)).hash().toString()}}};
        const auto lists = story.server.post(story.project + "/manifests:fetch", story.ada, hashes).json()[u"manifests"_s].toArray();
        const auto manifest = wire::manifestFromJson(lists[0][u"chunks"_s].toArray());
        QVERIFY(manifest);
        QJsonArray ids;
        for (const Chunk &chunk : manifest->chunks)
            ids.append(chunk.id.toString());
        std::map<ContentHash, QByteArray> came;
        wire::PackReader pack([&](wire::PackedChunk &&chunk) -> Result<void> {
            came[chunk.id] = chunk.raw;
            return {};
        });
        QVERIFY(pack.write(story.server.post(story.project + "/packs:fetch", story.ada, {{u"chunks"_s, ids}}).body) && pack.finish());
        QByteArray clone;
        for (const Chunk &chunk : manifest->chunks)
            clone += came[chunk.id];
        QCOMPARE(clone, contentOf(3));

        // The number of a pack that is gone is not given again.
        story.write(story.again, "again", contentOf(4));
        for (const auto &[name, bytes] : story.disk.contents())
            QVERIFY2(name.first(12).toLongLong() > last, name);
    }

    void aDayPassesBeforeAnythingGoes()
    {
        Story story;
        const auto files = story.disk.contents();
        story.server.clock.forward(25h);
        QVERIFY(story.server.core().upkeep());  // thinned, condemned
        const qint64 chunks = integer(story.server, "SELECT count(*) FROM chunk");
        QVERIFY(integer(story.server, "SELECT count(*) FROM idle_chunk") > 0);
        story.server.clock.forward(23h);
        QVERIFY(story.server.core().upkeep());
        QCOMPARE(integer(story.server, "SELECT count(*) FROM chunk"), chunks);
        story.server.clock.forward(2h);
        QVERIFY(story.server.core().upkeep());  // dropped, rewritten
        QVERIFY(integer(story.server, "SELECT count(*) FROM chunk") < chunks);
        for (const auto &[name, bytes] : files)
            QVERIFY(story.disk.contents().contains(name));  // readers and backups have a day yet
        story.server.clock.forward(25h);
        QVERIFY(story.server.core().upkeep());
        QVERIFY(!story.disk.contents().contains(files.begin()->first));
        QVERIFY(story.isAsItShouldBe());
    }

    /// As a client does it: it asks, sends what is asked for, and commits; all of it again when a chunk is missing.
    void anUploadAtAnyPlaceOfACollectionIsWhole()
    {
        const int places = placesOfAStory();
        QVERIFY2(places >= 9, QByteArray::number(places));
        const QByteArray content = goingContent();
        const Manifest manifest = manifestOf(content);
        for (int begin = 0; begin < places; ++begin) {
            for (int end = begin; end < places; ++end) {
                Story story;
                bool needs = false;
                QString failed;
                const auto change = put(fileNode(story.again, "again", content), manifest);
                story.at = [&](int place) {
                    if (place == begin)
                        needs = !story.server.post(story.project + "/chunks:negotiate", story.ada, {{u"chunks"_s, wire::toJson(manifest)}})
                                     .json()[u"need"_s].toArray().isEmpty();
                    if (place != end)
                        return;
                    if (needs)
                        story.server.upload(story.project, story.ada, {content});
                    Reply reply = story.server.commit(story.project, story.ada, story.server.head(story.project, story.ada), {change});
                    if (reply.code() == u"chunk_missing"_s) {
                        story.server.upload(story.project, story.ada, {content});
                        reply = story.server.commit(story.project, story.ada, story.server.head(story.project, story.ada), {change});
                    }
                    if (reply.status != 201)
                        failed = QString::fromUtf8(reply.body);
                };
                const QString where = u"from %1 to %2 of %3"_s.arg(begin).arg(end).arg(places);
                QVERIFY2(story.days(), qPrintable(where));
                QVERIFY2(failed.isEmpty(), qPrintable(where + failed));
                for (int round = 0; round < 2; ++round) {
                    QVERIFY2(story.server.get(story.project + "/files/again", story.ada).body == content, qPrintable(where));
                    QVERIFY2(story.isAsItShouldBe(), qPrintable(where));
                    QVERIFY(story.days());
                }
            }
        }
    }

    /// Another project comes to hold what this one let go: the chunks are the same, and so is their mark.
    void anUploadByAnotherProjectAtAnyPlaceTakesTheMarkBack()
    {
        const int places = placesOfAStory();
        const QByteArray content = goingContent();
        for (int at = 0; at < places; ++at) {
            Story story;
            const QByteArray eve = story.server.user(u"eve"_s);
            const QByteArray own = story.server.project(eve);
            story.at = [&](int place) {
                if (place != at)
                    return;
                QCOMPARE(story.server.upload(own, eve, {content}).status, 200);
                story.server.mustCommit(own, eve, {put(fileNode(story.server.node(), "mine", content), manifestOf(content))});
            };
            QVERIFY(story.days());
            QVERIFY2(story.server.get(own + "/files/mine", eve).body == content, QByteArray::number(at));
            QVERIFY(story.isAsItShouldBe());
        }
    }

    void aCrashAtAnyCallOfACollectionLosesNothing()
    {
        int at = 0;
        for (bool isUp = false; !isUp; ++at) {
            Story story;
            int call = 0;
            isUp = true;
            const auto next = [&] {
                if (isUp && call++ == at) {
                    isUp = false;
                    throw Crash{};
                }
            };
            story.disk.before = [&](const char *) { next(); };
            story.at = [&](int) { next(); };
            try {
                QVERIFY(story.days());
            } catch (const Crash &) {
                SeededRandom random{quint64(at)};
                story.disk.crash(random);
                QVERIFY(story.server.restart());
            }
            story.disk.before = {};
            story.at = {};
            QVERIFY2(story.isAsItShouldBe(), QByteArray::number(at));
            QVERIFY(story.days() && story.days());
            QVERIFY2(story.isAsItShouldBe(), QByteArray::number(at));
            QVERIFY2(isCompact(story.server, story.disk), QByteArray::number(at));
        }
        qInfo("%d calls", at - 1);
        QVERIFY(at > 20);
    }

    /// Its bytes are on the disk and not in the index: no round takes them for nobody's.
    void aPackThatAnUploadWritesToStays()
    {
        Story story;
        const QByteArray content = contentOf(5);
        int rounds = 0;
        story.disk.before = [&](const char *call) {
            if (qstrcmp(call, "sync") != 0 || rounds > 0)
                return;
            rounds = 1;
            QVERIFY(story.days());
            rounds = 2;
        };
        QCOMPARE(story.server.upload(story.project, story.ada, {content}).status, 200);
        QCOMPARE(rounds, 2);
        story.disk.before = {};
        story.server.mustCommit(story.project, story.ada, {put(fileNode(story.again, "again", content), manifestOf(content))});
        QVERIFY(story.days());
        QCOMPARE(story.server.get(story.project + "/files/again", story.ada).body, content);
        QVERIFY(story.isAsItShouldBe());
    }

    /// Its chunk stays where it is, marked, and the pack with it, until somebody sends it again.
    void aDamagedChunkIsNotCopied()
    {
        Story story;
        const ContentHash id = manifestOf(contentOf(3)).chunks[1].id;
        const StoredChunk place = (*PackRepository(story.server.database()).place(id))->chunk;
        story.disk.flip(QByteArray::number(place.pack).rightJustified(12, '0') + ".tlpack", place.offset + 3);
        QVERIFY(story.days());
        QCOMPARE(integer(story.server, "SELECT count(*) FROM damaged_chunk"), 1);
        QCOMPARE((*PackRepository(story.server.database()).place(id))->chunk.pack, place.pack);
        QCOMPARE(story.server.get(story.project + "/files/small", story.ada).body, contentOf(9, 700));
        QCOMPARE(story.server.upload(story.project, story.ada, {contentOf(3)}).status, 200);
        QVERIFY(story.isAsItShouldBe());
        QVERIFY(story.days());
        QVERIFY(story.isAsItShouldBe());
        QVERIFY(isCompact(story.server, story.disk));
    }

    void aFileThatTheIndexDoesNotKnowGoesAfterADay()
    {
        Story story;
        story.disk.put("000000000050.tlpack", QByteArray(5000, 'x'));
        story.disk.put("notes.txt", "the operator's");
        QVERIFY(story.server.restart());
        QVERIFY(story.server.core().upkeep());
        QVERIFY(story.disk.contents().contains("000000000050.tlpack"));
        QVERIFY(story.days());
        QVERIFY(!story.disk.contents().contains("000000000050.tlpack"));
        QVERIFY(story.disk.contents().contains("notes.txt"));
        QVERIFY(story.isAsItShouldBe());
    }

    void aRoundThatIsStoppedIsGoneOnWith()
    {
        for (int at = 0; at < 60; ++at) {
            Story story;
            story.at = [&](int place) {
                if (place == at)
                    story.server.core().stopUpkeep();
            };
            QVERIFY(story.days());
            QVERIFY(story.isAsItShouldBe());
            QVERIFY(story.server.restart());
            QVERIFY(story.days());
            QVERIFY(story.isAsItShouldBe());
            QVERIFY(story.disk.bytes() < kKeptBytes);
            if (story.place < at)
                break;
        }
    }

    /// On a real disk, with threads: people commit and read what they committed, while days pass in each of which all is looked through.
    void commitsAndReadersBesideCollectionsLoseNothing()
    {
        const quint64 seed = QRandomGenerator::global()->generate();
        qInfo("seed %llu", static_cast<unsigned long long>(seed));
        constexpr int kPeople = 3;
        constexpr int kCommits = 40;
        CoreFixture server;
        server.pieceBytes = 1 << 20;
        struct Person {
            QByteArray token, project;
            NodeId node;
            std::vector<CommitKey> keys;
        };
        std::vector<Person> people;
        for (int i = 0; i < kPeople; ++i) {
            const QString name = u"w%1"_s.arg(i);
            Person person{server.user(name), {}, server.node(), {}};
            person.project = server.project(person.token, name);
            letHistoryGo(server, person.project, person.token);
            for (int k = 0; k < 20 * kCommits; ++k)
                person.keys.push_back(server.key());
            people.push_back(std::move(person));
        }
        std::atomic<int> committed = 0, wrong = 0, rounds = 0;
        std::atomic<bool> isOver = false;
        {
            std::vector<std::jthread> threads;
            for (std::size_t i = 0; i < people.size(); ++i) {
                threads.emplace_back([&, i] {
                    SeededRandom random{seed + i};
                    const Person &person = people[i];
                    std::size_t key = 0;
                    for (int k = 0; k < kCommits; ++k) {
                        const QByteArray content = poolContent(int(random.below(5)));
                        const Manifest manifest = manifestOf(content);
                        const auto change = put(fileNode(person.node, "f", content), manifest);
                        // As a client does it: it asks, sends what is asked for, and begins anew when a chunk went meanwhile.
                        for (Reply reply; reply.status != 201 && key < person.keys.size();) {
                            const QJsonObject question{{u"chunks"_s, wire::toJson(manifest)}};
                            const Reply asked = server.post(person.project + "/chunks:negotiate", person.token, question);
                            if (!asked.json()[u"need"_s].toArray().isEmpty() || reply.code() == u"chunk_missing"_s)
                                server.upload(person.project, person.token, {content});
                            reply = server.commit(person.project, person.token, server.head(person.project, person.token), {change}, person.keys[key++]);
                            committed += reply.status == 201;
                        }
                        const Reply file = server.get(person.project + "/files/f", person.token);
                        wrong += file.body != content || file.cut;
                    }
                });
            }
            const std::jthread keeper([&] {
                while (!isOver) {
                    server.clock.forward(25h);
                    wrong += !server.core().upkeep();
                    ++rounds;
                }
            });
            threads.clear();
            isOver = true;
        }
        QCOMPARE(wrong, 0);
        QCOMPARE(committed, kPeople * kCommits);
        QVERIFY(rounds > 3);
        QVERIFY(isWhole(server));
        const auto check = server.core().checkPacks();
        QVERIFY(check && check->damagedCount == 0);
        QVERIFY(server.restart());
        QVERIFY(server.core().checkPacks()->damagedCount == 0);
    }

    /// TIDELINE_SEED replays one world.
    void whateverComesBetweenNothingIsLost()
    {
        constexpr int kWorlds = 100;
        constexpr int kRounds = 100;
        const bool isReplay = qEnvironmentVariableIsSet("TIDELINE_SEED");
        const quint64 first = isReplay ? qEnvironmentVariable("TIDELINE_SEED").toULongLong() : QRandomGenerator::global()->generate();
        qInfo("seeds from %llu on", static_cast<unsigned long long>(first));
        qint64 acts = 0, crashes = 0, commits = 0, reads = 0;
        for (int i = 0; i < (isReplay ? 1 : kWorlds); ++i) {
            const quint64 seed = first + quint64(i);
            World world(seed);
            for (int round = 0; round < kRounds; ++round) {
                QString fault = world.interleave();
                if (fault.isEmpty() && round % 10 == 9)
                    fault = world.look();
                QVERIFY2(fault.isEmpty(), qPrintable(u"TIDELINE_SEED=%1, round %2: %3"_s.arg(seed).arg(round).arg(fault)));
            }
            const QString fault = world.emptyAll();
            QVERIFY2(fault.isEmpty(), qPrintable(u"TIDELINE_SEED=%1: %2"_s.arg(seed).arg(fault)));
            acts += world.acts;
            crashes += world.crashes;
            commits += world.commits;
            reads += world.reads;
        }
        qInfo("%lld acts, %lld commits, %lld reads, %lld crashes", acts, commits, reads, crashes);
        QVERIFY(isReplay || (crashes > 100 && commits > 1000));
    }
};

}  // namespace tideline::server

QTEST_GUILESS_MAIN(tideline::server::CollectTest)
#include "collect_test.moc"
