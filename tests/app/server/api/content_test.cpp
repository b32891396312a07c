#include "core_fixture.h"

#include <QTest>

namespace tideline::server {

class ContentTest final : public QObject {
    Q_OBJECT

    std::unique_ptr<CoreFixture> m_server;
    QByteArray m_token;
    QByteArray m_project;
    QByteArray m_big;  ///< 5,500 bytes in six chunks

    QJsonArray need(const QByteArray &project, const QByteArray &token, const QByteArray &bytes)
    {
        const auto reply = m_server->post(project + "/chunks:negotiate", token, {{u"chunks"_s, wire::toJson(manifestOf(bytes))}});
        return reply.json()[u"need"_s].toArray();
    }

    Reply fetch(const QByteArray &project, const QByteArray &token, const QByteArray &bytes)
    {
        QJsonArray ids;
        for (const Chunk &chunk : manifestOf(bytes).chunks)
            ids.append(chunk.id.toString());
        return m_server->post(project + "/packs:fetch", token, {{u"chunks"_s, ids}});
    }

    static QByteArray unpacked(const QByteArray &pack)
    {
        QByteArray bytes;
        wire::PackReader reader([&](wire::PackedChunk &&chunk) -> Result<void> {
            bytes += chunk.raw;
            return {};
        });
        return reader.write(pack) && reader.finish() ? bytes : QByteArray("broken");
    }

private Q_SLOTS:
    void init()
    {
        m_server = std::make_unique<CoreFixture>();
        QVERIFY(m_server->ok());
        m_token = m_server->user(u"ada"_s);
        m_project = m_server->project(m_token);
        SeededRandom random(3);
        m_big.resize(5500);
        random.fill({reinterpret_cast<unsigned char *>(m_big.data()), std::size_t(m_big.size())});
        m_big.replace(0, 1000, QByteArray(1000, 'z'));  // one chunk that compresses
    }

    void whatIsMissingIsNegotiatedSentAndFetched()
    {
        QCOMPARE(need(m_project, m_token, m_big).size(), 6);
        QCOMPARE(m_server->upload(m_project, m_token, {m_big.left(2000)}).json()[u"stored"_s].toInteger(), 2);
        QCOMPARE(need(m_project, m_token, m_big), (QJsonArray{2, 3, 4, 5}));
        QCOMPARE(m_server->upload(m_project, m_token, {m_big}).status, 200);
        QCOMPARE(need(m_project, m_token, m_big).size(), 0);
        const auto pack = fetch(m_project, m_token, m_big);
        QCOMPARE(pack.status, 200);
        QCOMPARE(pack.headers.at("Content-Length"), QByteArray::number(pack.body.size()));
        QCOMPARE(unpacked(pack.body), m_big);
    }

    void aKilledServerKeepsWhatItAcknowledged()
    {
        const NodeId id = m_server->node();
        QCOMPARE(m_server->upload(m_project, m_token, {m_big}).status, 200);
        const auto cursor = m_server->mustCommit(m_project, m_token, {put(fileNode(id, "big", m_big), manifestOf(m_big))});
        // What a crash may leave behind a pack's indexed end, and a pack that no index names.
        for (const char *name : {"/packs/000000000001.tlpack", "/packs/000000000007.tlpack"}) {
            QFile pack(m_server->folder.path() + QLatin1StringView(name));
            QVERIFY(pack.open(QIODevice::Append));
            pack.write(QByteArray(500, 'x'));
        }
        QVERIFY(m_server->restart());
        QCOMPARE(m_server->head(m_project, m_token), cursor);
        QCOMPARE(m_server->get(m_project + "/files/big", m_token).body, m_big);
        QCOMPARE(m_server->upload(m_project, m_token, {"after the crash"}).status, 200);
        QVERIFY(QFile::exists(m_server->folder.path() + u"/packs/000000000008.tlpack"_s));
        QCOMPARE(unpacked(fetch(m_project, m_token, "after the crash").body), "after the crash");
        QCOMPARE(unpacked(fetch(m_project, m_token, m_big).body), m_big);
    }

