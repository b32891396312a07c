// Values in memory: who leaves, and that there are never more bytes than allowed.
#include "core/cache/memory_shelf.h"
#include "tests/support/suite.h"

#include <QTest>

#include <random>

using namespace tideline;
using cache::Held;
using cache::Key;
using cache::MemoryShelf;

namespace {

Key key(int number)
{
    return {u"ada"_s, "thing", "p", QByteArray::number(number)};
}

Held value(int bytes)
{
    return {QByteArray(bytes, 'x'), 0, 0, false, {}, 0};
}

}  // namespace

class MemoryShelfTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void whatIsInUseOutlivesWhatWasAskedForOnce()
    {
        MemoryShelf shelf(20'000);
        for (int i = 0; i < 3; ++i) {
            QVERIFY(shelf.put(key(i), value(1000)));
            shelf.touch(key(i));
        }
        for (int i = 100; i < 200; ++i) {
            QVERIFY(shelf.put(key(i), value(1000)));  // a walk through everything
            for (int held = 0; held < 3; ++held)
                shelf.touch(key(held));
        }
        for (int i = 0; i < 3; ++i)
            QVERIFY2(shelf.find(key(i)), qPrintable(QString::number(i)));
        QVERIFY(shelf.evictions() > 80);
    }

    void theBoundHoldsWhateverHappens()
    {
        const auto seed = std::random_device()();
        qInfo("seed %u", seed);
        std::mt19937 random(seed);
        MemoryShelf shelf(30'000);
        for (int step = 0; step < 50'000; ++step) {
            const Key one = key(int(random() % 200));
            switch (random() % 4) {
            case 0: shelf.erase(one); break;
            case 1: shelf.touch(one); break;
            default: {
                const int size = int(random() % (random() % 50 ? 2'000 : 40'000));
                const bool kept = shelf.put(one, value(size));
                QCOMPARE(kept, shelf.find(one) != nullptr);
                QVERIFY(!kept || shelf.find(one)->value.size() == size);
                break;
            }
            }
            QVERIFY(shelf.bytes() <= 30'000);
            QVERIFY(shelf.count() > 0 || shelf.bytes() == 0);
        }
        for (const Key &one : shelf.keys({u"ada"_s}))
            shelf.erase(one);
        QCOMPARE(shelf.bytes(), 0);
        QCOMPARE(shelf.count(), 0);
    }
};

TIDELINE_SUITE(MemoryShelfTest)
#include "memory_shelf_test.moc"
