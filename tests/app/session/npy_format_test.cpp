#include "app/session/formats/npy_format.h"
#include "tests/app/session/opened.h"

#include <QRandomGenerator>
#include <QtEndian>

#include <zlib.h>

using namespace tideline;
using namespace tideline::test;
using preview::ColumnStatistics;
using preview::TreeNode;
using session::kNpyFormat;
using session::kNpzFormat;
using Where = MemorySource::Where;

namespace {

QByteArray npy(const QByteArray &type, const QByteArray &shape, const QByteArray &data, bool isFortran = false, int version = 1)
{
    QByteArray header = "{'descr': " + type + ", 'fortran_order': " + (isFortran ? "True" : "False") + ", 'shape': " + shape + ", }";
    header = header.leftJustified((header.size() / 64 + 1) * 64, ' ') + '\n';
    QByteArray bytes("\x93NUMPY");
    bytes += char(version);
    bytes += '\0';
    bytes += char(header.size() & 0xff);
    bytes += char(header.size() >> 8);
    if (version > 1)
        bytes += QByteArray(2, '\0');
    return bytes + header + data;
}

template <typename T>
QByteArray numbers(std::initializer_list<T> values, bool bigEndian = false)
{
    QByteArray bytes;
    for (const T value : values) {
        QByteArray one(reinterpret_cast<const char *>(&value), sizeof value);
        if (bigEndian)
            std::reverse(one.begin(), one.end());
        bytes += one;
    }
    return bytes;
}

void append16(QByteArray &bytes, quint32 value)
{
    bytes += char(value & 0xff);
    bytes += char(value >> 8 & 0xff);
}

void append32(QByteArray &bytes, quint32 value)
{
    append16(bytes, value & 0xffff);
    append16(bytes, value >> 16);
}

QByteArray deflated(const QByteArray &content)
{
    QByteArray out(qsizetype(compressBound(uLong(content.size()))) + 64, '\0');
    z_stream stream{};
    deflateInit2(&stream, 9, Z_DEFLATED, -15, 9, Z_DEFAULT_STRATEGY);
    stream.next_in = reinterpret_cast<Bytef *>(const_cast<char *>(content.data()));
    stream.avail_in = uInt(content.size());
    stream.next_out = reinterpret_cast<Bytef *>(out.data());
    stream.avail_out = uInt(out.size());
    deflate(&stream, Z_FINISH);
    out.truncate(qsizetype(stream.total_out));
    deflateEnd(&stream);
    return out;
}

struct Member {
    QByteArray name;
    QByteArray content;
    bool isDeflated = false;
};

QByteArray zip(const std::vector<Member> &members)
{
    QByteArray bytes, directory;
    for (const Member &member : members) {
        const QByteArray packed = member.isDeflated ? deflated(member.content) : member.content;
        QByteArray common;
        append16(common, 20);
        append16(common, 0);
        append16(common, member.isDeflated ? 8 : 0);
        append32(common, 0);
        append32(common, quint32(crc32(0, reinterpret_cast<const Bytef *>(member.content.data()), uInt(member.content.size()))));
        append32(common, quint32(packed.size()));
        append32(common, quint32(member.content.size()));
        append16(common, quint32(member.name.size()));
        append16(common, 0);
        directory += "PK\1\2";
        append16(directory, 20);
        directory += common;
        directory += QByteArray(10, '\0');
        append32(directory, quint32(bytes.size()));
        directory += member.name;
        bytes += "PK\3\4" + common + member.name + packed;
    }
    QByteArray end("PK\5\6");
    append32(end, 0);
    append16(end, quint32(members.size()));
    append16(end, quint32(members.size()));
    append32(end, quint32(directory.size()));
    append32(end, quint32(bytes.size()));
    append16(end, 0);
    return bytes + directory + end;
}

QString line(const TreeNode &node)
{
    return u"%1: %2 (%3) %4"_s.arg(node.name, node.value, node.type).arg(node.childCount);
}

}  // namespace

class NpyFormatTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void eachTypeIsRead_data()
    {
        QTest::addColumn<QByteArray>("type");
        QTest::addColumn<QByteArray>("data");
        QTest::addColumn<QString>("first");
        QTest::addColumn<QString>("second");
        // clang-format off
        QTest::newRow("int8")       << QByteArray("'|i1'") << numbers<qint8>({-1, 2})              << u"-1"_s << u"2"_s;
        QTest::newRow("uint8")      << QByteArray("'|u1'") << numbers<quint8>({255, 2})            << u"255"_s << u"2"_s;
        QTest::newRow("int16")      << QByteArray("'<i2'") << numbers<qint16>({-300, 2})           << u"-300"_s << u"2"_s;
        QTest::newRow("int32, big") << QByteArray("'>i4'") << numbers<qint32>({-70000, 2}, true)   << u"-70000"_s << u"2"_s;
        QTest::newRow("uint64")     << QByteArray("'<u8'") << numbers<quint64>({~0ULL, 2})         << u"18446744073709551615"_s << u"2"_s;
        QTest::newRow("float16")    << QByteArray("'<f2'") << numbers<quint16>({0x3e00, 0xfbff})   << u"1.5"_s << u"-65504"_s;
        QTest::newRow("float32")    << QByteArray("'<f4'") << numbers<float>({0.1F, -2.5F})        << u"0.1"_s << u"-2.5"_s;
        QTest::newRow("float64, big") << QByteArray("'>f8'") << numbers<double>({1e300, 0.25}, true) << u"1e+300"_s << u"0.25"_s;
        QTest::newRow("complex64")  << QByteArray("'<c8'") << numbers<float>({1, 2, 0, -0.5F})     << u"1+2j"_s << u"0-0.5j"_s;
        QTest::newRow("complex128") << QByteArray("'<c16'") << numbers<double>({1, 2, 3, 4})       << u"1+2j"_s << u"3+4j"_s;
        QTest::newRow("bool")       << QByteArray("'|b1'") << QByteArray("\1\0", 2)                << u"true"_s << u"false"_s;
        QTest::newRow("bytes")      << QByteArray("'|S3'") << QByteArray("abcd\0\0", 6)            << u"abc"_s << u"d"_s;
        QTest::newRow("text")       << QByteArray("'<U2'") << numbers<char32_t>({U'K', U'ö', U'😀', 0}) << u"Kö"_s << u"😀"_s;
        QTest::newRow("text, big")  << QByteArray("'>U1'") << numbers<char32_t>({U'K', 0xffffffff}, true) << u"K"_s << u"\xfffd"_s;
        QTest::newRow("days")       << QByteArray("'<M8[D]'") << numbers<qint64>({-1, 20787})      << u"1969-12-31"_s << u"2026-11-30"_s;
        QTest::newRow("nanoseconds") << QByteArray("'<M8[ns]'") << numbers<qint64>({1'500'000'000, std::numeric_limits<qint64>::min()}) << u"1970-01-01 00:00:01.5"_s << u"NaT"_s;
        QTest::newRow("25 seconds") << QByteArray("'<M8[25s]'") << numbers<qint64>({2, 0})         << u"1970-01-01 00:00:50"_s << u"1970-01-01 00:00:00"_s;
        QTest::newRow("months")     << QByteArray("'<M8[M]'") << numbers<qint64>({-1, 683})        << u"1969-12"_s << u"2026-12"_s;
        QTest::newRow("years")      << QByteArray("'<M8[Y]'") << numbers<qint64>({-1, 56})         << u"1969"_s << u"2026"_s;
        QTest::newRow("durations")  << QByteArray("'<m8[ms]'") << numbers<qint64>({-5, 7})         << u"-5 ms"_s << u"7 ms"_s;
        QTest::newRow("void")       << QByteArray("'|V2'") << QByteArray("\xca\xfe\0\1", 4)        << u"cafe"_s << u"0001"_s;
        // clang-format on
    }

    void eachTypeIsRead()
    {
        QFETCH(const QByteArray, type);
        QFETCH(const QByteArray, data);
        QFETCH(const QString, first);
        QFETCH(const QString, second);
        for (const int version : {1, 2, 3}) {
            Opened file = opened(kNpyFormat, npy(type, "(2,)", data, false, version), u"t.npy"_s);
            QVERIFY(file);
            QCOMPARE(file.table().rowCount, 2);
            QCOMPARE(file.row(0), first);
            QCOMPARE(file.row(1), second);
            QVERIFY(file->statistics(0, kGoOn));
            QCOMPARE(file.notices(), QString());
        }
    }

    void aMatrixIsATable()
    {
        const QByteArray data = numbers<qint32>({1, 2, 3, 4, 5, 6});
        Opened rows = opened(kNpyFormat, npy("'<i4'", "(2, 3)", data), u"t.npy"_s);
        QVERIFY(rows);
        QCOMPARE(rows.columnNames(), u"0|1|2"_s);
        QCOMPARE(rows.row(0), u"1|2|3"_s);
        QCOMPARE(rows.row(1), u"4|5|6"_s);
        Opened columns = opened(kNpyFormat, npy("'<i4'", "(2, 3)", data, true), u"t.npy"_s);
        QCOMPARE(columns.row(0), u"1|3|5"_s);
        QCOMPARE(columns.row(1), u"2|4|6"_s);
        const Result<ColumnStatistics> found = columns->statistics(1, kGoOn);
        QVERIFY(found);
        QCOMPARE(found->mean.value(), 3.5);
        QCOMPARE(rows->statistics(1, kGoOn)->mean.value(), 3.5);
    }

    void ofMoreDimensionsASliceIsShown()
    {
        QByteArray data;
        for (qint16 i = 0; i < 24; ++i)
            data += numbers<qint16>({i});
        Opened file = opened(kNpyFormat, npy("'<i2'", "(2, 3, 4)", data), u"t.npy"_s);
        QVERIFY(file);
        QCOMPARE(file.fact(u"Shape"_s), u"2 × 3 × 4"_s);
        QCOMPARE(file.fact(u"Shown"_s), u"[0, :, :]"_s);
        QCOMPARE(file.table().rowCount, 3);
        QCOMPARE(file.row(1), u"4|5|6|7"_s);
        Opened other = opened(kNpyFormat, npy("'<i2'", "(2, 3, 4)", data, true), u"t.npy"_s);
        QCOMPARE(other.fact(u"Shown"_s), u"[:, :, 0]"_s);
        QCOMPARE(other.table().rowCount, 2);
        QCOMPARE(other.row(1), u"1|3|5"_s);
    }

    void aScalarIsOneCell()
    {
        Opened file = opened(kNpyFormat, npy("'<f8'", "()", numbers<double>({42})), u"t.npy"_s);
        QVERIFY(file);
        QCOMPARE(file.table().rowCount, 1);
        QCOMPARE(file.row(0), u"42"_s);
    }

    void membersAreColumns()
    {
        const QByteArray type = "[('id', '<i2'), ('', '|V2'), ('at', [('x', '<f4'), ('y', '<f4')]), (('Title', 'tag'), '|S2'), ('v', '<i1', (3,))]";
        const QByteArray item = numbers<qint16>({7}) + "zz" + numbers<float>({1.5F, -2}) + "ab" + numbers<qint8>({1, 2, 3});
        Opened file = opened(kNpyFormat, npy(type, "(2,)", item + item), u"t.npy"_s);
        QVERIFY2(file, file ? "" : qPrintable(file.preview.error().what));
        QCOMPARE(file.columnNames(), u"id|at.x|at.y|tag|v"_s);
        QCOMPARE(file.columnTypes(), u"irrtN"_s);
        QCOMPARE(file.row(1), u"7|1.5|-2|ab|[1, 2, 3]"_s);
        QCOMPARE(file->statistics(2, kGoOn)->mean.value(), -2.0);
    }

    void objectsAreNeverUnpickled()
    {
        Opened file = opened(kNpyFormat, npy("'|O'", "(3,)", "\x80\x04\x95pickle"), u"t.npy"_s);
        QVERIFY(file);
        QVERIFY(file.notices().contains(u"Python objects"));
        QCOMPARE(file.fact(u"Type"_s), u"object"_s);
        QVERIFY(file.row(0) == u"(object)" || file.row(0).isEmpty());
    }

    void whatIsCutShortIsSaid()
    {
        Opened file = opened(kNpyFormat, npy("'<i4'", "(1000000000000,)", numbers<qint32>({1, 2})), u"t.npy"_s);
        QVERIFY(file);
        QVERIFY(file.notices().contains(u"cut short"));
        QCOMPARE(file.row(1), u"2"_s);
        QCOMPARE(file.row(2), QString());
        QCOMPARE(file.row(999'999'999'999), QString());
        const Result<ColumnStatistics> found = file->statistics(0, kGoOn);
        QVERIFY(found && !found->whole);
    }

    void aHeaderThatCannotBeIsASentence_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("nothing") << QByteArray();
        QTest::newRow("another file") << QByteArray("PAR1 and so on");
        QTest::newRow("version 9") << npy("'<i4'", "(1,)", {}, false, 9);
        QTest::newRow("a call") << npy("__import__('os')", "(1,)", {});
        QTest::newRow("no type") << npy("'<x4'", "(1,)", {});
        QTest::newRow("int24") << npy("'<i3'", "(1,)", {});
        QTest::newRow("negative") << npy("'<i4'", "(-1,)", {});
        QTest::newRow("a shape beyond 64 bits") << npy("'<i4'", "(9223372036854775807, 9223372036854775807)", {});
        QTest::newRow("a number beyond 64 bits") << npy("'<i4'", "(99999999999999999999,)", {});
        QTest::newRow("too many dimensions") << npy("'<i4'", "(" + QByteArray("1,").repeated(100) + ")", {});
        QTest::newRow("nested without end") << npy(QByteArray("[('a',").repeated(1000), "(1,)", {});
        QTest::newRow("an element of petabytes") << npy("[('a', '|V1000000000', (1000000000,))]", "(1,)", {});
    }

    void aHeaderThatCannotBeIsASentence()
    {
        QFETCH(const QByteArray, bytes);
        Opened file = opened(kNpyFormat, bytes, u"t.npy"_s);
        QVERIFY(!file);
        QVERIFY(file.preview.error().kind == Error::Kind::Corrupt);
        QVERIFY(file.preview.error().what.endsWith(u'.'));
    }

    void aWideRemoteMatrixIsReadInParts()
    {
        // 64 rows of 100,000 columns: 25 MB, of which the first columns are shown
        Opened file = opened(kNpyFormat, npy("'<f4'", "(64, 100000)", QByteArray(64 * 400'000, '\0')), u"t.npy"_s, Where::Remote);
        QVERIFY(file);
        QCOMPARE(file.table().columns.size(), std::size_t(4096));
        QVERIFY(file.source->bytesRead() < 6 << 20);
        QVERIFY(file.row(63).startsWith(u"0|0|"));
        QVERIFY(file.notices().contains(u"first 4096 of 100000"));
    }

    void arraysOfAZipFileAreATree_data()
    {
        QTest::addColumn<bool>("isDeflated");
        QTest::newRow("stored") << false;
        QTest::newRow("deflated") << true;
    }

    void arraysOfAZipFileAreATree()
    {
        QFETCH(const bool, isDeflated);
        const QByteArray bytes = zip({{"weights.npy", npy("'<f4'", "(2, 2)", numbers<float>({1, 2, 3, 4})), isDeflated},
                                      {"names.npy", npy("'<U3'", "(2,)", numbers<char32_t>({'a', 'b', 'c', 'x', 0, 0})), isDeflated},
                                      {"readme.txt", "hello"},
                                      {"objects.npy", npy("'|O'", "(1,)", "pickle")}});
        Opened file = opened(kNpzFormat, bytes, u"t.npz"_s);
        QVERIFY(file);
        QCOMPARE(file.tree().root.childCount, 3);
        QCOMPARE(file.tree().children.size(), std::size_t(3));
        QVERIFY(line(file.tree().children[0]).startsWith(u"weights: "));
        QCOMPARE(file.tree().children[0].type, u"array float32 [2 × 2]"_s);
        QCOMPARE(file.tree().children[0].childCount, 2);
        QVERIFY(file.tree().children[2].value.contains(u"not unpickled"));
        const Result<std::vector<TreeNode>> rows = file->children({0}, 0, 10, kGoOn);
        QVERIFY(rows);
        QCOMPARE(line(rows->at(1)), u"[1]: [3, 4] () 0"_s);
        const Result<std::vector<TreeNode>> names = file->children({1}, 1, 10, kGoOn);
        QVERIFY(names);
        QCOMPARE(line(names->at(0)), u"[1]: x () 0"_s);
        const auto found = file->find(u"NAMES"_s, 0, 0, kGoOn);
        QVERIFY(found && *found);
        QCOMPARE((*found)->address, std::vector<qint64>{1});
        QVERIFY(!*file->find(u"names"_s, (*found)->index + 1, 0, kGoOn));
        QVERIFY(!file->children({3}, 0, 1, kGoOn));
        QVERIFY(!file->children({0, 0}, 0, 1, kGoOn));
    }

    void aBombCostsLittle()
    {
        const QByteArray bomb = npy("'<i8'", "(12500000,)", QByteArray(100'000'000, '\0'));
        Opened file = opened(kNpzFormat, zip({{"bomb.npy", bomb, true}}), u"t.npz"_s);
        QVERIFY(file);
        QCOMPARE(file.tree().children[0].childCount, 12'500'000);
        QCOMPARE(file->children({0}, 1'000'000, 2, kGoOn)->at(0).value, u"0"_s);
        const Result<std::vector<TreeNode>> far = file->children({0}, 12'000'000, 2, kGoOn);
        QVERIFY(!far);
        QVERIFY(far.error().kind == Error::Kind::Refused);
        QVERIFY(file->memoryBytes() < 4 << 20);
    }

    void aDamagedZipFileIsASentence()
    {
        const QByteArray bytes = zip({{"a.npy", npy("'<i4'", "(4,)", numbers<qint32>({1, 2, 3, 4})), true}, {"b.npy", npy("'<i4'", "(1,)", "1234")}});
        const quint32 seed = QRandomGenerator::global()->generate();
        qInfo("seed %u", seed);
        QRandomGenerator chance(seed);
        for (qsizetype length = 0; length < bytes.size(); length += 5)
            QVERIFY(!opened(kNpzFormat, bytes.first(length), u"t.npz"_s));
        for (int round = 0; round < 1000; ++round) {
            QByteArray damaged = bytes;
            for (int i = 0; i < 3; ++i)
                damaged[qsizetype(chance.bounded(quint32(damaged.size())))] = char(chance.generate());
            Opened file = opened(kNpzFormat, damaged, u"t.npz"_s);
            if (file)
                QVERIFY(file->children({0}, 0, 10, kGoOn) || true);
        }
    }
};

QTEST_APPLESS_MAIN(NpyFormatTest)
#include "npy_format_test.moc"
