#include "core/merge/alignment.h"
#include "tests/core/merge/merge_chance.h"

#include <QTest>

using namespace tideline;
using namespace tideline::merge;
using namespace tideline::test;

namespace {

using Sequence = std::vector<qint32>;

Sequence sequence(const char *letters)
{
    Sequence numbers;
    for (const char *letter = letters; *letter != 0; ++letter)
        numbers.push_back(*letter - 'a');
    return numbers;
}

QByteArray toText(const std::vector<Change> &changes)
{
    QByteArray text;
    for (const Change &c : changes)
        text += QByteArray::number(c.baseBegin) + '-' + QByteArray::number(c.baseEnd) + '>' + QByteArray::number(c.sideBegin) + '-'
                + QByteArray::number(c.sideEnd) + ' ';
    return text.trimmed();
}

QByteArray changes(const Sequence &base, const Sequence &side)
{
    Budget budget(1'000'000);
    const auto found = changesBetween(base, side, 26, 1000, budget);
    return found ? toText(*found) : QByteArray("over the limit");
}

/// The definition, spelt out: distances from both ends of the edit graph, and an element is kept when no shortest path
/// deletes it and only one place of the side matches it.
QByteArray changesByDefinition(const Sequence &a, const Sequence &b)
{
    const std::size_t n = a.size();
    const std::size_t m = b.size();
    std::vector<std::vector<int>> fromStart(n + 1, std::vector<int>(m + 1, 0));
    std::vector<std::vector<int>> toEnd = fromStart;
    for (std::size_t i = 0; i <= n; ++i) {
        for (std::size_t j = 0; j <= m; ++j) {
            int best = i + j == 0 ? 0 : 1 << 20;
            if (i > 0)
                best = std::min(best, fromStart[i - 1][j] + 1);
            if (j > 0)
                best = std::min(best, fromStart[i][j - 1] + 1);
            if (i > 0 && j > 0 && a[i - 1] == b[j - 1])
                best = std::min(best, fromStart[i - 1][j - 1]);
            fromStart[i][j] = best;
        }
    }
    for (std::size_t i = n + 1; i-- > 0;) {
        for (std::size_t j = m + 1; j-- > 0;) {
            int best = i + j == n + m ? 0 : 1 << 20;
            if (i < n)
                best = std::min(best, toEnd[i + 1][j] + 1);
            if (j < m)
                best = std::min(best, toEnd[i][j + 1] + 1);
            if (i < n && j < m && a[i] == b[j])
                best = std::min(best, toEnd[i + 1][j + 1]);
            toEnd[i][j] = best;
        }
    }
    std::vector<Change> result;
    Change open{0, 0, 0, 0};
    const auto keep = [&](std::size_t i, std::size_t j) {
        open.baseEnd = qint32(i);
        open.sideEnd = qint32(j);
        if (open.baseEnd > open.baseBegin || open.sideEnd > open.sideBegin)
            result.push_back(open);
        open = {qint32(i) + 1, 0, qint32(j) + 1, 0};
    };
    for (std::size_t i = 0; i < n; ++i) {
        int matches = 0;
        std::size_t match = 0;
        bool deleted = false;
        for (std::size_t j = 0; j <= m; ++j) {
            deleted |= fromStart[i][j] + 1 + toEnd[i + 1][j] == fromStart[n][m];
            if (j < m && a[i] == b[j] && fromStart[i][j] + toEnd[i + 1][j + 1] == fromStart[n][m]) {
                ++matches;
                match = j;
            }
        }
        if (!deleted && matches == 1)
            keep(i, match);
    }
    keep(n, m);
    return toText(result);
}

}  // namespace

class AlignmentTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void whatSurelyChangedIsFound_data()
    {
        QTest::addColumn<QByteArray>("base");
        QTest::addColumn<QByteArray>("side");
        QTest::addColumn<QByteArray>("expected");

        // clang-format off
        QTest::newRow("nothing and nothing are equal")               << QByteArray("")       << QByteArray("")         << QByteArray("");
        QTest::newRow("equal sequences have no change")              << QByteArray("abc")    << QByteArray("abc")      << QByteArray("");
        QTest::newRow("all is new")                                  << QByteArray("")       << QByteArray("abc")      << QByteArray("0-0>0-3");
        QTest::newRow("all is gone")                                 << QByteArray("abc")    << QByteArray("")         << QByteArray("0-3>0-0");
        QTest::newRow("nothing in common")                           << QByteArray("abc")    << QByteArray("xyz")      << QByteArray("0-3>0-3");
        QTest::newRow("one replaced")                                << QByteArray("abc")    << QByteArray("axc")      << QByteArray("1-2>1-2");
        QTest::newRow("one added between")                           << QByteArray("abc")    << QByteArray("abxc")     << QByteArray("2-2>2-3");
        QTest::newRow("two changes apart")                           << QByteArray("abcd")   << QByteArray("xbcy")     << QByteArray("0-1>0-1 3-4>3-4");
        QTest::newRow("one of a run is gone: which, nobody knows")   << QByteArray("abbbc")  << QByteArray("abbc")     << QByteArray("1-4>1-3");
        QTest::newRow("a repeated block is before or behind")        << QByteArray("abcd")   << QByteArray("abcbcd")   << QByteArray("1-3>1-5");
        QTest::newRow("a swap: either may have moved")               << QByteArray("abcd")   << QByteArray("acbd")     << QByteArray("1-3>1-3");
        QTest::newRow("a block that moved past a longer one")        << QByteArray("abcde")  << QByteArray("bcdea")    << QByteArray("0-1>0-0 5-5>4-5");
        // clang-format on
    }
    void whatSurelyChangedIsFound()
    {
        QFETCH(QByteArray, base);
        QFETCH(QByteArray, side);
        QFETCH(QByteArray, expected);
        QCOMPARE(changes(sequence(base), sequence(side)), expected);
        QCOMPARE(changesByDefinition(sequence(base), sequence(side)), expected);
    }

    void randomSequencesAgreeWithTheDefinition()
    {
        SeededRandom random(mergeSeed());
        for (int round = 0; round < 30'000; ++round) {
            const quint64 kinds = 1 + random.below(8);
            Sequence base(random.below(13));
            Sequence side(random.below(13));
            for (qint32 &element : base)
                element = qint32(random.below(kinds));
            for (qint32 &element : side)
                element = qint32(random.below(kinds));
            if (random.below(2) == 0) {  // alike, as versions are
                side = base;
                for (quint64 i = random.below(5); i > 0 && !side.empty(); --i)
                    side[random.below(side.size())] = qint32(random.below(kinds));
            }
            QCOMPARE(changes(base, side), changesByDefinition(base, side));
        }
    }

    void tooManyEditsAreNoAnswer()
    {
        const Sequence base = sequence("abcdefgh");
        const Sequence side = sequence("hgfedcba");
        Budget budget(1'000'000);
        QVERIFY(!changesBetween(base, side, 26, 13, budget));
        QVERIFY(changesBetween(base, side, 26, 14, budget));
    }

    void linesOfOneSideAloneAreNoEdits()
    {
        Sequence side;
        for (qint32 i = 0; i < 1000; ++i)
            side.push_back(2 + i);
        side.push_back(0);
        Budget budget(1'000'000);
        const auto found = changesBetween(sequence("ab"), side, 2000, 0, budget);
        QVERIFY(found);
        QCOMPARE(toText(*found), QByteArray("0-0>0-1000 1-2>1001-1001"));
    }

    void aSpentBudgetIsNoAnswer()
    {
        const Sequence base = sequence("abcdefgh");
        const Sequence side = sequence("hgfedcba");
        qint64 enough = 0;
        for (;; ++enough) {
            Budget budget(enough);
            if (changesBetween(base, side, 26, 1000, budget))
                break;
            QVERIFY(!budget.spend(1) || enough < 16 || !budget.spend(enough));
        }
        QVERIFY(enough > 16);
        QVERIFY(enough < 1000);
    }
};

QTEST_GUILESS_MAIN(AlignmentTest)
#include "alignment_test.moc"
