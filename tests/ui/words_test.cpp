#include "ui/models/speed_meter.h"
#include "ui/words.h"

#include <QTest>
#include <QTextDocument>

using namespace tideline;
using namespace tideline::ui;

class WordsTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void timesAreRelativeWhereTheyAreNear_data()
    {
        QTest::addColumn<QDateTime>("then");
        QTest::addColumn<QString>("text");
        const QDateTime now(QDate(2026, 11, 20), QTime(15, 0));
        // clang-format off
        QTest::newRow("now")            << now.addSecs(-20)     << u"just now"_s;
        QTest::newRow("minutes")        << now.addSecs(-300)    << u"5 min ago"_s;
        QTest::newRow("today")          << now.addSecs(-7200)   << u"Today 13:00"_s;
        QTest::newRow("yesterday")      << now.addDays(-1)      << u"Yesterday 15:00"_s;
        QTest::newRow("this week")      << now.addDays(-3)      << u"Tue 15:00"_s;
        QTest::newRow("this year")      << now.addDays(-60)     << u"21 Sep"_s;
        QTest::newRow("long ago")       << now.addYears(-3)     << u"20 Nov 2023"_s;
        QTest::newRow("a wrong clock")  << now.addDays(40)      << u"30 Dec"_s;
        // clang-format on
    }

    void timesAreRelativeWhereTheyAreNear()
    {
        QLocale::setDefault(QLocale::c());
        QFETCH(QDateTime, then);
        QFETCH(QString, text);
        QCOMPARE(timeText(then.toMSecsSinceEpoch(), QDateTime(QDate(2026, 11, 20), QTime(15, 0))), text);
    }

    void aNameIsNoMarkup()
    {
        QCOMPARE(tipText(u"a & b.txt"_s), u"a & b.txt"_s);
        QCOMPARE(tipText(u"1 < 2"_s), u"1 < 2"_s);
        const QString name = u"<b>paid</b> <img src=\"/etc/passwd\">\nin /home"_s;
        QVERIFY(Qt::mightBeRichText(name));
        QTextDocument shown;
        shown.setHtml(tipText(name));
        QCOMPARE(shown.toPlainText(), name);
    }

    void neverIsEmpty()
    {
        QCOMPARE(timeText(0), QString());
        QCOMPARE(fullTimeText(0), QString());
        QCOMPARE(sizeText(-1), QString());
        QCOMPARE(speedText(0), QString());
    }

    void sizesAreSi()
    {
        QLocale::setDefault(QLocale::c());
        QCOMPARE(sizeText(84'210'333), u"84.2 MB"_s);
        QCOMPARE(sizeText(84'000), u"84 kB"_s);
    }

    void theTimeLeftIsRoundedUp()
    {
        QCOMPARE(leftText(-1), QString());
        QCOMPARE(leftText(3), u"< 1 min left"_s);
        QCOMPARE(leftText(61), u"2 min left"_s);
        QCOMPARE(leftText(4'800), u"1 h 20 min left"_s);
        QCOMPARE(leftText(200'000), u"more than a day left"_s);
    }

    void aSpeedIsSilentUntilItIsKnownAndSmoothAfterwards()
    {
        SpeedMeter meter;
        QVERIFY(meter.bytesPerSecond() == 0 && !meter.secondsLeft(1'000'000));
        qint64 bytes = 0, ms = 0;
        const auto second = [&](qint64 more) { meter.sample(bytes += more, ms += 1000); };
        meter.sample(0, 0);
        second(100'000);
        QVERIFY2(!meter.secondsLeft(1'000'000), "after one step nobody knows");
        second(100'000);
        QCOMPARE(meter.bytesPerSecond(), 100'000);
        QCOMPARE(meter.secondsLeft(1'000'000).value_or(-1), 8);
        second(0);  // one pause is no stop, and one burst no new speed
        QVERIFY(meter.bytesPerSecond() > 80'000 && meter.bytesPerSecond() < 100'000);
        second(1'000'000);
        QVERIFY(meter.bytesPerSecond() < 300'000);
        QVERIFY(!meter.secondsLeft(0));
        meter.sample(0, ms + 1000);  // the next transfer
        QVERIFY(meter.bytesPerSecond() == 0 && !meter.secondsLeft(1'000'000));
    }

    void everyKindAndStateHasWords()
    {
        for (int kind = 0; kind <= int(Error::Kind::Cancelled); ++kind)
            QVERIFY(!errorHeadline(Error::Kind(kind)).isEmpty());
        for (int state = 0; state <= int(SyncState::OnlineOnly); ++state)
            QVERIFY(!stateWord(SyncState(state)).isEmpty());
        QVERIFY(stateFrom(u"something new"_s) == SyncState::Waiting);
    }
};

QTEST_MAIN(WordsTest)
#include "words_test.moc"
