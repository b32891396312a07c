#include "core/store/project_store.h"
#include "core/store/store_location.h"
#include "tests/support/temp_folder.h"

#include <QDir>
#include <QFileInfo>
#include <QTest>

#include <sys/stat.h>

using namespace tideline;
using namespace tideline::store;
using namespace tideline::test;

namespace {

QProcessEnvironment environment(std::initializer_list<std::pair<QString, QString>> values)
{
    QProcessEnvironment made;
    for (const auto &[name, value] : values)
        made.insert(name, value);
    return made;
}

}  // namespace

class StoreLocationTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void theProfileIsFoundInThisOrder_data()
    {
        QTest::addColumn<QString>("option");
        QTest::addColumn<QString>("profile");
        QTest::addColumn<QString>("dataHome");
        QTest::addColumn<QString>("expected");
        QTest::newRow("the option first") << u"/o"_s << u"/p"_s << u"/d"_s << u"/o"_s;
        QTest::newRow("then TIDELINE_PROFILE") << QString() << u"/p"_s << u"/d"_s << u"/p"_s;
        QTest::newRow("then the data home") << QString() << QString() << u"/d"_s << u"/d/tideline"_s;
        QTest::newRow("then the home") << QString() << QString() << QString() << u"/home/ada/.local/share/tideline"_s;
        QTest::newRow("a relative data home is ignored") << QString() << QString() << u"d"_s << u"/home/ada/.local/share/tideline"_s;
        QTest::newRow("a slash at the end is no matter") << u"/o/"_s << QString() << QString() << u"/o"_s;
    }

    void theProfileIsFoundInThisOrder()
    {
        QFETCH(QString, option);
        QFETCH(QString, profile);
        QFETCH(QString, dataHome);
        QFETCH(QString, expected);
        const auto location = prodLocation(option, environment({{u"TIDELINE_PROFILE"_s, profile},
                                                                {u"XDG_DATA_HOME"_s, dataHome},
                                                                {u"HOME"_s, u"/home/ada"_s}}));
        QVERIFY(location);
        QCOMPARE(location->profile, expected);
        QCOMPARE(location->storePath, expected + u"/store.sqlite"_s);
        QCOMPARE(location->socketPath, expected + u"/engine.sock"_s);
        QCOMPARE(location->tokenPath, expected + u"/token"_s);
    }

    void aStageHasAProfileOfItsOwn()
    {
        const auto profileOf = [](const QString &stage) {
            const auto location = prodLocation({}, environment({{u"TIDELINE_STAGE"_s, stage}, {u"XDG_DATA_HOME"_s, u"/d"_s}}));
            return location ? location->profile : location.error().what;
        };
        QCOMPARE(profileOf(u"prod"_s), u"/d/tideline"_s);
        QCOMPARE(profileOf(u"dev"_s), u"/d/tideline-dev"_s);
        QCOMPARE(profileOf(u"local"_s), u"/d/tideline-local"_s);
        QCOMPARE(profileOf(u"production"_s), u"TIDELINE_STAGE names no stage."_s);
    }

    void aRelativeOptionCountsFromTheWorkingFolder()
    {
        QCOMPARE(prodLocation(u"here"_s, {})->profile, QDir::currentPath() + u"/here"_s);
        QVERIFY(!prodLocation({}, environment({{u"TIDELINE_PROFILE"_s, u"here"_s}})));
    }

    void devIsInTheCheckoutFromAnyFolderOfIt()
    {
        const QString source = qEnvironmentVariable("TIDELINE_SOURCE");
        QCOMPARE(devLocation(source + u"/core/store"_s)->profile, QDir(source).absolutePath() + u"/build/dev-profile"_s);
        TempFolder folder;
        QCOMPARE(toString(devLocation(folder.path()).error().kind), toString(Error::Kind::NotFound));
    }

    void aNewProfileIsTheUsersAlone()
    {
        TempFolder folder;
        const StoreLocation location = testLocation(folder.path(u"a/b/profile"_s));
        QVERIFY(openProjectStore(location));
        struct stat seen = {};
        QCOMPARE(::stat(QFile::encodeName(location.profile).constData(), &seen), 0);
        QCOMPARE(seen.st_mode & 0777, mode_t(0700));
        QVERIFY(openProjectStore(location));
        QVERIFY(openProjectReader(location));
    }

    void aFileInTheWayIsSaid()
    {
        TempFolder folder;
        folder.write("profile", "x");
        const auto store = openProjectStore(testLocation(folder.path(u"profile"_s)));
        QVERIFY(!store);
        QCOMPARE(toString(store.error().kind), toString(Error::Kind::Invalid));
        QCOMPARE(folder.read("profile"), QByteArray("x"));
    }

    void aStoreInMemoryLeavesNothing()
    {
        auto store = openProjectStore(testLocation());
        QVERIFY(store);
        QCOMPARE((*store)->path(), u":memory:"_s);
        QVERIFY(!QFileInfo::exists(u":memory:"_s));
    }

    void wordsComeBackAsConfigurations()
    {
        for (const auto configuration : {Configuration::Dev, Configuration::Test, Configuration::Prod})
            QVERIFY(*configurationFromString(toString(configuration)) == configuration);
        QVERIFY(!configurationFromString(u"staging"_s));
    }
};

QTEST_GUILESS_MAIN(StoreLocationTest)
#include "store_location_test.moc"
