#include "core_fixture.h"

#include <QTest>

#include <set>

namespace tideline::server {

class FeedTest final : public QObject {
    Q_OBJECT

    std::unique_ptr<CoreFixture> m_server;
    QByteArray m_token;
    QByteArray m_project;

    QStringList names(const QByteArray &path)
    {
        QStringList names;
        for (const auto item : m_server->get(path, m_token).json()[u"items"_s].toArray())
            names += item[u"path"_s].toString();
        return names;
    }

private Q_SLOTS:
    void init()
    {
        m_server = std::make_unique<CoreFixture>();
        QVERIFY(m_server->ok());
        m_token = m_server->user(u"ada"_s);
        m_project = m_server->project(m_token);
    }

    void anEmptyProjectHasAnEmptyFeed()
    {
        const auto page = m_server->page(m_project, m_token, {});
        QCOMPARE(page.until.revision, 0);
        QVERIFY(!page.until.epoch.isNull());
        QVERIFY(page.changes.empty() && page.after.isEmpty());
    }

    void pagesTellTheStateAtTheirStartWhileHeadMovesOn()
    {
        std::vector<NodeId> ids;
        std::vector<wire::Change> changes;
        for (int i = 0; i < 10; ++i) {
            ids.push_back(m_server->node());
            changes.push_back(put(folderNode(ids.back(), "folder" + QByteArray::number(i))));
        }
        const wire::Cursor then = m_server->mustCommit(m_project, m_token, changes);
        std::map<NodeId, QByteArray> seen;
        auto page = m_server->page(m_project, m_token, {}, 3);
        for (int round = 0;; ++round) {
            QVERIFY(page.until == then);
            for (const wire::Change &change : page.changes)
                QVERIFY(seen.emplace(change.node.id, change.path).second);
            if (page.after.isEmpty())
                break;
            // Meanwhile: one that was not sent yet is renamed, one is deleted, one is added.
            if (round < 3) {
                m_server->mustCommit(m_project, m_token, {move(ids[9], "renamed" + QByteArray::number(round)),
                                                          remove(ids[std::size_t(8 - round)]),
                                                          put(folderNode(m_server->node(), "new" + QByteArray::number(round)))});
            }
            page = m_server->page(m_project, m_token, {}, 3, page.after);
        }
        QCOMPARE(seen.size(), std::size_t(10));
        for (int i = 0; i < 10; ++i)
            QCOMPARE(seen[ids[std::size_t(i)]], "folder" + QByteArray::number(i));

        // What came since is told once per node, in its last state.
        const auto rest = m_server->page(m_project, m_token, then);
        QCOMPARE(rest.until.revision, 4);
        QCOMPARE(rest.changes.size(), std::size_t(1 + 3 + 3));
        for (const wire::Change &change : rest.changes) {
            if (change.node.id == ids[9]) {
                QVERIFY(change.op == wire::Change::Op::Move);
                QCOMPARE(change.path, "renamed2");
            }
        }
    }

    void aPageEndsBeforeItsPathsMakeItTooLarge()
    {
        std::vector<wire::Change> changes;
        NodeId parent;
        for (int i = 0; i < 15; ++i) {
            changes.push_back(put(folderNode(m_server->node(), QByteArray(240, '\x01'), parent)));
            parent = changes.back().node.id;
        }
        for (int i = 0; i < 2000; ++i)
            changes.push_back(put(folderNode(m_server->node(), "f" + QByteArray::number(i), parent)));
        m_server->mustCommit(m_project, m_token, changes);
        std::size_t told = 0;
        QString after;
        do {
            const auto page = m_server->page(m_project, m_token, {}, 5000, after);
            QVERIFY(toText(page).size() < (16 << 20));
            told += page.changes.size();
            after = page.after;
        } while (!after.isEmpty());
        QCOMPARE(told, changes.size());
        qsizetype listed = 0;
        do {
            const auto page = m_server->get(m_project + "/tree?limit=5000&parent=" + parent.toString().toLatin1()
                                                + (after.isEmpty() ? QByteArray() : "&after=" + after.toUtf8()),
                                            m_token);
            QVERIFY(page.body.size() < (16 << 20));
            listed += page.json()[u"items"_s].toArray().size();
            after = page.json()[u"after"_s].toString();
        } while (!after.isEmpty());
        QCOMPARE(listed, 2000);
    }

