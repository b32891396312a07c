// Content coding as a client meets it: coded requests and replies, and what is refused.
#include "core/schema/wire/body_coding.h"
#include "core_fixture.h"

#include <QTest>

namespace tideline::server {

class CodingTest final : public QObject {
    Q_OBJECT

    QByteArray decoded(const QByteArray &coded)
    {
        wire::BodyDecoder decoder;
        QByteArray body;
        if (!decoder.write(coded, body, 1 << 20) || !decoder.finish())
            return "not decoded";
        return body;
    }
    std::map<QByteArray, QByteArray> jsonIn(const QByteArray &coding)
    {
        return {{"content-type", "application/json"}, {"content-encoding", coding}, {"idempotency-key", "k"}};
    }

private Q_SLOTS:
    void init()
    {
        m_fixture = std::make_unique<CoreFixture>();
        QVERIFY(m_fixture->ok());
        m_token = m_fixture->user(u"ada"_s);
    }

    void aLongReplyIsCodedForThoseWhoTakeIt_data()
    {
        QTest::addColumn<QByteArray>("accept");
        QTest::addColumn<bool>("coded");
        QTest::newRow("no word of it") << QByteArray() << false;
        QTest::newRow("zstd") << QByteArray("zstd") << true;
        QTest::newRow("one of several") << QByteArray("gzip, ZSTD;q=0.5") << true;
        QTest::newRow("not at all") << QByteArray("gzip, zstd;q=0") << false;
        QTest::newRow("gzip alone") << QByteArray("gzip") << false;
    }
    void aLongReplyIsCodedForThoseWhoTakeIt()
    {
        QFETCH(QByteArray, accept);
        QFETCH(bool, coded);
        const QByteArray project = m_fixture->project(m_token);
        std::vector<wire::Change> changes;
        for (int i = 0; i < 40; ++i)
            changes.push_back(put(folderNode(NodeId::make(systemClock(), systemRandom()), "folder " + QByteArray::number(i))));
        m_fixture->mustCommit(project, m_token, changes);
        const Reply plain = m_fixture->get(project + "/changes?since=0", m_token);
        QCOMPARE(plain.status, 200);
        QCOMPARE(plain.headers.at("Vary"), QByteArray("Accept-Encoding"));
        const Reply reply = m_fixture->send("GET", project + "/changes?since=0", m_token, {}, {{"accept-encoding", accept}});
        QCOMPARE(reply.headers.contains("Content-Encoding"), coded);
        QCOMPARE(coded ? decoded(reply.body) : reply.body, plain.body);
        QVERIFY(!coded || reply.body.size() < plain.body.size() * 2 / 3);
    }

    void aCodedRequestIsReadLikeAPlainOne()
    {
        const QByteArray json = "{\"name\":\"climate\",\"description\":\"" + QByteArray(2000, 'x') + "\"}";
        const Reply reply = m_fixture->send("POST", "/api/v1/projects", m_token, *wire::codedBody(json), jsonIn("zstd"));
        QCOMPARE(reply.status, 201);
        QCOMPARE(reply.json()[u"name"_s].toString(), u"climate"_s);
    }

    void whatCannotBeReadIsRefused()
    {
        const QByteArray coded = *wire::codedBody("{\"name\":\"" + QByteArray(2000, 'x') + "\"}");
        Reply reply = m_fixture->send("POST", "/api/v1/projects", m_token, coded.chopped(3), jsonIn("zstd"));
        QCOMPARE(reply.status, 400);
        QCOMPARE(reply.code(), u"bad_encoding"_s);
        reply = m_fixture->send("POST", "/api/v1/projects", m_token, "{\"name\":\"climate\"}", jsonIn("zstd"));
        QCOMPARE(reply.status, 400);
        reply = m_fixture->send("POST", "/api/v1/projects", m_token, coded, jsonIn("gzip"));
        QCOMPARE(reply.status, 415);
        QCOMPARE(reply.headers.at("Accept-Encoding"), QByteArray("zstd"));
    }

    void aBombIsTooLarge()
    {
        const QByteArray bomb = *wire::codedBody(QByteArray(256 << 20, ' '));
        QVERIFY(bomb.size() < 1 << 20);
        const Reply reply = m_fixture->send("POST", "/api/v1/projects", m_token, bomb, jsonIn("zstd"));
        QCOMPARE(reply.status, 413);
    }

    void aPackIsNeverCoded()
    {
        const QByteArray project = m_fixture->project(m_token);
        const Reply reply = m_fixture->send("POST", project + "/packs", m_token, packOf({"content"}),
                                            {{"content-type", wire::kPackContentType}, {"content-encoding", "zstd"}});
        QCOMPARE(reply.status, 415);
    }

private:
    std::unique_ptr<CoreFixture> m_fixture;
    QByteArray m_token;
};

}  // namespace tideline::server

QTEST_GUILESS_MAIN(tideline::server::CodingTest)
#include "coding_test.moc"
