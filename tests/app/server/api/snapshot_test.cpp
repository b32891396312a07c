#include "core_fixture.h"

#include <QTest>

namespace tideline::server {

/// Names of revisions, and commits that give head the tree of an earlier one.
class SnapshotTest final : public QObject {
    Q_OBJECT

    std::unique_ptr<CoreFixture> m_server;
    QByteArray m_ada;
    QByteArray m_project;

    Reply create(const QJsonObject &body, const QByteArray &token) { return m_server->post(m_project + "/snapshots", token, body); }
    Reply create(const QString &name) { return create({{u"name"_s, name}}, m_ada); }
    Reply setLive(const QByteArray &name, const QJsonValue &live, const QByteArray &token)
    {
        return m_server->send("PATCH", m_project + "/snapshots/" + name, token, QJsonDocument(QJsonObject{{u"live"_s, live}}).toJson());
    }
    Reply drop(const QByteArray &name, const QByteArray &token) { return m_server->send("DELETE", m_project + "/snapshots/" + name, token); }
    /// "name rN" of each, with '*' behind the live one.
    QStringList list()
    {
        QStringList lines;
        for (const QJsonValue &row : m_server->get(m_project + "/snapshots", m_ada).json()[u"items"_s].toArray())
            lines += u"%1 r%2%3"_s.arg(row[u"name"_s].toString()).arg(row[u"revision"_s].toInteger()).arg(row[u"live"_s].toBool() ? u"*"_s : QString());
        return lines;
    }
    Reply restore(Revision revision, const QByteArray &token, const std::optional<CommitKey> &key = {})
    {
        return m_server->post(m_project + "/commits/" + QByteArray::number(revision) + "/restore", token, {{u"message"_s, u"back"_s}},
                              {{"idempotency-key", key.value_or(m_server->key()).toString().toLatin1()}});
    }
    Revision head() { return m_server->head(m_project, m_ada).revision; }
    /// Each node with all that a client is told of it, but for the revision that changed it last.
    QStringList wholeTree()
    {
        QStringList lines;
        for (wire::Change change : m_server->page(m_project, m_ada, {}, 5000).changes) {
            change.op = wire::Change::Op::Put;
            change.revision = 0;
            lines += QString::fromUtf8(QJsonDocument(toJson(change)).toJson(QJsonDocument::Compact)) + QString::fromUtf8(change.path);
        }
        lines.sort();
        return lines;
    }
    wire::Cursor commit(std::vector<wire::Change> changes) { return m_server->mustCommit(m_project, m_ada, std::move(changes)); }

private Q_SLOTS:
    void init()
    {
        m_server = std::make_unique<CoreFixture>();
        QVERIFY(m_server->ok());
        m_ada = m_server->user(u"ada"_s);
        m_project = m_server->project(m_ada);
    }

    void aRevisionGetsANameAndLosesIt()
    {
        commit({put(folderNode(m_server->node(), "one"))});
        commit({put(folderNode(m_server->node(), "two"))});
        const Reply made = create({{u"name"_s, u" paper v1 "_s}, {u"message"_s, u"as sent"_s}}, m_ada);
        QCOMPARE(made.status, 201);
        QCOMPARE(made.json()[u"name"_s].toString(), u"paper v1"_s);
        QCOMPARE(made.json()[u"message"_s].toString(), u"as sent"_s);
        QCOMPARE(made.json()[u"author"_s][u"name"_s].toString(), u"ada"_s);
        QCOMPARE(made.json()[u"at"_s].toString(), m_server->get(m_project + "/snapshots", m_ada).json()[u"items"_s][0][u"at"_s].toString());
        m_server->clock.forward(std::chrono::seconds(1));
        QCOMPARE(create({{u"name"_s, u"début"_s}, {u"revision"_s, 1}}, m_ada).status, 201);
        QCOMPARE(list(), (QStringList{u"début r1"_s, u"paper v1 r2"_s}));
        QVERIFY(m_server->restart());
        QCOMPARE(list(), (QStringList{u"début r1"_s, u"paper v1 r2"_s}));
        QCOMPARE(drop("paper%20v1", m_ada).status, 204);
        QCOMPARE(drop("paper%20v1", m_ada).status, 404);
        QCOMPARE(list(), QStringList{u"début r1"_s});
        QCOMPARE(head(), 2);
        QCOMPARE(create(u"paper v1"_s).status, 201);
    }

