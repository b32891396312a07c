// The helper as it is: a process of its own, what it shows, how it ends, and what it costs when it does.
#include "core/preview/session_client.h"
#include "tests/support/temp_folder.h"

#include <QFile>
#include <QTest>

#include <signal.h>

using namespace tideline;
using namespace tideline::preview;
using tideline::test::TempFolder;

namespace {

const Cancelled kNever = false;

class SessionClientTest : public QObject {
    Q_OBJECT

private:
    TempFolder m_folder;
    int m_count = 0;

    SessionClient::Options options(const QStringList &arguments = {}, std::chrono::milliseconds limit = std::chrono::seconds(20))
    {
        return {QString::fromLocal8Bit(qgetenv("TIDELINE_BIN")) + u"/tideline-session"_s,
                m_folder.path() + u"/session-%1.sock"_s.arg(++m_count), arguments, limit};
    }
    Subject file(const QString &name, const QByteArray &bytes)
    {
        const QString path = m_folder.path() + u'/' + name;
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
            qFatal("no file");
        return {name, path, bytes.size(), 0, {}};
    }
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
        SessionClient client(options());
        auto preview = client.open(file(u"a.csv"_s, csv(5000)), kNever);
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
        SessionClient client(options());
        const auto nobody = client.status();
        QVERIFY(!nobody && nobody.error().kind == Error::Kind::NotFound);
        auto preview = client.open(file(u"a.csv"_s, csv(10)), kNever);
        QVERIFY(preview);
        const auto status = client.status();
        QVERIFY(status);
        QCOMPARE((*status)[u"previews"_s].toArray().size(), 1);
        QCOMPARE((*status)[u"previews"_s].toArray()[0].toMap()[u"format"_s].toString(), u"csv"_s);
        QVERIFY((*status)[u"sandbox"_s].toArray().size() >= 3);
    }
    void aKilledHelperCostsNothingThatCanBeAskedAgain()
    {
        SessionClient client(options());
        auto preview = client.open(file(u"a.csv"_s, csv(100)), kNever);
        QVERIFY(preview);
        const auto status = client.status();
        QVERIFY(status);
        QCOMPARE(::kill(pid_t((*status)[u"pid"_s].toInteger()), SIGKILL), 0);
        const auto rows = (*preview)->rows(50, 1, kNever);
        QVERIFY2(rows, qPrintable(rows ? QString() : toText(rows.error())));
        QCOMPARE(rows->cells[0][0], u"50"_s);
    }
    void itEndsWhenNobodyAsks()
    {
        SessionClient client(options({u"--idle-ms"_s, u"50"_s}));
        QVERIFY(client.open(file(u"a.csv"_s, csv(10)), kNever));
        QTRY_VERIFY_WITH_TIMEOUT(!client.status(), 10'000);
    }
    void aFileInTheCloudIsReadByRanges()
    {
        SessionClient client(options());
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
        SessionClient client(options());
        auto preview = client.open(file(u"a.parquet"_s, "PAR1 and nothing more"), kNever);
        QVERIFY(preview);
        QVERIFY(std::holds_alternative<BytesDocument>((*preview)->document().shape));
        QVERIFY(!(*preview)->document().notices.isEmpty());
    }
};

}  // namespace

QTEST_GUILESS_MAIN(SessionClientTest)
#include "session_client_test.moc"
