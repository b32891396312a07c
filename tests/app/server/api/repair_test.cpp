// What the disk loses of the packs: readers refuse it, the server marks it, and an upload mends it.
#include "core_fixture.h"

#include "app/server/metadata/pack_repository.h"

#include <QTest>

namespace tideline::server {

class RepairTest final : public QObject {
    Q_OBJECT

    std::unique_ptr<CoreFixture> m_server;
    QByteArray m_ada, m_bob;
    QByteArray m_project;
    QByteArray m_big;  ///< 5,500 bytes in six chunks, the first of which compresses

    QJsonArray need(const QByteArray &project, const QByteArray &token)
    {
        const auto reply = m_server->post(project + "/chunks:negotiate", token, {{u"chunks"_s, wire::toJson(manifestOf(m_big))}});
        return reply.json()[u"need"_s].toArray();
    }
    QJsonArray need() { return need(m_project, m_ada); }
    Reply fetch(const std::vector<int> &pieces)
    {
        const Manifest manifest = manifestOf(m_big);
        QJsonArray ids;
        for (const int piece : pieces)
            ids.append(manifest.chunks[std::size_t(piece)].id.toString());
        return m_server->post(m_project + "/packs:fetch", m_ada, {{u"chunks"_s, ids}});
    }
    struct Unpacked {
        QByteArray bytes;
        bool isRefused = false;  ///< as a client does it: one chunk is not what it is called
    };
    static Unpacked unpacked(const Reply &reply)
    {
        Unpacked unpacked;
        wire::PackReader reader([&](wire::PackedChunk &&chunk) -> Result<void> {
            unpacked.bytes += chunk.raw;
            return {};
        });
        const auto taken = reader.write(reply.body);
        unpacked.isRefused = !taken && taken.error().kind == Error::Kind::Corrupt;
        return unpacked;
    }
    QString packPath(int number = 1) const
    {
        return m_server->folder.path() + u"/packs/%1.tlpack"_s.arg(number, 12, 10, QChar(u'0'));
    }
    StoredChunk place(int piece)
    {
        const auto found = PackRepository(m_server->database()).place(manifestOf(m_big).chunks[std::size_t(piece)].id);
        return found && *found ? (*found)->chunk : StoredChunk{};
    }
    void flip(int piece)
    {
        const StoredChunk chunk = place(piece);
        QFile pack(packPath(int(chunk.pack)));
        QVERIFY(pack.open(QIODevice::ReadWrite) && pack.seek(chunk.offset + 7));
        char byte = 0;
        QVERIFY(pack.getChar(&byte) && pack.seek(chunk.offset + 7) && pack.putChar(char(byte ^ 1)));
    }
    qint64 damagedCount() { return **m_server->database().integer("SELECT count(*) FROM damaged_chunk"); }
    qint64 stored() { return m_server->get(m_project + "/usage", m_ada).json()[u"stored_bytes"_s].toInteger(-1); }
    Reply file() { return m_server->get(m_project + "/files/a", m_ada); }
    void mendAndLook(const QByteArray &project, const QByteArray &token)
    {
        QCOMPARE(m_server->upload(project, token, {m_big}).status, 200);
        QCOMPARE(need(), QJsonArray());
        QCOMPARE(damagedCount(), 0);
        QCOMPARE(file().body, m_big);
        QVERIFY(!file().cut);
        QCOMPARE(unpacked(fetch({0, 1, 2, 3, 4, 5})).bytes.size(), m_big.size());
        QVERIFY(m_server->restart());
        QCOMPARE(file().body, m_big);
    }

private Q_SLOTS:
    void init()
    {
        m_server = std::make_unique<CoreFixture>();
        QVERIFY(m_server->ok());
        m_ada = m_server->user(u"ada"_s);
        m_bob = m_server->user(u"bob"_s);
        m_project = m_server->project(m_ada);
        m_server->give(m_project, m_ada, u"bob"_s, u"editor"_s);
        SeededRandom random(3);
        m_big.resize(5500);
        random.fill({reinterpret_cast<unsigned char *>(m_big.data()), std::size_t(m_big.size())});
        m_big.replace(0, 1000, QByteArray(1000, 'z'));
        QCOMPARE(m_server->upload(m_project, m_ada, {m_big}).status, 200);
        m_server->mustCommit(m_project, m_ada, {put(fileNode(m_server->node(), "a", m_big), manifestOf(m_big))});
    }

