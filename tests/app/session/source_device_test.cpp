#include "app/session/source_device.h"
#include "tests/support/memory_source.h"
#include "tests/support/suite.h"

#include <QTest>

using namespace tideline;
using namespace tideline::session;
using namespace tideline::test;

namespace {
QByteArray counted(qsizetype size)
{
    QByteArray bytes(size, '\0');
    for (qsizetype i = 0; i < size; ++i)
        bytes[i] = char(i * 31 + i / 251);
    return bytes;
}
}  // namespace

class SourceDeviceTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void itReadsTheSame()
    {
        const QByteArray bytes = counted(700'000);
        MemorySource source(bytes);
        SourceDevice device(source);
        QCOMPARE(device.size(), bytes.size());
        QVERIFY(device.seek(262'000));
        QCOMPARE(device.read(300'000), bytes.mid(262'000, 300'000));
        QVERIFY(device.seek(0));
        QCOMPARE(device.readAll(), bytes);
        QCOMPARE(device.read(1), QByteArray());
    }

    void whatWasReadIsNotReadAgain()
    {
        MemorySource source(counted(100'000), MemorySource::Where::Remote);
        SourceDevice device(source);
        for (int i = 0; i < 100; ++i) {
            device.seek(i * 10);
            device.read(512);
        }
        QCOMPARE(source.bytesRead(), 64 << 10);
    }

    void memoryIsBounded()
    {
        MemorySource source(counted(40 << 20));
        SourceDevice device(source);
        while (!device.read(1 << 20).isEmpty()) {}
        QVERIFY(device.keptBytes() <= 4 << 20);
    }

    void theBudgetIsKept()
    {
        MemorySource source(counted(1 << 20), MemorySource::Where::Remote);
        SourceDevice device(source, 200'000);
        QCOMPARE(device.read(1 << 20).size(), 3 * (64 << 10));
        QVERIFY(device.ranOut());
        QVERIFY(!device.failure());
        QVERIFY(source.bytesRead() <= 200'000);
        device.allow(SourceDevice::kNoBudget);
        QVERIFY(!device.ranOut());
        device.seek(0);
        QCOMPARE(device.read(1 << 20).size(), 1 << 20);
    }

    void whoReadsBeyondTheEndIsNoticed()
    {
        MemorySource source(counted(1000));
        SourceDevice device(source);
        device.read(1000);
        QVERIFY(!device.readPastEnd());
        device.read(1);
        QVERIFY(device.readPastEnd());
    }

    void aFailureIsKept()
    {
        MemorySource source(counted(1 << 20));
        source.failFrom(300'000, {Error::Kind::Io, u"The disk failed."_s, {}, {}});
        SourceDevice device(source);
        QCOMPARE(device.read(600'000).size(), 262'144);
        QVERIFY(device.failure());
        QVERIFY(device.failure()->kind == Error::Kind::Io);
    }

    void zerosStandForWhatCannotBeRead()
    {
        MemorySource source(counted(1 << 20));
        source.failFrom(300'000, {Error::Kind::Io, u"The disk failed."_s, {}, {}});
        SourceDevice device(source, SourceDevice::kNoBudget, SourceDevice::Missing::Zeros);
        QCOMPARE(device.read(600'000), counted(262'144) + QByteArray(600'000 - 262'144, '\0'));
        QVERIFY(device.failure());
    }

    void cancellingEndsReading()
    {
        MemorySource source(counted(1 << 20));
        SourceDevice device(source);
        const preview::Cancelled cancelled = true;
        device.allow(SourceDevice::kNoBudget, &cancelled);
        QVERIFY(device.read(10).isEmpty());
        QVERIFY(device.failure()->kind == Error::Kind::Cancelled);
    }
};

TIDELINE_SUITE(SourceDeviceTest)
#include "source_device_test.moc"
