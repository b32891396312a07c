// Thinning a project's history: what goes is what was said, and nothing that anybody needs.
#include "core_fixture.h"

#include "app/server/metadata/connections.h"
#include "app/server/metadata/retention.h"

#include <QRandomGenerator>
#include <QTest>
#include <QTimeZone>

#include <set>
#include <thread>

namespace tideline::server {

using namespace std::chrono_literals;

class RetentionTest final : public QObject {
    Q_OBJECT

    static constexpr qint64 kDayMs = 24 * 3600 * 1000;

    std::unique_ptr<CoreFixture> m_server;
    QByteArray m_ada;
    QByteArray m_project;
    NodeId m_node;
    std::map<Revision, QByteArray> m_contents;  ///< of "f"

    static QByteArray contentOf(int number)
    {
        SeededRandom random{quint64(number)};
        QByteArray made(3000, Qt::Uninitialized);
        random.fill({reinterpret_cast<unsigned char *>(made.data()), std::size_t(made.size())});
        return made;
    }
    Revision write(int number)
    {
        const QByteArray content = contentOf(number);
        if (m_server->upload(m_project, m_ada, {content}).status != 200)
            return -1;
        const Revision revision = m_server->mustCommit(m_project, m_ada, {put(fileNode(m_node, "f", content), manifestOf(content))}).revision;
        m_contents[revision] = content;
        return revision;
    }
    /// Every six hours another version, for so many days; the clock stands behind the last.
    void writeForDays(int days)
    {
        for (int i = 0; i < days * 4; ++i) {
            write(i);
            m_server->clock.forward(6h);
        }
    }
    Reply put_(const QJsonObject &policy, const QByteArray &token)
    {
        return m_server->send("PUT", m_project + "/retention", token, QJsonDocument(policy).toJson());
    }
    static QJsonObject thinned(int all, int daily) { return {{u"keep"_s, u"thinned"_s}, {u"all_days"_s, all}, {u"daily_days"_s, daily}}; }
    QJsonObject preview() { return m_server->get(m_project + "/retention/preview", m_ada).json(); }
    QJsonObject apply() { return m_server->post(m_project + "/retention:apply", m_ada, {}).json(); }
    qint64 stored() { return m_server->get(m_project + "/usage", m_ada).json()[u"stored_bytes"_s].toInteger(-1); }
    std::set<Revision> keptRevisions()
    {
        std::set<Revision> kept;
        for (const QJsonValue &item : m_server->get(m_project + "/commits?limit=500", m_ada).json()[u"items"_s].toArray()) {
            if (item[u"kept"_s].toBool())
                kept.insert(item[u"revision"_s].toInteger());
        }
        return kept;
    }
    /// A project whose first of three revisions is about to go.
    void makeOldHistory()
    {
        init();
        write(1);
        m_server->clock.forward(1h);
        write(2);
        m_server->clock.forward(std::chrono::hours(24 * 20));
        write(3);
    }
    /// How many transactions that takes.
    int placesOfAThinning()
    {
        makeOldHistory();
        int places = 0;
        Connections connections(m_server->database(), {});
        const std::atomic<bool> stop = false;
        return thin(connections, 1, RetentionPolicy{7, 14}, m_server->clock.nowMs(), stop, [&] { ++places; }) ? places : -1;
    }
    Reply fileAt(Revision revision) { return m_server->get(m_project + "/files/f?revision=" + QByteArray::number(revision), m_ada); }
    Reply restore(Revision revision)
    {
        return m_server->post(m_project + "/commits/" + QByteArray::number(revision) + "/restore", m_ada, {},
                              {{"idempotency-key", m_server->key().toString().toLatin1()}});
    }

private Q_SLOTS:
    void init()
    {
        m_server = std::make_unique<CoreFixture>();
        QVERIFY(m_server->ok());
        m_ada = m_server->user(u"ada"_s);
        m_project = m_server->project(m_ada);
        m_node = m_server->node();
        m_contents.clear();
    }