    void aMoveWithAnEditIsAPut()
    {
        const NodeId id = m_server->node();
        QCOMPARE(m_server->upload(m_project, m_token, {"one", "two"}).status, 200);
        const auto base = m_server->mustCommit(m_project, m_token, {put(fileNode(id, "a", "one"), manifestOf("one"))});
        m_server->mustCommit(m_project, m_token, {put(fileNode(id, "a", "two"), manifestOf("two"))});
        m_server->mustCommit(m_project, m_token, {move(id, "b")});
        const auto page = m_server->page(m_project, m_token, base);
        QCOMPARE(page.changes.size(), std::size_t(1));
        QVERIFY(page.changes[0].op == wire::Change::Op::Put);
        QCOMPARE(page.changes[0].path, "b");
        QCOMPARE(page.changes[0].revision, 3);
        QVERIFY(page.changes[0].manifest == manifestOf("two"));
    }

    void aMovedFolderIsOneChangeAndItsFilesHaveTheNewPath()
    {
        const NodeId folder = m_server->node(), file = m_server->node();
        const auto base = m_server->mustCommit(m_project, m_token, {put(folderNode(folder, "old")),
                                                                    put(fileNode(file, "empty", "", folder), Manifest{})});
        m_server->mustCommit(m_project, m_token, {move(folder, "new")});
        QCOMPARE(m_server->page(m_project, m_token, base).changes.size(), std::size_t(1));
        QCOMPARE(m_server->tree(m_project, m_token), (QStringList{u"new"_s, u"new/empty"_s}));
        const auto all = m_server->page(m_project, m_token, {}).changes;
        QVERIFY(all[0].manifest && all[0].manifest->chunks.empty());
    }

    void aCursorThatIsNotOfThisHistoryIsReset()
    {
        const auto head = m_server->mustCommit(m_project, m_token, {put(folderNode(m_server->node(), "a"))});
        const QByteArray good = m_project + "/changes?since=1&epoch=" + head.epoch.toString().toLatin1() + "&hash="
                                + head.commitHash.toString().toLatin1();
        QCOMPARE(m_server->get(good, m_token).status, 200);
        const auto reset = [&](QByteArray path) {
            const auto reply = m_server->get(path, m_token);
            return reply.status == 410 && reply.code() == u"cursor_reset"_s;
        };
        QVERIFY(reset(QByteArray(good).replace("since=1", "since=2")));
        QVERIFY(reset(QByteArray(good).replace(head.commitHash.toString().toLatin1(), sha256("x").toString().toLatin1())));
        QVERIFY(m_server->core().beginEpoch());
        QVERIFY(reset(good));
        const auto anew = m_server->page(m_project, m_token, {});
        QVERIFY(anew.until.epoch != head.epoch);
        QCOMPARE(anew.until.revision, 1);
        QVERIFY(m_server->restart());
        QVERIFY(m_server->page(m_project, m_token, {}).until.epoch == anew.until.epoch);
    }