    void atMostOneIsLive()
    {
        commit({put(folderNode(m_server->node(), "one"))});
        QCOMPARE(create(u"a"_s).status + create(u"b"_s).status, 402);
        QCOMPARE(list(), (QStringList{u"a r1"_s, u"b r1"_s}));
        QCOMPARE(setLive("a", true, m_ada).json()[u"live"_s].toBool(), true);
        QCOMPARE(setLive("b", true, m_ada).status, 200);
        QCOMPARE(list(), (QStringList{u"a r1"_s, u"b r1*"_s}));
        QCOMPARE(setLive("a", false, m_ada).status, 200);
        QCOMPARE(list(), (QStringList{u"a r1"_s, u"b r1*"_s}));
        QCOMPARE(setLive("b", false, m_ada).status, 200);
        QCOMPARE(list(), (QStringList{u"a r1"_s, u"b r1"_s}));
        QCOMPARE(setLive("c", true, m_ada).status, 404);
        QCOMPARE(setLive("a", u"yes"_s, m_ada).status, 422);
    }

    void whatCannotBeNamedIsRefused_data()
    {
        QTest::addColumn<QJsonObject>("body");
        QTest::addColumn<int>("status");
        using O = QJsonObject;
        // clang-format off
        QTest::newRow("a name that is there")    << O{{u"name"_s, u"held"_s}}                                    << 409;
        QTest::newRow("no name")                 << O{}                                                          << 422;
        QTest::newRow("an empty name")           << O{{u"name"_s, u" "_s}}                                       << 422;
        QTest::newRow("a name that is a number") << O{{u"name"_s, 7}}                                            << 422;
        QTest::newRow("a slash")                 << O{{u"name"_s, u"a/b"_s}}                                     << 422;
        QTest::newRow("two points")              << O{{u"name"_s, u".."_s}}                                      << 422;
        QTest::newRow("half a letter")           << O{{u"name"_s, QString(QChar(0xd800))}}                       << 422;
        QTest::newRow("256 bytes")               << O{{u"name"_s, QString(128, QChar(u'é'))}}                    << 422;
        QTest::newRow("an unknown revision")     << O{{u"name"_s, u"x"_s}, {u"revision"_s, 2}}                   << 404;
        QTest::newRow("revision 0")              << O{{u"name"_s, u"x"_s}, {u"revision"_s, 0}}                   << 422;
        QTest::newRow("a revision in words")     << O{{u"name"_s, u"x"_s}, {u"revision"_s, u"1"_s}}              << 422;
        // clang-format on
    }
    void whatCannotBeNamedIsRefused()
    {
        QFETCH(QJsonObject, body);
        QFETCH(int, status);
        commit({put(folderNode(m_server->node(), "one"))});
        QCOMPARE(create(u"held"_s).status, 201);
        QCOMPARE(create(body, m_ada).status, status);
        QCOMPARE(list(), QStringList{u"held r1"_s});
    }

    void anEmptyProjectHasNothingToNameOrRestore()
    {
        QCOMPARE(create(u"nothing"_s).status, 422);
        QCOMPARE(restore(1, m_ada).status, 404);
        QCOMPARE(restore(0, m_ada).status, 404);
        QCOMPARE(m_server->post(m_project + "/commits/one/restore", m_ada, {}, {{"idempotency-key", m_server->key().toString().toLatin1()}}).status, 404);
        QCOMPARE(m_server->post(m_project + "/commits/1/restore", m_ada, {}).status, 422);
    }

