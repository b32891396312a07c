// Previews of files that are in the cloud alone: the real server, service and helper, and what travels between them.
#include "app/desktop/preview_subjects.h"
#include "core/preview/session_client.h"
#include "tests/core/sync/service/service_world.h"
#include "tests/support/counting_relay.h"
#include "tests/support/helper_profile.h"

#include <QElapsedTimer>
#include <QRandomGenerator>
#include <QTest>
#include <QUrl>

using namespace tideline;
using namespace tideline::preview;
using tideline::test::CountingRelay;
using tideline::test::Device;
using tideline::test::ServiceWorld;

namespace {

const Cancelled kNever = false;
constexpr qint64 kMostBytes = 8 << 20;  ///< that may travel for one preview, whatever the file's size

/// TIDELINE_TEST_CSV_MB says how large the CSV is; 100.
qint64 csvBytes()
{
    const int megabytes = qEnvironmentVariableIntValue("TIDELINE_TEST_CSV_MB");
    return qint64(megabytes > 0 ? megabytes : 100) << 20;
}

/// Numbers that do not compress well. Returns how many rows were written.
qint64 writeCsv(const QString &path, qint64 sizeBytes)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        qFatal("no file");
    QRandomGenerator random(1);
    QByteArray block = "row,station,value\n";
    qint64 row = 0;
    while (file.size() + block.size() < sizeBytes) {
        block += QByteArray::number(row++).rightJustified(10, '0') + ",S" + QByteArray::number(random.bounded(10'000)) + ','
                 + QByteArray::number(random.generateDouble() * 1000, 'f', 9) + '\n';
        if (block.size() > 1 << 20) {
            file.write(block);
            block.clear();
        }
    }
    file.write(block);
    return row;
}

}  // namespace

/// Device b looks through a relay that counts.
class PreviewSubjectsTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_world = std::make_unique<ServiceWorld>();
        const QString trouble = m_world->prepare();
        QVERIFY2(trouble.isEmpty(), qPrintable(trouble));
        m_relay = std::make_unique<CountingRelay>(QUrl(m_world->server->url()).port());
        m_b = std::make_shared<Device>(m_world->folder.path(), u"looking"_s);
        QVERIFY(m_b->reach());
        QVERIFY(m_b->ask(u"login"_s, {{u"url"_s, u"http://127.0.0.1:%1"_s.arg(m_relay->port())}, {u"token"_s, m_world->server->token()}}));
        m_engine = std::make_shared<desktop::EngineSlot>();
        m_engine->set(std::shared_ptr<control::VerbHandler>(m_b, &m_b->handler()));
        m_helper = std::make_unique<test::HelperProfile>();
        m_client = std::make_unique<SessionClient>(m_helper->options());
    }
    void cleanup()
    {
        m_client.reset();
        m_helper.reset();
        m_engine.reset();
        m_b.reset();
        m_relay.reset();
        m_world.reset();
    }

    void aLargeCsvOfTheCloudCostsAFewMegabytes()
    {
        const qint64 rowCount = writeCsv(a().path(u"large.csv"_s), csvBytes());
        QVERIFY(a().sync().value(u"equal"_s).toBool());
        const qint64 sizeBytes = QFileInfo(a().path(u"large.csv"_s)).size();
        const qint64 before = m_relay->bytes();
        QElapsedTimer since;
        since.start();
        const auto spent = [&](const char *what) {
            const qint64 bytes = m_relay->bytes() - before;
            qInfo("%s: %.2f MB have travelled after %lld ms", what, double(bytes) / 1e6, since.elapsed());
            return bytes;
        };

        auto preview = m_client->open(subject(u"large.csv"_s, sizeBytes), kNever);
        QVERIFY2(preview, qPrintable(preview ? QString() : toText(preview.error())));
        const auto *table = std::get_if<TableDocument>(&(*preview)->document().shape);
        QVERIFY(table);
        QCOMPARE(table->head.cells.at(0).at(0), u"0000000000"_s);
        spent("the first rows");
        const auto counted = (*preview)->countRows(kNever);
        QVERIFY(counted && !counted->second);
        QVERIFY2(std::abs(counted->first - rowCount) < rowCount / 10, qPrintable(u"%1 of %2"_s.arg(counted->first).arg(rowCount)));
        const auto statistics = (*preview)->statistics(2, kNever);
        QVERIFY(statistics && statistics->rows > 1000 && !statistics->whole);
        spent("count and statistics of a column");
        const auto middle = (*preview)->rows(counted->first / 2, 200, kNever);
        QVERIFY(middle && middle->cells.size() > 100);
        QVERIFY(std::abs(middle->cells.at(0).at(0).toLongLong() - rowCount / 2) < rowCount / 10);
        spent("the middle");
        const auto end = (*preview)->rows(counted->first - 200, 200, kNever);
        QVERIFY(end && !end->cells.empty());
        QVERIFY(end->cells.back().at(0).toLongLong() > rowCount - rowCount / 10);
        QVERIFY2(spent("the end") <= kMostBytes, "more than 8 MB");

        const qint64 afterFirst = m_relay->bytes();
        preview = m_client->open(subject(u"large.csv"_s, sizeBytes), kNever);
        QVERIFY(preview && (*preview)->rows(0, 200, kNever));
        QVERIFY2(m_relay->bytes() - afterFirst < 100'000, qPrintable(QString::number(m_relay->bytes() - afterFirst)));
        QVERIFY(!QDir(m_b->root()).exists());  // nothing came into a folder
    }

    void aFileThatIsAnotherByNowIsSaid()
    {
        QVERIFY(a().write(u"table.csv"_s, "a,b\n1,2\n") && a().sync().value(u"equal"_s).toBool());
        const auto preview = m_client->open(subject(u"table.csv"_s, 5), kNever);
        QVERIFY(!preview && preview.error().kind == Error::Kind::Conflict);
        QVERIFY(!preview.error().what.isEmpty() && !preview.error().mend.isEmpty());
    }

    void withoutTheServerItIsASentence()
    {
        QVERIFY(a().write(u"table.csv"_s, "a,b\n1,2\n") && a().sync().value(u"equal"_s).toBool());
        m_world->server->stop();
        const auto preview = m_client->open(subject(u"table.csv"_s, 8), kNever);
        QVERIFY(!preview);
        QVERIFY(preview.error().kind == Error::Kind::Offline);
        QVERIFY(!preview.error().what.isEmpty());
    }

    void whoLooksAwayWaitsForNoSlowCloud()
    {
        // A fetch that never ends by itself: the call is left, the helper stays, and the next preview is there.
        std::atomic<bool> isFetching = false;
        Subject slow{u"slow.csv"_s, {}, 1 << 20, 0, [&](qint64, qint64, const Cancelled &cancelled) -> Result<QByteArray> {
                         isFetching = true;
                         while (!cancelled)
                             std::this_thread::yield();
                         return Error{Error::Kind::Cancelled, u"Cancelled."_s, {}, {}};
                     }};
        QVERIFY(a().write(u"near.csv"_s, "a,b\n1,2\n"));
        const auto near = [&] { return m_client->open({u"near.csv"_s, a().path(u"near.csv"_s), 8, 0, {}}, kNever); };
        QVERIFY(near());
        const auto before = m_client->status();
        QVERIFY(before);
        Cancelled cancelled = false;
        std::thread away([&] {
            while (!isFetching)
                std::this_thread::yield();
            cancelled = true;
        });
        const auto preview = m_client->open(slow, cancelled);
        away.join();
        QVERIFY(!preview);
        QVERIFY(preview.error().kind == Error::Kind::Cancelled);
        QVERIFY(near());
        QCOMPARE((*m_client->status())[u"pid"_s], (*before)[u"pid"_s]);
    }

private:
    Device &a() { return *m_world->a; }
    Subject subject(const QString &name, qint64 sizeBytes)
    {
        ui::ProjectRow project;
        project.name = u"p"_s;
        project.id = m_world->a->ask(u"projects"_s)->value(u"rows"_s).toArray().first().toObject().value(u"id"_s).toString();
        ListingRow row;
        row.name = name.toUtf8();
        row.kind = NodeKind::File;
        row.here = false;
        row.sizeBytes = sizeBytes;
        return desktop::subjectMaker(m_engine)(project, row.name, row).value();
    }

    std::unique_ptr<ServiceWorld> m_world;
    std::unique_ptr<CountingRelay> m_relay;
    std::shared_ptr<Device> m_b;
    std::shared_ptr<desktop::EngineSlot> m_engine;
    std::unique_ptr<test::HelperProfile> m_helper;
    std::unique_ptr<SessionClient> m_client;
};

QTEST_GUILESS_MAIN(PreviewSubjectsTest)
#include "preview_subjects_test.moc"
