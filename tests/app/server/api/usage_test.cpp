// What projects hold counts for their owners, and is never more than they may.
#include "core_fixture.h"

#include <QDir>
#include <QTest>

#include <latch>
#include <thread>

namespace tideline::server {

class UsageTest final : public QObject {
    Q_OBJECT

    std::unique_ptr<CoreFixture> m_server;
    QByteArray m_ada;
    QByteArray m_project;

    /// Bytes that are in no other content: whole chunks of 1,000.
    static QByteArray bytes(int number, qsizetype size)
    {
        SeededRandom random{quint64(number) + 1000};
        QByteArray made(size, Qt::Uninitialized);
        random.fill({reinterpret_cast<unsigned char *>(made.data()), std::size_t(size)});
        return made;
    }
    QJsonObject quota(const QByteArray &token) { return m_server->get("/api/v1/me/quota", token).json(); }
    qint64 used(const QByteArray &token) { return quota(token)[u"used"_s].toInteger(-1); }
    void limit(const QString &user, std::optional<qint64> bytes) { QVERIFY(m_server->core().setQuota(user, bytes)); }
    qint64 packBytes() const
    {
        qint64 sum = 0;
        for (const QFileInfo &file : QDir(m_server->folder.filePath(u"packs"_s)).entryInfoList(QDir::Files))
            sum += file.size();
        return sum;
    }
    /// A new organisation of ada's; its path.
    QByteArray organization(const QString &name)
    {
        const Reply made = m_server->post("/api/v1/organizations", m_ada, {{u"name"_s, name}});
        Q_ASSERT(made.status == 201);
        return made.headers.at("Location");
    }
    QByteArray projectOf(const QString &organization, const QByteArray &token)
    {
        const QJsonObject owner{{u"type"_s, u"organization"_s}, {u"id"_s, organization}};
        const Reply made = m_server->post("/api/v1/projects", token, {{u"name"_s, u"ocean"_s}, {u"owner"_s, owner}});
        Q_ASSERT(made.status == 201);
        return made.headers.at("Location");
    }
    Reply giveTo(const QString &type, const QString &id)
    {
        return m_server->send("PUT", m_project + "/owner", m_ada, QJsonDocument(QJsonObject{{u"type"_s, type}, {u"id"_s, id}}).toJson());
    }
    Reply add(const QByteArray &name, const QByteArray &content)
    {
        const Reply sent = m_server->upload(m_project, m_ada, {content});
        if (sent.status != 200)
            return sent;
        return m_server->commit(m_project, m_ada, m_server->head(m_project, m_ada), {put(fileNode(m_server->node(), name, content), manifestOf(content))});
    }

private Q_SLOTS:
    void init()
    {
        m_server = std::make_unique<CoreFixture>();
        QVERIFY(m_server->ok());
        m_ada = m_server->user(u"ada"_s);
        m_project = m_server->project(m_ada);
    }

    void whatAnEditorUploadsCountsForTheOwner()
    {
        const QByteArray bob = m_server->user(u"bob"_s);
        m_server->give(m_project, m_ada, u"bob"_s, u"editor"_s);
        QCOMPARE(m_server->upload(m_project, bob, {bytes(1, 5000)}).status, 200);
        QCOMPARE(used(m_ada), 5000);
        QCOMPARE(used(bob), 0);
        limit(u"ada"_s, 6000);
        const Reply refused = m_server->upload(m_project, bob, {bytes(2, 2000)});
        QCOMPARE(refused.status, 403);
        QCOMPARE(refused.code(), u"quota_exceeded"_s);
    }

    void theSameBytesCountOnceInEachProject()
    {
        QCOMPARE(add("one", bytes(1, 3000)).status, 201);
        QCOMPARE(add("two", bytes(1, 3000)).status, 201);
        QCOMPARE(used(m_ada), 3000);
        const QByteArray other = m_server->project(m_ada, u"other"_s);
        QCOMPARE(m_server->upload(other, m_ada, {bytes(1, 3000)}).status, 200);
        QCOMPARE(used(m_ada), 6000);
        const QJsonArray projects = quota(m_ada)[u"projects"_s].toArray();
        QCOMPARE(projects.size(), 2);
        QCOMPARE(projects[0][u"stored_bytes"_s].toInteger(), 3000);
    }