    void eachRoleReachesAsFarAsItShould_data()
    {
        QTest::addColumn<QString>("role");
        QTest::addColumn<int>("read");
        QTest::addColumn<int>("write");
        QTest::newRow("a stranger is told of nothing") << u""_s << 404 << 404;
        QTest::newRow("a finder reads the names") << u"finder"_s << 200 << 403;
        QTest::newRow("so does a viewer") << u"viewer"_s << 200 << 403;
        QTest::newRow("an editor does all") << u"editor"_s << 200 << 0;
    }
    void eachRoleReachesAsFarAsItShould()
    {
        QFETCH(QString, role);
        QFETCH(int, read);
        QFETCH(int, write);
        commit({put(folderNode(m_server->node(), "one"))});
        commit({put(folderNode(m_server->node(), "two"))});
        QCOMPARE(create(u"held"_s).status, 201);
        const QByteArray bob = m_server->user(u"bob"_s);
        if (!role.isEmpty())
            m_server->give(m_project, m_ada, u"bob"_s, role);
        QCOMPARE(m_server->get(m_project + "/snapshots", bob).status, read);
        QCOMPARE(m_server->get(m_project + "/snapshots", {}).status, 401);
        const auto is = [&](int allowed) { return write ? write : allowed; };
        QCOMPARE(restore(1, bob).status, is(201));
        QCOMPARE(create({{u"name"_s, u"mine"_s}}, bob).status, is(201));
        QCOMPARE(setLive("held", true, bob).status, is(200));
        QCOMPARE(drop("held", bob).status, is(204));
        QCOMPARE(restore(1, {}).status, 401);
        QCOMPARE(list(), write ? QStringList{u"held r2"_s} : QStringList{u"mine r3"_s});
        QCOMPARE(head(), write ? 2 : 3);
    }

    void projectsDoNotSeeEachOthersNames()
    {
        commit({put(folderNode(m_server->node(), "one"))});
        QCOMPARE(create(u"v1"_s).status, 201);
        m_project = m_server->project(m_ada, u"another"_s);
        QCOMPARE(drop("v1", m_ada).status, 404);
        commit({put(folderNode(m_server->node(), "one"))});
        QCOMPARE(create(u"v1"_s).status, 201);
        QCOMPARE(setLive("v1", true, m_ada).status, 200);
        QCOMPARE(list(), QStringList{u"v1 r1*"_s});
    }

    void backAndForthGivesEqualTrees_data()
    {
        QTest::addColumn<int>("set");
        QTest::newRow("two files swap their names") << 0;
        QTest::newRow("a file moves out of a folder that goes") << 1;
        QTest::newRow("a folder goes with all it holds") << 2;
        QTest::newRow("a name is taken by a node of another kind") << 3;
        QTest::newRow("two folders turn inside out") << 4;
        QTest::newRow("content, flag and target change") << 5;
        QTest::newRow("everything goes") << 6;
        QTest::newRow("a folder's name goes to a folder inside it, which keeps its file") << 7;
    }
    void backAndForthGivesEqualTrees()
    {
        QFETCH(int, set);
        const NodeId docs = m_server->node(), a = m_server->node(), sub = m_server->node(), b = m_server->node(), link = m_server->node(),
                     deep = m_server->node();
        QCOMPARE(m_server->upload(m_project, m_ada, {"alpha", "beta", "gamma"}).status, 200);
        commit({put(fileNode(a, "a.txt", "alpha", docs), manifestOf("alpha")), put(folderNode(sub, "sub", docs)), put(folderNode(docs, "docs")),
                put(fileNode(b, "b.txt", "beta"), manifestOf("beta")), put(linkNode(link, "link", "docs/a.txt")),
                put(fileNode(deep, "deep.txt", "beta", sub))});
        Node flagged = fileNode(b, "b.txt", "beta");
        flagged.content.executable = true;
        const std::vector<std::vector<wire::Change>> sets{
            {move(a, "b.txt"), move(b, "a.txt", docs)},
            {remove(docs), move(a, "a.txt"), move(sub, "docs")},
            {remove(docs), remove(a), remove(sub), remove(deep)},
            {remove(b), put(folderNode(m_server->node(), "b.txt")), remove(link), put(fileNode(m_server->node(), "link", "gamma"), manifestOf("gamma"))},
            {move(sub, "docs"), move(docs, "sub", sub)},
            {put(fileNode(a, "a.txt", "gamma", docs), manifestOf("gamma")), put(flagged), put(linkNode(link, "link", "b.txt"))},
            {remove(docs), remove(a), remove(sub), remove(deep), remove(b), remove(link)},
            {remove(docs), remove(a), move(sub, "docs")},
        };
        const QStringList first = wholeTree();
        commit(sets[std::size_t(set)]);
        const QStringList second = wholeTree();
        QVERIFY(first != second);
        for (int round = 0; round < 2; ++round) {
            const Reply back = restore(1, m_ada);
            QVERIFY2(back.status == 201, back.body);
            QCOMPARE(wholeTree(), first);
            QVERIFY(back.json()[u"changes"_s].toInteger() > 0);
            const Reply forth = restore(2, m_ada);
            QVERIFY2(forth.status == 201, forth.body);
            QCOMPARE(wholeTree(), second);
        }
        QCOMPARE(head(), 6);
        const auto project = m_server->get(m_project, m_ada).json();
        QCOMPARE(restore(6, m_ada).status, 200);
        QCOMPARE(restore(2, m_ada).json()[u"changes"_s].toInteger(), 0);
        QCOMPARE(head(), 6);
        // The numbers that are counted along are those of the tree.
        qint64 files = 0, bytes = 0;
        for (const wire::Change &change : m_server->page(m_project, m_ada, {}, 5000).changes) {
            files += change.node.content.kind == NodeKind::File;
            bytes += change.node.content.sizeBytes;
        }
        QCOMPARE(project[u"file_count"_s].toInteger(), files);
        QCOMPARE(project[u"size"_s].toInteger(), bytes);
    }

