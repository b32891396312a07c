#include "core/base/random.h"
#include "core/files/chunker.h"
#include "tests/support/temp_folder.h"

#include <QTest>

#include <algorithm>
#include <set>

using namespace tideline;
using namespace tideline::files;
using namespace tideline::test;

namespace {

/// A content in memory; counts what is read at a time, and may lie about its size.
class MemoryFile final : public ReadFile {
public:
    explicit MemoryFile(QByteArray content) : m_content(std::move(content)) {}
    Result<qint64> read(qint64 offset, std::span<char> into) override
    {
        largestRead = std::max(largestRead, qint64(into.size()));
        const qint64 got = std::clamp<qint64>(m_content.size() - offset, 0, qint64(into.size()));
        std::copy_n(m_content.constData() + offset, got, into.data());
        return got;
    }
    Result<FileStat> stat() override { return FileStat{.kind = FileKind::File, .sizeBytes = m_content.size()}; }

    qint64 largestRead = 0;

private:
    QByteArray m_content;
};

QByteArray noise(qsizetype size, quint64 seed)
{
    QByteArray bytes(size, Qt::Uninitialized);
    SeededRandom(seed).fill({reinterpret_cast<unsigned char *>(bytes.data()), size_t(size)});
    return bytes;
}

qsizetype bytesShared(const Manifest &before, const Manifest &after)
{
    std::set<ContentHash> known;
    for (const Chunk &chunk : before.chunks)
        known.insert(chunk.id);
    qsizetype shared = 0;
    for (const Chunk &chunk : after.chunks)
        shared += known.contains(chunk.id) ? chunk.sizeBytes : 0;
    return shared;
}

}  // namespace

class ChunkerTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    // Golden: computed once and kept. When this test fails the cuts have changed, and every file on every server would be
    // taken for edited: mend the code, not the numbers.
    void cutsNeverChange()
    {
        const std::vector<quint32> small{73298, 89938, 68684, 128198, 66915, 66691, 28366, 68293,
                                         74809, 70230, 80857, 18628,  70782, 49396, 87134, 6357};
        QVERIFY(cut(noise(1 << 20, 1)) == small);
        const std::vector<quint32> large{273383, 398562, 317614, 298670, 261745, 267410, 500591, 197002};
        const std::vector<quint32> made = cut(noise(17 << 20, 2));
        QVERIFY(made.size() > large.size());
        QVERIFY(std::ranges::equal(large, std::span(made).first(large.size())));
        QCOMPARE(chunkBytes(noise(1 << 20, 1)).hash().toString(), 
                 u"s256:86350c7910958e1b8bdac496e413e18866b3cdc4a5cf63a4ea2681a775a311c8"_s);
        QCOMPARE(chunkBytes(QByteArray()).hash().toString(), 
                 u"s256:0392048ac21b6d60e76738be71f9ca806ac02a819e8495ea036b3509b5c6f7d9"_s);
        QCOMPARE(chunkBytes("hello\n").chunks.at(0).id.toString(),
                 u"s256:5891b5b522d5df086d0ff0b110fbd9d21bb4fc7163af34d08286a2e846f6be03"_s);
    }

    void smallFilesAreOneChunkAndEmptyOnesNone()
    {
        QVERIFY(cut({}).empty());
        QCOMPARE(cut(noise(1, 3)), std::vector<quint32>{1});
        QCOMPARE(cut(noise(64 << 10, 3)), std::vector<quint32>{64 << 10});
        // All that noise allows: one byte more may be cut.
        const std::vector<quint32> sizes = cut(noise(200 << 10, 3));
        QVERIFY(sizes.size() > 1);
    }

    void everyChunkKeepsTheBounds_data()
    {
        QTest::addColumn<QByteArray>("content");
        QTest::newRow("noise, small") << noise(5 << 20, 4);
        QTest::newRow("noise, large") << noise(24 << 20, 5);
        QTest::newRow("zeros") << QByteArray(20 << 20, '\0');
        QTest::newRow("text that repeats") << QByteArray("the quick brown fox\n").repeated(300'000);
        QTest::newRow("one byte over a single chunk") << noise((64 << 10) + 1, 6);
    }
    void everyChunkKeepsTheBounds()
    {
        QFETCH(QByteArray, content);
        const ChunkerParameters &bounds = chunkerParametersFor(content.size());
        const std::vector<quint32> sizes = cut(content);
        qint64 sum = 0;
        for (const quint32 size : sizes) {
            QVERIFY(size <= bounds.maximum && size > 0);
            sum += size;
            QVERIFY(size > bounds.minimum || sum == content.size());
        }
        QCOMPARE(sum, content.size());
    }

    void chunksOfNoiseAreNearTheAverage()
    {
        const std::vector<quint32> sizes = cut(noise(15 << 20, 7));
        const double mean = double(15 << 20) / double(sizes.size());
        QVERIFY2(mean > 50'000 && mean < 100'000, qPrintable(QString::number(mean)));
        const auto capped = std::ranges::count(sizes, kSmallFileChunks.maximum);
        QVERIFY(double(capped) < 0.02 * double(sizes.size()));
    }

    void anInsertionMovesOnlyItsNeighbours()
    {
        const QByteArray before = noise(20 << 20, 8);
        const Manifest base = chunkBytes(before);
        for (const qsizetype at : {qsizetype(0), qsizetype(10 << 20), before.size()}) {
            QByteArray after = before;
            after.insert(at, noise(333, 9));
            const qsizetype fresh = after.size() - bytesShared(base, chunkBytes(after));
            QVERIFY2(fresh <= 4 << 20, qPrintable(QString::number(fresh)));
        }
    }

    void aFileGivesWhatItsBytesGive_data()
    {
        QTest::addColumn<qsizetype>("size");
        for (const qsizetype size : {0, 1, 16 << 10, 64 << 10, (64 << 10) + 1, 256 << 10, (1 << 20) - 1, 2 << 20,
                                     (2 << 20) + 1, (16 << 20) - 1, 16 << 20, (16 << 20) + 1, 25 << 20})
            QTest::addRow("%lld bytes", qint64(size)) << size;
    }
    void aFileGivesWhatItsBytesGive()
    {
        QFETCH(qsizetype, size);
        const QByteArray content = noise(size, quint64(size));
        const Manifest expected = chunkBytes(content);
        MemoryFile file(content);
        const auto serial = chunkFile(file, size);
        QVERIFY(serial && *serial == expected);
        QVERIFY(file.largestRead <= std::min<qint64>(size + 1, 4 << 20));
        const auto pool = makePool(3);
        const auto parallel = chunkFile(file, size, *pool);
        QVERIFY(parallel && *parallel == expected);
        InlineWorkers inlineWorkers;
        QVERIFY(*chunkFile(file, size, inlineWorkers) == expected);
    }

    void aFileOnDiskIsChunkedToo()
    {
        const TempFolder folder;
        const QByteArray content = noise(3 << 20, 10);
        folder.write("data", content);
        const auto fs = openPosixFileSystem(folder.path());
        auto file = (*fs)->openRead(*RelativePath::parse(QByteArrayView("data")));
        QVERIFY(*chunkFile(**file, content.size()) == chunkBytes(content));
    }

    void aFileThatChangedItsSizeIsAConflict()
    {
        const auto pool = makePool(2);
        for (const qint64 size : {10, 100'000, 3 << 20, 20 << 20}) {
            MemoryFile shorter(noise(size - 1, 11)), longer(noise(size + 1, 11));
            QVERIFY(chunkFile(shorter, size).error().kind == Error::Kind::Conflict);
            QVERIFY(chunkFile(longer, size).error().kind == Error::Kind::Conflict);
            QVERIFY(chunkFile(shorter, size, *pool).error().kind == Error::Kind::Conflict);
            QVERIFY(chunkFile(longer, size, *pool).error().kind == Error::Kind::Conflict);
        }
        MemoryFile grown("x");
        QVERIFY(chunkFile(grown, 0).error().kind == Error::Kind::Conflict);
    }

    void aCancelledFileStopsEarly()
    {
        const std::atomic<bool> cancel = true;
        MemoryFile file(noise(20 << 20, 12));
        const auto pool = makePool(2);
        QVERIFY(chunkFile(file, 20 << 20, &cancel).error().kind == Error::Kind::Cancelled);
        QVERIFY(chunkFile(file, 20 << 20, *pool, &cancel).error().kind == Error::Kind::Cancelled);
    }
};

QTEST_GUILESS_MAIN(ChunkerTest)
#include "chunker_test.moc"