    void manyUploadsAtOneTimeDoNotMix()
    {
        RequestHead head;
        head.method = "POST";
        head.path = m_project + "/packs";
        head.headers["authorization"] = "Bearer " + m_token;
        std::vector<QByteArray> packs, contents;
        std::vector<std::unique_ptr<Exchange>> exchanges;
        for (int i = 0; i < 5; ++i) {
            contents.push_back(m_big.mid(i * 100) + QByteArray::number(i));
            packs.push_back(packOf({contents.back()}));
            exchanges.push_back(m_server->core().open(head));
            QVERIFY(!exchanges.back()->refused());
        }
        for (qsizetype at = 0; at < 7000; at += 333) {
            for (std::size_t i = 0; i < packs.size(); ++i) {
                const QByteArray piece = packs[i].mid(at, 333);
                if (!piece.isEmpty())
                    QVERIFY(exchanges[i]->write(piece));
            }
        }
        for (std::size_t i = 0; i < packs.size(); ++i) {
            QCOMPARE(exchanges[i]->finish().status, 200);
            QCOMPARE(unpacked(fetch(m_project, m_token, contents[i]).body), contents[i]);
        }
    }

    void aPackThatIsNotWhatItSaysIsRefusedAndItsGoodPartKept()
    {
        QByteArray pack = packOf({m_big});
        QByteArray flipped = pack;
        flipped[flipped.size() - 33 - 100] = char(flipped[flipped.size() - 133] ^ 1);  // in the last chunk
        const auto reply = m_server->send("POST", m_project + "/packs", m_token, flipped);
        QCOMPARE(reply.status, 422);
        QCOMPARE(reply.code(), u"corrupt"_s);
        QCOMPARE(need(m_project, m_token, m_big), QJsonArray{5});

        QCOMPARE(m_server->send("POST", m_project + "/packs", m_token, pack.chopped(1)).status, 422);
        QCOMPARE(need(m_project, m_token, m_big).size(), 0);  // cut in its checksum: every chunk was verified
        QCOMPARE(m_server->send("POST", m_project + "/packs", m_token, pack + "x").status, 422);
        QCOMPARE(m_server->send("POST", m_project + "/packs", m_token, "no pack at all").status, 422);
        QCOMPARE(m_server->send("POST", m_project + "/packs", m_token, {}).status, 422);
    }

    void aHashIsNoKeyToTheBytesOfOthers()
    {
        const QByteArray secret = "the secret of ada";
        QCOMPARE(m_server->upload(m_project, m_token, {secret}).status, 200);
        m_server->mustCommit(m_project, m_token, {put(fileNode(m_server->node(), "s", secret), manifestOf(secret))});
        const QByteArray eve = m_server->user(u"eve"_s);
        const QByteArray own = m_server->project(eve);

        QCOMPARE(need(own, eve, secret), QJsonArray{0});
        const auto pack = fetch(own, eve, secret);
        QCOMPARE(pack.status, 404);
        QCOMPARE(pack.code(), u"chunk_missing"_s);
        QCOMPARE(pack.body, [&] {  // the same as for a chunk that nobody has
            auto other = fetch(own, eve, "never seen").body;
            return other.replace(sha256("never seen").toString().toLatin1(), sha256(secret).toString().toLatin1());
        }());
        const auto commit = m_server->commit(own, eve, {}, {put(fileNode(m_server->node(), "s", secret), manifestOf(secret))});
        QCOMPARE(commit.status, 422);
        QCOMPARE(commit.code(), u"chunk_missing"_s);
        QCOMPARE(commit.json()[u"need"_s].toArray(), QJsonArray{sha256(secret).toString()});
        const auto byHash = m_server->commit(own, eve, {}, {put(fileNode(m_server->node(), "s", secret))});
        QCOMPARE(byHash.code(), u"chunk_missing"_s);  // the one chunk that a small content's hash names
        const auto manifest = m_server->post(own + "/manifests:fetch", eve,
                                             {{u"hashes"_s, QJsonArray{manifestOf(secret).hash().toString()}}});
        QCOMPARE(manifest.status, 404);

        // Who has the bytes may have them: and then the project holds them.
        QCOMPARE(m_server->upload(own, eve, {secret}).status, 200);
        QCOMPARE(unpacked(fetch(own, eve, secret).body), secret);
    }

    void aCommitMayNotLieAboutAChunksLength()
    {
        QCOMPARE(m_server->upload(m_project, m_token, {"12345"}).status, 200);
        Manifest lie;
        lie.chunks = {{sha256("12345"), 4}};
        Node node = fileNode(m_server->node(), "f", "12345");
        node.content.sizeBytes = 4;
        node.content.hash = lie.hash();
        QCOMPARE(m_server->commit(m_project, m_token, {}, {put(node, lie)}).code(), u"chunk_missing"_s);
        node.content.hash = manifestOf("12345").hash();
        QCOMPARE(m_server->commit(m_project, m_token, {}, {put(node, manifestOf("12345"))}).status, 422);
        // A lie beside the truth is one all the same.
        lie.chunks = {{sha256("12345"), 5}, {sha256("12345"), 4 << 20}};
        node.content.sizeBytes = lie.sizeBytes();
        node.content.hash = lie.hash();
        QCOMPARE(m_server->commit(m_project, m_token, {}, {put(node, lie)}).code(), u"chunk_missing"_s);
    }

