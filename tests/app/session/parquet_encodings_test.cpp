#include "app/session/formats/parquet_encodings.h"
#include "app/session/formats/thrift_reader.h"

#include <QRandomGenerator>
#include <QTest>

#include <limits>

using namespace tideline::session::table;

namespace {

void appendVarint(QByteArray &bytes, quint64 value)
{
    for (; value >= 0x80; value >>= 7)
        bytes.append(char(value | 0x80));
    bytes.append(char(value));
}

void appendZigzag(QByteArray &bytes, qint64 value)
{
    appendVarint(bytes, quint64(value) << 1 ^ quint64(value >> 63));
}

/// Packs numbers side by side, the lowest bit first.
QByteArray packed(const std::vector<quint64> &values, int width)
{
    QByteArray bytes((qsizetype(values.size()) * width + 7) / 8, '\0');
    qsizetype bit = 0;
    for (const quint64 value : values) {
        for (int i = 0; i < width; ++i, ++bit)
            bytes[bit / 8] = char(bytes[bit / 8] | char((value >> i & 1) << (bit % 8)));
    }
    return bytes;
}

}  // namespace

class ParquetEncodingsTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void theFormatsOwnExamplesAreRead()
    {
        std::vector<quint32> values;
        QVERIFY(decodeRuns(QByteArray::fromHex("0388c6fa"), 3, 8, values));
        QCOMPARE(values, (std::vector<quint32>{0, 1, 2, 3, 4, 5, 6, 7}));
        values.clear();
        QVERIFY(decodePackedLevels(QByteArray::fromHex("053977"), 3, 8, values));
        QCOMPARE(values, (std::vector<quint32>{0, 1, 2, 3, 4, 5, 6, 7}));

        std::vector<qint64> numbers;
        const QByteArray steps = QByteArray::fromHex("080105020200");
        QByteArrayView rest(steps);
        QVERIFY(decodeDeltas(rest, 5, numbers));
        QCOMPARE(numbers, (std::vector<qint64>{1, 2, 3, 4, 5}));
        QVERIFY(rest.isEmpty());
        numbers.clear();
        const QByteArray turns = QByteArray::fromHex("0801080e0302c03f");
        rest = turns;
        QVERIFY(decodeDeltas(rest, 8, numbers));
        QCOMPARE(numbers, (std::vector<qint64>{7, 5, 3, 1, 2, 3, 4, 5}));
    }

    void runsOfAnyWidthAreRead()
    {
        const quint32 seed = QRandomGenerator::global()->generate();
        qInfo("seed %u", seed);
        QRandomGenerator chance(seed);
        for (int round = 0; round < 500; ++round) {
            const int width = int(chance.bounded(33));
            const quint64 mask = (quint64(1) << width) - 1;
            std::vector<quint32> expected;
            QByteArray bytes;
            for (int run = int(chance.bounded(6)); run > 0; --run) {
                if (chance.bounded(2) == 0) {
                    const quint32 length = 1 + chance.bounded(20U);
                    const auto value = quint32(chance.generate() & mask);
                    appendVarint(bytes, quint64(length) << 1);
                    for (int i = 0; i < (width + 7) / 8; ++i)
                        bytes.append(char(value >> (8 * i)));
                    expected.insert(expected.end(), length, value);
                } else {
                    std::vector<quint64> group(8 * (1 + chance.bounded(3U)));
                    for (quint64 &value : group) {
                        value = chance.generate() & mask;
                        expected.push_back(quint32(value));
                    }
                    appendVarint(bytes, group.size() / 8 << 1 | 1);
                    bytes += packed(group, width);
                }
            }
            const auto count = qint64(expected.size());
            std::vector<quint32> values;
            QVERIFY(decodeRuns(bytes, width, count, values));
            QCOMPARE(values, expected);
            values.clear();
            QVERIFY(!decodeRuns(bytes, width, count + 1, values));
            if (count > 0) {
                values.clear();
                QVERIFY(!decodeRuns(QByteArrayView(bytes).first(0), width, count, values));
            }
        }
    }

    void deltasOfAnyWidthAreReadAndCutOff()
    {
        const quint32 seed = QRandomGenerator::global()->generate();
        qInfo("seed %u", seed);
        QRandomGenerator chance(seed);
        for (int round = 0; round < 300; ++round) {
            const int width = int(chance.bounded(65));
            const auto total = qint64(chance.bounded(300U));
            std::vector<qint64> expected;
            QByteArray bytes;
            for (const quint64 head : {quint64(64), quint64(2), quint64(total)})
                appendVarint(bytes, head);
            appendZigzag(bytes, -5);
            qint64 value = -5;
            if (total > 0)
                expected.push_back(value);
            while (qint64(expected.size()) < total) {
                const auto least = qint64(chance.generate64());
                appendZigzag(bytes, least);
                bytes.append(char(width));
                bytes.append(char(width));
                for (int part = 0; part < 2 && qint64(expected.size()) < total; ++part) {
                    std::vector<quint64> deltas(32);
                    for (quint64 &delta : deltas) {
                        delta = width == 0 ? 0 : chance.generate64() >> (64 - width);
                        value = qint64(quint64(value) + quint64(least) + delta);
                        if (qint64(expected.size()) < total)
                            expected.push_back(value);
                    }
                    bytes += packed(deltas, width);
                }
            }
            bytes += "rest";
            std::vector<qint64> values;
            QByteArrayView view(bytes);
            QVERIFY(decodeDeltas(view, total, values));
            QCOMPARE(values, expected);
            QCOMPARE(view, QByteArrayView("rest"));
        }
    }

    void stringsShareTheirBeginnings()
    {
        // "apple", "apricot", "b": prefixes 0 2 0, suffixes "apple" "ricot" "b"
        const QByteArray bytes = QByteArray::fromHex("08010300" "03" "03" "040000" "0801030a" "07" "03" "040000") + "applericotb";
        QByteArray storage;
        std::vector<QByteArrayView> values;
        QVERIFY(decodeDeltaStrings(bytes, 3, 1000, storage, values));
        QCOMPARE(values, (std::vector<QByteArrayView>{"apple", "apricot", "b"}));
    }

    void aPromiseOfMoreThanIsAllowedIsRefused()
    {
        QByteArray bytes;
        for (const quint64 head : {quint64(128), quint64(4), quint64(1) << 40})
            appendVarint(bytes, head);
        bytes.append('\0');
        std::vector<qint64> values;
        QByteArrayView view(bytes);
        QVERIFY(!decodeDeltas(view, 1000, values));
        std::vector<quint32> levels;
        QByteArray run;
        appendVarint(run, quint64(1) << 40);
        run.append('\1');
        QVERIFY(decodeRuns(run, 1, 10, levels));
        QCOMPARE(levels.size(), std::size_t(10));
    }

    void bytesOfNumbersAreJoined()
    {
        QByteArray storage;
        QVERIFY(joinStreams("adbecf", 3, 2, storage));
        QCOMPARE(storage, QByteArray("abcdef"));
        QVERIFY(!joinStreams("adbec", 3, 2, storage));
    }

    void thriftOfAnyBytesEnds()
    {
        const quint32 seed = QRandomGenerator::global()->generate();
        qInfo("seed %u", seed);
        QRandomGenerator chance(seed);
        for (int round = 0; round < 5000; ++round) {
            QByteArray bytes;
            for (int i = int(chance.bounded(64)); i > 0; --i)
                bytes.append(char(chance.bounded(chance.bounded(2) == 0 ? 32 : 256)));
            ThriftReader reader(bytes);
            int fields = 0;
            reader.readStruct([&](int, int) {
                ++fields;
                return false;
            });
            QVERIFY(fields <= bytes.size());
        }
    }

    void thriftIsNotNestedWithoutEnd()
    {
        const QByteArray nested(100'000, '\x1c');  // a struct in a struct in a struct …
        ThriftReader reader(nested);
        reader.readStruct([](int, int) { return false; });
        QVERIFY(reader.failed());
        const QByteArray lists = '\x19' + QByteArray(100'000, '\x19');
        ThriftReader other(lists);
        other.readStruct([](int, int) { return false; });
        QVERIFY(other.failed());
    }
};

QTEST_APPLESS_MAIN(ParquetEncodingsTest)
#include "parquet_encodings_test.moc"