    /// As a client does it: it finds the pack wrong, and asks again for ever less, until it is one chunk.
    void aFlippedByteIsRefusedMarkedAndMended_data()
    {
        QTest::addColumn<int>("piece");
        QTest::newRow("a compressed chunk") << 0;
        QTest::newRow("a raw one") << 3;
    }
    void aFlippedByteIsRefusedMarkedAndMended()
    {
        QFETCH(int, piece);
        const StoredChunk before = place(piece);
        const qint64 counted = stored();
        flip(piece);
        QVERIFY(unpacked(fetch({0, 1, 2, 3, 4, 5})).isRefused);
        QCOMPARE(need(), QJsonArray());  // nothing was decoded here
        const Reply alone = fetch({piece});
        QCOMPARE(alone.status, 200);
        QCOMPARE(alone.headers.at("Content-Length"), QByteArray::number(alone.body.size()));
        QVERIFY(unpacked(alone).isRefused);
        QCOMPARE(need(), QJsonArray{piece});
        QVERIFY(!unpacked(fetch({piece == 0 ? 1 : 0, 2})).isRefused);

        Manifest other = manifestOf(m_big);
        std::swap(other.chunks.front(), other.chunks.back());
        Node node = fileNode(m_server->node(), "b", m_big);
        node.content.hash = other.hash();
        const Reply commit = m_server->commit(m_project, m_bob, m_server->head(m_project, m_bob), {put(node, other)});
        QCOMPARE(commit.code(), u"chunk_missing"_s);
        QCOMPARE(commit.json()[u"need"_s].toArray(), QJsonArray{before.id.toString()});

        mendAndLook(m_project, m_bob);
        QVERIFY(place(piece).offset != before.offset || place(piece).pack != before.pack);
        QCOMPARE(stored(), counted);
        QCOMPARE(m_server->commit(m_project, m_bob, m_server->head(m_project, m_bob), {put(node, other)}).status, 201);
    }

    void readingAFileMarksWhatItFinds()
    {
        flip(4);
        QVERIFY(file().cut);
        QCOMPARE(need(), QJsonArray{4});
        mendAndLook(m_project, m_bob);
    }

    void aCutPackLosesWhatLayBehindTheCut()
    {
        QFile pack(packPath());
        QVERIFY(pack.open(QIODevice::ReadWrite) && pack.resize(place(3).offset + 10));
        const Reply all = fetch({0, 1, 2, 3, 4, 5});
        QVERIFY(!all.cut);
        QCOMPARE(all.headers.at("Content-Length"), QByteArray::number(all.body.size()));
        QVERIFY(unpacked(all).isRefused);
        QCOMPARE(unpacked(all).bytes, m_big.left(3000));  // what is whole came
        QCOMPARE(need(), (QJsonArray{3, 4, 5}));
        mendAndLook(m_project, m_ada);
    }

    void aPackThatIsGoneLosesAllOfIt()
    {
        QVERIFY(QFile::remove(packPath()));
        QVERIFY(file().cut);
        QCOMPARE(need(), QJsonArray{0});
        QVERIFY(unpacked(fetch({0, 1, 2, 3, 4, 5})).isRefused);
        QCOMPARE(need().size(), 6);
        QVERIFY(m_server->restart());  // the file that was open is nobody's any more
        QCOMPARE(need().size(), 6);
        mendAndLook(m_project, m_ada);
    }

    /// What was acknowledged since is not in a file without a name.
    void aPackThatIsReplacedWhileTheServerRunsIsNotWrittenTo()
    {
        const QByteArray later = "after the pack was put back";
        QVERIFY(QFile::copy(packPath(), packPath() + u".copy"_s) && QFile::remove(packPath()) && QFile::rename(packPath() + u".copy"_s, packPath()));
        QCOMPARE(m_server->upload(m_project, m_ada, {later}).status, 200);
        m_server->mustCommit(m_project, m_ada, {put(fileNode(m_server->node(), "later", later), manifestOf(later))});
        QVERIFY(QFile::remove(packPath(2)));  // and again, without another in its place
        QCOMPARE(m_server->upload(m_project, m_ada, {"last"}).status, 200);
        m_server->mustCommit(m_project, m_ada, {put(fileNode(m_server->node(), "last", "last"), manifestOf("last"))});
        QVERIFY(m_server->restart());
        QCOMPARE(m_server->get(m_project + "/files/last", m_ada).body, "last");
        QCOMPARE(file().body, m_big);
        QVERIFY(m_server->get(m_project + "/files/later", m_ada).cut);
    }

    /// A project that holds the same chunk is mended with it, and the uploader learns nothing of that.
    void whoHasTheBytesMendsThemForEverybody()
    {
        flip(2);
        QVERIFY(file().cut);
        const QByteArray eve = m_server->user(u"eve"_s);
        const QByteArray own = m_server->project(eve);
        QCOMPARE(need(own, eve).size(), 6);
        mendAndLook(own, eve);
    }

