// Search, stars, what is recent and what is used, through the verbs: against a real server process and real profiles.
#include "tests/core/sync/service/service_world.h"

#include <QTest>

using namespace tideline;
using tideline::test::Device;
using tideline::test::ServiceWorld;

class FindingTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        const QString trouble = m_world.prepare();
        QVERIFY2(trouble.isEmpty(), qPrintable(trouble));
        QVERIFY(a().write(u"data/Météo 2024.csv"_s, "a,b"));
        QVERIFY(a().write(u"data/plan.md"_s, "words"));
        QVERIFY(a().sync().value(u"equal"_s).toBool());
    }

    void aFileIsFoundByAPartOfItsNameWithItsPlaceAndState()
    {
        const auto reply = a().ask(u"search"_s, {{u"text"_s, u"meteo"_s}});
        QVERIFY(reply);
        QCOMPARE((*reply)[u"total"_s].toInt(), 1);
        const QJsonObject row = (*reply)[u"rows"_s].toArray()[0].toObject();
        QCOMPARE(row[u"project"_s], u"p"_s);
        QCOMPARE(row[u"path"_s].toString(), u"data/Météo 2024.csv"_s);
        QCOMPARE(row[u"state"_s], u"synced"_s);
        QVERIFY(row[u"local_id"_s].toString().startsWith(u"prj_"_s));
        QVERIFY((*reply)[u"after"_s].toString().isEmpty());
    }

    void whatIsNotSyncedYetIsFoundToo()
    {
        QVERIFY(b().write(u"brand-new.txt"_s, "x"));
        (void)b().sync({{u"dry_run"_s, true}});  // it is seen, and stays here
        const auto reply = b().ask(u"search"_s, {{u"text"_s, u"brand"_s}});
        QVERIFY(reply);
        QCOMPARE((*reply)[u"total"_s].toInt(), 1);
        const QJsonObject row = (*reply)[u"rows"_s].toArray()[0].toObject();
        QCOMPARE(row[u"where"_s], u"local"_s);
        QVERIFY(row[u"state"_s] != u"synced"_s);
        QVERIFY(b().sync().value(u"equal"_s).toBool());
    }

    void pagesFollowEachOther()
    {
        QVERIFY(a().sync().value(u"equal"_s).toBool());
        QStringList whole, joined;
        const auto paths = [](const QJsonObject &reply) {
            QStringList names;
            for (const QJsonValue &row : reply[u"rows"_s].toArray())
                names += row[u"path"_s].toString();
            return names;
        };
        whole = paths(*a().ask(u"search"_s, {{u"text"_s, u"*t*"_s}}));
        QVERIFY(whole.size() >= 4);
        QString after;
        do {
            const auto reply = a().ask(u"search"_s, {{u"text"_s, u"*t*"_s}, {u"limit"_s, 1}, {u"after"_s, after}});
            QVERIFY(reply);
            joined += paths(*reply);
            after = (*reply)[u"after"_s].toString();
        } while (!after.isEmpty() && joined.size() < 100);
        QCOMPARE(joined, whole);
        QCOMPARE(a().kindOf(u"search"_s, {{u"text"_s, u"t"_s}, {u"after"_s, u"rubbish"_s}}), u"invalid"_s);
        QCOMPARE(a().kindOf(u"search"_s, {{u"text"_s, u"  "_s}}), u"invalid"_s);
        QCOMPARE(a().kindOf(u"search"_s, {{u"text"_s, u"t"_s}, {u"project"_s, u"nope"_s}}), u"not_found"_s);
    }

    void aProjectIsFoundByItsNameAndThoseElsewhereAreCounted()
    {
        QVERIFY(a().ask(u"create"_s, {{u"name"_s, u"far-away"_s}}));
        QVERIFY(a().ask(u"projects"_s));
        const auto reply = a().ask(u"search"_s, {{u"text"_s, u"far"_s}});
        QVERIFY(reply);
        QCOMPARE((*reply)[u"projects"_s].toArray().size(), 1);
        QCOMPARE((*reply)[u"projects"_s].toArray()[0].toObject()[u"project"_s], u"far-away"_s);
        QCOMPARE((*reply)[u"not_here"_s].toInt(), 1);
    }

    void aStarStaysWithAFileThatIsMoved()
    {
        QVERIFY(a().ask(u"star"_s, {{u"project"_s, u"p"_s}, {u"path"_s, u"data/plan.md"_s}}));
        QCOMPARE(starred(), QStringList{u"p/data/plan.md"_s});
        QVERIFY(QDir(a().root()).mkdir(u"docs"_s) && QFile::rename(a().path(u"data/plan.md"_s), a().path(u"docs/the-plan.md"_s)));
        QVERIFY(a().sync().value(u"equal"_s).toBool());
        QCOMPARE(starred(), QStringList{u"p/docs/the-plan.md"_s});
    }

    void projectsHaveStarsWhereverTheyAreAndEntriesOnlyHere()
    {
        QVERIFY(a().ask(u"star"_s, {{u"project"_s, u"far-away"_s}}));
        QVERIFY(starred().contains(u"far-away"_s));
        QCOMPARE(a().kindOf(u"star"_s, {{u"project"_s, u"far-away"_s}, {u"path"_s, u"x.txt"_s}}), u"not_found"_s);
        QCOMPARE(a().kindOf(u"star"_s, {{u"project"_s, u"p"_s}, {u"path"_s, u"no-such.txt"_s}}), u"not_found"_s);
        QVERIFY(a().ask(u"star"_s, {{u"project"_s, u"far-away"_s}, {u"on"_s, false}}));
        QCOMPARE(starred(), QStringList{u"p/docs/the-plan.md"_s});
    }

    void starsAreThisProfilesAndOutliveTheEngine()
    {
        a().leave();
        QVERIFY(a().reach());
        QCOMPARE(starred(), QStringList{u"p/docs/the-plan.md"_s});
        const auto others = b().ask(u"starred"_s);
        QVERIFY(others && (*others)[u"rows"_s].toArray().isEmpty());
    }

    void whatWasOpenedIsTheMostRecent()
    {
        QVERIFY(a().ask(u"opened"_s, {{u"project"_s, u"p"_s}, {u"path"_s, u"one.txt"_s}}));
        const auto reply = a().ask(u"recent"_s, {{u"limit"_s, 3}});
        QVERIFY(reply);
        const QJsonArray rows = (*reply)[u"rows"_s].toArray();
        QCOMPARE(rows.size(), 3);
        QCOMPARE(rows[0].toObject()[u"path"_s], u"one.txt"_s);
        QCOMPARE(rows[0].toObject()[u"why"_s], u"opened"_s);
        QCOMPARE(rows[1].toObject()[u"why"_s], u"changed"_s);
        QVERIFY(rows[0].toObject()[u"at_ms"_s].toInteger() >= rows[1].toObject()[u"at_ms"_s].toInteger());
    }

    void whatIsUsedInTheCloudIsTold()
    {
        const auto reply = a().ask(u"quota"_s);
        QVERIFY(reply);
        QVERIFY((*reply)[u"used"_s].toInteger() > 0);
        QVERIFY(!reply->contains(u"limit"_s));
        QStringList names;
        for (const QJsonValue &row : (*reply)[u"rows"_s].toArray())
            names += row[u"project"_s].toString();
        QVERIFY(names.contains(u"p"_s));
    }

private:
    Device &a() { return *m_world.a; }
    Device &b() { return *m_world.b; }
    QStringList starred()
    {
        QStringList names;
        const auto reply = a().ask(u"starred"_s);
        for (const QJsonValue &row : reply ? (*reply)[u"rows"_s].toArray() : QJsonArray())
            names += row[u"kind"_s].toString() == u"project" ? row[u"project"_s].toString() : row[u"project"_s].toString() + u'/' + row[u"path"_s].toString();
        names.sort();
        return names;
    }
    ServiceWorld m_world;
};

QTEST_GUILESS_MAIN(FindingTest)
#include "finding_test.moc"