    void eachRevisionIsKeptAsThePolicySays_data()
    {
        QTest::addColumn<QList<double>>("ages");  // in days, newest first: the first is the head
        QTest::addColumn<QList<int>>("goes");     // which of them, from 0

        // Now is a Sunday, noon.
        // clang-format off
        QTest::newRow("all of the last days stay")              << QList<double>{0.1, 0.2, 1, 6.9}              << QList<int>{};
        QTest::newRow("then the last of each day stays")        << QList<double>{0, 8.0, 8.1, 8.2, 9.0, 9.1}    << QList<int>{2, 3, 5};
        QTest::newRow("then the last of each week stays")       << QList<double>{0, 31.0, 32.0, 36.0, 38.0}     << QList<int>{2, 4};
        QTest::newRow("a head of any age stays")                << QList<double>{900, 901, 902}                 << QList<int>{2};
        QTest::newRow("a week ends on Sunday")                  << QList<double>{0, 35.0, 35.6, 41.0}           << QList<int>{2, 3};
        // clang-format on
    }
    void eachRevisionIsKeptAsThePolicySays()
    {
        QFETCH(QList<double>, ages);
        QFETCH(QList<int>, goes);
        const qint64 now = QDateTime(QDate(2026, 11, 29), QTime(12, 0), QTimeZone::utc()).toMSecsSinceEpoch();
        std::vector<KeptRevision> revisions;
        for (const double age : ages)
            revisions.push_back({ages.size() - qsizetype(revisions.size()), now - qint64(age * kDayMs), false});
        QList<int> found;
        for (const Revision revision : revisionsToThin({7, 30}, revisions, now))
            found.append(int(ages.size() - revision));
        QCOMPARE(found, goes);
    }

    void withoutAPolicyEverythingStays()
    {
        writeForDays(40);
        QCOMPARE(m_server->get(m_project + "/retention", m_ada).json(), (QJsonObject{{u"keep"_s, u"everything"_s}}));
        const qint64 before = stored();
        QCOMPARE(preview()[u"revision_count"_s].toInteger(), 0);
        QCOMPARE(apply()[u"revision_count"_s].toInteger(), 0);
        m_server->clock.forward(std::chrono::hours(24 * 400));
        QVERIFY(m_server->core().upkeep());
        QCOMPARE(stored(), before);
        QCOMPARE(fileAt(1).body, m_contents.at(1));
    }

    void newProjectsGetTheServersPolicyOthersKeepEverything()
    {
        m_server->policy.usage.retention = RetentionPolicy{30, 180};
        QVERIFY(m_server->restart());
        const QByteArray fresh = m_server->project(m_ada, u"fresh"_s);
        QCOMPARE(m_server->get(fresh + "/retention", m_ada).json(), thinned(30, 180));
        QCOMPARE(m_server->get(m_project + "/retention", m_ada).json(), (QJsonObject{{u"keep"_s, u"everything"_s}}));
    }

    void whatIsShownIsWhatGoes()
    {
        writeForDays(40);
        QCOMPARE(put_(thinned(7, 14), m_ada).status, 200);
        const std::set<Revision> before = keptRevisions();
        const qint64 storedBefore = stored();
        const QJsonObject shown = preview();
        QCOMPARE(keptRevisions(), before);  // looking changes nothing
        QVERIFY(shown[u"revision_count"_s].toInteger() > 50);
        QCOMPARE(m_server->get(m_project + "/retention/preview?all_days=7&daily_days=14", m_ada).json(), shown);
        QVERIFY(m_server->get(m_project + "/retention/preview?all_days=20&daily_days=30", m_ada).json()[u"revision_count"_s].toInteger()
                < shown[u"revision_count"_s].toInteger());
        const QJsonObject went = apply();
        QCOMPARE(went, shown);
        QCOMPARE(stored(), storedBefore - shown[u"bytes"_s].toInteger());
        QCOMPARE(**m_server->database().integer("SELECT sum(raw_length) FROM project_chunk"), stored());
        std::set<Revision> expected = before;
        for (const QJsonValue &item : shown[u"revisions"_s].toArray())
            expected.erase(item[u"revision"_s].toInteger());
        QCOMPARE(keptRevisions(), expected);
        QCOMPARE(shown[u"version_count"_s].toInteger(), shown[u"revision_count"_s].toInteger());  // each had its own content
        QCOMPARE(preview()[u"revision_count"_s].toInteger(), 0);
        QCOMPARE(apply()[u"bytes"_s].toInteger(), 0);
        const QJsonObject usage = m_server->get(m_project + "/usage", m_ada).json();
        QCOMPARE(usage[u"revisions"_s][u"thinned"_s].toInteger(), shown[u"revision_count"_s].toInteger());
    }

