#include "core_fixture.h"

#include <QDir>
#include <QFile>
#include <QRegularExpression>
#include <QTest>

namespace tideline::server {

/// What lies on the disk is closed to whoever has no key, and open to who has it.
class SealedPacksTest final : public QObject {
    Q_OBJECT

    const QByteArray m_word = "the word that nobody may read";
    const QByteArray m_bytes = m_word.repeated(100);
    std::unique_ptr<CoreFixture> m_server;
    QByteArray m_token;
    QByteArray m_project;

    std::optional<PackKey> key(QChar digit)
    {
        const auto made = PackKey::fromText(QString(64, digit), m_server->random);
        return made ? std::optional(*made) : std::nullopt;
    }
    void add(const QByteArray &name, const QByteArray &bytes)
    {
        QCOMPARE(m_server->upload(m_project, m_token, {bytes}).status, 200);
        m_server->mustCommit(m_project, m_token, {put(fileNode(m_server->node(), name, bytes), manifestOf(bytes))});
    }
    Reply fetch(const QByteArray &bytes)
    {
        QJsonArray chunks;
        for (const Chunk &chunk : manifestOf(bytes).chunks)
            chunks.append(chunk.id.toString());
        return m_server->post(m_project + "/packs:fetch", m_token, {{u"chunks"_s, chunks}});
    }
    QByteArray onDisk()
    {
        QByteArray all;
        const QDir packs(m_server->folder.filePath(u"packs"_s));
        for (const QString &name : packs.entryList(QDir::Files)) {
            QFile file(packs.filePath(name));
            if (file.open(QIODevice::ReadOnly))
                all += file.readAll();
        }
        return all;
    }

private Q_SLOTS:
    void init()
    {
        m_server = std::make_unique<CoreFixture>();
        m_server->packKey = key(u'a');
        QVERIFY(m_server->restart());
        m_token = m_server->user(u"ada"_s);
        m_project = m_server->project(m_token);
        add("a", m_bytes);
    }

    void theDiskTellsNothingAndTheServerAll()
    {
        QVERIFY(!onDisk().contains(m_word));
        QVERIFY(!onDisk().contains(QByteArray(8, '\xaa')));
        QVERIFY(m_server->restart());
        QCOMPARE(m_server->get(m_project + "/files/a", m_token).body, m_bytes);
        const Reply pack = fetch(m_bytes);
        QCOMPARE(pack.status, 200);
        QCOMPARE(pack.body, packOf({m_bytes}));  // as it was sent
    }

    void equalBytesAreSealedInTwoWays()
    {
        const QByteArray other(3000, 'x');
        const qsizetype before = onDisk().size();
        add("b", other);
        const QByteArray first = onDisk().sliced(before);
        QCOMPARE(m_server->send("DELETE", m_project, m_token).status, 204);
        m_project = m_server->project(m_token, u"again"_s);
        const qsizetype between = onDisk().size();
        add("b", other);
        const QByteArray second = onDisk().sliced(between);
        QVERIFY(!first.isEmpty() && first.size() == second.size());
        QVERIFY(first != second);
    }

    void withoutTheKeyNothingIsServedOrWritten()
    {
        QVERIFY(m_server->core().isUnlocked());
        m_server->packKey.reset();
        QVERIFY(m_server->restart());
        const auto locked = m_server->core().isUnlocked();
        QVERIFY(!locked);
        QVERIFY(locked.error().kind == Error::Kind::Refused);
        QVERIFY(m_server->get(m_project + "/files/a", m_token).cut);
        const QByteArray before = onDisk();
        QVERIFY(m_server->upload(m_project, m_token, {QByteArray(2000, 'n')}).status >= 400);
        QCOMPARE(onDisk(), before);
        m_server->packKey = key(u'a');
        QVERIFY(m_server->restart());
        QCOMPARE(m_server->get(m_project + "/files/a", m_token).body, m_bytes);
    }

    void aLostKeyIdLosesNothing()
    {
        QVERIFY(QFile::remove(m_server->folder.filePath(u"packs/key-id"_s)));
        m_server->packKey.reset();
        QVERIFY(m_server->restart());
        QVERIFY(m_server->get(m_project + "/files/a", m_token).cut);
        m_server->packKey = key(u'a');
        QVERIFY(m_server->restart());
        QCOMPARE(m_server->get(m_project + "/files/a", m_token).body, m_bytes);
    }

