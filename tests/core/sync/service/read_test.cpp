// Parts of what the cloud holds (`read`): against a real server process and real profiles.
#include "tests/core/sync/service/service_world.h"

#include <QDirIterator>
#include <QRandomGenerator>
#include <QTest>

using namespace tideline;
using tideline::test::Device;
using tideline::test::preparedWorld;
using tideline::test::ServiceWorld;

namespace {
constexpr qint64 kBytes = 24 << 20;  // cut as a large file: chunks of up to a megabyte
}

/// Device a has a large file; b has its place alone, c nothing of the project.
class ReadTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_world = preparedWorld();
        if (QTest::currentTestFailed())
            return;
        m_bytes.resize(kBytes);
        QRandomGenerator random(7);
        random.fillRange(reinterpret_cast<quint32 *>(m_bytes.data()), kBytes / 4);
        QVERIFY(b().ask(u"free"_s, {{u"path"_s, u"p"_s}}));
        QVERIFY(a().write(u"data/large.bin"_s, m_bytes) && equal(a()) && equal(b()));
        QVERIFY(!b().exists(u"data/large.bin"_s));
    }
    void cleanup()
    {
        m_c.reset();
        m_world.reset();
    }

    void aPartIsWhatTheFileHasThere()
    {
        startC();
        for (Device *device : {&b(), m_c.get()}) {
            for (const auto &[offset, length] : std::vector<std::pair<qint64, qint64>>{
                     {0, 4096}, {kBytes / 2 - 5, 3 << 20}, {kBytes - 7, 4096}, {kBytes, 10}, {kBytes + 5, 10}, {12'345'678, 1}}) {
                const auto reply = read(*device, {{u"offset"_s, offset}, {u"length"_s, length}});
                QVERIFY2(reply, qPrintable(reply ? QString() : toText(reply.error())));
                QCOMPARE(reply->value(u"size"_s).toInteger(), kBytes);
                QVERIFY(dataOf(*reply) == m_bytes.mid(offset, length));
            }
        }
    }

    void theFileStaysInTheCloudAlone()
    {
        QVERIFY(read(b(), {{u"length"_s, 4 << 20}}));
        QCOMPARE(b().files(), QStringList());
        QCOMPARE(b().ask(u"why"_s, {{u"path"_s, u"p/data/large.bin"_s}})->value(u"state"_s).toString(), u"online_only"_s);
        QVERIFY(equal(b()) && equal(a()));
        QVERIFY(a().read(u"data/large.bin"_s) == m_bytes);
    }

    void nothingTravelsTwice()
    {
        QVERIFY(read(b(), {{u"offset"_s, 1'000'000}, {u"length"_s, 2'000'000}}));
        const qint64 kept = keptBytes(b());
        QVERIFY2(kept >= 2'000'000 && kept < 6'000'000, qPrintable(QString::number(kept)));
        m_world->server->stop();
        b().leave();  // what is kept outlives the program
        QVERIFY(b().reach());
        const auto again = read(b(), {{u"offset"_s, 1'200'000}, {u"length"_s, 1'500'000}});
        QVERIFY2(again, qPrintable(again ? QString() : toText(again.error())));
        QVERIFY(dataOf(*again) == m_bytes.mid(1'200'000, 1'500'000));
        const auto other = read(b(), {{u"offset"_s, 20'000'000}});
        QVERIFY(!other && other.error().kind == Error::Kind::Offline && !other.error().what.isEmpty());
    }

    void aContentStaysReadableWhenTheFileIsAnother()
    {
        const QString content = read(b(), {{u"length"_s, 1}})->value(u"content"_s).toString();
        QVERIFY(a().write(u"data/large.bin"_s, "short") && equal(a()) && equal(b()));
        const auto old = read(b(), {{u"content"_s, content}, {u"offset"_s, 15'000'000}, {u"length"_s, 1000}});
        QVERIFY2(old, qPrintable(old ? QString() : toText(old.error())));
        QVERIFY(dataOf(*old) == m_bytes.mid(15'000'000, 1000));
        QCOMPARE(dataOf(*read(b(), {})), QByteArray("short"));
        QVERIFY(dataOf(*read(b(), {{u"revision"_s, 2}, {u"length"_s, 1000}})) == m_bytes.first(1000));
    }

    void whatIsKeptGoesWithTheSignOut()
    {
        QVERIFY(read(b(), {{u"length"_s, 1'000'000}}));
        QVERIFY(keptBytes(b()) > 0);
        QVERIFY(b().ask(u"logout"_s));
        QCOMPARE(keptBytes(b()), 0);
        const auto signedOut = read(b(), {{u"length"_s, 1'000'000}});
        QVERIFY(!signedOut && signedOut.error().kind == Error::Kind::SignIn);
    }

    void aDamagedChunkIsNeverGiven()
    {
        for (QDirIterator packs(m_world->folder.path() + u"/server"_s, QDir::Files, QDirIterator::Subdirectories); packs.hasNext();) {
            QFile pack(packs.next());
            if (!pack.fileName().contains(u"/packs/"_s))
                continue;
            QVERIFY(pack.open(QIODevice::ReadWrite));
            for (qint64 at = 4096; at < pack.size(); at += 50'000) {
                QVERIFY(pack.seek(at) && pack.write("damage") == 6);
            }
        }
        const auto reply = read(b(), {{u"length"_s, 2'000'000}});
        QVERIFY(!reply);
        QVERIFY(!reply.error().what.isEmpty() && reply.error().where.contains(u"large.bin"_s));
    }

    void whatCannotBeReadIsSaid()
    {
        startC();
        for (Device *device : {&b(), m_c.get()}) {
            QCOMPARE(device->kindOf(u"read"_s, {{u"project"_s, u"p"_s}, {u"path"_s, u"none.csv"_s}}), u"not_found"_s);
            QVERIFY(!device->kindOf(u"read"_s, {{u"project"_s, u"p"_s}, {u"path"_s, u"data"_s}}).isEmpty());
            QCOMPARE(device->kindOf(u"read"_s, {{u"project"_s, u"p"_s}, {u"path"_s, u"one.txt"_s}, {u"offset"_s, -1}}), u"invalid"_s);
            QCOMPARE(device->kindOf(u"read"_s, {{u"project"_s, u"p"_s}, {u"path"_s, u"one.txt"_s}, {u"content"_s, u"x"_s}}), u"invalid"_s);
        }
        std::atomic<bool> cancelled = true;
        const auto reply = b().handler().handle(u"read"_s, {{u"project"_s, u"p"_s}, {u"path"_s, u"data/large.bin"_s}}, {}, &cancelled);
        QVERIFY(!reply && reply.error().kind == Error::Kind::Cancelled);
    }

