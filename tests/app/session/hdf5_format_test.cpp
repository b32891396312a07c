#include "app/session/formats/hdf5_format.h"
#include "tests/app/session/opened.h"

#include <QRandomGenerator>
#include <QTemporaryDir>

#include <array>
#include <hdf5.h>

using namespace tideline;
using namespace tideline::test;
using preview::TreeNode;
using session::kHdf5Format;
using Where = MemorySource::Where;

namespace {

/// Makes an HDF5 file in memory, by libhdf5 itself.
class Hdf5Maker {
public:
    Hdf5Maker()
    {
        const hid_t access = H5Pcreate(H5P_FILE_ACCESS);
        H5Pset_fapl_core(access, 1 << 16, false);
        m_file = H5Fcreate("made-in-memory.h5", H5F_ACC_TRUNC, H5P_DEFAULT, access);
        H5Pclose(access);
    }
    hid_t file() const { return m_file; }

    void group(const char *path) { H5Gclose(H5Gcreate2(m_file, path, H5P_DEFAULT, H5P_DEFAULT, H5P_DEFAULT)); }
    void dataset(const char *path, hid_t type, std::vector<hsize_t> lengths, const void *values, hid_t creation = H5P_DEFAULT)
    {
        const hid_t space = lengths.empty() ? H5Screate(H5S_SCALAR) : H5Screate_simple(int(lengths.size()), lengths.data(), nullptr);
        const hid_t set = H5Dcreate2(m_file, path, type, space, H5P_DEFAULT, creation, H5P_DEFAULT);
        if (values != nullptr)
            H5Dwrite(set, type, H5S_ALL, H5S_ALL, H5P_DEFAULT, values);
        H5Dclose(set);
        H5Sclose(space);
    }
    void attribute(const char *path, const char *name, hid_t type, const void *value)
    {
        const hid_t object = H5Oopen(m_file, path, H5P_DEFAULT);
        const hid_t space = H5Screate(H5S_SCALAR);
        const hid_t attribute = H5Acreate2(object, name, type, space, H5P_DEFAULT, H5P_DEFAULT);
        H5Awrite(attribute, type, value);
        H5Aclose(attribute);
        H5Sclose(space);
        H5Oclose(object);
    }
    QByteArray bytes()
    {
        H5Fflush(m_file, H5F_SCOPE_GLOBAL);
        QByteArray image(H5Fget_file_image(m_file, nullptr, 0), '\0');
        H5Fget_file_image(m_file, image.data(), std::size_t(image.size()));
        H5Fclose(m_file);
        return image;
    }

private:
    hid_t m_file;
};

hid_t stringType()
{
    const hid_t type = H5Tcopy(H5T_C_S1);
    H5Tset_size(type, H5T_VARIABLE);
    return type;
}

hid_t chunked(std::vector<hsize_t> chunk)
{
    const hid_t creation = H5Pcreate(H5P_DATASET_CREATE);
    H5Pset_chunk(creation, int(chunk.size()), chunk.data());
    H5Pset_shuffle(creation);
    H5Pset_deflate(creation, 6);
    return creation;
}

/// A group with a matrix, text, a compound and attributes.
QByteArray sample()
{
    Hdf5Maker maker;
    maker.group("/run");
    std::array<double, 6> matrix{1, 2.5, 3, 4, 5, 6};
    maker.dataset("/run/matrix", H5T_NATIVE_DOUBLE, {3, 2}, matrix.data(), chunked({2, 2}));
    std::array<int, 5> counts{10, 20, 30, 40, 50};
    maker.dataset("/run/counts", H5T_STD_I32BE, {5}, nullptr);
    maker.dataset("/counts", H5T_NATIVE_INT, {5}, counts.data());
    std::array<const char *, 2> words{"first", "zweite Größe"};
    maker.dataset("/words", stringType(), {2}, words.data());
    struct Point {
        qint32 id;
        double x;
    };
    std::array<Point, 2> points{{{1, 0.5}, {2, -0.5}}};
    const hid_t pointType = H5Tcreate(H5T_COMPOUND, sizeof(Point));
    H5Tinsert(pointType, "id", HOFFSET(Point, id), H5T_NATIVE_INT32);
    H5Tinsert(pointType, "x", HOFFSET(Point, x), H5T_NATIVE_DOUBLE);
    maker.dataset("/points", pointType, {2}, points.data());
    const double scalar = 9.75;
    maker.dataset("/scalar", H5T_NATIVE_DOUBLE, {}, &scalar);
    const char *title = "A title";
    maker.attribute("/", "title", stringType(), &title);
    const int version = 3;
    maker.attribute("/counts", "version", H5T_NATIVE_INT, &version);
    H5Lcreate_soft("/run/matrix", maker.file(), "/short", H5P_DEFAULT, H5P_DEFAULT);
    H5Lcreate_external("/etc/other.h5", "/secret", maker.file(), "/outside", H5P_DEFAULT, H5P_DEFAULT);
    H5Lcreate_hard(maker.file(), "/", maker.file(), "/run/again", H5P_DEFAULT, H5P_DEFAULT);
    return maker.bytes();
}

/// The child with a name, of those at an address; its number is appended to the address.
TreeNode child(Opened &file, std::vector<qint64> &address, const QString &name)
{
    const Result<std::vector<TreeNode>> nodes = file->children(address, 0, 1000, kGoOn);
    for (std::size_t i = 0; nodes && i < nodes->size(); ++i) {
        if (nodes->at(i).name == name) {
            address.push_back(qint64(i));
            return nodes->at(i);
        }
    }
    return {u"(no %1)"_s.arg(name), nodes ? QString() : nodes.error().what, {}, -1};
}

QStringList values(Opened &file, const std::vector<qint64> &address, qint64 first = 0, qint64 count = 1000)
{
    const Result<std::vector<TreeNode>> nodes = file->children(address, first, count, kGoOn);
    QStringList found;
    if (!nodes)
        return {nodes.error().what};
    for (const TreeNode &node : *nodes)
        found << u"%1=%2"_s.arg(node.name, node.value);
    return found;
}

}  // namespace