    void keptRevisionsAreWholeAndOthersSayThatTheyAreNot()
    {
        writeForDays(30);
        QCOMPARE(m_server->post(m_project + "/snapshots", m_ada, {{u"name"_s, u"paper"_s}, {u"revision"_s, 2}}).status, 201);
        put_(thinned(7, 14), m_ada);
        apply();
        const std::set<Revision> kept = keptRevisions();
        QVERIFY(kept.contains(2));
        QVERIFY(kept.contains(m_contents.rbegin()->first));
        QVERIFY(kept.size() < m_contents.size());
        Revision gone = 0;
        for (const auto &[revision, content] : m_contents) {
            const Reply reply = fileAt(revision);
            if (kept.contains(revision)) {
                QCOMPARE(reply.body, content);
            } else {
                gone = revision;
                QCOMPARE(reply.status, 404);
                QVERIFY(reply.json()[u"title"_s].toString().contains(u"not kept"_s));
                QCOMPARE(m_server->get(m_project + "/tree?revision=" + QByteArray::number(revision), m_ada).status, 200);
            }
        }
        QVERIFY(gone > 0);
        QCOMPARE(restore(gone).status, 404);
        QCOMPARE(m_server->post(m_project + "/snapshots", m_ada, {{u"name"_s, u"late"_s}, {u"revision"_s, gone}}).status, 404);
        QCOMPARE(restore(2).status, 201);
        QCOMPARE(m_server->get(m_project + "/files/f", m_ada).body, m_contents.at(2));
    }

    /// A client may come back after any time: it is told the same, nothing is deleted, nothing comes back.
    void cursorsOfAnyAgeAreAnsweredAsBefore()
    {
        std::vector<wire::Cursor> cursors;
        const NodeId other = m_server->node();
        for (int i = 0; i < 60; ++i) {
            write(i);
            if (i == 10)
                m_server->mustCommit(m_project, m_ada, {put(folderNode(other, "folder"))});
            if (i == 20)
                m_server->mustCommit(m_project, m_ada, {move(m_node, "f", other)}), m_server->mustCommit(m_project, m_ada, {move(m_node, "f")});
            if (i == 30)
                m_server->mustCommit(m_project, m_ada, {remove(other)});
            cursors.push_back(m_server->head(m_project, m_ada));
            m_server->clock.forward(12h);
        }
        const auto told = [&](const wire::Cursor &since) {
            QByteArray text;
            QString after;
            do {
                const wire::ChangePage page = m_server->page(m_project, m_ada, since, 7, after);
                text += wire::toText(page);
                after = page.after;
            } while (!after.isEmpty());
            return text;
        };
        std::vector<QByteArray> before;
        for (const wire::Cursor &cursor : cursors)
            before.push_back(told(cursor));
        const QJsonObject logBefore = m_server->get(m_project + "/commits?limit=500", m_ada).json();
        QJsonObject known = toJson(put(fileNode(m_server->node(), "f", contentOf(3))));
        const QJsonObject question{{u"entries"_s, QJsonArray{known}}};
        const QJsonObject knownBefore = m_server->post(m_project + "/history:find", m_ada, question).json();
        QCOMPARE(knownBefore[u"known"_s].toArray().size(), 1);

        put_(thinned(1, 7), m_ada);
        QVERIFY(apply()[u"revision_count"_s].toInteger() > 30);

        for (std::size_t i = 0; i < cursors.size(); ++i)
            QCOMPARE(told(cursors[i]), before[i]);
        QCOMPARE(m_server->post(m_project + "/history:find", m_ada, question).json(), knownBefore);
        const QJsonArray logAfter = m_server->get(m_project + "/commits?limit=500", m_ada).json()[u"items"_s].toArray();
        for (qsizetype i = 0; i < logAfter.size(); ++i)  // the chain of hashes is whole
            QCOMPARE(logAfter[i][u"hash"_s], logBefore[u"items"_s][i][u"hash"_s]);
    }

