#include "ui/place.h"

#include <QSignalSpy>
#include <QTest>

using namespace tideline::ui;
using namespace Qt::StringLiterals;

class PlaceTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void upSelectsTheFolderOneCameFrom()
    {
        Navigator navigator;
        navigator.go(Place::folderOf(u"p"_s, "data/raw"));
        QByteArray from;
        connect(&navigator, &Navigator::moved, this, [&](const Place &, const QByteArray &name) { from = name; });
        navigator.up();
        QCOMPARE(navigator.place().folder, QByteArray("data"));
        QCOMPARE(from, QByteArray("raw"));
        navigator.up();
        QCOMPARE(navigator.place().folder, QByteArray());
        QCOMPARE(from, QByteArray("data"));
        navigator.up();
        QCOMPARE(navigator.place().kind, Place::Kind::AllProjects);
        QVERIFY(!navigator.canUp());
    }

    void backAndForwardRetraceTheWay()
    {
        Navigator navigator;
        const Place a = Place::folderOf(u"p"_s), b = Place::folderOf(u"p"_s, "data"), c = Place::folderOf(u"q"_s);
        navigator.go(a);
        navigator.go(b);
        navigator.go(c);
        navigator.back();
        QCOMPARE(navigator.place(), b);
        navigator.back();
        QCOMPARE(navigator.place(), a);
        navigator.forward();
        QCOMPARE(navigator.place(), b);
        navigator.go(a);
        QVERIFY(!navigator.canForward());
    }

    void toGoWhereOneIsIsNoStep()
    {
        Navigator navigator;
        navigator.go(Place::folderOf(u"p"_s));
        QSignalSpy moved(&navigator, &Navigator::moved);
        navigator.go(Place::folderOf(u"p"_s));
        QCOMPARE(moved.size(), 0);
    }

    void anEntryToSelectIsToldEvenWhereOneIs()
    {
        Navigator navigator;
        QByteArray from("?");
        connect(&navigator, &Navigator::moved, this, [&](const Place &, const QByteArray &name) { from = name; });
        navigator.go(Place::folderOf(u"p"_s), "a.csv");
        QCOMPARE(from, QByteArray("a.csv"));
        navigator.go(Place::folderOf(u"p"_s), "b.csv");
        QCOMPARE(from, QByteArray("b.csv"));
        navigator.back();
        QCOMPARE(navigator.place(), Place{});  // the second was no step
    }

    void anotherHistoryTakesThePlaceOfThisOne()
    {
        Navigator navigator;
        navigator.go(Place::folderOf(u"p"_s));
        const Navigator::History kept = navigator.history();
        navigator.setHistory({Place::folderOf(u"q"_s), {}, {}});
        QVERIFY(navigator.cameBack() && !navigator.canBack());
        navigator.go(Place::folderOf(u"q"_s, "data"));
        QVERIFY(!navigator.cameBack());
        navigator.setHistory(kept);
        QCOMPARE(navigator.place(), Place::folderOf(u"p"_s));
        navigator.back();
        QCOMPARE(navigator.place(), Place{});
        QVERIFY(navigator.cameBack());
    }

    void aSiblingIsNotWhereOneCameThrough()
    {
        Navigator navigator;
        navigator.go(Place::folderOf(u"p"_s, "data"));
        navigator.go(Place::folderOf(u"p"_s, "database/x"));
        QByteArray from("?");
        connect(&navigator, &Navigator::moved, this, [&](const Place &, const QByteArray &name) { from = name; });
        navigator.back();
        QCOMPARE(from, QByteArray());
    }
};

QTEST_MAIN(PlaceTest)
#include "place_test.moc"
