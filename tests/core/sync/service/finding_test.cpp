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

    void afterASyncAFileIsFoundByWhatIsInIt()
    {
        QVERIFY(a().write(u"notes/gauge.md"_s, "# Gauges\n\nThe gauge at Südhafen drifts.\n"));
        QVERIFY(a().sync().value(u"equal"_s).toBool());
        const QJsonObject reply = inside(a(), u"sudhaf gauge driFTS"_s);
        QCOMPARE(reply[u"total"_s].toInt(), 0);  // the beginning of a word is the last one's alone
        const QJsonObject found = inside(a(), u"gauge sudhaf"_s);
        QCOMPARE(found[u"total"_s].toInt(), 1);
        QVERIFY(found[u"complete"_s].toBool());
        const QJsonObject row = found[u"rows"_s].toArray()[0].toObject();
        QCOMPARE(row[u"project"_s], u"p"_s);
        QCOMPARE(row[u"path"_s], u"notes/gauge.md"_s);
        QCOMPARE(row[u"line"_s].toString(), u"The gauge at Südhafen drifts."_s);
        QCOMPARE(row[u"line_number"_s].toInt(), 3);
        QCOMPARE(row[u"marks"_s].toArray(), (QJsonArray{QJsonArray{4, 5}, QJsonArray{13, 8}}));
        // and on the other computer, which has it by a sync
        QVERIFY(b().sync().value(u"equal"_s).toBool());
        QCOMPARE(inside(b(), u"südhafen"_s)[u"total"_s].toInt(), 1);
        QCOMPARE(inside(b(), u"südhafen"_s, {{u"project"_s, u"p"_s}})[u"total"_s].toInt(), 1);
    }

    void afterAnEditItIsFoundByTheNewAndNotTheOld()
    {
        QVERIFY(a().write(u"notes/gauge.md"_s, "The gauge at Nordhafen holds.\n"));
        QVERIFY(a().sync().value(u"equal"_s).toBool());
        QCOMPARE(inside(a(), u"südhafen"_s)[u"total"_s].toInt(), 0);
        QCOMPARE(inside(a(), u"nordhafen"_s)[u"total"_s].toInt(), 1);
        QVERIFY(QFile::remove(a().path(u"notes/gauge.md"_s)));
        QVERIFY(a().sync().value(u"equal"_s).toBool());
        QCOMPARE(inside(a(), u"nordhafen"_s)[u"total"_s].toInt(), 0);
    }

    void equalFilesAreFoundEachAndPagesFollow()
    {
        for (int i = 0; i < 3; ++i)
            QVERIFY(a().write(u"copies/%1.txt"_s.arg(i), "a most peculiar sentence"));
        QVERIFY(a().sync().value(u"equal"_s).toBool());
        QSet<QString> seen;
        QString after;
        for (int page = 0; page < 3; ++page) {
            const QJsonObject reply = inside(a(), u"peculiar"_s, {{u"limit"_s, 1}, {u"after"_s, after}});
            QCOMPARE(reply[u"total"_s].toInt(), 3);
            seen.insert(reply[u"rows"_s].toArray()[0].toObject()[u"path"_s].toString());
            after = reply[u"after"_s].toString();
        }
        QCOMPARE(seen.size(), 3);
        QVERIFY(after.isEmpty());
        QCOMPARE(a().kindOf(u"search"_s, {{u"text"_s, u"x"_s}, {u"inside"_s, true}, {u"after"_s, u"rubbish"_s}}), u"invalid"_s);
        QCOMPARE(a().kindOf(u"search"_s, {{u"text"_s, u"\"*\""_s}, {u"inside"_s, true}}), u"invalid"_s);
    }

    void whoWatchesKeepsTheIndexUpByItself()
    {
        a().leave();
        QVERIFY(a().reach(sync::OwnerMode::Watch));
        QVERIFY(a().ask(u"watch_start"_s));
        QVERIFY(a().write(u"notes/new.txt"_s, "an unheard-of barometer"));
        QTRY_COMPARE_WITH_TIMEOUT(inside(a(), u"barometer"_s)[u"total"_s].toInt(), 1, 20'000);
        QTRY_VERIFY_WITH_TIMEOUT(inside(a(), u"barometer"_s)[u"complete"_s].toBool(), 20'000);
        a().leave();
        QVERIFY(a().reach());
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
    QJsonObject inside(Device &device, const QString &text, QJsonObject args = {})
    {
        args[u"text"_s] = text;
        args[u"inside"_s] = true;
        const auto reply = device.ask(u"search"_s, args);
        if (!reply)
            qWarning("%s", qPrintable(toText(reply.error())));
        return reply ? *reply : QJsonObject();
    }
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
