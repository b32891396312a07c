#include "core_fixture.h"

#include <QTest>

namespace tideline::server {

using Changes = std::vector<wire::Change>;

/// The tree that the table of rules starts from: docs/, docs/a.txt, docs/sub/, b.txt, link.
struct Start {
    NodeId docs, a, sub, b, link, fresh, ghost;
};

class CommitTest final : public QObject {
    Q_OBJECT

    std::unique_ptr<CoreFixture> m_server;
    QByteArray m_token;
    QByteArray m_project;
    Start m_start;

    void makeStart()
    {
        Start &s = m_start;
        for (NodeId *id : {&s.docs, &s.a, &s.sub, &s.b, &s.link, &s.fresh, &s.ghost})
            *id = m_server->node();
        QCOMPARE(m_server->upload(m_project, m_token, {"alpha", "beta"}).status, 200);
        m_server->mustCommit(m_project, m_token,
                             {put(fileNode(s.a, "a.txt", "alpha", s.docs), manifestOf("alpha")),
                              put(folderNode(s.sub, "sub", s.docs)), put(folderNode(s.docs, "docs")),
                              put(fileNode(s.b, "b.txt", "beta"), manifestOf("beta")),
                              put(linkNode(s.link, "link", "docs/a.txt"))});
    }

private Q_SLOTS:
    void init()
    {
        m_server = std::make_unique<CoreFixture>();
        QVERIFY(m_server->ok());
        m_token = m_server->user(u"ada"_s);
        m_project = m_server->project(m_token);
    }

    void aSetIsJudgedByTheTreeThatItLeaves_data()
    {
        QTest::addColumn<int>("set");
        QTest::addColumn<QString>("code");
        QTest::addColumn<QString>("tree");

        // clang-format off
        QTest::newRow("nothing else: the start itself")     << 0  << u""_s                  << u"b.txt docs docs/a.txt docs/sub link"_s;
        QTest::newRow("two nodes swap their names")         << 1  << u""_s                  << u"b.txt docs docs/a.txt docs/sub link"_s;
        QTest::newRow("a folder moves with all it holds")   << 2  << u""_s                  << u"b.txt link papers papers/a.txt papers/sub"_s;
        QTest::newRow("a folder goes with its children")    << 3  << u""_s                  << u"b.txt link"_s;
        QTest::newRow("a folder goes, its file moves out")  << 4  << u""_s                  << u"a.txt b.txt link"_s;
        QTest::newRow("a deleted name is taken anew")       << 5  << u""_s                  << u"b.txt docs docs/a.txt docs/sub link"_s;
        QTest::newRow("a folder leaves a child behind")     << 6  << u"folder_not_empty"_s  << u""_s;
        QTest::newRow("a folder moves into its own child")  << 7  << u"cycle"_s             << u""_s;
        QTest::newRow("two folders move into each other")   << 8  << u"cycle"_s             << u""_s;
        QTest::newRow("a name that another has")            << 9  << u"name_taken"_s        << u""_s;
        QTest::newRow("one name for two new nodes")         << 10 << u"name_taken"_s        << u""_s;
        QTest::newRow("a parent that is not there")         << 11 << u"no_parent"_s         << u""_s;
        QTest::newRow("a file as a parent")                 << 12 << u"parent_not_folder"_s << u""_s;
        QTest::newRow("a file becomes a folder")            << 13 << u"kind_changed"_s      << u""_s;
        QTest::newRow("the same node twice")                << 14 << u"duplicate_node"_s    << u""_s;
        QTest::newRow("a delete of nothing")                << 15 << u"unknown_node"_s      << u""_s;
        QTest::newRow("a move of nothing")                  << 16 << u"unknown_node"_s      << u""_s;
        QTest::newRow("a new node below a deleted folder")  << 17 << u"no_parent"_s         << u""_s;
        QTest::newRow("names that differ in case alone")    << 18 << u""_s                  << u"B.txt b.txt docs docs/a.txt docs/sub link"_s;
        QTest::newRow("a cycle beside an innocent child")   << 19 << u"cycle"_s             << u""_s;
        QTest::newRow("a chain of new folders")             << 20 << u""_s                  << u"b.txt docs docs/a.txt docs/sub docs/sub/x docs/sub/x/y link"_s;
        // clang-format on
    }

