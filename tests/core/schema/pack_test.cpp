#include "core/base/random.h"
#include "core/schema/wire/pack.h"

#include <QTest>
#include <QtEndian>

#include <zstd.h>

using namespace tideline;
using namespace tideline::wire;

namespace {

constexpr quint64 kSeed = 11;

QByteArray randomBytes(SeededRandom &random, qsizetype size)
{
    QByteArray bytes(size, Qt::Uninitialized);
    random.fill({reinterpret_cast<unsigned char *>(bytes.data()), std::size_t(size)});
    return bytes;
}

/// Chunks that pack well, ill and hardly at all.
QByteArrayList someChunks()
{
    SeededRandom random(kSeed);
    return {QByteArray("x"), QByteArray("hello, ").repeated(200), randomBytes(random, 300), QByteArray(5000, '\0'),
            randomBytes(random, 63), QByteArray("a,b,c\n").repeated(50)};
}

QByteArray packOf(const QByteArrayList &chunks)
{
    PackWriter writer;
    for (const QByteArray &chunk : chunks)
        writer.add(sha256(chunk), chunk);
    return writer.finish();
}

struct Read {
    Result<void> result;
    QByteArrayList chunks;
};

Read read(QByteArrayView bytes, qsizetype step = 1 << 20, qint64 maxBytes = kMaxPackBytes, int maxChunks = kMaxPackChunks)
{
    Read read;
    PackReader reader(
        [&](PackedChunk &&chunk) -> Result<void> {
            read.chunks += chunk.raw;
            return {};
        },
        maxBytes, maxChunks);
    for (qsizetype at = 0; at < bytes.size() && read.result; at += step)
        read.result = reader.write(bytes.sliced(at, std::min(step, bytes.size() - at)));
    if (read.result)
        read.result = reader.finish();
    return read;
}

/// A pack of one chunk, said as the caller likes.
QByteArray forged(quint8 encoding, quint32 rawLength, QByteArrayView payload, const ContentHash &id)
{
    PackWriter writer;
    writer.addEncoded(id, encoding, rawLength, payload);
    return writer.finish();
}

}  // namespace

class PackTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { qInfo("seed %llu", kSeed); }

    void whatIsPackedComesBackHoweverItIsCut()
    {
        const QByteArrayList chunks = someChunks();
        const QByteArray pack = packOf(chunks);
        for (const qsizetype step : {1, 2, 3, 7, 36, 41, 100, 4096, 1 << 20}) {
            const Read got = read(pack, step);
            QVERIFY2(got.result, qPrintable(QString::number(step)));
            QCOMPARE(got.chunks, chunks);
        }
    }

    void anEmptyPackIsAPack()
    {
        const Read got = read(packOf({}));
        QVERIFY(got.result);
        QVERIFY(got.chunks.isEmpty());
    }

    void aPackTakenInPartsIsTheSame()
    {
        PackWriter writer;
        QByteArray bytes;
        for (const QByteArray &chunk : someChunks()) {
            writer.add(sha256(chunk), chunk);
            bytes += writer.take();
            QCOMPARE(writer.pendingBytes(), 0);
        }
        bytes += writer.finish();
        QCOMPARE(bytes, packOf(someChunks()));
        QCOMPARE(writer.chunkCount(), int(someChunks().size()));
    }

    void aChunkGoesOnAsItIsStored()
    {
        const QByteArrayList chunks = someChunks();
        PackWriter writer;
        PackReader reader([&](PackedChunk &&chunk) -> Result<void> {
            writer.addEncoded(chunk.id, chunk.encoding, quint32(chunk.raw.size()), chunk.payload);
            return {};
        });
        const QByteArray pack = packOf(chunks);
        QVERIFY(reader.write(pack) && reader.finish());
        QCOMPARE(writer.finish(), pack);
    }

    void whatCompressesIsSmaller()
    {
        QVERIFY(packOf({QByteArray("hello, ").repeated(1000)}).size() < 300);
    }

    void aPackCutAtAnyByteIsCorruptAndWhatCameBeforeIsGood()
    {
        const QByteArrayList chunks = someChunks();
        const QByteArray pack = packOf(chunks);
        for (qsizetype size = 0; size < pack.size(); ++size) {
            const Read got = read(QByteArrayView(pack).first(size));
            QVERIFY2(!got.result, qPrintable(QString::number(size)));
            QCOMPARE(toString(got.result.error().kind), toString(Error::Kind::Corrupt));
            QCOMPARE(got.chunks, chunks.first(got.chunks.size()));
        }
    }

    void aFlippedBitAnywhereIsCorruptAndNoWrongChunkComesOut()
    {
        const QByteArrayList chunks = someChunks();
        const QByteArray pack = packOf(chunks);
        for (qsizetype at = 0; at < pack.size(); ++at) {
            for (const char bit : {'\x01', '\x80', '\xff'}) {
                QByteArray bad = pack;
                bad[at] = char(bad[at] ^ bit);
                const Read got = read(bad);
                QVERIFY2(!got.result, qPrintable(QString::number(at)));
                QVERIFY2(got.result.error().kind == Error::Kind::Corrupt, qPrintable(toText(got.result.error())));
                for (const QByteArray &chunk : got.chunks)
                    QVERIFY(chunks.contains(chunk));
            }
        }
    }

    void bytesBehindTheEndAreCorrupt()
    {
        const QByteArray pack = packOf(someChunks());
        QVERIFY(!read(pack + '\0').result);
        QVERIFY(!read(pack + pack).result);
        QVERIFY(!read(pack + '\0', 1).result);
    }

    void aBombStopsAtItsEdge_data()
    {
        QTest::addColumn<quint32>("said");
        QTest::newRow("says 1 byte") << 1u;
        QTest::newRow("says 4 MiB") << quint32(kMaxChunkBytes);
        QTest::newRow("says more than is allowed") << quint32(kMaxChunkBytes) + 1;
        QTest::newRow("says 4 GiB") << 0xffffffffu;
        QTest::newRow("says nothing") << 0u;
    }

    void aBombStopsAtItsEdge()
    {
        QFETCH(quint32, said);
        // 64 MiB of zeros in some 2 KiB.
        const QByteArray zeros(64 << 20, '\0');
        QByteArray packed(qsizetype(ZSTD_compressBound(std::size_t(zeros.size()))), Qt::Uninitialized);
        packed.resize(qsizetype(ZSTD_compress(packed.data(), std::size_t(packed.size()), zeros.data(), std::size_t(zeros.size()), 3)));
        QVERIFY(packed.size() < 10'000);
        const Read got = read(forged(1, said, packed, sha256(zeros)));
        QVERIFY(!got.result);
        QCOMPARE(toString(got.result.error().kind), toString(Error::Kind::Corrupt));
        QVERIFY(got.chunks.isEmpty());
    }

    void manyBombsTogetherStopAtTheirEdge()
    {
        const QByteArray zeros(qsizetype(kMaxChunkBytes), '\0');
        PackWriter writer;
        for (int i = 0; i < 17; ++i)
            writer.add(sha256(zeros), zeros);
        const QByteArray pack = writer.finish();
        QVERIFY(pack.size() < 100'000);
        const Read got = read(pack);
        QCOMPARE(toString(got.result.error().kind), toString(Error::Kind::Invalid));
        QCOMPARE(got.chunks.size(), 16);
    }

    void whatIsForgedIsCorrupt_data()
    {
        QTest::addColumn<QByteArray>("pack");
        const QByteArray raw("hello, hello, hello");
        const ContentHash id = sha256(raw);
        QTest::newRow("an unknown encoding") << forged(2, quint32(raw.size()), raw, id);
        QTest::newRow("a hash of other bytes") << forged(0, quint32(raw.size()), raw, sha256("other"));
        QTest::newRow("raw bytes of another length") << forged(0, quint32(raw.size()) + 1, raw, id);
        QTest::newRow("no payload") << forged(0, 0, {}, sha256({}));
        QTest::newRow("raw bytes called zstd") << forged(1, quint32(raw.size()), raw, id);
        QTest::newRow("another magic") << "TLPX" + packOf({raw}).mid(4);
        QTest::newRow("another version") << "TLPK\x01" + packOf({raw}).mid(5);
        QTest::newRow("no pack at all") << QByteArray("<html>502 Bad Gateway</html>");
        QTest::newRow("no bytes") << QByteArray();
    }

    void whatIsForgedIsCorrupt()
    {
        QFETCH(QByteArray, pack);
        for (const qsizetype step : {1, 1 << 20}) {
            const Read got = read(pack, step);
            QVERIFY(!got.result);
            QCOMPARE(toString(got.result.error().kind), toString(Error::Kind::Corrupt));
            QVERIFY(got.chunks.isEmpty());
        }
    }

    void aPackThatIsTooMuchIsRefused()
    {
        const QByteArray pack = packOf(someChunks());
        QCOMPARE(toString(read(pack, 1 << 20, pack.size() - 1).result.error().kind), toString(Error::Kind::Invalid));
        QVERIFY(read(pack, 1 << 20, pack.size()).result);
        const int count = int(someChunks().size());
        QCOMPARE(toString(read(pack, 1 << 20, kMaxPackBytes, count - 1).result.error().kind), toString(Error::Kind::Invalid));
        QVERIFY(read(pack, 1 << 20, kMaxPackBytes, count).result);
    }

    void theLargestChunkFits()
    {
        SeededRandom random(kSeed);
        const QByteArray chunk = randomBytes(random, kMaxChunkBytes);
        const Read got = read(packOf({chunk}), 65536);
        QVERIFY(got.result);
        QCOMPARE(got.chunks, QByteArrayList{chunk});
    }

    void anErrorOfTheSinkEndsTheReading()
    {
        int calls = 0;
        PackReader reader([&](PackedChunk &&) -> Result<void> {
            ++calls;
            return Error{Error::Kind::DiskFull, u"Full."_s, {}, {}};
        });
        const auto done = reader.write(packOf(someChunks()));
        QVERIFY(!done);
        QCOMPARE(toString(done.error().kind), toString(Error::Kind::DiskFull));
        QCOMPARE(calls, 1);
    }
};

QTEST_GUILESS_MAIN(PackTest)
#include "pack_test.moc"
