// Listings of projects in the cloud alone: asked from the engine, once for all pages, again when it says that they are old.
#include "app/desktop/window_listing.h"
#include "core/store/project_store.h"

#include <QJsonArray>
#include <QTemporaryDir>
#include <QTest>

using namespace tideline;
using namespace tideline::desktop;

namespace {

class Engine final : public control::VerbHandler {
public:
    Result<QJsonObject> handle(const QString &verb, const QJsonObject &args, const control::OnProgress &, const std::atomic<bool> *) override
    {
        asked.append(args);
        if (verb != u"ls"_s)
            return Error{Error::Kind::Invalid, u"Only ls."_s, verb, {}};
        const QJsonObject row{{u"name"_s, name}, {u"kind"_s, u"file"_s}, {u"size"_s, 1}, {u"state"_s, u"online_only"_s}, {u"where"_s, u"cloud"_s}};
        return QJsonObject{{u"rows"_s, QJsonArray{row}}, {u"after"_s, QString()}};
    }
    Result<std::unique_ptr<control::Subscription>> listen(control::OnEvent) override { return Error{Error::Kind::Offline, {}, {}, {}}; }

    QList<QJsonObject> asked;
    QString name = u"old.txt"_s;
};

}  // namespace

class WindowListingTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void anOldListingIsAskedForAgainWhicheverPageIsLookedAt()
    {
        QTemporaryDir folder;
        const auto location = store::testLocation(folder.path() + u"/profile"_s);
        QVERIFY(bool(store::openProjectStore(location)));
        const auto engine = std::make_shared<Engine>();
        const auto slot = std::make_shared<EngineSlot>();
        slot->set(engine);
        WindowListing listing(location, slot);
        ListingQuery query;
        query.project = u"prj_019b0000000070008000000000000001"_s;
        auto page = listing.page(query);
        QVERIFY(page);
        QCOMPARE(page->rows.at(0).name, QByteArray("old.txt"));
        QVERIFY(engine->asked.at(0).value(u"stale_ok"_s).toBool());
        query.offset = 200;
        QVERIFY(bool(listing.page(query)));
        QCOMPARE(engine->asked.size(), 1);  // of what is held

        engine->name = u"new.txt"_s;
        slot->noteRefreshed();
        QVERIFY(bool(listing.page(query)));
        QCOMPARE(engine->asked.size(), 2);
        query.offset = 0;
        page = listing.page(query);
        QVERIFY(page);
        QCOMPARE(page->rows.at(0).name, QByteArray("new.txt"));
    }
};

QTEST_GUILESS_MAIN(WindowListingTest)
#include "window_listing_test.moc"