    void aSetIsJudgedByTheTreeThatItLeaves()
    {
        QFETCH(int, set);
        QFETCH(QString, code);
        QFETCH(QString, tree);
        makeStart();
        const Start &s = m_start;
        const NodeId x = m_server->node();
        const std::vector<Changes> sets{
            {put(linkNode(s.link, "link", "b.txt"))},
            {move(s.a, "b.txt"), move(s.b, "a.txt", s.docs)},
            {move(s.docs, "papers")},
            {remove(s.docs), remove(s.a), remove(s.sub)},
            {remove(s.docs), move(s.a, "a.txt"), remove(s.sub)},
            {remove(s.b), put(folderNode(s.fresh, "b.txt"))},
            {remove(s.docs), remove(s.a)},
            {move(s.docs, "docs", s.sub)},
            {put(folderNode(s.fresh, "x", x)), put(folderNode(x, "y", s.fresh))},
            {move(s.b, "link")},
            {put(folderNode(s.fresh, "new")), put(folderNode(x, "new"))},
            {put(folderNode(s.fresh, "new", s.ghost))},
            {put(folderNode(s.fresh, "new", s.b))},
            {put(folderNode(s.b, "b.txt"))},
            {move(s.b, "c.txt"), remove(s.b)},
            {remove(s.ghost)},
            {move(s.ghost, "boo")},
            {remove(s.docs), remove(s.a), remove(s.sub), put(folderNode(s.fresh, "new", s.docs))},
            {put(folderNode(s.fresh, "B.txt"))},
            {move(s.docs, "docs", s.sub), put(folderNode(s.fresh, "new", s.docs))},
            {put(folderNode(s.fresh, "y", x)), put(folderNode(x, "x", s.sub))},
        };
        const QStringList before = m_server->tree(m_project, m_token);
        const auto reply = m_server->commit(m_project, m_token, m_server->head(m_project, m_token), sets[std::size_t(set)]);
        QCOMPARE(reply.code(), code);
        QCOMPARE(reply.status, code.isEmpty() ? 201 : 422);
        QCOMPARE(m_server->tree(m_project, m_token), code.isEmpty() ? tree.split(u' ') : before);
        QCOMPARE(m_server->head(m_project, m_token).revision, code.isEmpty() ? 2 : 1);
    }

    /// A chain of folders below `parent`, called by their depth; ids from the outside in.
    std::pair<Changes, std::vector<NodeId>> chain(int depth, NodeId parent = {})
    {
        Changes changes;
        std::vector<NodeId> ids;
        for (int i = 1; i <= depth; ++i) {
            ids.push_back(m_server->node());
            changes.push_back(put(folderNode(ids.back(), QByteArray::number(i), parent)));
            parent = ids.back();
        }
        return {changes, ids};
    }

    void aFolderIsNotMovedSoDeepThatItsContentsHaveNoPath_data()
    {
        QTest::addColumn<int>("above");
        QTest::addColumn<bool>("isInnerMovedAway");
        QTest::addColumn<int>("status");
        QTest::newRow("as deep as may be") << 56 << false << 201;
        QTest::newRow("deeper") << 57 << false << 422;
        QTest::newRow("deeper, but for what leaves it meanwhile") << 57 << true << 201;
    }
    void aFolderIsNotMovedSoDeepThatItsContentsHaveNoPath()
    {
        QFETCH(int, above);
        QFETCH(bool, isInnerMovedAway);
        QFETCH(int, status);
        const auto [upper, uppers] = chain(above);
        const auto [lower, lowers] = chain(200);
        m_server->mustCommit(m_project, m_token, upper);
        Changes moved = lower;
        moved.front().node.place.name = "lower";
        m_server->mustCommit(m_project, m_token, moved);
        Changes set{move(lowers.front(), "lower", uppers.back())};
        if (isInnerMovedAway)
            set.push_back(move(lowers[100], "inner"));
        const auto reply = m_server->commit(m_project, m_token, m_server->head(m_project, m_token), set);
        QCOMPARE(reply.status, status);
        if (status == 422)
            QCOMPARE(reply.code(), u"path_too_long"_s);
    }

    void aFolderIsNotGivenANameThatMakesAPathInItTooLong()
    {
        auto [changes, ids] = chain(20);
        for (wire::Change &change : changes)
            change.node.place.name = QByteArray(199, 'x');  // 20 * 200 - 1 bytes
        m_server->mustCommit(m_project, m_token, changes);
        const auto head = [this] { return m_server->head(m_project, m_token); };
        QCOMPARE(m_server->commit(m_project, m_token, head(), {move(ids.front(), QByteArray(200, 'x'))}).status, 201);
        QCOMPARE(m_server->commit(m_project, m_token, head(), {move(ids.front(), QByteArray(201, 'x'))}).code(), u"path_too_long"_s);
        // The folder that stays where it is has what goes too deep.
        QCOMPARE(m_server->commit(m_project, m_token, head(),
                                  {move(ids.front(), QByteArray(201, 'x')), put(folderNode(ids[1], QByteArray(199, 'x'), ids[0]))})
                     .code(),
                 u"path_too_long"_s);
    }

