// The list of projects as the cloud tells it.
#include "core/base/clock.h"
#include "core/base/random.h"
#include "core/sync/service/cloud_cache.h"
#include "core/sync/service/cloud_catalog.h"
#include "tests/support/temp_folder.h"

#include <QJsonArray>
#include <QTest>

using namespace tideline;

namespace {

QJsonObject project(const QString &name)
{
    return {{u"id"_s, ProjectId::make(systemClock(), systemRandom()).toString()},
            {u"name"_s, name},
            {u"head_revision"_s, 0},
            {u"epoch"_s, Epoch::make(systemClock(), systemRandom()).toString()},
            {u"owner"_s, QJsonObject{{u"id"_s, u"usr_1"_s}}}};
}

}  // namespace

class CloudCatalogTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aProjectThatCannotBeHereHidesNoOther()
    {
        test::TempFolder folder;
        const QJsonArray items{project(u"climate"_s), project(u".."_s), QJsonObject(), project(u"ocean"_s)};
        sync::CloudCatalog catalog(folder.path());
        catalog.load(u"ada"_s);
        QVERIFY(catalog.adopt(u"ada"_s, sync::cloudProjectsFromJson({{u"items"_s, items}})));
        const auto known = catalog.known();
        QCOMPARE(known.size(), 2u);
        QCOMPARE(known[0].name, u"climate"_s);
        QCOMPARE(known[1].name, u"ocean"_s);
    }

    void aListThatComesAfterItsAccountWentChangesNothing()
    {
        test::TempFolder folder;
        sync::CloudCatalog catalog(folder.path());
        catalog.load(u"ada"_s);
        const auto list = sync::cloudProjectsFromJson({{u"items"_s, QJsonArray{project(u"climate"_s)}}});
        QVERIFY(catalog.adopt(u"ada"_s, list));
        catalog.clear();
        QVERIFY(!catalog.adopt(u"ada"_s, list));
        QVERIFY(catalog.known().empty());
        catalog.load(u"bob"_s);
        QVERIFY(!catalog.adopt(u"ada"_s, list));
        QVERIFY(catalog.known().empty());
    }
};

QTEST_GUILESS_MAIN(CloudCatalogTest)
#include "cloud_catalog_test.moc"
