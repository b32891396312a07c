#include "core/base/result.h"
#include "core/base/workers.h"

#include <QTest>

#include <atomic>
#include <memory>

using namespace tideline;

namespace {

Result<int> half(int number)
{
    if (number % 2 != 0)
        return Error{Error::Kind::Invalid, u"The number is odd."_s, QString::number(number), u"Give an even one."_s};
    return number / 2;
}

Result<void> even(int number)
{
    if (auto halved = half(number); !halved)
        return at(halved.error(), u"even"_s);
    return {};
}

}  // namespace

class ResultTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aResultIsAValueOrAnError()
    {
        QVERIFY(half(4));
        QCOMPARE(*half(4), 2);
        QVERIFY(!half(3));
        QCOMPARE(half(3).error().where, u"3"_s);
        QVERIFY(even(4));
        QCOMPARE(even(3).error().where, u"even: 3"_s);
    }

    void readingTheWrongSideIsNeverSilent()
    {
        QVERIFY_EXCEPTION_THROWN((void)*half(3), std::bad_variant_access);
        QVERIFY_EXCEPTION_THROWN((void)half(4).error(), std::bad_variant_access);
        QVERIFY_EXCEPTION_THROWN((void)even(4).error(), std::bad_optional_access);
    }

    void aValueThatOnlyMovesCanBeTakenOut()
    {
        Result<std::unique_ptr<int>> made = std::make_unique<int>(7);
        const std::unique_ptr<int> taken = *std::move(made);
        QCOMPARE(*taken, 7);
    }

    void anErrorReadsOnOneLine()
    {
        QCOMPARE(toText(half(3).error()), u"The number is odd. (3) Give an even one."_s);
        QCOMPARE(toText({Error::Kind::Io, u"What."_s, {}, {}}), u"What."_s);
        QCOMPARE(at({Error::Kind::Io, u"What."_s, {}, {}}, u"here"_s).where, u"here"_s);
    }

    void everyKindHasAWordOfItsOwn()
    {
        QStringList words;
        for (int kind = int(Error::Kind::Invalid); kind <= int(Error::Kind::Cancelled); ++kind)
            words += toString(Error::Kind(kind));
        QCOMPARE(words.removeDuplicates(), 0);
        QVERIFY(!words.contains(u"unknown"_s));
    }

    void everyTaskOfAPoolRunsOnce()
    {
        const auto pool = makePool(4);
        std::vector<std::atomic<int>> runs(1000);
        std::vector<std::function<void()>> tasks;
        for (auto &count : runs)
            tasks.emplace_back([&count] { ++count; });
        pool->run(std::move(tasks));
        QVERIFY(std::ranges::all_of(runs, [](const auto &count) { return count == 1; }));
        pool->run({});
    }

    void aTaskMayUseThePoolItself()
    {
        const auto pool = makePool(2);
        std::atomic<int> runs = 0;
        std::vector<std::function<void()>> outer(4, [&] { pool->run({4, [&] { ++runs; }}); });
        pool->run(std::move(outer));
        QCOMPARE(runs.load(), 16);
    }
};

QTEST_GUILESS_MAIN(ResultTest)
#include "result_test.moc"