    void aNodeThatWasDeletedComesBackByAPut()
    {
        makeStart();
        m_server->mustCommit(m_project, m_token, {remove(m_start.b)});
        m_server->mustCommit(m_project, m_token, {put(fileNode(m_start.b, "again.txt", "alpha"), manifestOf("alpha"))});
        QVERIFY(m_server->tree(m_project, m_token).contains(u"again.txt"_s));
    }

    void badNamesAreRefused_data()
    {
        QTest::addColumn<QByteArray>("name");
        for (const QByteArray &name : {QByteArray(".."), QByteArray("."), QByteArray("a/b"), QByteArray(""),
                                       QByteArray(".tideline"), QByteArray(".TideLine"), QByteArray(300, 'x')})
            QTest::newRow(name.left(20) + "?") << name;
    }

    void badNamesAreRefused()
    {
        QFETCH(QByteArray, name);
        const auto reply = m_server->commit(m_project, m_token, {}, {put(folderNode(m_server->node(), name))});
        QCOMPARE(reply.status, 422);
        QCOMPARE(reply.code(), u"invalid"_s);
    }

    void anEventSaysWhichSessionMadeIt()
    {
        wire::CommitRequest request;
        request.changes = {put(folderNode(m_server->node(), "one"))};
        const auto reply = m_server->post(m_project + "/commits", m_token, toJson(request),
                                          {{"idempotency-key", m_server->key().toString().toLatin1()},
                                           {"tideline-session", "ses_mine"}});
        QCOMPARE(reply.status, 201);
        QCOMPARE(m_server->events.list.back().session, "ses_mine");
        m_server->mustCommit(m_project, m_token, {put(folderNode(m_server->node(), "two"))});
        QCOMPARE(m_server->events.list.back().session, "");
    }

    void theSameKeyAndBodyDoItOnce()
    {
        const CommitKey key = m_server->key();
        const Changes changes{put(folderNode(m_server->node(), "one"))};
        const auto first = m_server->commit(m_project, m_token, {}, changes, key);
        const auto second = m_server->commit(m_project, m_token, {}, changes, key);
        QCOMPARE(first.status, 201);
        QCOMPARE(second.status, 200);
        QCOMPARE(second.json(), first.json());
        QCOMPARE(m_server->head(m_project, m_token).revision, 1);
        QCOMPARE(m_server->events.list.size(), 2);  // the project and one commit

        const auto other = m_server->commit(m_project, m_token, {}, {put(folderNode(m_server->node(), "two"))}, key);
        QCOMPARE(other.status, 422);
        QCOMPARE(other.code(), u"idempotency_mismatch"_s);
        QVERIFY(m_server->restart());
        QCOMPARE(m_server->commit(m_project, m_token, {}, changes, key).status, 200);
    }

    void aCommitNeedsAKey()
    {
        QCOMPARE(m_server->post(m_project + "/commits", m_token, {}).status, 422);
    }

    void disjointCommitsAreRebasedAndOthersAreStale()
    {
        makeStart();
        const Start &s = m_start;
        const wire::Cursor base = m_server->head(m_project, m_token);
        m_server->mustCommit(m_project, m_token,
                             {move(s.a, "a2.txt", s.docs), put(folderNode(s.fresh, "theirs", s.sub)), move(s.sub, "sub2", s.docs)});

        const auto good = m_server->commit(m_project, m_token, base, {move(s.b, "c.txt")});
        QCOMPARE(good.status, 201);
        QVERIFY(good.json()[u"rebased"_s].toBool());
        QCOMPARE(good.json()[u"revision"_s].toInteger(), 3);

        struct Row {
            const char *what;
            Changes changes;
        };
        const Row rows[] = {
            {"a node that was touched", {put(fileNode(s.a, "a.txt", "beta", s.docs), manifestOf("beta"))}},
            {"a node that was moved", {move(s.a, "b.txt")}},
            {"a touched folder as the new parent", {move(s.link, "link", s.sub)}},
            {"a new node in a touched folder", {put(folderNode(m_server->node(), "mine", s.sub))}},
            {"the place that another took", {put(folderNode(m_server->node(), "a2.txt", s.docs))}},
            {"a folder that got a child", {remove(s.docs), remove(s.a), remove(s.sub)}},
        };
        for (const Row &row : rows) {
            const auto reply = m_server->commit(m_project, m_token, base, row.changes);
            QVERIFY2(reply.status == 409, row.what);
            QCOMPARE(reply.code(), u"stale_base"_s);
            QCOMPARE(reply.json()[u"head_revision"_s].toInteger(), 3);
            QVERIFY2(!reply.json()[u"conflicts"_s].toArray().isEmpty(), row.what);
        }
        QCOMPARE(m_server->head(m_project, m_token).revision, 3);
    }