    void aContentThatAKeptRevisionHasStaysWhoeverElseHadIt()
    {
        write(1);                              // r1: content 1
        m_server->clock.forward(1h);
        write(2);                              // r2: content 2, thinned
        m_server->clock.forward(1h);
        write(1);                              // r3: content 1 again, the last of its day
        m_server->clock.forward(std::chrono::hours(24 * 20));
        write(3);
        put_(thinned(7, 14), m_ada);
        const QJsonObject went = apply();
        QCOMPARE(went[u"revision_count"_s].toInteger(), 2);
        QCOMPARE(went[u"version_count"_s].toInteger(), 1);
        QCOMPARE(went[u"bytes"_s].toInteger(), 3000);
        QCOMPARE(fileAt(3).body, contentOf(1));
        QCOMPARE(fileAt(1).body, contentOf(1));  // not promised, but there
        QCOMPARE(fileAt(2).status, 404);
    }

    /// What went can come again: it is asked for, and then it is whole.
    void whatWentIsUploadedAnew()
    {
        write(1);
        m_server->clock.forward(1h);
        write(2);
        m_server->clock.forward(std::chrono::hours(24 * 20));
        write(3);
        put_(thinned(7, 14), m_ada);
        apply();
        const QByteArray content = contentOf(1);
        const auto negotiated = m_server->post(m_project + "/chunks:negotiate", m_ada, {{u"chunks"_s, wire::toJson(manifestOf(content))}}).json();
        QCOMPARE(negotiated[u"need"_s].toArray().size(), 3);
        QVERIFY(write(1) > 0);
        QCOMPARE(m_server->get(m_project + "/files/f", m_ada).body, content);
    }

    void theServerDoesItOnceADay()
    {
        writeForDays(30);
        put_(thinned(7, 14), m_ada);
        const qint64 shown = preview()[u"revision_count"_s].toInteger();
        QVERIFY(shown > 0);
        QVERIFY(m_server->core().upkeep());
        QCOMPARE(preview()[u"revision_count"_s].toInteger(), 0);
        m_server->clock.forward(23h);
        writeForDays(1);  // a day later there is more to thin
        const qint64 more = preview()[u"revision_count"_s].toInteger();
        QVERIFY(more > 0);
        QVERIFY(m_server->core().upkeep());
        QCOMPARE(preview()[u"revision_count"_s].toInteger(), 0);
    }

    void onlyOwnersChangeWhatIsKept()
    {
        const QByteArray bob = m_server->user(u"bob"_s);
        m_server->give(m_project, m_ada, u"bob"_s, u"editor"_s);
        QCOMPARE(put_(thinned(7, 14), bob).status, 403);
        QCOMPARE(m_server->post(m_project + "/retention:apply", bob, {}).status, 403);
        QCOMPARE(put_(thinned(0, 14), m_ada).status, 422);
        QCOMPARE(put_(thinned(14, 7), m_ada).status, 422);
        QCOMPARE(put_({{u"keep"_s, u"nothing"_s}}, m_ada).status, 422);
        QCOMPARE(m_server->get(m_project + "/retention/preview", bob).status, 403);  // it reads all of the history
        QCOMPARE(m_server->get(m_project + "/retention", bob).status, 200);
    }

