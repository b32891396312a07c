#include "core/base/clock.h"
#include "core/base/ids.h"
#include "core/base/random.h"

#include <QTest>

#include <set>

using namespace tideline;

namespace {

class FixedClock final : public Clock {
public:
    qint64 nowNs() const override { return ms * 1'000'000; }
    std::chrono::nanoseconds monotonic() const override { return std::chrono::nanoseconds(nowNs()); }
    void sleepFor(std::chrono::milliseconds duration) override { ms += duration.count(); }
    qint64 ms = 1'763'700'000'123;
};

}  // namespace

class IdsTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void anIdIsAUuidOfVersion7()
    {
        FixedClock clock;
        SeededRandom random(1);
        const NodeId id = NodeId::make(clock, random);
        qint64 ms = 0;
        for (std::size_t i = 0; i < 6; ++i)
            ms = ms << 8 | id.bytes[i];
        QCOMPARE(ms, clock.ms);
        QCOMPARE(id.bytes[6] >> 4, 7);
        QCOMPARE(id.bytes[8] >> 6, 2);
        QVERIFY(!id.isNull());
    }

    void idsOfALaterMillisecondSortLater()
    {
        FixedClock clock;
        SeededRandom random(2);
        NodeId before = NodeId::make(clock, random);
        for (int i = 0; i < 1000; ++i) {
            clock.sleepFor(std::chrono::milliseconds(1 + i % 3));
            const NodeId next = NodeId::make(clock, random);
            QVERIFY(before < next);
            QVERIFY(before.toString() < next.toString());
            before = next;
        }
    }

    void idsOfOneMillisecondDiffer()
    {
        FixedClock clock;
        SeededRandom random(3);
        std::set<NodeId> ids;
        for (int i = 0; i < 10'000; ++i)
            ids.insert(NodeId::make(clock, random));
        QCOMPARE(ids.size(), std::size_t(10'000));
    }

    void textAndBytesComeBackAsTheSameId()
    {
        SeededRandom random(4);
        for (int i = 0; i < 100; ++i) {
            const ProjectId id = ProjectId::make(systemClock(), random);
            QVERIFY(id.toString().startsWith(u"prj_"));
            QCOMPARE(id.toString().size(), 36);
            QCOMPARE(*ProjectId::fromString(id.toString()), id);
            QCOMPARE(*ProjectId::fromBytes(id.toBytes()), id);
        }
    }

    void whatIsNoIdIsInvalid_data()
    {
        QTest::addColumn<QString>("text");
        QTest::newRow("empty") << u""_s;
        QTest::newRow("the prefix alone") << u"nod_"_s;
        QTest::newRow("another kind's prefix") << u"prj_00112233445566778899aabbccddeeff"_s;
        QTest::newRow("no prefix") << u"00112233445566778899aabbccddeeff"_s;
        QTest::newRow("a digit short") << u"nod_00112233445566778899aabbccddeef"_s;
        QTest::newRow("a digit long") << u"nod_00112233445566778899aabbccddeeff0"_s;
        QTest::newRow("upper case") << u"nod_00112233445566778899AABBCCDDEEFF"_s;
        QTest::newRow("a letter beyond f") << u"nod_00112233445566778899aabbccddeefg"_s;
        QTest::newRow("a blank") << u"nod_00112233445566778899aabbccddee f"_s;
        QTest::newRow("digits of another script") << u"nod_0011223344556677889٩aabbccddeeff"_s;
        QTest::newRow("a letter that ends in an ASCII byte") << u"nod_0011223344556677889\u0161aabbccddeeff"_s;
        QTest::newRow("dashes") << u"nod_00112233-4455-6677-8899-aabbccdd"_s;
    }

    void whatIsNoIdIsInvalid()
    {
        QFETCH(QString, text);
        const auto id = NodeId::fromString(text);
        QVERIFY(!id);
        QCOMPARE(toString(id.error().kind), toString(Error::Kind::Invalid));
    }

    void bytesOfAnotherLengthAreCorrupt()
    {
        QCOMPARE(toString(NodeId::fromBytes(QByteArray(15, 'x')).error().kind), toString(Error::Kind::Corrupt));
        QCOMPARE(toString(NodeId::fromBytes(QByteArray(17, 'x')).error().kind), toString(Error::Kind::Corrupt));
        QCOMPARE(toString(NodeId::fromBytes({}).error().kind), toString(Error::Kind::Corrupt));
    }

    void idsOfTwoKindsDoNotMix()
    {
        static_assert(!std::is_convertible_v<NodeId, ProjectId>);
        static_assert(!std::is_assignable_v<NodeId &, ProjectId>);
        QVERIFY(NodeId{}.isNull());
    }

    void aSeedGivesTheSameNumbersAgain()
    {
        SeededRandom one(42), two(42), three(43);
        unsigned char a[100], b[100], c[100];
        one.fill(a);
        two.fill(b);
        three.fill(c);
        QVERIFY(std::ranges::equal(a, b));
        QVERIFY(!std::ranges::equal(a, c));
        for (int i = 0; i < 1000; ++i)
            QVERIFY(one.below(7) < 7);
    }
};

QTEST_GUILESS_MAIN(IdsTest)
#include "ids_test.moc"
