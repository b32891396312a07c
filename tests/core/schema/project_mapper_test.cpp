#include "core/base/clock.h"
#include "core/base/random.h"
#include "core/schema/node.h"
#include "core/schema/project_mapper.h"

#include <QJsonDocument>
#include <QTest>

using namespace tideline;

namespace {

constexpr quint64 kSeed = 20261121;

/// Projects with every field set to something, as a server might say them.
class Maker {
public:
    CloudProject cloud()
    {
        CloudProject made;
        made.id = ProjectId::make(systemClock(), m_random);
        made.name = text();
        made.title = text();
        made.description = text() + u'\n' + text();
        made.metadata = {{text(), text()}, {u"n"_s, qint64(m_random.below(1ULL << 52))}};
        made.tags = {text(), text()};
        made.owner = {{text()}, m_random.below(2) ? OwnerType::User : OwnerType::Organization, text()};
        made.role = Role(m_random.below(5));
        made.permissions = permissionsOf(made.role);
        made.createdAt = QDateTime::fromMSecsSinceEpoch(qint64(m_random.below(1ULL << 41))).toUTC();
        made.updatedAt = made.createdAt.addMSecs(5);
        made.recordRevision = qint64(m_random.below(1ULL << 52));
        made.headRevision = qint64(m_random.below(1ULL << 52)) + 10;
        made.epoch = Epoch::make(systemClock(), m_random);
        made.sizeBytes = qint64(m_random.below(1ULL << 62));
        made.fileCount = qint64(m_random.below(1ULL << 40));
        made.isPublic = m_random.below(2) == 1;
        return made;
    }
    LocalProject local(const CloudProject &cloud)
    {
        LocalProject made = localFromCloud(cloud, ProjectId::make(systemClock(), m_random), u"/data/"_s + text());
        made.number = qint64(m_random.below(1000)) + 1;
        made.epoch = cloud.epoch;
        made.revision = cloud.headRevision - qint64(m_random.below(10));
        made.commitHash = sha256("commit");
        made.state = SyncState(m_random.below(8));
        made.paused = m_random.below(2) != 0;
        made.onlineOnly = m_random.below(2) != 0;
        made.lastSyncedAtMs = qint64(m_random.below(1ULL << 41));
        made.turns = qint64(m_random.below(1000));
        return made;
    }

private:
    QString text()
    {
        static const QStringList words{u"climate"_s, u"Ozean-Größe"_s, u"世界"_s, u"\U0001F30A"_s, u"a \"b\" \\c"_s, u"x"_s};
        return words[qsizetype(m_random.below(quint64(words.size())))] + QString::number(m_random.below(1000));
    }
    SeededRandom m_random{kSeed};
};

}  // namespace

class ProjectMapperTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { qInfo("seed %llu", kSeed); }

    void aCloudProjectComesBackFromItsJson()
    {
        Maker maker;
        for (int i = 0; i < 500; ++i) {
            const CloudProject project = maker.cloud();
            // Through text, as it travels.
            const QJsonDocument wire = QJsonDocument::fromJson(QJsonDocument(toJson(project)).toJson());
            const auto back = cloudProjectFromJson(wire.object());
            QVERIFY2(back, back ? "" : qPrintable(toText(back.error())));
            QVERIFY(*back == project);
        }
    }

    void everyFieldOfACloudProjectIsInItsJson()
    {
        Maker maker;
        const QJsonObject object = toJson(maker.cloud());
        const QStringList fields{u"created_at"_s, u"description"_s, u"epoch"_s, u"file_count"_s, u"head_revision"_s,
                                 u"id"_s, u"is_public"_s, u"metadata"_s, u"name"_s, u"owner"_s, u"permissions"_s, u"record_revision"_s,
                                 u"role"_s, u"size"_s, u"tags"_s, u"title"_s, u"updated_at"_s};
        QCOMPARE(object.keys(), fields);
    }

    void unknownFieldsAreIgnored()
    {
        Maker maker;
        const CloudProject project = maker.cloud();
        QJsonObject object = toJson(project);
        object[u"colour"_s] = u"blue"_s;
        QVERIFY(*cloudProjectFromJson(object) == project);
    }

    void aFieldThatIsMissingOrWrongIsNamed_data()
    {
        QTest::addColumn<QString>("field");
        QTest::addColumn<QJsonValue>("value");
        QTest::newRow("no id") << u"id"_s << QJsonValue(QJsonValue::Undefined);
        QTest::newRow("an id of another kind") << u"id"_s << QJsonValue(u"nod_00112233445566778899aabbccddeeff"_s);
        QTest::newRow("no name") << u"name"_s << QJsonValue(QJsonValue::Undefined);
        QTest::newRow("a number for a name") << u"name"_s << QJsonValue(7);
        QTest::newRow("a name that climbs") << u"name"_s << QJsonValue(u"../../.ssh"_s);
        QTest::newRow("a name that is the folder above") << u"name"_s << QJsonValue(u".."_s);
        QTest::newRow("an empty name") << u"name"_s << QJsonValue(u""_s);
        QTest::newRow("a name that is ours") << u"name"_s << QJsonValue(u".Tideline"_s);
        QTest::newRow("no owner") << u"owner"_s << QJsonValue(QJsonValue::Undefined);
        QTest::newRow("an owner without an id") << u"owner"_s << QJsonValue(QJsonObject{{u"name"_s, u"ada"_s}});
        QTest::newRow("no revision") << u"head_revision"_s << QJsonValue(QJsonValue::Undefined);
        QTest::newRow("a negative revision") << u"head_revision"_s << QJsonValue(-1);
        QTest::newRow("half a revision") << u"head_revision"_s << QJsonValue(1.5);
        QTest::newRow("a revision as text") << u"head_revision"_s << QJsonValue(u"7"_s);
        QTest::newRow("no epoch") << u"epoch"_s << QJsonValue(QJsonValue::Undefined);
    }

    void aFieldThatIsMissingOrWrongIsNamed()
    {
        QFETCH(QString, field);
        QFETCH(QJsonValue, value);
        Maker maker;
        QJsonObject object = toJson(maker.cloud());
        if (value.isUndefined())
            object.remove(field);
        else
            object.insert(field, value);
        const auto project = cloudProjectFromJson(object);
        QVERIFY(!project);
        QCOMPARE(toString(project.error().kind), toString(Error::Kind::Invalid));
        QVERIFY2(project.error().where.startsWith(field), qPrintable(project.error().where));
    }

    void aNewLocalRecordClaimsNoWork()
    {
        Maker maker;
        for (int i = 0; i < 100; ++i) {
            const CloudProject cloud = maker.cloud();
            const LocalProject local = localFromCloud(cloud, cloud.id, u"/data/x"_s);
            LocalProject expected;
            expected.id = cloud.id;
            expected.cloudId = cloud.id;
            expected.name = cloud.name;
            expected.ownerId = cloud.owner.id;
            expected.rootPath = u"/data/x"_s;
            QVERIFY(local == expected);  // all else is as in a new record
        }
    }

    void whatBothSchemasHaveGoesThereAndBack()
    {
        Maker maker;
        for (int i = 0; i < 100; ++i) {
            const CloudProject cloud = maker.cloud();
            const LocalProject local = maker.local(cloud);
            const CloudProject back = cloudFromLocal(local);
            CloudProject expected;
            expected.id = cloud.id;
            expected.name = cloud.name;
            QVERIFY(back == expected);
            const auto again = applyCloud(cloud, local);
            QVERIFY(again);
            QVERIFY(*again == local);  // and applying what is known already changes nothing
        }
    }

    void theCloudMovesNoFolderAndClaimsNoWork()
    {
        Maker maker;
        for (int i = 0; i < 100; ++i) {
            CloudProject cloud = maker.cloud();
            const LocalProject held = maker.local(cloud);
            cloud.name = u"renamed"_s;
            cloud.owner = {{u"usr_other"_s}, OwnerType::Organization, u"Other"_s};
            cloud.headRevision += 100;
            const auto applied = applyCloud(cloud, held);
            QVERIFY(applied);
            LocalProject expected = held;
            expected.name = u"renamed"_s;
            expected.ownerId.value = u"usr_other"_s;
            QVERIFY(*applied == expected);
        }
    }

    void anOldMessageChangesNothing()
    {
        Maker maker;
        CloudProject cloud = maker.cloud();
        const LocalProject held = maker.local(cloud);
        cloud.headRevision = held.revision - 1;
        cloud.name = u"old"_s;
        QVERIFY(*applyCloud(cloud, held) == held);
    }

    void aRestoredServerIsNoticed()
    {
        Maker maker;
        CloudProject cloud = maker.cloud();
        LocalProject held = maker.local(cloud);
        cloud.epoch = Epoch::make(systemClock(), systemRandom());
        const auto applied = applyCloud(cloud, held);
        QVERIFY(!applied);
        QCOMPARE(toString(applied.error().kind), toString(Error::Kind::Epoch));
        held.epoch = {};  // never synced: any epoch is good
        held.revision = 0;
        QVERIFY(applyCloud(cloud, held));
    }

    void wordsComeBackAsTheirValues()
    {
        for (int i = 0; i < 8; ++i)
            QVERIFY(*syncStateFromString(toString(SyncState(i))) == SyncState(i));
        QCOMPARE(toString(syncStateFromString(u"fine"_s).error().kind), toString(Error::Kind::Corrupt));
        for (int i = 0; i < 5; ++i)
            QVERIFY(*roleFromString(toString(Role(i))) == Role(i));
        QVERIFY(!roleFromString(u"admin"_s));
        for (int i = 0; i < 3; ++i)
            QVERIFY(*nodeKindFromString(toString(NodeKind(i))) == NodeKind(i));
        QVERIFY(!nodeKindFromString(u"fifo"_s));
    }

    void eachRoleMayMoreThanTheOneBefore()
    {
        auto count = [](Role role) {
            const auto may = permissionsOf(role);
            return may.find + may.read + may.modify + may.share + may.own + may.remove;
        };
        for (int i = 1; i < 5; ++i)
            QVERIFY(count(Role(i)) > count(Role(i - 1)));
        QCOMPARE(count(Role::None), 0);
    }
};

QTEST_GUILESS_MAIN(ProjectMapperTest)
#include "project_mapper_test.moc"
