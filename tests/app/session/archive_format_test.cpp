#include "app/session/formats/archive_format.h"
#include "tests/app/session/archive_files.h"
#include "tests/support/cpu_timer.h"
#include "tests/app/session/opening.h"
#include "tests/support/suite.h"

#include <QTest>

using namespace tideline;
using namespace tideline::test;
using preview::TableDocument;
using session::kArchiveFormat;
using Where = MemorySource::Where;

namespace {

const std::vector<Member> kMembers{{"data/", {}, 0755, {}}, {"data/ä.csv", "a,b\n1,2\n", 0640, {}}, {"run", QByteArray(5000, 'x'), 0755, {}}};
const preview::Cancelled kGoOn = false;

QStringList names(const std::vector<QStringList> &rows)
{
    QStringList all;
    for (const QStringList &row : rows)
        all << row.first();
    return all;
}

qint64 countAll(session::FilePreview &preview)
{
    for (;;) {
        const Result<std::pair<qint64, bool>> count = preview.countRows(kGoOn);
        if (!count || count->second)
            return count ? count->first : -1;
    }
}

}  // namespace

class ArchiveFormatTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void eachKindIsListed_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("compression");
        const auto add = [](const char *row, int format, int filter, const QString &name, const QString &compression) {
            QTest::newRow(row) << archiveOf(format, filter, kMembers) << name << compression;
        };
        add("ZIP", ARCHIVE_FORMAT_ZIP, ARCHIVE_FILTER_NONE, u"a.zip"_s, {});
        add("7-Zip", ARCHIVE_FORMAT_7ZIP, ARCHIVE_FILTER_NONE, u"a.7z"_s, {});
        add("tar", ARCHIVE_FORMAT_TAR_USTAR, ARCHIVE_FILTER_NONE, u"a.tar"_s, {});
        add("tar.gz", ARCHIVE_FORMAT_TAR_PAX_RESTRICTED, ARCHIVE_FILTER_GZIP, u"a.tar.gz"_s, u"gzip"_s);
        add("tar.zst", ARCHIVE_FORMAT_TAR_GNUTAR, ARCHIVE_FILTER_ZSTD, u"a.tar.zst"_s, u"zstd"_s);
        add("tar.xz", ARCHIVE_FORMAT_TAR_USTAR, ARCHIVE_FILTER_XZ, u"a.txz"_s, u"xz"_s);
        add("tar.bz2", ARCHIVE_FORMAT_TAR_USTAR, ARCHIVE_FILTER_BZIP2, u"a.tbz2"_s, u"bzip2"_s);
        add("tar.lz4", ARCHIVE_FORMAT_TAR_USTAR, ARCHIVE_FILTER_LZ4, u"a.tar.lz4"_s, u"lz4"_s);
        add("cpio", ARCHIVE_FORMAT_CPIO_SVR4_NOCRC, ARCHIVE_FILTER_NONE, u"a.cpio"_s, {});
    }
    void eachKindIsListed()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QString, name);
        QFETCH(QString, compression);
        QVERIFY(!bytes.isEmpty());
        QCOMPARE(kArchiveFormat.sure(name, QByteArrayView(bytes).first(std::min<qsizetype>(bytes.size(), 4096))), 100);
        const Opened archive = opened(kArchiveFormat, bytes, name);
        QVERIFY2(archive.preview, qPrintable(toText(archive.error)));
        const auto &table = archive.shape<TableDocument>();
        QCOMPARE(table.rowCount, 3);
        QVERIFY(table.rowCountExact);
        QCOMPARE(table.columns.size(), std::size_t(5));
        QStringList found = names(table.head.cells);
        found.sort();
        QVERIFY2(found.contains(u"data/ä.csv"_s) && found.contains(u"run"_s), qPrintable(found.join(u", ")));
        for (const QStringList &row : table.head.cells)
            if (row.first() == u"run")
                QCOMPARE(row, (QStringList{u"run"_s, u"5000"_s, u"2024-05-06 07:08:09"_s, u"File"_s, u"rwxr-xr-x"_s}));
        QCOMPARE(archive.fact(u"Compression"_s), compression);
        QCOMPARE(archive.fact(u"Entries"_s), u"3"_s);
        QCOMPARE(archive.fact(u"Unpacked size"_s), u"5.0 kB"_s);
        QCOMPARE(archive.document().notices, QStringList());
    }

    void aRarIsListed()
    {
        for (const bool solid : {false, true}) {
            const Opened archive = opened(kArchiveFormat, rar5(solid, {"one.txt", "two.txt"}), u"a.rar"_s);
            QVERIFY2(archive.preview, qPrintable(toText(archive.error)));
            QCOMPARE(names(archive.shape<TableDocument>().head.cells), (QStringList{u"one.txt"_s, u"two.txt"_s}));
        }
    }

    void aCompressedFileIsItsOneMember()
    {
        const Opened archive = opened(kArchiveFormat, gzipped("a,b\n1,2\n"), u"table.csv.gz"_s);
        QVERIFY2(archive.preview, qPrintable(toText(archive.error)));
        QCOMPARE(names(archive.shape<TableDocument>().head.cells), QStringList{u"table.csv"_s});
        QVERIFY(archive.shape<TableDocument>().rowCountExact);
    }

    void linksSayWhereTo()
    {
        const Opened archive = opened(kArchiveFormat, archiveOf(ARCHIVE_FORMAT_TAR_USTAR, ARCHIVE_FILTER_NONE, {{"l", {}, 0777, "../../etc/passwd"}}));
        QVERIFY(archive.preview);
        QCOMPARE(archive.shape<TableDocument>().head.cells.front()[3], u"Link to ../../etc/passwd"_s);
    }

    void namesThatLeadOutAreShownAsTheyAre()
    {
        for (const int format : {ARCHIVE_FORMAT_ZIP, ARCHIVE_FORMAT_TAR_USTAR}) {
            const Opened archive = opened(kArchiveFormat, archiveOf(format, ARCHIVE_FILTER_NONE, {{"/etc/passwd", "x", 0644, {}}, {"../../x", "x", 0644, {}}}));
            QVERIFY2(archive.preview, qPrintable(toText(archive.error)));
            QCOMPARE(names(archive.shape<TableDocument>().head.cells), (QStringList{u"/etc/passwd"_s, u"../../x"_s}));
        }
    }

    void anEncryptedEntryIsListedAndSaysSo()
    {
        QByteArray zip = archiveOf(ARCHIVE_FORMAT_ZIP, ARCHIVE_FILTER_NONE, {{"secret.txt", "x", 0644, {}}});
        const qsizetype flags = zip.lastIndexOf("PK\1\2") + 8;
        zip[flags] = char(zip[flags] | 1);
        const Opened archive = opened(kArchiveFormat, zip, u"a.zip"_s);
        QVERIFY2(archive.preview, qPrintable(toText(archive.error)));
        QCOMPARE(archive.shape<TableDocument>().head.cells.front()[3], u"File, encrypted"_s);
        QCOMPARE(archive.fact(u"Protection"_s), u"by a password"_s);
    }

    void namesAreSafeToShow()
    {
        const QByteArray tar = tarHeader("a\nb\x1b[31m", "00000000000") + tarHeader("photo\xe2\x80\xaegnp.exe", "00000000000")
            + tarHeader("gr\xfc\xdf" "e", "00000000000") + QByteArray(1024, '\0');
        const Opened archive = opened(kArchiveFormat, tar);
        QVERIFY2(archive.preview, qPrintable(toText(archive.error)));
        QCOMPARE(names(archive.shape<TableDocument>().head.cells), (QStringList{u"a\ufffdb\ufffd[31m"_s, u"photo\ufffdgnp.exe"_s, u"grüße"_s}));
    }

    void aZipOfDosIsReadInItsCodePage()
    {
        QByteArray zip = archiveOf(ARCHIVE_FORMAT_ZIP, ARCHIVE_FILTER_NONE, {{"gruesse", "x", 0644, {}}});
        zip.replace("gruesse", "gr\x81\xe1" "e12");
        const Opened archive = opened(kArchiveFormat, zip, u"a.zip"_s);
        QVERIFY(archive.preview);
        QCOMPARE(names(archive.shape<TableDocument>().head.cells), QStringList{u"grüße12"_s});
    }

    void howSureItIs()
    {
        const QByteArray zip = archiveOf(ARCHIVE_FORMAT_ZIP, ARCHIVE_FILTER_NONE, kMembers);
        QCOMPARE(kArchiveFormat.sure(u"a.whl"_s, zip), 100);
        QVERIFY(kArchiveFormat.sure(u"a.docx"_s, zip) > 50);
        QVERIFY(kArchiveFormat.sure(u"a.docx"_s, zip) < 60);
        QVERIFY(kArchiveFormat.sure(u"a.npz"_s, zip) < 50);
        QCOMPARE(kArchiveFormat.sure(u"a.txt"_s, "PK is a text"), 0);
        QCOMPARE(kArchiveFormat.sure(u"a"_s, QByteArray(4096, '\0')), 0);
    }

    void aZipBombIsAListing()
    {
        const Opened archive = opened(kArchiveFormat, zipOfOverlapping(50'000, 0xfffffffe), u"bomb.zip"_s);
        QVERIFY2(archive.preview, qPrintable(toText(archive.error)));
        QCOMPARE(countAll(*archive.preview), 50'000);
        QCOMPARE(archive.fact(u"Unpacked size"_s), u"215 TB"_s);
    }

    void aZipInAZipIsOneEntry()
    {
        const QByteArray inner = zipOfOverlapping(1000, 0xfffffffe);
        const Opened archive = opened(kArchiveFormat, archiveOf(ARCHIVE_FORMAT_ZIP, ARCHIVE_FILTER_NONE, {{"42.zip", inner, 0644, {}}}), u"a.zip"_s);
        QVERIFY(archive.preview);
        QCOMPARE(archive.shape<TableDocument>().rowCount, 1);
    }

    void aMillionEntriesAreCountedAndTheFirstAreShown()
    {
        const QByteArray zip = zipOfOverlapping(1'000'000, 1);
        const Opened archive = opened(kArchiveFormat, zip, u"a.zip"_s);
        QVERIFY2(archive.preview, qPrintable(toText(archive.error)));
        QCOMPARE(archive.shape<TableDocument>().rowCount, 1'000'000);
        QCOMPARE(countAll(*archive.preview), 1'000'000);
        QVERIFY(archive.preview->memoryBytes() < 60 << 20);
        const auto rows = archive.preview->rows(99'990, 100, kGoOn);
        QVERIFY(rows);
        QCOMPARE(rows->cells.size(), std::size_t(10));
        QCOMPARE(rows->cells.back().first(), u"00099999"_s);
        QVERIFY(archive.document().notices.join(u' ').contains(u"100000"));
    }

    void aTarBombEndsInTime()
    {
        // 4 GB of zeros in 4 MB: decompressing them takes seconds, but no call does.
        const QByteArray zeros = gzipped(QByteArray(64 << 20, '\0'));
        const QByteArray bomb = gzipped(tarHeader("first", "00000000000") + tarHeader("zeros", "40000000000")) + zeros.repeated(64)
            + gzipped(tarHeader("last", "00000000000") + QByteArray(1024, '\0'));
        const test::CpuTimer timer;
        const Opened archive = opened(kArchiveFormat, bomb, u"a.tar.gz"_s);
        QVERIFY2(archive.preview, qPrintable(toText(archive.error)));
        QCOMPARE(names(archive.shape<TableDocument>().head.cells), (QStringList{u"first"_s, u"zeros"_s}));
        QVERIFY(!archive.shape<TableDocument>().rowCountExact);
        QVERIFY(archive.preview->countRows(kGoOn));
        qInfo("%lld ms for the first look and a step", timer.elapsedMs());
        QVERIFY(timer.elapsedMs() < 2000);
    }

    void aDamagedOneIsListedAsFarAsItGoes_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("name");
        QTest::addColumn<int>("entries");
        const QByteArray tar = archiveOf(ARCHIVE_FORMAT_TAR_USTAR, ARCHIVE_FILTER_NONE, kMembers);
        QTest::newRow("a tar that is cut off") << tar.first(512 + 1024 + 512 + 100) << u"a.tar"_s << 3;
        QTest::newRow("a tar of a negative size") << tarHeader("first", "00000000000") + tarHeader("minus", QByteArray("\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\x9c", 12)) << u"a.tar"_s << 1;
        QTest::newRow("a tar of 8 exbibytes") << tarHeader("first", "00000000000") + tarHeader("huge", QByteArray("\x80\0\0\0\x7f\xff\xff\xff\xff\xff\xff\xff", 12)) + QByteArray(512, 'x') << u"a.tar"_s << 1;
        const QByteArray zip = archiveOf(ARCHIVE_FORMAT_ZIP, ARCHIVE_FILTER_NONE, kMembers);
        QTest::newRow("a ZIP without its directory") << zip.first(zip.indexOf("PK\1\2")) << u"a.zip"_s << 3;
        QTest::newRow("a ZIP whose directory is damaged") << QByteArray(zip).replace(zip.lastIndexOf("PK\1\2"), 4, "XXXX") << u"a.zip"_s << 2;
    }
    void aDamagedOneIsListedAsFarAsItGoes()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QString, name);
        QFETCH(int, entries);
        const Opened archive = opened(kArchiveFormat, bytes, name);
        QVERIFY2(archive.preview, qPrintable(toText(archive.error)));
        QCOMPARE(int(archive.shape<TableDocument>().head.cells.size()), entries);
        if (!archive.document().notices.isEmpty())
            QVERIFY(!archive.shape<TableDocument>().rowCountExact);
        else
            qInfo("no notice: libarchive takes it for whole");
    }

    void whatIsNoArchiveIsASentence_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("nothing") << QByteArray();
        QTest::newRow("a tar of nothing but noise") << QByteArray(2048, 'x');
        QTest::newRow("7-Zip's magic number alone") << QByteArray("7z\xbc\xaf\x27\x1c\0\4", 8);
        QTest::newRow("a ZIP's") << QByteArray("PK\3\4");
        QTest::newRow("a RAR's") << QByteArray("Rar!\x1a\7\1\0", 8);
        QTest::newRow("an xz's") << QByteArray("\xfd\x37zXZ\0", 6);
    }
    void whatIsNoArchiveIsASentence()
    {
        QFETCH(QByteArray, bytes);
        const Opened archive = opened(kArchiveFormat, bytes, u"a.tar"_s);
        if (archive.preview) {
            QCOMPARE(archive.shape<TableDocument>().rowCount, 0);
            return;
        }
        QVERIFY2(archive.error.kind == Error::Kind::Corrupt, qPrintable(toText(archive.error)));
        QVERIFY(archive.error.what.endsWith(u'.'));
    }

    void ofARemoteZipOnlyTheDirectoryIsFetched()
    {
        std::vector<Member> members;
        for (int i = 0; i < 20; ++i)
            members.push_back({"f" + std::to_string(i), QByteArray(40'000, char('a' + i)), 0644, {}});
        const QByteArray zip = encodedNoise(8 << 20) + archiveOf(ARCHIVE_FORMAT_ZIP, ARCHIVE_FILTER_NONE, members);
        const Opened archive = opened(kArchiveFormat, "PK\3\4" + zip, u"a.zip"_s, Where::Remote);
        QVERIFY2(archive.preview, qPrintable(toText(archive.error)));
        QCOMPARE(archive.shape<TableDocument>().rowCount, 20);
        QVERIFY(archive.source->bytesRead() < 200'000);
    }

    void ofARemoteTarNoMoreIsFetchedThanAllowed()
    {
        session::Limits limits;
        limits.remoteBytes = 1 << 20;
        QByteArray tar;
        for (int i = 0; i < 200; ++i)
            tar += tarHeader("f" + QByteArray::number(i), "00000100000") + QByteArray(32768, char(i));
        const Opened archive = opened(kArchiveFormat, tar + QByteArray(1024, '\0'), u"a.tar"_s, Where::Remote, limits);
        QVERIFY2(archive.preview, qPrintable(toText(archive.error)));
        (void)countAll(*archive.preview);
        QVERIFY(archive.source->bytesRead() <= limits.remoteBytes + 128);
        QVERIFY(archive.document().notices.join(u' ').contains(u"cloud"));
    }

    void theSourcesErrorIsPassedOn()
    {
        auto source = std::make_shared<MemorySource>(archiveOf(ARCHIVE_FORMAT_TAR_USTAR, ARCHIVE_FILTER_NONE, kMembers));
        source->failFrom(600, {Error::Kind::Io, u"The disk failed."_s, {}, {}});
        const auto made = kArchiveFormat.open(source, {u"a.tar"_s, 0}, {}, kGoOn);
        QVERIFY(!made);
        QVERIFY2(made.error().kind == Error::Kind::Io, qPrintable(toText(made.error())));
    }

    void aCancelledOneEnds()
    {
        const preview::Cancelled cancelled = true;
        const auto made = kArchiveFormat.open(std::make_shared<MemorySource>(zipOfOverlapping(10, 1)), {u"a.zip"_s, 0}, {}, cancelled);
        QVERIFY(!made);
        QVERIFY2(made.error().kind == Error::Kind::Cancelled, qPrintable(toText(made.error())));
    }

private:
    static QByteArray encodedNoise(qsizetype size)
    {
        QByteArray bytes(size, '\0');
        quint32 state = 7;
        for (char &byte : bytes)
            byte = char((state = state * 1664525 + 1013904223) >> 24);
        return bytes;
    }
};

TIDELINE_SUITE(ArchiveFormatTest)
#include "archive_format_test.moc"