    void anotherKeyIsRefusedAndTheOldOneGoesOn()
    {
        m_server->packKey = key(u'b');
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"sealed with another key"_s));
        QVERIFY(!m_server->restart());
        m_server->packKey = key(u'a');
        QVERIFY(m_server->restart());
        QCOMPARE(m_server->get(m_project + "/files/a", m_token).body, m_bytes);
    }

    void whatIsThereFromBeforeIsReadBesideWhatIsSealed()
    {
        m_server = std::make_unique<CoreFixture>();
        m_token = m_server->user(u"ada"_s);
        m_project = m_server->project(m_token);
        add("old", m_bytes);
        QVERIFY(onDisk().contains(m_word));
        m_server->packKey = key(u'c');
        QVERIFY(m_server->restart());
        const QByteArray fresh = QByteArray("something else").repeated(200);
        add("new", fresh);
        QVERIFY(!onDisk().contains("something else"));
        QVERIFY(m_server->restart());
        QCOMPARE(m_server->get(m_project + "/files/old", m_token).body, m_bytes);
        QCOMPARE(m_server->get(m_project + "/files/new", m_token).body, fresh);
        QCOMPARE(fetch(m_bytes + fresh).status, 404);  // cut elsewhere: those chunks are nobody's
        QCOMPARE(fetch(fresh).body, packOf({fresh}));
    }

    void aFlippedByteOpensNothing()
    {
        QFile pack(m_server->folder.filePath(u"packs/000000000001.tlpack"_s));
        QVERIFY(pack.open(QIODevice::ReadWrite));
        pack.seek(pack.size() - 10);
        const QByteArray byte = pack.read(1);
        pack.seek(pack.size() - 10);
        pack.write(QByteArray(1, char(byte[0] ^ 1)));
        pack.close();
        QVERIFY(m_server->get(m_project + "/files/a", m_token).cut);
        const Reply damaged = fetch(m_bytes);  // the other chunks come
        QCOMPARE(damaged.body.size(), packOf({m_bytes}).size());
        QVERIFY(damaged.body != packOf({m_bytes}));
        QCOMPARE(m_server->upload(m_project, m_token, {m_bytes}).status, 200);
        QCOMPARE(m_server->get(m_project + "/files/a", m_token).body, m_bytes);
    }

    void aCheckWantsTheKey()
    {
        QVERIFY(m_server->core().checkPacks()->damagedCount == 0);
        m_server->packKey.reset();
        QVERIFY(m_server->restart());
        QVERIFY(!m_server->core().checkPacks());
        m_server->packKey = key(u'a');
        QVERIFY(m_server->restart());
        QCOMPARE(m_server->core().checkPacks()->damagedCount, 0);
    }

    /// What a pack of before holds is sealed when its dead bytes are given back.
    void whatIsRewrittenIsSealed()
    {
        m_server = std::make_unique<CoreFixture>();
        m_token = m_server->user(u"ada"_s);
        m_project = m_server->project(m_token);
        add("old", m_bytes);
        const QByteArray kept = m_project;
        m_project = m_server->project(m_token, u"another"_s);
        QByteArray large;
        for (int i = 0; i < 2000; ++i)
            large += QByteArray::number(i * 7919);
        add("large", large);
        QCOMPARE(m_server->send("DELETE", m_project, m_token).status, 204);
        m_project = kept;
        m_server->packKey = key(u'd');
        QVERIFY(m_server->restart());
        QVERIFY(onDisk().contains(m_word));
        for (int day = 0; day < 40; ++day) {
            m_server->clock.forward(std::chrono::hours(25));
            QVERIFY(m_server->core().upkeep());
        }
        QVERIFY(!onDisk().contains(m_word));
        QCOMPARE(m_server->get(m_project + "/files/old", m_token).body, m_bytes);
        QCOMPARE(fetch(m_bytes).body, packOf({m_bytes}));
    }

    void aKeyHasItsForm()
    {
        for (const QString &text : {QString(), QString(63, u'a'), QString(65, u'a'), QString(64, u'g'), QString(62, u'a') + u"é"_s})
            QVERIFY(!PackKey::fromText(text, m_server->random));
        QCOMPARE(key(u'a')->id(), key(u'A')->id());
        QVERIFY(key(u'a')->id() != key(u'b')->id());
        const QByteArray sealed = key(u'a')->seal("bytes", "about");
        QCOMPARE(*key(u'a')->open(sealed, "about"), "bytes");
        QVERIFY(!key(u'a')->open(sealed, "abouT"));
        QVERIFY(!key(u'a')->open(sealed.chopped(1), "about"));
        QVERIFY(!key(u'a')->open({}, "about"));
    }
};

}  // namespace tideline::server

QTEST_GUILESS_MAIN(tideline::server::SealedPacksTest)
#include "sealed_packs_test.moc"
