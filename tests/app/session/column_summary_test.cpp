#include "app/session/formats/column_summary.h"
#include "core/base/result.h"

#include <QRandomGenerator>
#include <QTest>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

using namespace tideline;
using namespace tideline::session::table;
using preview::ColumnStatistics;
using preview::ColumnType;

class ColumnSummaryTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void meanAndDeviationAreThoseOfTheTextbook()
    {
        ColumnSummary summary(ColumnType::Real);
        for (const double value : {2.0, 4.0, 4.0, 4.0, 5.0, 5.0, 7.0, 9.0})
            summary.addReal(value);
        const ColumnStatistics found = summary.result(true);
        QCOMPARE(found.rows, 8);
        QCOMPARE(found.mean.value(), 5.0);
        QCOMPARE(found.deviation.value(), std::sqrt(32.0 / 7));
        QCOMPARE(found.least, u"2"_s);
        QCOMPARE(found.most, u"9"_s);
        QCOMPARE(found.distinct.value(), 5);
        QCOMPARE(found.commonest.front(), std::pair(u"4"_s, qint64(3)));
    }

    void aLargeOffsetCostsTheDeviationNothing()
    {
        ColumnSummary summary(ColumnType::Real);
        for (int i = 0; i < 1000; ++i)
            summary.addReal(1e9 + i % 2);
        QVERIFY(std::abs(summary.result(true).deviation.value() - 0.50025) < 1e-5);
    }

    void nothingIsNothing()
    {
        ColumnSummary summary(ColumnType::Integer);
        summary.addEmpty();
        const ColumnStatistics found = summary.result(true);
        QCOMPARE(found.rows, 1);
        QCOMPARE(found.empty, 1);
        QVERIFY(!found.mean && !found.deviation && found.edges.empty() && found.counts.empty() && found.commonest.empty());
        QCOMPARE(found.least, QString());
        QCOMPARE(found.distinct.value(), 0);
    }

    void wholeNumbersOf64BitsKeepTheirDigits()
    {
        ColumnSummary summary(ColumnType::Integer);
        summary.addInteger(std::numeric_limits<qint64>::max());
        summary.addInteger(std::numeric_limits<qint64>::max() - 1);
        const ColumnStatistics found = summary.result(true);
        QCOMPARE(found.least, u"9223372036854775806"_s);
        QCOMPARE(found.most, u"9223372036854775807"_s);
        QCOMPARE(found.distinct.value(), 2);
    }

    void aNumberThatIsNoneHasNoPartInTheMean()
    {
        ColumnSummary summary(ColumnType::Real);
        summary.addReal(1.0);
        summary.addReal(std::nan(""));
        summary.addReal(HUGE_VAL);
        const ColumnStatistics found = summary.result(true);
        QCOMPARE(found.mean.value(), 1.0);
        QCOMPARE(found.most, u"inf"_s);
        QCOMPARE(std::accumulate(found.counts.begin(), found.counts.end(), qint64(0)), 1);
    }

    void eachNumberIsInItsStretchOfTheHistogram_data()
    {
        QTest::addColumn<std::vector<double>>("values");
        QTest::newRow("one value") << std::vector<double>{3};
        QTest::newRow("equal values") << std::vector<double>(100, -7.5);
        QTest::newRow("zeros") << std::vector<double>(5, 0.0);
        QTest::newRow("the largest there are") << std::vector<double>{-1.7e308, 1.7e308, 0};
        QTest::newRow("the smallest there are") << std::vector<double>{5e-324, 1e-323, 0};
        QTest::newRow("a far one among near ones") << std::vector<double>{1, 1.25, 1.5, 1e15};
        const quint32 seed = QRandomGenerator::global()->generate();
        qInfo("seed %u", seed);
        QRandomGenerator chance(seed);
        std::vector<double> many;
        for (int i = 0; i < 20'000; ++i)
            many.push_back(std::ldexp(chance.generateDouble() - 0.5, int(chance.bounded(40)) - 20));
        QTest::newRow("by chance") << many;
    }

    void eachNumberIsInItsStretchOfTheHistogram()
    {
        QFETCH(const std::vector<double>, values);
        ColumnSummary summary(ColumnType::Real);
        for (const double value : values)
            summary.addReal(value);
        const ColumnStatistics found = summary.result(true);
        QVERIFY(found.counts.size() <= 32 && !found.counts.empty());
        QCOMPARE(found.edges.size(), found.counts.size() + 1);
        QVERIFY(std::ranges::is_sorted(found.edges));
        QVERIFY(found.counts.front() > 0 && found.counts.back() > 0);
        for (std::size_t i = 0; i < found.counts.size(); ++i) {
            const bool isLast = i + 1 == found.counts.size();
            const auto within = [&](double v) { return v >= found.edges[i] && (v < found.edges[i + 1] || (isLast && v == found.edges[i + 1])); };
            QCOMPARE(found.counts[i], qint64(std::ranges::count_if(values, within)));
        }
    }

    void wholeNumbersHaveStretchesOfWholeNumbers()
    {
        ColumnSummary summary(ColumnType::Integer);
        for (int i = 0; i < 10; ++i)
            summary.addInteger(i);
        const ColumnStatistics found = summary.result(true);
        QCOMPARE(found.counts, std::vector<qint64>(10, 1));
        QCOMPARE(found.edges.front(), 0.0);
        QCOMPARE(found.edges.back(), 10.0);
    }

    void aFrequentValueIsFoundAmongMillionsOfRareOnes()
    {
        ColumnSummary summary(ColumnType::Text);
        for (int i = 0; i < 300'000; ++i) {
            summary.addText(QByteArray::number(i));
            if (i % 10 == 0)
                summary.addText("often");
        }
        const ColumnStatistics found = summary.result(true);
        QCOMPARE(found.commonest.front().first, u"often"_s);
        QVERIFY(found.commonest.front().second > 25'000 && found.commonest.front().second <= 30'000);
        QCOMPARE(found.distinct.value(), 300'001);
    }

    void tooManyDifferentValuesAreNotCounted()
    {
        DistinctCounter counter;
        for (quint64 i = 0; i < quint64(DistinctCounter::kLimit); ++i)
            counter.add(i * 0x9e3779b97f4a7c15U);
        QCOMPARE(counter.count().value(), DistinctCounter::kLimit);
        counter.add(12345);
        QVERIFY(!counter.count());
    }

    void textIsComparedByItsLetters()
    {
        ColumnSummary summary(ColumnType::Text);
        for (const char *word : {"pear", "apple", "quince", "apple"})
            summary.addText(word);
        const ColumnStatistics found = summary.result(false);
        QVERIFY(!found.whole);
        QCOMPARE(found.least, u"apple"_s);
        QCOMPARE(found.most, u"quince"_s);
        QVERIFY(found.edges.empty());
    }
};

QTEST_APPLESS_MAIN(ColumnSummaryTest)
#include "column_summary_test.moc"