    void aNodeDeletedMeanwhileIsStale()
    {
        makeStart();
        const wire::Cursor base = m_server->head(m_project, m_token);
        m_server->mustCommit(m_project, m_token, {remove(m_start.b)});
        for (const Changes &changes : {Changes{remove(m_start.b)}, Changes{move(m_start.b, "c")},
                                       Changes{put(fileNode(m_start.b, "b.txt", "alpha"), manifestOf("alpha"))}})
            QCOMPARE(m_server->commit(m_project, m_token, base, changes).status, 409);
    }

    void aBaseThatIsNotInTheHistoryIsACursorReset()
    {
        makeStart();
        const wire::Cursor head = m_server->head(m_project, m_token);
        wire::Cursor otherHash = head;
        otherHash.commitHash = sha256("x");
        wire::Cursor future = head;
        future.revision = 2;
        wire::Cursor otherEpoch = head;
        otherEpoch.epoch = Epoch::make(m_server->clock, m_server->random);
        wire::Cursor emptyOtherEpoch{otherEpoch.epoch, 0, {}};
        for (const wire::Cursor &cursor : {otherHash, future, otherEpoch, emptyOtherEpoch}) {
            const auto reply = m_server->commit(m_project, m_token, cursor, {put(folderNode(m_server->node(), "x"))});
            QCOMPARE(reply.status, 410);
            QCOMPARE(reply.code(), u"cursor_reset"_s);
        }
    }

    void commitsAreChainedByHash()
    {
        // The same changes after another history give another hash.
        const Changes changes{put(folderNode(m_server->node(), "same"))};
        const auto one = m_server->mustCommit(m_project, m_token, changes);
        const QByteArray second = m_server->project(m_token);
        m_server->mustCommit(second, m_token, {put(folderNode(m_server->node(), "other"))});
        const auto two = m_server->mustCommit(second, m_token, changes);
        QVERIFY(one.commitHash != two.commitHash);
        // And the order within the request plays no part.
        const NodeId a = m_server->node(), b = m_server->node();
        const QByteArray third = m_server->project(m_token), fourth = m_server->project(m_token);
        const auto ab = m_server->mustCommit(third, m_token, {put(folderNode(a, "a")), put(folderNode(b, "b"))});
        const auto ba = m_server->mustCommit(fourth, m_token, {put(folderNode(b, "b")), put(folderNode(a, "a"))});
        QCOMPARE(ab.commitHash, ba.commitHash);
    }

    void sizeAndCountFollowTheTree()
    {
        makeStart();
        const auto shown = [&] { return m_server->get(m_project, m_token).json(); };
        QCOMPARE(shown()[u"file_count"_s].toInteger(), 2);
        QCOMPARE(shown()[u"size"_s].toInteger(), 9);
        m_server->mustCommit(m_project, m_token, {remove(m_start.b)});
        QCOMPARE(shown()[u"file_count"_s].toInteger(), 1);
        QCOMPARE(shown()[u"size"_s].toInteger(), 5);
        QCOMPARE(shown()[u"head_revision"_s].toInteger(), 2);
    }

    void tenThousandChangesTakeWellUnderASecond()
    {
        Changes changes;
        std::vector<QByteArray> contents;
        const NodeId folder = m_server->node();
        changes.push_back(put(folderNode(folder, "many")));
        for (int i = 1; i < 10'000; ++i) {
            contents.push_back("content " + QByteArray::number(i));
            changes.push_back(put(fileNode(m_server->node(), "file" + QByteArray::number(i), contents.back(), folder),
                                  manifestOf(contents.back())));
        }
        m_server->pieceBytes = 64 << 10;
        for (std::size_t at = 0; at < contents.size(); at += 4000) {
            const auto end = std::min(at + 4000, contents.size());
            QCOMPARE(m_server->upload(m_project, m_token, {contents.begin() + qsizetype(at), contents.begin() + qsizetype(end)})
                         .status,
                     200);
        }
        wire::CommitRequest request;
        request.changes = std::move(changes);
        const QByteArray body = QJsonDocument(toJson(request)).toJson(QJsonDocument::Compact);
        QElapsedTimer timer;
        timer.start();
        const auto reply = m_server->send("POST", m_project + "/commits", m_token, body,
                                          {{"idempotency-key", m_server->key().toString().toLatin1()}});
        qInfo("10,000 changes: %lld ms, %lld bytes", timer.elapsed(), qint64(body.size()));
        QCOMPARE(reply.status, 201);
        timer.restart();
        QCOMPARE(m_server->page(m_project, m_token, {}, 5000).changes.size(), 5000);
        qInfo("a page of 5,000: %lld ms with parsing", timer.elapsed());
    }
};

}  // namespace tideline::server

QTEST_GUILESS_MAIN(tideline::server::CommitTest)
#include "commit_test.moc"