    void aListOfChunksThatLiesIsNotServed()
    {
        QCOMPARE(m_server->upload(m_project, m_token, {"12345"}).status, 200);
        const Manifest good = manifestOf("12345");
        m_server->mustCommit(m_project, m_token, {put(fileNode(m_server->node(), "f", "12345"), good)});
        const Manifest lie{{{sha256("12345"), 4 << 20}}};
        store::Database &database = m_server->database();
        const QByteArray change = "UPDATE content SET size_bytes = 4194304, chunks = X'" + lie.toBytes().toHex() + "'";
        QVERIFY(database.execute(change));
        QVERIFY(database.execute("UPDATE node SET size_bytes = 4194304"));
        const auto reply = m_server->get(m_project + "/files/f", m_token);
        QVERIFY2(reply.cut || reply.status == 500, QByteArray::number(reply.status));
    }

    void aKnownContentNeedsNoChunks()
    {
        QCOMPARE(m_server->upload(m_project, m_token, {m_big}).status, 200);
        m_server->mustCommit(m_project, m_token, {put(fileNode(m_server->node(), "a", m_big), manifestOf(m_big))});
        m_server->mustCommit(m_project, m_token, {put(fileNode(m_server->node(), "copy", m_big))});
        QCOMPARE(m_server->get(m_project + "/files/copy", m_token).body, m_big);
        Node other = fileNode(m_server->node(), "other", "12345");
        other.content.sizeBytes = 6;
        QCOMPARE(m_server->upload(m_project, m_token, {"12345"}).status, 200);
        QCOMPARE(m_server->commit(m_project, m_token, m_server->head(m_project, m_token),
                                  {put(fileNode(m_server->node(), "true", "12345"), manifestOf("12345")), put(other)}).status, 422);
        Node wrong = fileNode(m_server->node(), "wrong", m_big);
        wrong.content.sizeBytes = 1;
        QCOMPARE(m_server->commit(m_project, m_token, m_server->head(m_project, m_token), {put(wrong)}).status, 422);
    }

    void manifestsAreToldByHash()
    {
        QCOMPARE(m_server->upload(m_project, m_token, {m_big, "small"}).status, 200);
        m_server->mustCommit(m_project, m_token, {put(fileNode(m_server->node(), "a", m_big), manifestOf(m_big)),
                                                  put(fileNode(m_server->node(), "b", "small"), manifestOf("small")),
                                                  put(fileNode(m_server->node(), "c", ""), Manifest{})});
        QJsonArray hashes;
        for (const QByteArray &bytes : {m_big, QByteArray("small"), QByteArray()})
            hashes.append(manifestOf(bytes).hash().toString());
        const auto reply = m_server->post(m_project + "/manifests:fetch", m_token, {{u"hashes"_s, hashes}});
        QCOMPARE(reply.status, 200);
        const auto list = reply.json()[u"manifests"_s].toArray();
        QCOMPARE(list.size(), 3);
        for (int i = 0; i < 3; ++i) {
            const auto manifest = wire::manifestFromJson(list[i][u"chunks"_s].toArray());
            QVERIFY(manifest);
            QCOMPARE(manifest->hash().toString(), hashes[i].toString());
            QCOMPARE(list[i][u"hash"_s], hashes[i]);
        }
    }

    void filesAreServedInRanges_data()
    {
        QTest::addColumn<QByteArray>("range");
        QTest::addColumn<int>("status");
        QTest::addColumn<int>("first");
        QTest::addColumn<int>("length");
        // clang-format off
        QTest::newRow("whole")                  << QByteArray()                << 200 << 0    << 5500;
        QTest::newRow("the first byte")         << QByteArray("bytes=0-0")     << 206 << 0    << 1;
        QTest::newRow("across chunks")          << QByteArray("bytes=999-2000")<< 206 << 999  << 1002;
        QTest::newRow("to the end")             << QByteArray("bytes=5000-")   << 206 << 5000 << 500;
        QTest::newRow("beyond the end")         << QByteArray("bytes=5000-99999999999999") << 206 << 5000 << 500;
        QTest::newRow("the last bytes")         << QByteArray("bytes=-10")     << 206 << 5490 << 10;
        QTest::newRow("more than there are")    << QByteArray("bytes=-9999")   << 206 << 0    << 5500;
        QTest::newRow("outside")                << QByteArray("bytes=5500-")   << 416 << 0    << 0;
        QTest::newRow("none of the last")       << QByteArray("bytes=-0")      << 416 << 0    << 0;
        QTest::newRow("less than none: ignored") << QByteArray("bytes=--9223372036854775808") << 200 << 0 << 5500;
        QTest::newRow("two ranges: ignored")    << QByteArray("bytes=0-1,5-6") << 200 << 0    << 5500;
        QTest::newRow("nonsense: ignored")      << QByteArray("bytes=a-b")     << 200 << 0    << 5500;
        QTest::newRow("another unit: ignored")  << QByteArray("lines=0-1")     << 200 << 0    << 5500;
        // clang-format on
    }

