// What a stage is made of, and how it is chosen.
#include "core/base/stage.h"

#include <QTest>

using namespace tideline;

namespace {
Result<Stage> stageIn(std::initializer_list<std::pair<QString, QString>> variables)
{
    QProcessEnvironment environment;
    for (const auto &[name, value] : variables)
        environment.insert(name, value);
    return Stage::of(environment);
}
}  // namespace

class StageTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void whoChoosesNoneIsInProd()
    {
        for (const auto &stage : {stageIn({}), stageIn({{u"TIDELINE_STAGE"_s, {}}}), stageIn({{u"TIDELINE_STAGE"_s, u"prod"_s}})}) {
            QVERIFY(stage);
            QVERIFY(stage->isProd());
            QCOMPARE(stage->folder, u"tideline"_s);
            QCOMPARE(stage->server, QString());
            QVERIFY(!stage->tellsAll);
        }
    }

    void stagesShareNothing()
    {
        QStringList folders;
        for (const QString &name : {u"local"_s, u"dev"_s, u"prod"_s}) {
            const auto stage = stageIn({{u"TIDELINE_STAGE"_s, name}});
            QVERIFY(stage);
            QCOMPARE(stage->name, name);
            QVERIFY(!folders.contains(stage->folder));
            folders += stage->folder;
            QCOMPARE(stage->tellsAll, !stage->isProd());
        }
        QCOMPARE(stageIn({{u"TIDELINE_STAGE"_s, u"local"_s}})->server, u"http://127.0.0.1:8480"_s);
    }

    void aServerThatIsNamedCountsInEveryStage()
    {
        for (const QString &name : {u"local"_s, u"dev"_s, u"prod"_s})
            QCOMPARE(stageIn({{u"TIDELINE_STAGE"_s, name}, {u"TIDELINE_SERVER"_s, u"https://tide.example.org"_s}})->server, u"https://tide.example.org"_s);
    }

    void aStageThatIsNoneIsRefusedWithTheNamesOfAll()
    {
        const auto stage = stageIn({{u"TIDELINE_STAGE"_s, u"test"_s}});
        QVERIFY(!stage);
        QVERIFY(toText(stage.error()).contains(u"test"_s));
        QVERIFY(toText(stage.error()).contains(u"local, dev or prod"_s));
    }
};

QTEST_GUILESS_MAIN(StageTest)
#include "stage_test.moc"