    void aVersionCountsWithWhatIsNewInIt()
    {
        const NodeId node = m_server->node();
        const QByteArray first = bytes(1, 5000);
        const QByteArray second = first.first(4000) + bytes(2, 1000);
        for (const QByteArray &content : {first, second}) {
            QCOMPARE(m_server->upload(m_project, m_ada, {content}).status, 200);
            m_server->mustCommit(m_project, m_ada, {put(fileNode(node, "f", content), manifestOf(content))});
        }
        const QJsonObject usage = m_server->get(m_project + "/usage", m_ada).json();
        QCOMPARE(usage[u"stored_bytes"_s].toInteger(), 6000);
        QCOMPARE(usage[u"files"_s][u"bytes"_s].toInteger(), 5000);
        QCOMPARE(usage[u"files"_s][u"count"_s].toInteger(), 1);
        QCOMPARE(usage[u"versions"_s][u"bytes"_s].toInteger(), 10'000);
        QCOMPARE(usage[u"revisions"_s][u"count"_s].toInteger(), 2);
    }

    void aPackBeyondTheQuotaIsRefusedAndLeavesNothing()
    {
        limit(u"ada"_s, 10'000);
        QCOMPARE(m_server->upload(m_project, m_ada, {bytes(1, 8000)}).status, 200);
        const qint64 before = packBytes();
        for (int i = 0; i < 20; ++i) {
            const Reply refused = m_server->upload(m_project, m_ada, {bytes(2 + i, 5000)});
            QCOMPARE(refused.status, 403);
            QCOMPARE(refused.code(), u"quota_exceeded"_s);
            QCOMPARE(refused.json()[u"limit"_s].toInteger(), 10'000);
            QCOMPARE(refused.json()[u"used"_s].toInteger(), 8000);
            QCOMPARE(refused.json()[u"needed"_s].toInteger(), 5000);
        }
        QCOMPARE(packBytes(), before);
        QCOMPARE(used(m_ada), 8000);
        QCOMPARE(m_server->upload(m_project, m_ada, {bytes(1, 8000), bytes(50, 2000)}).status, 200);  // what is held needs nothing
        QCOMPARE(used(m_ada), 10'000);
    }

    /// Else the part that fits would take the space that smaller files need.
    void aPackThatDoesNotFitLeavesNoPartOfItself()
    {
        m_server->pieceBytes = 100'000;
        QCOMPARE(m_server->upload(m_project, m_ada, {bytes(1, 1000)}).status, 200);
        const qint64 before = packBytes();
        limit(u"ada"_s, 3'000'000);
        const Reply refused = m_server->upload(m_project, m_ada, {bytes(2, 3'900'000)});
        QCOMPARE(refused.code(), u"quota_exceeded"_s);
        QCOMPARE(used(m_ada), 1000);
        QCOMPARE(packBytes(), before);
        QCOMPARE(m_server->upload(m_project, m_ada, {bytes(3, 2'900'000)}).status, 200);
        QCOMPARE(used(m_ada), 2'901'000);
        QCOMPARE(m_server->commit(m_project, m_ada, {}, {put(fileNode(m_server->node(), "f", bytes(3, 2'900'000)), manifestOf(bytes(3, 2'900'000)))}).status, 201);
        QCOMPARE(m_server->get(m_project + "/files/f", m_ada).body, bytes(3, 2'900'000));
    }

    void whatTheProjectHoldsIsNotWrittenAgain()
    {
        QCOMPARE(m_server->upload(m_project, m_ada, {bytes(1, 8000)}).status, 200);
        const qint64 before = packBytes();
        for (int i = 0; i < 10; ++i)
            QCOMPARE(m_server->upload(m_project, m_ada, {bytes(1, 8000)}).json()[u"stored"_s].toInteger(), 8);
        QCOMPARE(packBytes(), before);
        QCOMPARE(used(m_ada), 8000);
    }

    /// Chunks that were there before the limit was lowered are no way around it.
    void noNewContentIsCommittedAboveALoweredLimit()
    {
        QCOMPARE(add("old", bytes(1, 3000)).status, 201);
        QCOMPARE(m_server->upload(m_project, m_ada, {bytes(2, 3000)}).status, 200);
        limit(u"ada"_s, 5000);
        const auto head = m_server->head(m_project, m_ada);
        const QByteArray content = bytes(2, 3000);
        const Reply refused = m_server->commit(m_project, m_ada, head, {put(fileNode(m_server->node(), "new", content), manifestOf(content))});
        QCOMPARE(refused.status, 403);
        QCOMPARE(refused.code(), u"quota_exceeded"_s);
        QCOMPARE(refused.json()[u"used"_s].toInteger(), 6000);
        QCOMPARE(refused.json()[u"needed"_s].toInteger(), 3000);
        QCOMPARE(m_server->head(m_project, m_ada).revision, head.revision);
        // What needs no space goes on.
        m_server->mustCommit(m_project, m_ada, {put(folderNode(m_server->node(), "folder"))});
        limit(u"ada"_s, -1);
        QCOMPARE(m_server->commit(m_project, m_ada, m_server->head(m_project, m_ada), {put(fileNode(m_server->node(), "new", content), manifestOf(content))}).status, 201);
    }

    void aUserHasTheServersQuotaUnlessOneIsSet()
    {
        QCOMPARE(quota(m_ada)[u"limit"_s], QJsonValue(QJsonValue::Null));
        m_server->policy.usage.defaultQuota = 4000;
        QVERIFY(m_server->restart());
        QCOMPARE(quota(m_ada)[u"limit"_s].toInteger(), 4000);
        QCOMPARE(m_server->upload(m_project, m_ada, {bytes(1, 5000)}).status, 403);
        limit(u"ada"_s, 5000);
        QCOMPARE(m_server->upload(m_project, m_ada, {bytes(1, 5000)}).status, 200);
        limit(u"ada"_s, -1);
        QCOMPARE(m_server->upload(m_project, m_ada, {bytes(2, 5000)}).status, 200);
        limit(u"ada"_s, std::nullopt);
        QCOMPARE(m_server->upload(m_project, m_ada, {bytes(3, 1000)}).status, 403);
        QVERIFY(m_server->core().setQuota(u"nobody"_s, 1).error().kind == Error::Kind::NotFound);
    }

    void aDeletedProjectCountsSinceItCanBeRestored()
    {
        QCOMPARE(add("f", bytes(1, 3000)).status, 201);
        QCOMPARE(m_server->send("DELETE", m_project, m_ada).status, 204);
        QCOMPARE(used(m_ada), 3000);
        QVERIFY(quota(m_ada)[u"projects"_s][0][u"deleted"_s].toBool());
    }

    void anUploadThatNoCommitTakesGoesAfterADay()
    {
        limit(u"ada"_s, 10'000);
        QCOMPARE(add("f", bytes(1, 3000)).status, 201);
        QCOMPARE(m_server->upload(m_project, m_ada, {bytes(2, 6000)}).status, 200);
        m_server->clock.forward(std::chrono::hours(23));
        QVERIFY(m_server->core().upkeep());
        QCOMPARE(used(m_ada), 9000);
        m_server->clock.forward(std::chrono::hours(25));
        QVERIFY(m_server->core().upkeep());
        QCOMPARE(used(m_ada), 3000);
        QCOMPARE(m_server->get(m_project + "/files/f", m_ada).body, bytes(1, 3000));
        // It is asked for again, and is not there for a commit until it came.
        const QByteArray content = bytes(2, 6000);
        const auto node = put(fileNode(m_server->node(), "g", content), manifestOf(content));
        QCOMPARE(m_server->commit(m_project, m_ada, m_server->head(m_project, m_ada), {node}).code(), u"chunk_missing"_s);
        QCOMPARE(m_server->upload(m_project, m_ada, {content}).status, 200);
        QCOMPARE(m_server->commit(m_project, m_ada, m_server->head(m_project, m_ada), {node}).status, 201);
        QCOMPARE(m_server->get(m_project + "/files/g", m_ada).body, content);
        QCOMPARE(used(m_ada), 9000);
    }

    // Organisations, and projects that change hands

    void anOrganizationsProjectCountsForItAlone()
    {
        const QByteArray bob = m_server->user(u"bob"_s);
        const QByteArray acme = organization(u"acme"_s);
        m_server->give(acme, m_ada, u"bob"_s, u"editor"_s);
        const QByteArray ocean = projectOf(u"acme"_s, bob);
        QCOMPARE(m_server->upload(ocean, bob, {bytes(1, 5000)}).status, 200);
        QCOMPARE(used(bob), 0);  // who made it
        QCOMPARE(quota(bob)[u"projects"_s].toArray().size(), 0);
        QCOMPARE(used(m_ada), 0);  // whose organisation it is
        limit(u"bob"_s, 0);
        QCOMPARE(m_server->upload(ocean, bob, {bytes(2, 1000)}).status, 200);
        QCOMPARE(*m_server->core().setQuota(u"acme"_s, 7000), 6000);
        const Reply refused = m_server->upload(ocean, bob, {bytes(3, 2000)});
        QCOMPARE(refused.status, 403);
        QCOMPARE(refused.code(), u"quota_exceeded"_s);
        QCOMPARE(refused.json()[u"used"_s].toInteger(), 6000);
        QCOMPARE(m_server->upload(m_project, m_ada, {bytes(3, 2000)}).status, 200);
        // A limit that was lowered holds in a commit, too.
        limit(u"acme"_s, 3000);
        const QByteArray content = bytes(1, 5000);
        const std::vector<wire::Change> change{put(fileNode(m_server->node(), "f", content), manifestOf(content))};
        QCOMPARE(m_server->commit(ocean, bob, {}, change).code(), u"quota_exceeded"_s);
        limit(u"acme"_s, -1);
        QCOMPARE(m_server->commit(ocean, bob, {}, change).status, 201);
    }

    void anOrganizationHasTheServersQuotaUnlessOneIsSet()
    {
        m_server->policy.usage.defaultQuota = 4000;
        QVERIFY(m_server->restart());
        organization(u"acme"_s);
        const QByteArray ocean = projectOf(u"acme"_s, m_ada);
        QCOMPARE(m_server->upload(ocean, m_ada, {bytes(1, 5000)}).status, 403);
        QCOMPARE(m_server->upload(ocean, m_ada, {bytes(1, 4000)}).status, 200);
        QCOMPARE(m_server->upload(m_project, m_ada, {bytes(1, 4000)}).status, 200);  // her own is another
        limit(u"acme"_s, 5000);
        QCOMPARE(m_server->upload(ocean, m_ada, {bytes(2, 1000)}).status, 200);
    }

    void anOrganizationsUploadThatNoCommitTakesGoesAfterADay()
    {
        organization(u"acme"_s);
        const QByteArray ocean = projectOf(u"acme"_s, m_ada);
        limit(u"ada"_s, 9000);  // that of who made it is no reason
        QCOMPARE(m_server->upload(ocean, m_ada, {bytes(1, 5000)}).status, 200);
        m_server->clock.forward(std::chrono::hours(49));
        QVERIFY(m_server->core().upkeep());
        QCOMPARE(*m_server->core().setQuota(u"acme"_s, 9000), 5000);
        QVERIFY(m_server->core().upkeep());
        QCOMPARE(*m_server->core().setQuota(u"acme"_s, 9000), 0);
    }

    void aProjectCountsForWhomItWasGivenTo()
    {
        organization(u"acme"_s);
        QCOMPARE(add("f", bytes(1, 5000)).status, 201);
        QCOMPARE(giveTo(u"organization"_s, u"acme"_s).status, 200);
        QCOMPARE(used(m_ada), 0);
        QCOMPARE(*m_server->core().setQuota(u"acme"_s, 5000), 5000);
        QCOMPARE(m_server->upload(m_project, m_ada, {bytes(2, 1000)}).status, 403);
        QCOMPARE(giveTo(u"user"_s, u"ada"_s).status, 200);
        QCOMPARE(used(m_ada), 5000);
        QCOMPARE(*m_server->core().setQuota(u"acme"_s, 5000), 0);
    }

    void aProjectIsNotGivenToWhoHasNoSpaceForIt()
    {
        organization(u"acme"_s);
        QCOMPARE(add("f", bytes(1, 5000)).status, 201);
        limit(u"acme"_s, 6000);
        QCOMPARE(m_server->upload(projectOf(u"acme"_s, m_ada), m_ada, {bytes(2, 2000)}).status, 200);
        const Reply refused = giveTo(u"organization"_s, u"acme"_s);
        QCOMPARE(refused.status, 403);
        QCOMPARE(refused.code(), u"quota_exceeded"_s);
        QCOMPARE(refused.json()[u"limit"_s].toInteger(), 6000);
        QCOMPARE(refused.json()[u"used"_s].toInteger(), 2000);
        QCOMPARE(refused.json()[u"needed"_s].toInteger(), 5000);
        QCOMPARE(used(m_ada), 5000);
        QCOMPARE(m_server->get(m_project, m_ada).json()[u"owner"_s][u"name"_s].toString(), u"ada"_s);
        QVERIFY(!m_server->get(m_project + "/activity", m_ada).body.contains("owner_set"));
        limit(u"acme"_s, 7000);
        QCOMPARE(giveTo(u"organization"_s, u"acme"_s).status, 200);
    }

    /// Who takes it, or puts out the owner whom it counts for, has space for it.
    void aProjectIsNotTakenByAnOwnerWithoutSpaceForIt()
    {
        const QByteArray bob = m_server->user(u"bob"_s);
        m_server->give(m_project, m_ada, u"bob"_s, u"owner"_s);
        QCOMPARE(add("f", bytes(1, 5000)).status, 201);
        limit(u"bob"_s, 1000);
        QCOMPARE(m_server->send("PUT", m_project + "/owner", bob, R"({"type":"user","id":"bob"})").code(), u"quota_exceeded"_s);
        QCOMPARE(m_server->send("DELETE", m_project + "/members/ada", bob).code(), u"quota_exceeded"_s);
        QCOMPARE(m_server->send("PUT", m_project + "/members/ada", bob, R"({"role":"editor"})").code(), u"quota_exceeded"_s);
        QCOMPARE(m_server->get(m_project, m_ada).json()[u"role"_s].toString(), u"owner"_s);
        limit(u"bob"_s, 5000);
        QCOMPARE(m_server->send("DELETE", m_project + "/members/ada", bob).status, 204);
        QCOMPARE(*m_server->core().setQuota(u"bob"_s, 5000), 5000);
    }

    /// 50 people fill the last of the space at once: what fits is committed, the others are told, and at no moment is more used.
    void fiftyAtOnceNeverHoldMoreThanTheOwnerMay()
    {
        constexpr int kPeople = 50;
        constexpr qint64 kEach = 10'000;
        constexpr qint64 kLimit = 20 * kEach + kEach / 2;
        limit(u"ada"_s, kLimit);
        struct Person {
            QByteArray token, content;
            wire::Change change;
            CommitKey key;
            Reply upload, commit;
        };
        std::vector<Person> people(kPeople);
        for (int i = 0; i < kPeople; ++i) {
            Person &person = people[std::size_t(i)];
            const QString name = u"user%1"_s.arg(i);
            person.token = m_server->user(name);
            m_server->give(m_project, m_ada, name, u"editor"_s);
            person.content = bytes(i, kEach);
            person.change = put(fileNode(m_server->node(), name.toLatin1(), person.content), manifestOf(person.content));
            person.key = m_server->key();
        }
        std::latch start(kPeople);
        std::atomic<bool> isOver = false;
        std::atomic<qint64> most = 0;
        {
            std::vector<std::jthread> threads;
            for (Person &person : people) {
                threads.emplace_back([&, this] {
                    start.arrive_and_wait();
                    person.upload = m_server->upload(m_project, person.token, {person.content});
                    person.commit = m_server->commit(m_project, person.token, {}, {person.change}, person.key);
                });
            }
            const std::jthread watch([&, this] {
                while (!isOver)
                    most = std::max(most.load(), used(m_ada));
            });
            threads.clear();
            isOver = true;
        }
        int uploaded = 0;
        int committed = 0;
        for (const Person &person : people) {
            uploaded += person.upload.status == 200;
            committed += person.commit.status == 201;
            QCOMPARE(person.upload.status == 200, person.commit.status == 201);
            if (person.upload.status != 200) {
                QCOMPARE(person.upload.code(), u"quota_exceeded"_s);
                QVERIFY(person.upload.json()[u"used"_s].toInteger() + person.upload.json()[u"needed"_s].toInteger() > kLimit);
                QCOMPARE(person.commit.code(), u"chunk_missing"_s);
            }
        }
        QCOMPARE(committed, 20);
        QCOMPARE(uploaded, 20);
        QCOMPARE(used(m_ada), 20 * kEach);
        QVERIFY2(most <= kLimit, qPrintable(QString::number(most)));
        QCOMPARE(**m_server->database().integer("SELECT sum(raw_length) FROM project_chunk"), 20 * kEach);
        QCOMPARE(m_server->tree(m_project, m_ada).size(), 20);
        for (const Person &person : people) {
            if (person.commit.status == 201)
                QCOMPARE(m_server->get(m_project + "/files/" + person.change.node.place.name, m_ada).body, person.content);
        }
        QVERIFY(packBytes() < 25 * kEach);
    }
};

}  // namespace tideline::server

QTEST_GUILESS_MAIN(tideline::server::UsageTest)
#include "usage_test.moc"