    void filesAreServedInRanges()
    {
        QFETCH(QByteArray, range);
        QFETCH(int, status);
        QFETCH(int, first);
        QFETCH(int, length);
        const NodeId folder = m_server->node();
        QCOMPARE(m_server->upload(m_project, m_token, {m_big}).status, 200);
        m_server->mustCommit(m_project, m_token, {put(folderNode(folder, "böse namen")),
                                                  put(fileNode(m_server->node(), "a b%.bin", m_big, folder), manifestOf(m_big))});
        const QByteArray path = m_project + "/files/b%C3%B6se%20namen/a%20b%25.bin";
        auto reply = m_server->send("GET", path, m_token, {}, {{"range", range}});
        QCOMPARE(reply.status, status);
        if (status == 416)
            return;
        QCOMPARE(reply.body, m_big.mid(first, length));
        QCOMPARE(reply.headers.at("Content-Length"), QByteArray::number(length));
        const QByteArray etag = reply.headers.at("ETag");
        QCOMPARE(m_server->send("GET", path, m_token, {}, {{"if-none-match", etag}}).status, 304);
        QCOMPARE(m_server->send("GET", path, m_token, {}, {{"range", "bytes=0-0"}, {"if-range", "\"old\""}}).status, 200);
    }

    void aDamagedPackCutsTheReplyOfAFile()
    {
        QCOMPARE(m_server->upload(m_project, m_token, {m_big}).status, 200);
        m_server->mustCommit(m_project, m_token, {put(fileNode(m_server->node(), "a", m_big), manifestOf(m_big))});
        QFile pack(m_server->folder.path() + u"/packs/000000000001.tlpack"_s);
        QVERIFY(pack.open(QIODevice::ReadWrite));
        pack.seek(pack.size() - 10);
        pack.write("damage");
        pack.close();
        QVERIFY(m_server->get(m_project + "/files/a", m_token).cut);
    }

    void listsHaveLimitsAndTypes_data()
    {
        QTest::addColumn<QByteArray>("path");
        QTest::addColumn<QByteArray>("body");
        QTest::newRow("no list")          << QByteArray("/packs:fetch")      << QByteArray(R"({"chunks":5})");
        QTest::newRow("an empty list")    << QByteArray("/packs:fetch")      << QByteArray(R"({"chunks":[]})");
        QTest::newRow("no hash")          << QByteArray("/packs:fetch")      << QByteArray(R"({"chunks":["x"]})");
        QTest::newRow("another algorithm")<< QByteArray("/packs:fetch")      << QByteArray(R"({"chunks":["md5:00"]})");
        QTest::newRow("no pair")          << QByteArray("/chunks:negotiate") << QByteArray(R"({"chunks":[7]})");
        QTest::newRow("nothing at all")   << QByteArray("/chunks:negotiate") << QByteArray("{}");
        QTest::newRow("too long a chunk") << QByteArray("/chunks:negotiate")
                                          << QByteArray(R"({"chunks":[["s256:%1",4194305]]})").replace("%1", QByteArray(64, '0'));
        QTest::newRow("no manifests")     << QByteArray("/manifests:fetch")  << QByteArray(R"({"hashes":{}})");
        QByteArray many;
        for (int i = 0; i <= wire::kMaxPackChunks; ++i)
            many += (i ? ",\"" : "\"") + sha256("x").toString().toLatin1() + '"';
        QTest::newRow("too many")         << QByteArray("/packs:fetch")      << QByteArray("{\"chunks\":[" + many + "]}");
    }

    void listsHaveLimitsAndTypes()
    {
        QFETCH(QByteArray, path);
        QFETCH(QByteArray, body);
        m_server->pieceBytes = 1 << 20;
        QCOMPARE(m_server->send("POST", m_project + path, m_token, body).status, 422);
    }
};

}  // namespace tideline::server

QTEST_GUILESS_MAIN(tideline::server::ContentTest)
#include "content_test.moc"
