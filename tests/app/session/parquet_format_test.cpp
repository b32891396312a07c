#include "app/session/formats/parquet_format.h"
#include "tests/app/session/opened.h"
#include "tests/app/session/parquet_maker.h"

#include <QRandomGenerator>
#include <QtEndian>

using namespace tideline;
using namespace tideline::test;
using preview::ColumnStatistics;
using session::kParquetFormat;
using Where = MemorySource::Where;

namespace {

Opened data(const QString &name, Where where = Where::Here)
{
    return opened(kParquetFormat, previewData(name), name, where);
}

/// A file around a footer: what the footer says is up to the test.
QByteArray around(const QByteArray &footer)
{
    QByteArray length(4, '\0');
    qToLittleEndian(quint32(footer.size()), length.data());
    return "PAR1" + footer + length + "PAR1";
}

template <typename T, typename Make>
std::optional<std::vector<T>> randomList(QRandomGenerator &random, int most, Make make)
{
    if (random.bounded(6) == 0)
        return std::nullopt;
    std::vector<T> items(std::size_t(random.bounded(most)));
    std::ranges::generate(items, make);
    return items;
}

Lists randomRow(QRandomGenerator &random)
{
    const auto number = [&] { return random.bounded(5) == 0 ? std::nullopt : std::optional(qint32(random.generate() % 2000) - 1000); };
    return randomList<Numbers>(random, 4, [&] { return randomList<std::optional<qint32>>(random, 5, number); });
}

/// As a person would write it; a null is nothing as a whole cell, "null" in a list.
QString textOf(const Lists &row)
{
    QStringList lists;
    for (const Numbers &numbers : row.value_or(std::vector<Numbers>())) {
        QStringList texts;
        for (const std::optional<qint32> &number : numbers.value_or(std::vector<std::optional<qint32>>()))
            texts << (number ? QString::number(*number) : u"null"_s);
        lists << (numbers ? u'[' + texts.join(u", "_s) + u']' : u"null"_s);
    }
    return row ? u'[' + lists.join(u", "_s) + u']' : QString();
}

/// Cuts entries into pages of up to `most`.
std::vector<std::vector<ParquetEntry>> randomPages(QRandomGenerator &random, std::vector<ParquetEntry> entries, int most)
{
    std::vector<std::vector<ParquetEntry>> pages;
    for (std::size_t at = 0; at < entries.size(); at += pages.back().size()) {
        const std::size_t end = std::min(entries.size(), at + std::size_t(random.bounded(most)) + 1);
        pages.emplace_back(entries.begin() + std::ptrdiff_t(at), entries.begin() + std::ptrdiff_t(end));
    }
    return pages;
}

}  // namespace

class ParquetFormatTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void eachKindOfValueIsRead()
    {
        Opened file = data(u"kinds.parquet"_s);
        QVERIFY(file);
        QCOMPARE(file.columnNames(), u"id|big|ratio|single|good|city|at|uuid"_s);
        QCOMPARE(file.columnTypes(), u"iirrbtxB"_s);
        QCOMPARE(file.table().rowCount, 10);
        QVERIFY(file.table().rowCountExact);
        QCOMPARE(file.row(0), u"0|-5|0|0|true|Köln|2026-11-30 09:00:00|550e8400-e29b-41d4-a716-446655440000"_s);
        QCOMPARE(file.row(3), u"3|3000000016|0.75|0.3|true||2026-11-30 09:03:00|550e8400-e29b-41d4-a716-446655440003"_s);
        QCOMPARE(file.row(9), u"9|9000000058|2.25|0.9|true|Köln|2026-11-30 09:09:00|550e8400-e29b-41d4-a716-446655440009"_s);
        QCOMPARE(file.row(10), u"(none)"_s);
        QCOMPARE(file.fact(u"Row groups"_s), u"3"_s);
        QCOMPARE(file.fact(u"Compression"_s), u"Snappy"_s);
        QCOMPARE(file.fact(u"Metadata"_s), u"station"_s);
        QVERIFY(file.table().columns[0].detail.startsWith(u"INT32"));
        QVERIFY(file.table().columns[5].detail.contains(u"optional"));
        QCOMPARE(file.notices(), QString());
    }

    void eachEncodingIsReadAtAnyRow_data()
    {
        QTest::addColumn<QString>("name");
        QTest::newRow("pages walked through") << u"encodings.parquet"_s;
        QTest::newRow("pages by their index") << u"indexed.parquet"_s;
    }

    void eachEncodingIsReadAtAnyRow()
    {
        QFETCH(const QString, name);
        Opened file = data(name);
        QVERIFY(file);
        QCOMPARE(file.notices(), QString());
        for (const int i : {0, 999, 500, 599, 600, 1, 731, 730, 2, 42}) {
            const int n = i * 7919 % 1000;
            const QStringList expected{QString::number(n),     QString::number(n),       QString::number(n * Q_INT64_C(-4'000'000'000)),
                                       QString::number(n / 8.0), u"v%1"_s.arg(n),        u"value %1"_s.arg(n),
                                       u"w%1"_s.arg(n % 5),    i % 2 ? QString() : QString::number(n), n % 2 ? u"true"_s : u"false"_s};
            QCOMPARE(file.row(i), expected.join(u'|'));
        }
        const Result<preview::Rows> all = file->rows(0, 10'000, kGoOn);
        QVERIFY(all);
        QCOMPARE(all->cells.size(), std::size_t(1000));
        QCOMPARE(all->cells[777][0], QString::number(777 * 7919 % 1000));
    }

    void eachCodecIsReadOrNamed()
    {
        Opened file = data(u"codecs.parquet"_s);
        QVERIFY(file);
        QCOMPARE(file.columnNames(), u"uncompressed|snappy|gzip|zstd|brotli"_s);
        QCOMPARE(file.row(123), u"text number 123|text number 123|text number 123|text number 123|?"_s);
        QVERIFY(file.notices().contains(u"brotli"));
        QVERIFY(file.notices().contains(u"compressed by Brotli"));
        QVERIFY(file.fact(u"Compression"_s).contains(u"Zstandard"));
        // Its footer still tells the extent.
        const Result<ColumnStatistics> found = file->statistics(4, kGoOn);
        QVERIFY(found);
        QVERIFY(!found->whole);
        QVERIFY(found->least.startsWith(u"text number"));
    }

    void nestedColumnsAreTheirLeaves()
    {
        Opened file = data(u"nested.parquet"_s);
        QVERIFY(file);
        QCOMPARE(file.columnNames(), u"tags|place.lat|place.lon|price|day|wide"_s);
        QCOMPARE(file.columnTypes(), u"NNNrxi"_s);
        QCOMPARE(file.row(0), u"[a, b]|1.5|2.5|12.50|2026-11-30|4294967295"_s);
        QCOMPARE(file.row(1), u"[]|3.5||-0.05|1969-12-31|0"_s);
        QCOMPARE(file.row(2), u"|||0.00|2000-02-29|1"_s);
        QCOMPARE(file.row(3), u"[c, null, d]|-1|0|99.99||2"_s);
    }

    void listsInListsAreWholeWhereverPagesEnd()
    {
        for (quint32 seed = 1; seed <= 200; ++seed) {
            QRandomGenerator random(seed);
            std::vector<Lists> rows(std::size_t(random.bounded(1, 40)));
            std::ranges::generate(rows, [&] { return randomRow(random); });
            const std::vector<ParquetEntry> entries = entriesOf(rows);
            const auto pages = randomPages(random, entries, random.bounded(1, 20));
            const QByteArray name = "seed " + QByteArray::number(seed);
            Opened file = opened(kParquetFormat, parquetOf(pages, qsizetype(rows.size())), u"a.parquet"_s);
            QVERIFY2(file, name);
            QVERIFY2(file.notices().isEmpty(), qPrintable(file.notices()));
            const auto looked = [&](qint64 row) {
                const QString wanted = textOf(rows[std::size_t(row)]);
                const QString seen = file.row(row);
                return seen == wanted ? QByteArray() : name + ", row " + QByteArray::number(row) + ": " + seen.toUtf8() + " for " + wanted.toUtf8();
            };
            for (qint64 row = 0; row < qint64(rows.size()); ++row)
                QVERIFY2(looked(row).isEmpty(), looked(row));
            for (int i = 0; i < 20; ++i) {
                const qint64 row = random.bounded(int(rows.size()));
                QVERIFY2(looked(row).isEmpty(), looked(row));
            }
            const Result<ColumnStatistics> found = file->statistics(0, kGoOn);
            QVERIFY2(found && found->whole, name);
            QCOMPARE(found->rows, qint64(entries.size()));
            QCOMPARE(found->empty, std::ranges::count_if(entries, [](const ParquetEntry &entry) { return entry.definition < ParquetEntry::kThere; }));
        }
    }

    void whatArrowWritesIsRead_data()
    {
        QTest::addColumn<QString>("name");
        QTest::newRow("pages of version 1") << u"arrow1.parquet"_s;
        QTest::newRow("pages of version 2") << u"arrow2.parquet"_s;
    }

    void whatArrowWritesIsRead()
    {
        QFETCH(const QString, name);
        Opened file = data(name);
        QVERIFY(file);
        QCOMPARE(file.notices(), QString());
        QCOMPARE(file.columnNames(), u"id|small|large|ratio|word|at|good|list|place.x|place.y"_s);
        QCOMPARE(file.columnTypes(), u"iiirtxbNNN"_s);
        QCOMPARE(file.table().rowCount, 1000);
        for (const int i : {0, 1, 2, 3, 999, 700, 699, 5, 350, 351}) {
            QStringList items;
            for (int item = 0; item < i % 4 - 1; ++item)
                items << QString::number(item);
            const QString at = u"2026-11-30 00:%1:%2%3"_s.arg(i * 3 / 120, 2, 10, QChar(u'0')).arg(i * 3 / 2 % 60, 2, 10, QChar(u'0')).arg(i % 2 ? u".5"_s : QString());
            const QStringList expected{QString::number(i), QString::number(i % 100 - 50), QString::number(i * Q_INT64_C(6'000'000'000)),
                                       i % 7 == 0 ? QString() : QString::number(i / 8.0), i % 5 == 0 ? QString() : u"word %1"_s.arg(i % 17),
                                       at, i % 3 == 0 ? u"true"_s : u"false"_s, i % 4 == 0 ? QString() : u'[' + items.join(u", "_s) + u']',
                                       QString::number(i), u"y%1"_s.arg(i)};
            QCOMPARE(file.row(i), expected.join(u'|'));
        }
        const Result<ColumnStatistics> words = file->statistics(4, kGoOn);
        QVERIFY(words);
        QCOMPARE(words->empty, 200);
        QCOMPARE(words->distinct.value(), 17);
    }

    void statisticsAreOfAllRowGroups()
    {
        Opened file = data(u"kinds.parquet"_s);
        const Result<ColumnStatistics> ids = file->statistics(0, kGoOn);
        QVERIFY(ids);
        QVERIFY(ids->whole);
        QCOMPARE(ids->rows, 10);
        QCOMPARE(ids->mean.value(), 4.5);
        QCOMPARE(ids->most, u"9"_s);
        const Result<ColumnStatistics> cities = file->statistics(5, kGoOn);
        QVERIFY(cities);
        QCOMPARE(cities->empty, 2);
        QCOMPARE(cities->distinct.value(), 3);
        QCOMPARE(cities->least, u"Bern"_s);
        const Result<ColumnStatistics> times = file->statistics(6, kGoOn);
        QVERIFY(times);
        QCOMPARE(times->most, u"2026-11-30 09:09:00"_s);
        QVERIFY(file->statistics(8, kGoOn).error().kind == Error::Kind::Invalid);
    }

    void aWordIsFound()
    {
        Opened file = data(u"encodings.parquet"_s);
        const Result<std::optional<preview::Place>> place = file->find(u"VALUE 919"_s, 0, 0, kGoOn);
        QVERIFY(place && *place);
        QCOMPARE((*place)->index, 1);
        QCOMPARE((*place)->column, 5);
        const Result<std::optional<preview::Place>> none = file->find(u"VALUE 919"_s, 1, 6, kGoOn);
        QVERIFY(none && !*none);
    }

    void aRemoteFileIsReadInParts()
    {
        Opened file = data(u"indexed.parquet"_s, Where::Remote);
        QVERIFY(file);
        QCOMPARE(file.row(999), data(u"indexed.parquet"_s).row(999));
        session::Limits limits;
        limits.remoteBytes = 42'000;  // the footer, and some of the columns
        Opened narrow = opened(kParquetFormat, previewData(u"encodings.parquet"_s), u"e.parquet"_s, Where::Remote, limits);
        QVERIFY(narrow);
        const QStringList first = narrow.table().head.cells.at(0);
        QCOMPARE(first[0], u"0"_s);
        QVERIFY(first.contains(u"?"_s));
        QVERIFY(narrow.notices().contains(u"in the cloud"));
    }

    void whatIsCutShortIsASentence()
    {
        const QByteArray whole = previewData(u"kinds.parquet"_s);
        for (qsizetype length = 0; length < whole.size(); length += 7) {
            Opened file = opened(kParquetFormat, whole.first(length), u"t.parquet"_s);
            QVERIFY(!file);
            QVERIFY(file.preview.error().kind == Error::Kind::Corrupt);
            QVERIFY(file.preview.error().what.endsWith(u'.'));
        }
    }

    void aDamagedByteEndsNothing_data()
    {
        QTest::addColumn<QString>("name");
        for (const char *name : {"kinds.parquet", "nested.parquet", "codecs.parquet", "indexed.parquet", "arrow1.parquet", "arrow2.parquet"})
            QTest::newRow(name) << QString::fromLatin1(name);
    }

    void aDamagedByteEndsNothing()
    {
        QFETCH(const QString, name);
        const QByteArray whole = previewData(name);
        const quint32 seed = QRandomGenerator::global()->generate();
        qInfo("seed %u", seed);
        QRandomGenerator chance(seed);
        for (int round = 0; round < 400; ++round) {
            QByteArray bytes = whole;
            for (int i = int(chance.bounded(3)); i >= 0; --i) {
                // More often in the footer, where a byte decides more.
                const auto at = qsizetype(chance.bounded(quint32(chance.bounded(2) == 0 ? bytes.size() : std::min<qsizetype>(bytes.size(), 1500))));
                bytes[bytes.size() - 1 - at] = char(chance.generate());
            }
            Opened file = opened(kParquetFormat, bytes, name);
            if (!file)
                continue;
            QVERIFY(file->rows(file.table().rowCount / 2, 50, kGoOn) || true);
            for (int column = 0; column < int(file.table().columns.size()); column += 3)
                QVERIFY(file->statistics(column, kGoOn) || true);
        }
    }

    void aFooterOfPromisesIsRefused()
    {
        // version 1, a schema list of 2^60 elements
        QVERIFY(!opened(kParquetFormat, around(QByteArray::fromHex("1502" "19fcffffffffffffffff0f")), u"t.parquet"_s));
        QVERIFY(!opened(kParquetFormat, around(QByteArray()), u"t.parquet"_s));
        QVERIFY(!opened(kParquetFormat, around(QByteArray(100, '\x1c')), u"t.parquet"_s));
        QByteArray huge = around("x");
        qToLittleEndian(quint32(0x7fffffff), huge.data() + huge.size() - 8);
        QVERIFY(!opened(kParquetFormat, huge, u"t.parquet"_s));
        // five million empty row groups
        const Opened many = opened(kParquetFormat, around(QByteArray::fromHex("1502" "39fc" "a089ab02") + QByteArray(5'000'000, '\0') + '\0'), u"t.parquet"_s);
        QVERIFY(!many);
    }

    void whatIsEncryptedIsSaid()
    {
        Opened file = opened(kParquetFormat, "PARE" + QByteArray(20, 'x') + QByteArray::fromHex("04000000") + "PARE", u"t.parquet"_s);
        QVERIFY(!file);
        QVERIFY(file.preview.error().kind == Error::Kind::Refused);
        QVERIFY(file.preview.error().what.contains(u"encrypted"));
    }

    void theSourcesErrorIsTheAnswer()
    {
        Opened file = data(u"encodings.parquet"_s);
        file.source->failFrom(20'000, {Error::Kind::Io, u"The disk failed."_s, {}, {}});
        QCOMPARE(file.row(999), u"The disk failed."_s);
    }

    void itIsKnownByItsMagicNumber()
    {
        QVERIFY(kParquetFormat.sure(u"x"_s, "PAR1\x15\x04") == 100);
        QVERIFY(kParquetFormat.sure(u"a.parquet"_s, "") == 50);
        QVERIFY(kParquetFormat.sure(u"a.csv"_s, "PAR,1") == 0);
    }
};

QTEST_APPLESS_MAIN(ParquetFormatTest)
#include "parquet_format_test.moc"
