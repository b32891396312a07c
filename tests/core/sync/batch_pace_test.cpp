// Files come soon where the link is slow, and many together where it is fast.
#include "core/sync/executor/batch_pace.h"

#include <QTest>

using namespace tideline::sync;
using namespace std::chrono_literals;

class BatchPaceTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aSlowLinkBringsFilesEveryTwoSeconds()
    {
        BatchPace pace;
        pace.cameIn(pace.bytes(), 8s);
        QCOMPARE(pace.bytes(), 2 << 20);
        pace.cameIn(2 << 20, 2s);
        QCOMPARE(pace.bytes(), 2 << 20);
    }
    void twoThatComeTogetherDoNotMakeTheLinkFast()
    {
        BatchPace pace;
        pace.cameIn(8 << 20, 16s);
        pace.cameIn(8 << 20, 10ms);
        QVERIFY2(pace.bytes() <= 4 << 20, qPrintable(QString::number(pace.bytes())));
    }
    void aFastLinkBringsAsManyAsMayBe()
    {
        BatchPace pace;
        pace.cameIn(pace.bytes(), 40ms);
        QCOMPARE(pace.bytes(), BatchPace::kMost);
        pace.cameIn(1000, 300ms);  // many tiny files
        QCOMPARE(pace.bytes(), BatchPace::kMost);
    }
    void theSlowestLinkBringsAMebibyteAtOnce()
    {
        BatchPace pace;
        pace.cameIn(1000, 1h);
        QCOMPARE(pace.bytes(), BatchPace::kLeast);
    }
};

QTEST_APPLESS_MAIN(BatchPaceTest)
#include "batch_pace_test.moc"
