// Two entries change places on a disk that cannot do it in one step.
#include "core/files/exchange.h"
#include "tests/support/temp_folder.h"
#include "tests/support/thin_disk.h"

#include <QTest>

using namespace tideline;
using namespace tideline::files;
using tideline::test::TempFolder;

namespace {

/// Has no exchange; and from the n-th rename on, none works (0 = all do).
class ThreeStepDisk final : public test::ThinDisk {
public:
    using ThinDisk::ThinDisk;
    Result<void> rename(const RelativePath &from, const RelativePath &to, IfExists ifExists) override
    {
        if (ifExists == IfExists::Exchange)
            return Error{Error::Kind::Invalid, u"This disk cannot exchange two files in one step."_s, {}, {}};
        const bool fails = ++renames >= failsFrom && failsFrom > 0;
        if (fails && !doesAllTheSame)
            return Error{Error::Kind::Io, u"Input/output error"_s, from.toString(), {}};
        auto renamed = ThinDisk::rename(from, to, ifExists);
        return fails ? Error{Error::Kind::Io, u"Input/output error"_s, from.toString(), {}} : renamed;
    }
    bool doesAllTheSame = false;  ///< what fails is done nevertheless: its reply was lost
    int renames = 0;
    int failsFrom = 0;
};

const RelativePath kFrom = RelativePath{}.child("tmp"), kTo = RelativePath{}.child("day.csv");

}  // namespace

class ExchangeTest final : public QObject {
    Q_OBJECT

    std::unique_ptr<TempFolder> m_folder;
    std::unique_ptr<ThreeStepDisk> m_disk;

    /// The contents at both places, and whether something is aside.
    QByteArray state()
    {
        const auto text = [this](const RelativePath &path) {
            const auto stat = m_disk->stat(path);
            return stat && *stat ? m_folder->read(path.bytes()) : QByteArray("-");
        };
        return text(kFrom) + ' ' + text(kTo) + ' ' + text(asideOf(kFrom));
    }

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<TempFolder>();
        m_folder->write("tmp", "new");
        m_folder->write("day.csv", "old");
        m_disk = std::make_unique<ThreeStepDisk>(*openPosixFileSystem(m_folder->path()));
    }

    void whatHasMovedHasMovedWhateverTheDiskSays()
    {
        m_disk->failsFrom = 1;
        m_disk->doesAllTheSame = true;
        QVERIFY(moveToOwnName(*m_disk, kTo, asideOf(kFrom)));
        QCOMPARE(state(), QByteArray("new - old"));
    }
    void whatHasNotMovedHasNot()
    {
        m_disk->failsFrom = 1;
        QVERIFY(moveToOwnName(*m_disk, kTo, asideOf(kFrom)).error().kind == Error::Kind::Io);
        QCOMPARE(state(), QByteArray("new old -"));
    }
    void bothChangePlacesThoughAReplyIsLost_data()
    {
        QTest::addColumn<int>("failsFrom");
        QTest::newRow("each") << 1;
        QTest::newRow("the last") << 3;
    }
    void bothChangePlacesThoughAReplyIsLost()
    {
        QFETCH(int, failsFrom);
        m_disk->failsFrom = failsFrom;
        m_disk->doesAllTheSame = true;
        (void)exchange(*m_disk, kFrom, kTo);  // where the step in the middle is said to fail: as after a crash
        m_disk->failsFrom = 0;
        QVERIFY(mendExchange(*m_disk, kFrom, kTo));
        QCOMPARE(state(), QByteArray("old new -"));
    }

    void bothChangePlaces()
    {
        QVERIFY(exchange(*m_disk, kFrom, kTo));
        QCOMPARE(state(), "old new -");
        QVERIFY(mendExchange(*m_disk, kFrom, kTo));
        QCOMPARE(state(), "old new -");
    }

    void whatIsAloneStays()
    {
        QVERIFY(m_disk->removeFile(kFrom));
        QVERIFY(exchange(*m_disk, kFrom, kTo).error().kind == Error::Kind::NotFound);
        QCOMPARE(state(), "- old -");
    }

    void anErrorHalfWayIsMended_data()
    {
        QTest::addColumn<int>("failsFrom");
        QTest::addColumn<QByteArray>("left");
        QTest::addColumn<QByteArray>("mended");
        QTest::newRow("at once") << 1 << QByteArray("new old -") << QByteArray("new old -");
        QTest::newRow("nothing is at its place") << 2 << QByteArray("new - old") << QByteArray("new old -");
        QTest::newRow("the old one is aside") << 3 << QByteArray("- new old") << QByteArray("old new -");
    }
    void anErrorHalfWayIsMended()
    {
        QFETCH(int, failsFrom);
        QFETCH(QByteArray, left);
        QFETCH(QByteArray, mended);
        m_disk->failsFrom = failsFrom;
        QVERIFY(!exchange(*m_disk, kFrom, kTo));
        QCOMPARE(state(), left);
        m_disk->failsFrom = 0;
        QVERIFY(mendExchange(*m_disk, kFrom, kTo));
        QCOMPARE(state(), mended);
    }

    void whatAUserMadeMeanwhileIsNotReplaced()
    {
        m_disk->failsFrom = 2;
        QVERIFY(!exchange(*m_disk, kFrom, kTo));
        m_disk->failsFrom = 0;
        m_folder->write("day.csv", "user's");
        QVERIFY(mendExchange(*m_disk, kFrom, kTo).error().kind == Error::Kind::Conflict);
        QCOMPARE(state(), "new user's old");
    }
};

QTEST_GUILESS_MAIN(ExchangeTest)
#include "exchange_test.moc"
