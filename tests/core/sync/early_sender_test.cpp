// What goes up while a look is under way: each chunk once, no more than there is room for, and nothing believed after a failure.
#include "core/base/workers.h"
#include "core/schema/wire/pack.h"
#include "core/sync/executor/early_sender.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

#include <condition_variable>
#include <mutex>

using namespace tideline;
using namespace tideline::sync;

namespace {

/// Keeps what packs bring; lets none through as long as it is shut.
class PackCloud final : public cloud::Channel {
public:
    std::unordered_set<ContentHash> held;
    int chunksCame = 0, packs = 0, asked = 0;
    int failsFrom = -1;  ///< the pack, counted from 0, from which on none is taken

    Result<cloud::CloudReply> send(const cloud::CloudRequest &request, const OnBody &) override
    {
        std::unique_lock lock(m_mutex);
        m_opened.wait(lock, [this] { return !m_isShut; });
        if (request.path.endsWith("/chunks:negotiate"))
            return negotiated(QJsonDocument::fromJson(request.body)[u"chunks"_s].toArray());
        if (failsFrom >= 0 && packs >= failsFrom)
            return Error{Error::Kind::Offline, u"Connection reset"_s, {}, {}};
        ++packs;
        wire::PackReader reader([this](wire::PackedChunk &&chunk) {
            held.insert(chunk.id);
            ++chunksCame;
            return Result<void>();
        });
        if (!reader.write(request.body) || !reader.finish())
            qFatal("a pack is damaged");
        return cloud::CloudReply{201, "application/json", "{}", {}};
    }
    void shut() { set(true); }
    void open() { set(false); }

private:
    Result<cloud::CloudReply> negotiated(const QJsonArray &chunks)
    {
        QJsonArray need;
        for (qsizetype i = 0; i < chunks.size(); ++i) {
            if (!held.contains(*ContentHash::fromString(chunks[i][0].toString())))
                need.append(i);
        }
        asked += int(chunks.size());
        return cloud::CloudReply{200, "application/json", QJsonDocument(QJsonObject{{u"need"_s, need}}).toJson(), {}};
    }
    void set(bool isShut)
    {
        const std::lock_guard lock(m_mutex);
        m_isShut = isShut;
        m_opened.notify_all();
    }
    std::mutex m_mutex;
    std::condition_variable m_opened;
    bool m_isShut = false;
};

QByteArray content(int number, qsizetype size = 1 << 20)
{
    QByteArray bytes = QByteArray::number(number);
    quint64 state = quint64(number) + 1;
    while (bytes.size() < size) {
        state = state * 6364136223846793005u + 1442695040888963407u;
        bytes.append(reinterpret_cast<const char *>(&state), 8);
    }
    bytes.truncate(size);
    return bytes;
}

class EarlySenderTest : public QObject {
    Q_OBJECT

private:
    void take(EarlySender &sender, int number, qsizetype size = 1 << 20)
    {
        const QByteArray bytes = content(number, size);
        sender.take({sha256(bytes), quint32(bytes.size())}, bytes);
    }
    EarlySender::Parts parts(PackCloud &cloud, const std::atomic<bool> *cancel = nullptr)
    {
        return {cloud, *m_workers, "/api/v1/projects/prj_0", cancel};
    }
    const std::unique_ptr<Workers> m_workers = makePool(2);

private Q_SLOTS:
    void whatWasReadIsInTheCloudAndSaidSo()
    {
        PackCloud cloud;
        EarlySender sender(parts(cloud));
        for (int i = 0; i < 10; ++i)
            take(sender, i);
        sender.readAll();
        const auto sent = sender.sent();
        QVERIFY(sent.size() >= 8);  // the way may have been too slow for some
        for (const ContentHash &id : sent)
            QVERIFY(cloud.held.contains(id));
        QVERIFY(sender.bytesSent() > 8 << 20);
    }
    void aChunkGoesOnce()
    {
        PackCloud cloud;
        EarlySender sender(parts(cloud));
        for (int i = 0; i < 12; ++i)
            take(sender, i % 6);
        sender.readAll();
        QCOMPARE(sender.sent().size(), 6);
        QCOMPARE(cloud.chunksCame, 6);
    }
    void whatTheCloudHasDoesNotGoAgain()
    {
        PackCloud cloud;
        for (int i = 0; i < 4; ++i)
            cloud.held.insert(sha256(content(i)));
        EarlySender sender(parts(cloud));
        for (int i = 0; i < 4; ++i)
            take(sender, i);
        QCOMPARE(sender.sent().size(), 4);
        QCOMPARE(cloud.packs, 0);
        QCOMPARE(cloud.asked, 4);
    }
    void aLittleIsLeftToTheUploader()
    {
        PackCloud cloud;
        EarlySender sender(parts(cloud));
        take(sender, 1);
        sender.readAll();
        QVERIFY(sender.sent().empty());
        QCOMPARE(cloud.packs + cloud.asked, 0);
    }
    void whatTheWayIsTooSlowForIsPassedOverWithoutWaiting()
    {
        PackCloud cloud;
        EarlySender sender(parts(cloud));
        cloud.shut();
        for (int i = 0; i < 100; ++i)
            take(sender, i);  // would never return, were it waiting
        cloud.open();
        const std::size_t sent = sender.sent().size();
        QVERIFY(sent > 0);
        QVERIFY2(sent <= 20, "more than four packs of bytes were held");
        QCOMPARE(std::size_t(cloud.chunksCame), sent);
    }
    void afterAFailureNothingIsBelieved()
    {
        PackCloud cloud;
        cloud.failsFrom = 1;
        EarlySender sender(parts(cloud));
        for (int i = 0; i < 12; ++i)
            take(sender, i);
        sender.readAll();
        QVERIFY(sender.sent().empty());
        QCOMPARE(cloud.packs, 1);
    }
    void nothingIsTakenAfterItWasAskedForWhatWent()
    {
        PackCloud cloud;
        EarlySender sender(parts(cloud));
        for (int i = 0; i < 4; ++i)
            take(sender, i);
        QCOMPARE(sender.sent().size(), 4);
        for (int i = 10; i < 20; ++i)
            take(sender, i);
        QCOMPARE(sender.sent().size(), 4);
        QCOMPARE(cloud.chunksCame, 4);
    }
    void aCancelledOneSendsNothing()
    {
        PackCloud cloud;
        const std::atomic<bool> cancel = true;
        EarlySender sender(parts(cloud, &cancel));
        for (int i = 0; i < 8; ++i)
            take(sender, i);
        sender.readAll();
        QVERIFY(sender.sent().empty());
        QCOMPARE(cloud.packs + cloud.asked, 0);
    }
    void manyThreadsMayBringTheSame()
    {
        PackCloud cloud;
        EarlySender sender(parts(cloud));
        std::vector<std::function<void()>> tasks;
        for (int task = 0; task < 8; ++task) {
            tasks.push_back([&] {
                for (int i = 0; i < 300; ++i)
                    take(sender, i, 32 << 10);
            });
        }
        m_workers->run(std::move(tasks), 4);
        sender.readAll();
        const auto sent = sender.sent();
        QCOMPARE(std::size_t(cloud.chunksCame), sent.size());
        for (const ContentHash &id : sent)
            QVERIFY(cloud.held.contains(id));
    }
};

}  // namespace

QTEST_GUILESS_MAIN(EarlySenderTest)
#include "early_sender_test.moc"
