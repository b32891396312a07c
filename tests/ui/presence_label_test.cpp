// Who else is online, and that nobody asks while nobody looks.
#include "ui/fixture_backend.h"
#include "ui/inspector/presence_label.h"

#include <QJsonArray>
#include <QSignalSpy>
#include <QTest>

#include <algorithm>

using namespace tideline;
using namespace tideline::ui;

namespace {

QJsonObject present(const QString &id, const QString &name, const QString &device)
{
    return {{u"user"_s, QJsonObject{{u"id"_s, id}, {u"name"_s, name}}}, {u"sessions"_s, QJsonArray{QJsonObject{{u"device"_s, device}}}}};
}

QJsonObject fixture(const QJsonValue &presence)
{
    const QJsonObject ada{{u"user"_s, QJsonObject{{u"id"_s, u"usr_1"_s}, {u"name"_s, u"ada"_s}}}};
    return {{u"verbs"_s, QJsonObject{{u"whoami"_s, ada}, {u"presence"_s, presence}}}};
}

struct World {
    explicit World(const QJsonArray &rows, int everyMs = PresenceLabel::kEveryMs)
        : backend(fixture(QJsonObject{{u"rows"_s, rows}})), state(backend), label((meet(), state), u"p"_s, &place, everyMs), told(&label, &PresenceLabel::told)
    {
        place.show();
    }
    void meet()
    {
        backend.start();
        QTRY_COMPARE(state.overall().userId, u"usr_1"_s);
    }
    qsizetype asked() const { return std::ranges::count(backend.called(), u"presence"_s, [](const QJsonObject &call) { return call.value(u"verb").toString(); }); }
    bool isAnybodyThere()
    {
        return (!told.isEmpty() || told.wait()) && told.takeLast().first().toBool();
    }

    FixtureBackend backend;
    ServiceState state;
    QWidget place;
    PresenceLabel label;
    QSignalSpy told;
};

}  // namespace

class PresenceLabelTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void theOthersAreNamedWithTheirComputers()
    {
        World world(QJsonArray{present(u"usr_1"_s, u"ada"_s, u"lovelace"_s), present(u"usr_2"_s, u"<b>bo"_s, u"turing"_s)});
        QVERIFY(world.isAnybodyThere());
        QCOMPARE(world.label.text().remove(QChar(0x200B)), u"<b>bo"_s);
        QVERIFY(world.label.toolTip().contains(u"on turing"_s) && !world.label.toolTip().contains(u"lovelace"_s));
    }

    void oneselfIsNobodyElse()
    {
        World world(QJsonArray{present(u"usr_1"_s, u"ada"_s, u"lovelace"_s)});
        QVERIFY(!world.isAnybodyThere());
    }

    void whoIsThereIsNotKnownWhileOffline()
    {
        World world(QJsonArray{present(u"usr_2"_s, u"bo"_s, u"turing"_s)});
        QVERIFY(world.isAnybodyThere());
        world.backend.setFixture(fixture(QJsonObject{{u"error"_s, QJsonObject{{u"kind"_s, u"offline"_s}, {u"what"_s, u"The cloud cannot be reached."_s}}}}));
        PresenceLabel again(world.state, u"p"_s, &world.place);
        QSignalSpy told(&again, &PresenceLabel::told);
        QVERIFY(told.wait());
        QCOMPARE(told.first().first().toBool(), false);
    }

    void itIsAskedForAgainUnlessNobodyCanSeeIt()
    {
        World world(QJsonArray(), 0);
        QTRY_VERIFY(world.asked() > 3);
        world.place.hide();
        const qsizetype before = world.asked();
        for (int i = 0; i < 5; ++i)
            QCoreApplication::processEvents();
        QCOMPARE(world.asked(), before);
        world.place.show();
        QTRY_VERIFY(world.asked() > before);
    }
};

QTEST_MAIN(PresenceLabelTest)
#include "presence_label_test.moc"