    /// A commit of a content that is about to go, with all that a client does for it, begun and ended at each two places of a thinning.
    void aCommitAtAnyPlaceOfAThinningIsWhole_data()
    {
        QTest::addColumn<bool>("hasChunks");  // the commit names the chunks, or only a content that the project had
        QTest::newRow("with its chunks") << true;
        QTest::newRow("by its hash alone") << false;
    }
    void aCommitAtAnyPlaceOfAThinningIsWhole()
    {
        QFETCH(bool, hasChunks);
        const int places = placesOfAThinning();
        QCOMPARE(places, 4);  // revisions marked, contents dropped, chunks condemned, chunks dropped
        for (int begin = 0; begin < places; ++begin) {
            for (int end = begin; end < places; ++end) {
                makeOldHistory();
                const QByteArray content = contentOf(1);
                const Manifest manifest = manifestOf(content);
                const auto change = put(fileNode(m_server->node(), "again", content), hasChunks ? std::optional(manifest) : std::nullopt);
                bool needs = false;
                Reply reply;
                const auto tryIt = [&] { reply = m_server->commit(m_project, m_ada, m_server->head(m_project, m_ada), {change}); };
                int place = 0;
                Connections connections(m_server->database(), {});
                const std::atomic<bool> stop = false;
                const auto went = thin(connections, 1, RetentionPolicy{7, 14}, m_server->clock.nowMs(), stop, [&] {
                    if (place == begin)
                        needs = !m_server->post(m_project + "/chunks:negotiate", m_ada, {{u"chunks"_s, wire::toJson(manifest)}})
                                     .json()[u"need"_s].toArray().isEmpty();
                    if (place == end) {
                        if (needs)
                            m_server->upload(m_project, m_ada, {content});
                        tryIt();
                    }
                    ++place;
                });
                QVERIFY(went);
                if (reply.code() == u"chunk_missing"_s) {  // as a client does: it sends all of it
                    QCOMPARE(m_server->upload(m_project, m_ada, {content}).status, 200);
                    tryIt();
                }
                const QString at = u"from %1 to %2 of %3: %4"_s.arg(begin).arg(end).arg(places).arg(reply.code());
                // That a small content has several chunks is this test's doing; of the hash alone the server takes it for one.
                QVERIFY2(reply.status == 201 || (!hasChunks && reply.code() == u"chunk_missing"_s), qPrintable(at));
                QVERIFY2(m_server->get(m_project + "/files/f", m_ada).body == contentOf(3), qPrintable(at));
                for (int pass = 0; pass < 2; ++pass) {
                    if (reply.status == 201)
                        QVERIFY2(m_server->get(m_project + "/files/again", m_ada).body == content, qPrintable(at));
                    m_server->clock.forward(std::chrono::hours(48));
                    QVERIFY(thin(connections, 1, RetentionPolicy{7, 14}, m_server->clock.nowMs(), stop));
                }
                QCOMPARE(**m_server->database().integer("SELECT sum(raw_length) FROM project_chunk"), stored());
            }
        }
    }

    /// A snapshot that is made of a revision which is about to go is refused, or whole.
    void aSnapshotAtAnyPlaceOfAThinningIsWhole()
    {
        const int places = placesOfAThinning();
        for (int at = 0; at < places; ++at) {
            makeOldHistory();
            int place = 0;
            Reply reply;
            Connections connections(m_server->database(), {});
            const std::atomic<bool> stop = false;
            QVERIFY(thin(connections, 1, RetentionPolicy{7, 14}, m_server->clock.nowMs(), stop, [&] {
                if (place++ == at)
                    reply = m_server->post(m_project + "/snapshots", m_ada, {{u"name"_s, u"paper"_s}, {u"revision"_s, 1}});
            }));
            QCOMPARE(reply.status, at == 0 ? 201 : 404);
            QCOMPARE(fileAt(1).status, at == 0 ? 200 : 404);
        }
    }

    /// What a stop or a crash leaves in the middle is whole, and the next pass goes on.
    void aThinningThatEndsAnywhereIsGoneOnWith()
    {
        int places = 1;
        for (int at = 0; at < places; ++at) {
            init();
            writeForDays(20);
            std::atomic<bool> stop = false;
            int place = 0;
            Connections connections(m_server->database(), {});
            QVERIFY(thin(connections, 1, RetentionPolicy{3, 7}, m_server->clock.nowMs(), stop, [&] { stop = stop || place++ == at; }));
            places = std::max(places, place + 1);
            for (const Revision revision : keptRevisions())
                QCOMPARE(fileAt(revision).body, m_contents.at(revision));
            put_(thinned(3, 7), m_ada);
            apply();
            QCOMPARE(stored(), qint64(keptRevisions().size()) * 3000);
            QCOMPARE(**m_server->database().integer("SELECT sum(raw_length) FROM project_chunk"), stored());
            if (place <= at)
                break;
        }
        QVERIFY(places >= 4);
    }