private:
    Device &a() { return *m_world->a; }
    Device &b() { return *m_world->b; }
    static bool equal(Device &device) { return device.sync().value(u"equal"_s).toBool(); }
    void startC()
    {
        m_c = std::make_unique<Device>(m_world->folder.path(), u"c"_s);
        QVERIFY(m_c->reach());
        QVERIFY(m_c->ask(u"login"_s, {{u"url"_s, m_world->server->url()}, {u"token"_s, m_world->server->token()}}));
    }
    static Result<QJsonObject> read(Device &device, QJsonObject args)
    {
        args[u"project"_s] = u"p"_s;
        args[u"path"_s] = u"data/large.bin"_s;
        return device.ask(u"read"_s, args);
    }
    static QByteArray dataOf(const QJsonObject &reply) { return QByteArray::fromBase64(reply.value(u"data"_s).toString().toLatin1()); }
    static qint64 keptBytes(const Device &device)
    {
        qint64 bytes = 0;
        QDirIterator all(device.location().profile + u"/content_cache"_s, QDir::Files, QDirIterator::Subdirectories);
        while (all.hasNext()) {
            all.next();
            bytes += all.fileInfo().size();
        }
        return bytes;
    }

    std::unique_ptr<ServiceWorld> m_world;
    std::unique_ptr<Device> m_c;
    QByteArray m_bytes;
};

QTEST_GUILESS_MAIN(ReadTest)
#include "read_test.moc"