    void oldRevisionsKeepTheirTree()
    {
        const NodeId docs = m_server->node(), a = m_server->node(), b = m_server->node();
        QCOMPARE(m_server->upload(m_project, m_token, {"one", "two"}).status, 200);
        m_server->mustCommit(m_project, m_token, {put(folderNode(docs, "docs")), put(fileNode(a, "a", "one", docs), manifestOf("one"))});
        m_server->mustCommit(m_project, m_token, {put(fileNode(a, "a", "two", docs), manifestOf("two")), put(folderNode(b, "b"))});
        m_server->mustCommit(m_project, m_token, {move(docs, "papers")});
        m_server->mustCommit(m_project, m_token, {remove(docs), remove(a)});

        QCOMPARE(names(m_project + "/tree?revision=1"), QStringList{u"docs"_s});
        QCOMPARE(names(m_project + "/tree?revision=2"), (QStringList{u"b"_s, u"docs"_s}));
        QCOMPARE(names(m_project + "/tree?revision=3"), (QStringList{u"b"_s, u"papers"_s}));
        QCOMPARE(names(m_project + "/tree"), QStringList{u"b"_s});
        QCOMPARE(names(m_project + "/tree?revision=3&path=papers"), QStringList{u"papers/a"_s});
        QCOMPARE(names(m_project + "/tree?revision=1&parent=" + docs.toString().toLatin1()), QStringList{u"docs/a"_s});
        QCOMPARE(m_server->get(m_project + "/tree?path=docs", m_token).status, 404);
        QCOMPARE(m_server->get(m_project + "/tree?revision=5", m_token).status, 404);

        QCOMPARE(m_server->get(m_project + "/files/docs/a?revision=1", m_token).body, "one");
        QCOMPARE(m_server->get(m_project + "/files/docs/a?revision=2", m_token).body, "two");
        QCOMPARE(m_server->get(m_project + "/files/papers/a?revision=3", m_token).body, "two");
        QCOMPARE(m_server->get(m_project + "/files/papers/a", m_token).status, 404);
    }

    void aLargeFolderIsListedInPages()
    {
        std::vector<wire::Change> changes;
        for (int i = 0; i < 25; ++i)
            changes.push_back(put(folderNode(m_server->node(), QByteArray::number(i + 100))));
        m_server->mustCommit(m_project, m_token, changes);
        for (const QByteArray &revision : {QByteArray(), QByteArray("&revision=1")}) {
            QStringList all;
            QByteArray after;
            do {
                const auto json = m_server->get(m_project + "/tree?limit=10&after=" + after + revision, m_token).json();
                for (const auto item : json[u"items"_s].toArray())
                    all += item[u"name"_s].toString();
                after = json[u"after"_s].toString().toUtf8();
            } while (!after.isEmpty());
            QCOMPARE(all.size(), 25);
            QVERIFY(std::ranges::is_sorted(all));
        }
    }

    void theLogKnowsPathsThatAreGone()
    {
        const NodeId a = m_server->node();
        m_server->mustCommit(m_project, m_token, {put(folderNode(a, "first"))});
        m_server->mustCommit(m_project, m_token, {move(a, "second")});
        m_server->mustCommit(m_project, m_token, {remove(a), put(folderNode(m_server->node(), "other"))});

        const auto log = m_server->get(m_project + "/commits", m_token).json()[u"items"_s].toArray();
        QCOMPARE(log.size(), 3);
        QCOMPARE(log[0][u"revision"_s].toInteger(), 3);
        QCOMPARE(log[0][u"author"_s][u"name"_s].toString(), u"ada"_s);
        QCOMPARE(log[0][u"device"_s].toString(), u"testbox"_s);
        QCOMPARE(log[0][u"message"_s].toString(), u"why not"_s);
        QCOMPARE(log[0][u"counts"_s].toObject(), (QJsonObject{{u"put"_s, 1}, {u"move"_s, 0}, {u"delete"_s, 1}}));
        const auto paths = log[0][u"paths"_s].toArray();
        QCOMPARE(paths.size(), 2);
        QVERIFY(paths.contains(u"second"_s) && paths.contains(u"other"_s));  // in the order of their nodes' ids

        for (const char *path : {"first", "second"}) {
            const auto items = m_server->get(m_project + "/commits?path=" + path, m_token).json()[u"items"_s].toArray();
            QCOMPARE(items.size(), 3);
            QCOMPARE(items[0][u"change"_s][u"op"_s].toString(), u"delete"_s);
            QCOMPARE(items[2][u"change"_s][u"path"_s].toString(), u"first"_s);
        }
        QCOMPARE(m_server->get(m_project + "/commits?path=never", m_token).status, 404);

        const auto paged = m_server->get(m_project + "/commits?limit=2", m_token).json();
        QCOMPARE(paged[u"after"_s].toString(), u"2"_s);
        QCOMPARE(m_server->get(m_project + "/commits?limit=2&after=2", m_token).json()[u"items"_s].toArray().size(), 1);
        const auto one = m_server->get(m_project + "/commits/3", m_token).json();
        QCOMPARE(one[u"changes"_s].toArray().size(), 2);
        QCOMPARE(m_server->get(m_project + "/commits/4", m_token).status, 404);
    }