    /// People commit old and new contents, with what the server says that it has, while others thin: every kept revision stays whole.
    void commitsBesideAThinningLoseNothing()
    {
        const quint64 seed = QRandomGenerator::global()->generate();
        qInfo("seed %llu", static_cast<unsigned long long>(seed));
        constexpr int kContents = 8;
        for (int i = 0; i < 40; ++i) {
            write(i % kContents);
            m_server->clock.forward(6h);
        }
        put_(thinned(1, 2), m_ada);
        struct Writer {
            QByteArray token;
            NodeId node;
            std::vector<CommitKey> keys;
        };
        std::vector<Writer> writers;
        for (int i = 0; i < 3; ++i) {
            Writer writer{m_server->user(u"w%1"_s.arg(i)), m_server->node(), {}};
            m_server->give(m_project, m_ada, u"w%1"_s.arg(i), u"editor"_s);
            for (int k = 0; k < 60; ++k)
                writer.keys.push_back(m_server->key());
            writers.push_back(std::move(writer));
        }
        std::atomic<int> committed = 0;
        std::atomic<int> thinnings = 0;
        std::atomic<bool> isOver = false;
        {
            std::vector<std::jthread> threads;
            for (std::size_t i = 0; i < writers.size(); ++i) {
                threads.emplace_back([&, this, i] {
                    SeededRandom random{seed + i};
                    const Writer &writer = writers[i];
                    for (const CommitKey &key : writer.keys) {
                        const QByteArray content = contentOf(int(random.below(kContents)));
                        const Manifest manifest = manifestOf(content);
                        const auto change = put(fileNode(writer.node, "w" + QByteArray::number(i), content), manifest);
                        const auto need = m_server->post(m_project + "/chunks:negotiate", writer.token, {{u"chunks"_s, wire::toJson(manifest)}})
                                              .json()[u"need"_s].toArray();
                        if (!need.isEmpty())
                            m_server->upload(m_project, writer.token, {content});
                        Reply reply = m_server->commit(m_project, writer.token, m_server->head(m_project, writer.token), {change}, key);
                        if (reply.code() == u"chunk_missing"_s) {  // as a client does: it sends all of it
                            m_server->upload(m_project, writer.token, {content});
                            reply = m_server->commit(m_project, writer.token, m_server->head(m_project, writer.token), {change}, key);
                        }
                        committed += reply.status == 201;
                    }
                });
            }
            const std::jthread thinner([&, this] {
                while (!isOver) {
                    const Reply reply = m_server->post(m_project + "/retention:apply", m_ada, {});
                    thinnings += reply.status == 200;
                }
            });
            threads.clear();
            isOver = true;
        }
        apply();
        QVERIFY(thinnings > 0);
        QVERIFY(committed > 100);
        for (const Revision revision : keptRevisions()) {
            const auto tree = m_server->get(m_project + "/tree?revision=" + QByteArray::number(revision), m_ada).json();
            for (const QJsonValue &item : tree[u"items"_s].toArray()) {
                const QByteArray path = item[u"path"_s].toString().toUtf8();
                const Reply file = m_server->get(m_project + "/files/" + path + "?revision=" + QByteArray::number(revision), m_ada);
                QVERIFY2(file.status == 200 && !file.cut, qPrintable(u"%1 at %2"_s.arg(QString::fromUtf8(path)).arg(revision)));
                QCOMPARE(manifestOf(file.body).hash().toString(), item[u"hash"_s].toString());
            }
        }
        QCOMPARE(**m_server->database().integer("SELECT sum(raw_length) FROM project_chunk"), stored());
    }
};

}  // namespace tideline::server

QTEST_GUILESS_MAIN(tideline::server::RetentionTest)
#include "retention_test.moc"