    void whatIsMendedCountsOnce()
    {
        QVERIFY(m_server->core().setQuota(u"ada"_s, stored()));
        flip(1);
        QVERIFY(file().cut);
        const qint64 counted = stored();
        mendAndLook(m_project, m_bob);
        QCOMPARE(stored(), counted);
        QCOMPARE(m_server->upload(m_project, m_bob, {"one byte more"}).code(), u"quota_exceeded"_s);
    }

    /// A reader that began before the repair marks what it read, not what took its place.
    void aMarkIsOfItsPlaceAlone()
    {
        const StoredChunk old = place(2);
        flip(2);
        QVERIFY(file().cut);
        QCOMPARE(m_server->upload(m_project, m_ada, {m_big}).status, 200);
        auto transaction = store::Transaction::begin(m_server->database());
        QVERIFY(transaction && PackRepository(m_server->database()).markDamaged(old, 1, *transaction));
        QVERIFY(transaction->commit());
        QCOMPARE(damagedCount(), 0);
    }

    /// It goes on with the new place.
    void aReaderThatBeganBeforeTheRepairReadsTheRepaired()
    {
        QJsonArray ids;
        for (const Chunk &chunk : manifestOf(m_big).chunks)
            ids.append(chunk.id.toString());
        RequestHead head;
        head.method = "POST";
        head.path = m_project + "/packs:fetch";
        head.headers["authorization"] = "Bearer " + m_ada;
        const auto exchange = m_server->core().open(head);
        QVERIFY(exchange->write(QJsonDocument(QJsonObject{{u"chunks"_s, ids}}).toJson()));
        Response response = exchange->finish();
        QFile pack(packPath());
        QVERIFY(pack.open(QIODevice::ReadWrite) && pack.resize(place(4).offset));
        QVERIFY(file().cut);
        QCOMPARE(need().size(), 1);
        QVERIFY(!fetch({4, 5}).cut);
        QCOMPARE(need().size(), 2);
        QCOMPARE(m_server->upload(m_project, m_ada, {m_big}).status, 200);
        Reply reply;
        while (true) {
            const auto piece = response.stream->read(1 << 20);
            QVERIFY(piece);
            if (piece->isEmpty())
                break;
            reply.body += *piece;
        }
        QVERIFY(!unpacked(reply).isRefused);
        QCOMPARE(unpacked(reply).bytes, m_big);
    }

    void aCheckFindsEverythingAndSaysWhoseItIs()
    {
        auto check = m_server->core().checkPacks();
        QVERIFY(check);
        QCOMPARE(check->chunkCount, 6);
        QCOMPARE(check->rawBytes, m_big.size());
        QCOMPARE(check->damagedCount, 0);
        QVERIFY(check->projects.empty());

        const NodeId folder = m_server->node();
        m_server->mustCommit(m_project, m_ada, {put(folderNode(folder, "deep")), put(fileNode(m_server->node(), "copy", m_big, folder))});
        const QByteArray whole = [&] {
            QFile pack(packPath());
            return pack.open(QIODevice::ReadOnly) ? pack.readAll() : QByteArray();
        }();
        flip(0);
        flip(5);
        for (int i = 0; i < 2; ++i) {
            check = m_server->core().checkPacks();
            QVERIFY(check);
            QCOMPARE(check->damagedCount, 2);
            QCOMPARE(check->foundCount, i == 0 ? 2 : 0);
            QCOMPARE(check->projects.size(), std::size_t(1));
            QCOMPARE(check->projects.front().name, u"climate"_s);
            QCOMPARE(check->projects.front().paths, (std::vector<QByteArray>{"a", "deep/copy"}));
        }
        QCOMPARE(need(), (QJsonArray{0, 5}));

        QFile pack(packPath());  // from a backup
        QVERIFY(pack.open(QIODevice::WriteOnly) && pack.write(whole) == whole.size());
        pack.close();
        check = m_server->core().checkPacks();
        QVERIFY(check);
        QCOMPARE(check->mendedCount, 2);
        QCOMPARE(check->damagedCount, 0);
        QCOMPARE(need(), QJsonArray());
        QCOMPARE(file().body, m_big);
    }

    void aCheckMarksWhatTheIndexHasLost()
    {
        QVERIFY(m_server->database().execute("DELETE FROM chunk WHERE hash = X'" + place(3).id.toBytes().toHex() + "'"));
        QVERIFY(file().cut);
        const auto check = m_server->core().checkPacks();
        QVERIFY(check);
        QCOMPARE(check->foundCount, 1);
        QCOMPARE(check->projects.size(), std::size_t(1));
        QCOMPARE(need(), QJsonArray{3});
        mendAndLook(m_project, m_ada);
    }
};

}  // namespace tideline::server

QTEST_GUILESS_MAIN(tideline::server::RepairTest)
#include "repair_test.moc"