class Hdf5FormatTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        H5Eset_auto2(H5E_DEFAULT, nullptr, nullptr);
        m_sample = sample();
    }

    void theTreeIsShown()
    {
        Opened file = opened(kHdf5Format, m_sample, u"t.h5"_s);
        QVERIFY2(file, file ? "" : qPrintable(file.preview.error().what));
        QCOMPARE(file.document().format, u"HDF5"_s);
        QStringList names;
        for (const TreeNode &node : file.tree().children)
            names << u"%1: %2: %3"_s.arg(node.name, node.type, node.value);
        QCOMPARE(file.tree().root.childCount, qint64(names.size()));
        QVERIFY(names.contains(u"title: attribute string: A title"_s));
        QVERIFY(names.contains(u"counts: dataset int32 [5]: "_s));
        QVERIFY(names.contains(u"words: dataset string [2]: "_s));
        QVERIFY(names.contains(u"scalar: dataset float64: 9.75"_s));
        QVERIFY(names.contains(u"points: dataset compound {id: int32, x: float64} [2]: "_s));
        QVERIFY(names.contains(u"run: group: "_s));
        QVERIFY(names.contains(u"short: link: to /run/matrix"_s));
        QVERIFY(names.contains(u"outside: external link: to /secret in the file /etc/other.h5, which is not opened"_s));
    }

    void valuesAreChildren()
    {
        Opened file = opened(kHdf5Format, m_sample, u"t.h5"_s);
        std::vector<qint64> address;
        QCOMPARE(child(file, address, u"counts"_s).childCount, 6);
        QCOMPARE(values(file, address), (QStringList{u"version=3"_s, u"[0]=10"_s, u"[1]=20"_s, u"[2]=30"_s, u"[3]=40"_s, u"[4]=50"_s}));
        QCOMPARE(values(file, address, 3, 2), (QStringList{u"[2]=30"_s, u"[3]=40"_s}));
        QCOMPARE(values(file, address, 6, 2), QStringList());
        address.clear();
        child(file, address, u"words"_s);
        QCOMPARE(values(file, address), (QStringList{u"[0]=first"_s, u"[1]=zweite Größe"_s}));
        address.clear();
        child(file, address, u"points"_s);
        QCOMPARE(values(file, address), (QStringList{u"[0]={id: 1, x: 0.5}"_s, u"[1]={id: 2, x: -0.5}"_s}));
        address.clear();
        child(file, address, u"run"_s);
        const TreeNode matrix = child(file, address, u"matrix"_s);
        QCOMPARE(matrix.type, u"dataset float64 [3 × 2]"_s);
        QCOMPARE(matrix.value, u"chunks of 2 × 2, shuffle, gzip"_s);
        QCOMPARE(values(file, address), (QStringList{u"[0]=[1, 2.5]"_s, u"[1]=[3, 4]"_s, u"[2]=[5, 6]"_s}));
    }

    void aCircleIsGoneAlongAsFarAsAskedFor()
    {
        Opened file = opened(kHdf5Format, m_sample, u"t.h5"_s);
        std::vector<qint64> address;
        for (int round = 0; round < 20; ++round) {
            QVERIFY(child(file, address, u"run"_s).childCount > 0);
            QVERIFY(child(file, address, u"again"_s).childCount > 0);
        }
        QVERIFY(file->children(std::vector<qint64>(300, 0), 0, 1, kGoOn).error().kind == Error::Kind::Refused);
    }

    void namesAndValuesAreFoundInGroupsWithoutEnd()
    {
        Opened file = opened(kHdf5Format, m_sample, u"t.h5"_s);
        const auto addressOf = [&](const QString &text) {
            const Result<std::optional<preview::Place>> place = file->find(text, 0, 0, kGoOn);
            return place && *place ? (*place)->address : std::vector<qint64>();
        };
        std::vector<qint64> matrix, title;
        child(file, matrix, u"run"_s);
        child(file, matrix, u"matrix"_s);
        child(file, title, u"title"_s);
        QCOMPARE(addressOf(u"CHUNKS OF 2"_s), matrix);
        QCOMPARE(addressOf(u"a title"_s), title);
        QCOMPARE(addressOf(u"nowhere"_s), std::vector<qint64>());
        QCOMPARE(addressOf(QString()), std::vector<qint64>());
        // "run" holds the root again, so that each of its nodes is found once more further down.
        const auto first = file->find(u"chunks of"_s, 0, 0, kGoOn);
        const auto second = file->find(u"chunks of"_s, (*first)->index + 1, 0, kGoOn);
        QVERIFY(second && *second);
        QVERIFY((*second)->address.size() > matrix.size());
    }

    void aSearchInVeryManyNodesEndsWithASentence()
    {
        Hdf5Maker maker;
        for (const char *name : {"/a", "/b", "/c"})  // each group holds three ways to the root
            H5Lcreate_hard(maker.file(), "/", maker.file(), name, H5P_DEFAULT, H5P_DEFAULT);
        Opened file = opened(kHdf5Format, maker.bytes(), u"t.h5"_s);
        QVERIFY(file);
        const auto place = file->find(u"needle"_s, 0, 0, kGoOn);
        QVERIFY(!place && place.error().kind == Error::Kind::Refused);
    }

    void linksAreNotGoneAlong()
    {
        Opened file = opened(kHdf5Format, m_sample, u"t.h5"_s);
        for (const QString &name : {u"short"_s, u"outside"_s, u"title"_s}) {
            std::vector<qint64> address;
            QCOMPARE(child(file, address, name).childCount, 0);
            QVERIFY(file->children(address, 0, 10, kGoOn).error().kind == Error::Kind::Invalid);
        }
        QVERIFY(!file->children({12345}, 0, 10, kGoOn));
        QVERIFY(!file->children({-1}, 0, 10, kGoOn));
    }

    void otherFilesAreNotOpened()
    {
        QTemporaryDir folder;
        const QString secret = folder.filePath(u"secret"_s);
        QFile other(secret);
        QVERIFY(other.open(QIODevice::WriteOnly));
        QCOMPARE(other.write("SECRETS!"), 8);
        other.close();

        Hdf5Maker maker;
        const hid_t external = H5Pcreate(H5P_DATASET_CREATE);
        H5Pset_external(external, secret.toUtf8().constData(), 0, 8);
        maker.dataset("/stored", H5T_NATIVE_CHAR, {8}, nullptr, external);
        const hid_t virtualSet = H5Pcreate(H5P_DATASET_CREATE);
        const hsize_t length = 8;
        const hid_t space = H5Screate_simple(1, &length, nullptr);
        H5Pset_virtual(virtualSet, space, (secret + u".h5"_s).toUtf8().constData(), "/data", space);
        maker.dataset("/virtual", H5T_NATIVE_CHAR, {8}, nullptr, virtualSet);
        Opened file = opened(kHdf5Format, maker.bytes(), u"t.h5"_s);
        QVERIFY(file);
        for (const QString &name : {u"stored"_s, u"virtual"_s}) {
            std::vector<qint64> address;
            const TreeNode node = child(file, address, name);
            QVERIFY(node.value.contains(u"another file"));
            QCOMPARE(node.childCount, 0);
            QCOMPARE(values(file, address), QStringList());
        }
    }

    void aFilterOfAPluginIsNamed()
    {
        // The filter's number is changed in the bytes: from deflate, 1, to one that nobody has.
        Hdf5Maker maker;
        const hid_t creation = H5Pcreate(H5P_DATASET_CREATE);
        const hsize_t chunk = 4;
        H5Pset_chunk(creation, 1, &chunk);
        H5Pset_filter(creation, 32000, H5Z_FLAG_OPTIONAL, 0, nullptr);
        maker.dataset("/packed", H5T_NATIVE_INT, {8}, nullptr, creation);
        Opened file = opened(kHdf5Format, maker.bytes(), u"t.h5"_s);
        QVERIFY(file);
        std::vector<qint64> address;
        const TreeNode node = child(file, address, u"packed"_s);
        QVERIFY2(node.value.contains(u"plugin") || node.childCount < 0, qPrintable(node.value));
    }

    void hugePromisesAreNotBelieved()
    {
        Hdf5Maker maker;
        maker.dataset("/sparse", H5T_NATIVE_DOUBLE, {1'000'000'000, 1'000'000}, nullptr, chunked({1000, 1000}));
        maker.dataset("/block", H5T_NATIVE_DOUBLE, {20'000, 20'000}, nullptr, chunked({20'000, 20'000}));
        Opened file = opened(kHdf5Format, maker.bytes(), u"t.h5"_s);
        QVERIFY(file);
        std::vector<qint64> address;
        QCOMPARE(child(file, address, u"sparse"_s).childCount, 1'000'000'000);
        QVERIFY(values(file, address, 999'999'990, 100).at(0).startsWith(u"[999999990]=[0, 0, "));
        address.clear();
        QVERIFY(child(file, address, u"block"_s).value.contains(u"chunks that are too large"));
    }

    void manyLinksAreGivenInStretches()
    {
        Hdf5Maker maker;
        for (int i = 0; i < 1500; ++i)
            maker.group(("/g" + QByteArray::number(10'000 + i)).constData());
        Opened file = opened(kHdf5Format, maker.bytes(), u"t.h5"_s);
        QVERIFY(file);
        QCOMPARE(file.tree().root.childCount, 1500);
        const Result<std::vector<TreeNode>> nodes = file->children({}, 1490, 1000, kGoOn);
        QVERIFY(nodes);
        QCOMPARE(nodes->size(), std::size_t(10));
        QCOMPARE(nodes->front().name, u"g11490"_s);
    }

    void aRemoteFileIsReadInParts()
    {
        Hdf5Maker maker;
        const std::vector<double> many(2'000'000, 0.5);
        maker.dataset("/many", H5T_NATIVE_DOUBLE, {many.size()}, many.data());
        Opened file = opened(kHdf5Format, maker.bytes(), u"t.h5"_s, Where::Remote);
        QVERIFY(file);
        QCOMPARE(values(file, {0}, 1'900'000, 1).at(0), u"[1900000]=0.5"_s);
        QVERIFY2(file.source->bytesRead() < 1 << 20, qPrintable(QString::number(file.source->bytesRead())));
    }

    void whatIsCutShortIsASentence()
    {
        for (qsizetype length = 0; length < m_sample.size(); length += 97) {
            Opened file = opened(kHdf5Format, m_sample.first(length), u"t.h5"_s);
            if (file)  // what is missing is not needed for the root
                continue;
            QVERIFY(file.preview.error().kind == Error::Kind::Corrupt);
            QVERIFY(file.preview.error().what.startsWith(u"The HDF5 file cannot be read"));
        }
        QVERIFY(!opened(kHdf5Format, QByteArray(), u"t.h5"_s));
        QVERIFY(!opened(kHdf5Format, QByteArray(5000, 'x'), u"t.h5"_s));
    }

    void theSourcesErrorIsTheAnswer()
    {
        auto source = std::make_shared<MemorySource>(m_sample);
        source->failFrom(0, {Error::Kind::Offline, u"The cloud cannot be reached."_s, {}, {}});
        const auto file = kHdf5Format.open(source, {u"t.h5"_s, 0}, {}, kGoOn);
        QVERIFY(!file);
        QVERIFY(file.error().kind == Error::Kind::Offline);
    }

    void itIsKnownByItsMagicNumber()
    {
        QVERIFY(kHdf5Format.sure(u"x"_s, m_sample.first(4096)) == 100);
        QVERIFY(kHdf5Format.sure(u"x.mat"_s, QByteArray(512, ' ') + m_sample.first(2000)) == 100);
        QVERIFY(kHdf5Format.sure(u"x.h5"_s, "") == 50);
        QVERIFY(kHdf5Format.sure(u"x.csv"_s, "a,b\n") == 0);
    }

private:
    QByteArray m_sample;
};

QTEST_APPLESS_MAIN(Hdf5FormatTest)
#include "hdf5_format_test.moc"