    void whatIsNoParameterIsRefused_data()
    {
        QTest::addColumn<QByteArray>("query");
        for (const char *query : {"since=x", "since=-1", "limit=0", "limit=x", "since=1", "since=1&epoch=&hash=",
                                  "after=1.2", "after=0.0.nod_00000000000000000000000000000000"})
            QTest::newRow(query) << QByteArray(query);
    }

    void whatIsNoParameterIsRefused()
    {
        QFETCH(QByteArray, query);
        m_server->mustCommit(m_project, m_token, {put(folderNode(m_server->node(), "a"))});
        QCOMPARE(m_server->get(m_project + "/changes?" + query, m_token).status, 422);
    }

    void everyStateThatTheFeedEverToldCanBeToldAgain()
    {
        // A walk of random commits; whoever follows from any cursor ends with the tree at head.
        SeededRandom random(11);
        std::vector<NodeId> alive;
        std::vector<wire::Cursor> cursors{{}};
        std::vector<std::map<NodeId, QByteArray>> states{{}};
        std::map<NodeId, QByteArray> state;
        for (int step = 0; step < 30; ++step) {
            std::vector<wire::Change> changes;
            std::set<NodeId> used;
            for (int i = 0; i < 4; ++i) {
                const QByteArray name = "n" + QByteArray::number(step) + '-' + QByteArray::number(i);
                if (alive.size() < 3 || random.below(3) == 0) {
                    const NodeId id = m_server->node();
                    changes.push_back(put(folderNode(id, name)));
                    used.insert(id);
                    alive.push_back(id);
                    state[id] = name;
                    continue;
                }
                const std::size_t at = random.below(alive.size());
                if (!used.insert(alive[at]).second)
                    continue;
                if (random.below(2) == 0) {
                    changes.push_back(move(alive[at], name));
                    state[alive[at]] = name;
                } else {
                    changes.push_back(remove(alive[at]));
                    state.erase(alive[at]);
                    alive.erase(alive.begin() + qptrdiff(at));
                }
            }
            cursors.push_back(m_server->mustCommit(m_project, m_token, changes));
            states.push_back(state);
        }
        for (std::size_t from = 0; from < cursors.size(); ++from) {
            std::map<NodeId, QByteArray> held = states[from];
            auto page = m_server->page(m_project, m_token, cursors[from], 5);
            while (true) {
                for (const wire::Change &change : page.changes) {
                    if (change.op == wire::Change::Op::Delete)
                        held.erase(change.node.id);
                    else
                        held[change.node.id] = change.node.place.name;
                }
                if (page.after.isEmpty())
                    break;
                page = m_server->page(m_project, m_token, cursors[from], 5, page.after);
            }
            QVERIFY2(held == state, qPrintable(u"from revision %1"_s.arg(from)));
        }
    }
};

}  // namespace tideline::server

QTEST_GUILESS_MAIN(tideline::server::FeedTest)
#include "feed_test.moc"
