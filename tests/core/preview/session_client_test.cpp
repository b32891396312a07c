// The helper as it is: a process of its own, what it shows, how it ends, and what it costs when it does.
#include "core/preview/session_client.h"
#include "tests/support/helper_profile.h"
#include "tests/support/other_user.h"

#include <QTest>

#include <poll.h>

using namespace tideline;
using namespace tideline::preview;
using namespace tideline::test;

namespace {

const Cancelled kNever = false;

class SessionClientTest : public QObject {
    Q_OBJECT

private:
    static QByteArray csv(int rows)
    {
        QByteArray bytes("number,name\n");
        for (int i = 0; i < rows; ++i)
            bytes += QByteArray::number(i) + ",row " + QByteArray::number(i) + '\n';
        return bytes;
    }

private Q_SLOTS:
    void aTableIsOpenedAndItsRowsCome()
    {
        const HelperProfile profile;
        SessionClient client(profile.options());
        auto preview = client.open(profile.file(u"a.csv"_s, csv(5000)), kNever);
        QVERIFY2(preview, qPrintable(preview ? QString() : toText(preview.error())));
        const auto *table = std::get_if<TableDocument>(&(*preview)->document().shape);
        QVERIFY(table);
        QCOMPARE(table->columns.size(), 2);
        const auto rows = (*preview)->rows(4000, 3, kNever);
        QVERIFY(rows);
        QCOMPARE(rows->cells.size(), 3);
        QCOMPARE(rows->cells[0][1], u"row 4000"_s);
    }
    void itSaysWhatItHolds()
    {
        const HelperProfile profile;
        SessionClient client(profile.options());
        const auto nobody = client.status();
        QVERIFY(!nobody && nobody.error().kind == Error::Kind::NotFound);
        auto preview = client.open(profile.file(u"a.csv"_s, csv(10)), kNever);
        QVERIFY(preview);
        const auto status = client.status();
        QVERIFY(status);
        QCOMPARE((*status)[u"previews"_s].toArray().size(), 1);
        QCOMPARE((*status)[u"previews"_s].toArray()[0].toMap()[u"format"_s].toString(), u"csv"_s);
        QVERIFY((*status)[u"sandbox"_s].toArray().size() >= 3);
    }
    void aKilledHelperCostsNothingThatCanBeAskedAgain()
    {
        const HelperProfile profile;
        SessionClient client(profile.options());
        auto preview = client.open(profile.file(u"a.csv"_s, csv(100)), kNever);
        QVERIFY(preview);
        profile.kill();
        const auto rows = (*preview)->rows(50, 1, kNever);
        QVERIFY2(rows, qPrintable(rows ? QString() : toText(rows.error())));
        QCOMPARE(rows->cells[0][0], u"50"_s);
    }
    void itOutlivesItsStarterAndHoldsNothingOfIt()
    {
        const HelperProfile profile;
        int ends[2];
        QCOMPARE(::pipe(ends), 0);  // not closed by exec, and the starter's outputs, as a shell's or a test runner's would be
        QVERIFY(inChild([&] {
            ::dup2(ends[1], STDOUT_FILENO);
            ::dup2(ends[1], STDERR_FILENO);
            SessionClient client(profile.options());
            return bool(client.open(profile.file(u"a.csv"_s, csv(10)), kNever));
        }));
        ::close(ends[1]);
        pollfd end{ends[0], POLLIN, 0};
        char byte = 0;
        QVERIFY2(::poll(&end, 1, 10'000) == 1 && ::read(ends[0], &byte, 1) == 0, "somebody holds the starter's outputs");
        ::close(ends[0]);
        const int helper = profile.process();
        QVERIFY(helper > 1);
        QCOMPARE(::getsid(helper), helper);
    }
    void whatKeepsItFromStartingIsSaid()
    {
        const HelperProfile profile({u"--idle-ms"_s, u"never"_s});
        SessionClient client(profile.options());
        const auto preview = client.open(profile.file(u"a.csv"_s, csv(10)), kNever);
        QVERIFY(!preview);
        QVERIFY2(preview.error().what.contains(u"--idle-ms"_s), qPrintable(toText(preview.error())));
        auto options = profile.options();
        options.program = u"/nowhere/tideline-session"_s;
        const auto none = SessionClient(options).open(profile.file(u"a.csv"_s, csv(10)), kNever);
        QVERIFY(!none);
        QVERIFY2(none.error().kind == Error::Kind::NotFound, qPrintable(toText(none.error())));
        QCOMPARE(none.error().where, options.program);
    }
    void aHelperThatSaysNothingIsEnded()
    {
        const HelperProfile profile;
        auto options = profile.options();
        options.silence = std::chrono::milliseconds(300);
        SessionClient client(options);
        QVERIFY(client.open(profile.file(u"a.csv"_s, csv(10)), kNever));
        QVERIFY(profile.stop());
        const auto preview = client.open(profile.file(u"a.csv"_s, csv(10)), kNever);
        QVERIFY(!preview);
        QVERIFY2(preview.error().kind == Error::Kind::Timeout && preview.error().what.contains(u"said nothing for 0.3 s"_s), qPrintable(toText(preview.error())));
        QVERIFY(client.open(profile.file(u"a.csv"_s, csv(10)), kNever));
    }
    void itsProgramIsBesideTheRunningOneElseInLibexec()
    {
        const TempFolder folder;
        QCOMPARE(sessionProgram(folder.path(u"bin"_s)), folder.path(u"libexec/tideline/tideline-session"_s));
        const QString beside = folder.path(u"bin/tideline-session"_s);
        folder.write("bin/tideline-session", "#!/bin/sh\n");
        QCOMPARE(sessionProgram(folder.path(u"bin"_s)), folder.path(u"libexec/tideline/tideline-session"_s));
        QVERIFY(QFile::setPermissions(beside, QFile::ReadOwner | QFile::ExeOwner));
        QCOMPARE(sessionProgram(folder.path(u"bin"_s)), beside);
    }
    void itEndsWhenItIsAskedTo()
    {
        const HelperProfile profile;
        SessionClient client(profile.options());
        QVERIFY(client.open(profile.file(u"a.csv"_s, csv(10)), kNever));
        QVERIFY(client.end());
        QVERIFY(!client.status());
        QVERIFY(client.end());  // none runs
        QVERIFY(client.open(profile.file(u"a.csv"_s, csv(10)), kNever));
    }
    void toAskHowItIsDoesNotKeepIt()
    {
        const HelperProfile profile({u"--idle-ms"_s, u"300"_s});
        SessionClient client(profile.options());
        QVERIFY(client.open(profile.file(u"a.csv"_s, csv(10)), kNever));
        QTRY_VERIFY_WITH_TIMEOUT(!client.status(), 10'000);
    }
    void aFileInTheCloudIsReadByRanges()
    {
        const HelperProfile profile;
        SessionClient client(profile.options());
        const QByteArray bytes = csv(400'000);
        std::atomic<qint64> fetched = 0;
        Subject subject{u"far.csv"_s, {}, bytes.size(), 0, [&](qint64 offset, qint64 length, const Cancelled &) {
                            fetched += length;
                            return Result<QByteArray>(bytes.mid(offset, length));
                        }};
        auto preview = client.open(subject, kNever);
        QVERIFY2(preview, qPrintable(preview ? QString() : toText(preview.error())));
        QVERIFY((*preview)->rows(0, 100, kNever));
        QVERIFY2(fetched < 3 << 20, qPrintable(QString::number(fetched)));
    }
    void aBrokenFileIsShownAsBytesWithTheReason()
    {
        const HelperProfile profile;
        SessionClient client(profile.options());
        auto preview = client.open(profile.file(u"a.parquet"_s, "PAR1 and nothing more"), kNever);
        QVERIFY(preview);
        QVERIFY(std::holds_alternative<BytesDocument>((*preview)->document().shape));
        QVERIFY(!(*preview)->document().notices.isEmpty());
    }
};

}  // namespace

QTEST_GUILESS_MAIN(SessionClientTest)
#include "session_client_test.moc"
