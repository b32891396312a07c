// The list of projects as the cloud tells it.
#include "core/base/clock.h"
#include "core/base/random.h"
#include "core/sync/service/cloud_catalog.h"
#include "tests/support/temp_folder.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace tideline;

namespace {

/// Lists these projects.
class Listing final : public cloud::Channel {
public:
    Result<cloud::CloudReply> send(const cloud::CloudRequest &, const OnBody &) override
    {
        return cloud::CloudReply{200, "application/json", QJsonDocument(QJsonObject{{u"items"_s, items}}).toJson(), {}};
    }
    QJsonArray items;
};

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
        sync::CloudCatalog catalog(folder.path());
        Listing cloud;
        cloud.items = {project(u"climate"_s), project(u".."_s), QJsonObject(), project(u"ocean"_s)};
        const auto refreshed = catalog.refresh(cloud);
        QVERIFY2(refreshed, refreshed ? "" : qPrintable(toText(refreshed.error())));
        QVERIFY(*refreshed);
        const auto known = catalog.known();
        QCOMPARE(known.size(), 2u);
        QCOMPARE(known[0].name, u"climate"_s);
        QCOMPARE(known[1].name, u"ocean"_s);
    }
};

QTEST_GUILESS_MAIN(CloudCatalogTest)
#include "cloud_catalog_test.moc"