    void aRestoreIsOneOrdinaryCommit()
    {
        const NodeId one = m_server->node();
        commit({put(folderNode(one, "one"))});
        const wire::Cursor before = commit({move(one, "two")});
        m_server->events.list.clear();
        const auto made = wire::commitReplyFromJson(restore(1, m_ada).json());
        QVERIFY(made);
        QCOMPARE(made->cursor, m_server->head(m_project, m_ada));
        QCOMPARE(m_server->events.list.size(), std::size_t(1));
        QCOMPARE(m_server->events.list.front().revision, 3);
        const QJsonObject entry = m_server->get(m_project + "/commits?limit=1", m_ada).json()[u"items"_s][0].toObject();
        QCOMPARE(entry[u"message"_s].toString(), u"back"_s);
        QCOMPARE(entry[u"counts"_s][u"move"_s].toInt(), 1);
        const auto feed = m_server->page(m_project, m_ada, before);
        QCOMPARE(feed.changes.size(), std::size_t(1));
        QCOMPARE(feed.changes.front().path, QByteArray("one"));
        // What others based on an older state is judged as ever.
        QCOMPARE(m_server->commit(m_project, m_ada, before, {move(one, "three")}).code(), u"stale_base"_s);
    }

    void theSameKeyIsAnsweredTheSame()
    {
        const NodeId one = m_server->node();
        commit({put(folderNode(one, "one"))});
        commit({move(one, "two")});
        const CommitKey key = m_server->key(), other = m_server->key();
        const Reply first = restore(1, m_ada, key);
        QCOMPARE(first.status, 201);
        QCOMPARE(restore(1, m_ada, other).status, 200);  // nothing to do
        commit({move(one, "four")});
        const Reply second = restore(1, m_ada, key);
        QCOMPARE(second.status, 200);
        QCOMPARE(second.json()[u"cursor"_s], first.json()[u"cursor"_s]);
        QCOMPARE(restore(1, m_ada, other).status, 200);
        QCOMPARE(m_server->tree(m_project, m_ada), QStringList{u"four"_s});
        QCOMPARE(restore(2, m_ada, key).code(), u"idempotency_mismatch"_s);
        QCOMPARE(head(), 4);
    }

    void aRestoreMayBeLargerThanACommitThatIsSent()
    {
        const NodeId top = m_server->node();
        commit({put(folderNode(top, "top"))});
        std::vector<NodeId> ids;
        for (int part = 0; part < 2; ++part) {
            std::vector<wire::Change> changes;
            for (int i = 0; i < 6000; ++i) {
                ids.push_back(m_server->node());
                changes.push_back(put(linkNode(ids.back(), QByteArray::number(part * 6000 + i), "x", top)));
            }
            commit(std::move(changes));
        }
        const Reply back = restore(1, m_ada);
        QVERIFY2(back.status == 201, back.body);
        QCOMPARE(back.json()[u"changes"_s].toInteger(), 12'000);
        QCOMPARE(m_server->tree(m_project, m_ada), QStringList{u"top"_s});
        QCOMPARE(restore(3, m_ada).json()[u"changes"_s].toInteger(), 12'000);
        QCOMPARE(restore(1, m_ada).json()[u"changes"_s].toInteger(), 12'000);
    }
};

}  // namespace tideline::server

QTEST_GUILESS_MAIN(tideline::server::SnapshotTest)
#include "snapshot_test.moc"
