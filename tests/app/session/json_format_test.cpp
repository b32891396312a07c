// JSON as a tree, of which only what is asked for is read.
#include "app/session/formats/json_index.h"
#include "app/session/formats/json_text.h"
#include "app/session/formats/text_formats.h"
#include "tests/support/memory_source.h"

#include <QElapsedTimer>
#include <QTest>

using namespace tideline;
using namespace tideline::session;
using namespace tideline::test;
using preview::TreeNode;

namespace {

const preview::Cancelled kGoOn = false;

std::unique_ptr<FilePreview> opened(std::shared_ptr<Source> source, const Limits &limits = {})
{
    Result<std::unique_ptr<FilePreview>> made = kJsonFormat.open(std::move(source), {u"a.json"_s, 0}, limits, kGoOn);
    if (!made)
        qWarning("%s", qPrintable(toText(made.error())));
    return made ? std::move(*made) : nullptr;
}

std::unique_ptr<FilePreview> opened(const QByteArray &bytes, const Limits &limits = {})
{
    return opened(std::make_shared<MemorySource>(bytes), limits);
}

Error errorOf(const QByteArray &bytes, const Limits &limits = {})
{
    const auto made = kJsonFormat.open(std::make_shared<MemorySource>(bytes), {u"a.json"_s, 0}, limits, kGoOn);
    return made ? Error{} : made.error();
}

const TreeNode &rootOf(const FilePreview &file)
{
    return std::get<preview::TreeDocument>(file.document().shape).root;
}

QString lineOf(const TreeNode &node)
{
    return u"%1 %2 %3 %4"_s.arg(node.name, node.type, node.value).arg(node.childCount);
}

/// The nodes below `address`, a line each.
QStringList below(FilePreview &file, const std::vector<qint64> &address, qint64 first = 0, qint64 count = 100)
{
    const auto nodes = file.children(address, first, count, kGoOn);
    QStringList lines;
    for (const TreeNode &node : nodes ? *nodes : std::vector<TreeNode>{{toText(nodes.error()), {}, {}, 0}})
        lines.append(lineOf(node));
    return lines;
}

/// Objects in an array: {"id": 0, "tags": ["a", "b"], "text": "…"}.
QByteArray objects(int count, int textBytes)
{
    QByteArray bytes = "[\n";
    for (int i = 0; i < count; ++i) {
        bytes += "{\"id\": " + QByteArray::number(i) + ", \"tags\": [\"a\", \"[\"], \"text\": \"" + QByteArray(textBytes, 'x') + "\"}";
        bytes += i + 1 < count ? ",\n" : "\n";
    }
    return bytes + "]\n";
}

}  // namespace

class JsonFormatTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aDocumentIsATree()
    {
        const auto file = opened(" {\"name\": \"tide\\n\\u00e9\\ud83c\\udf0a\", \"on\": true, \"none\": null, \"n\": -1.50E+2, \"list\": [1, [], {\"a\": {}}], \"\": \"\"} ");
        QVERIFY(file);
        QCOMPARE(file->document().format, u"JSON"_s);
        QVERIFY(file->document().notices.isEmpty());
        QCOMPARE(lineOf(rootOf(*file)), u"a.json object  6"_s);
        const QStringList top{u"name string tide\n\u00e9\U0001F30A 0"_s, u"on boolean true 0"_s, u"none null null 0"_s, u"n number -1.50E+2 0"_s,
                              u"list array  3"_s, u" string  0"_s};
        QCOMPARE(below(*file, {}), top);
        QCOMPARE(below(*file, {4}), (QStringList{u"0 number 1 0"_s, u"1 array  0"_s, u"2 object  1"_s}));
        QCOMPARE(below(*file, {4, 2}), QStringList{u"a object  0"_s});
        QCOMPARE(below(*file, {4, 1}), QStringList());
        QCOMPARE(below(*file, {4}, 1, 1), QStringList{u"1 array  0"_s});
        QCOMPARE(below(*file, {4}, 3, 1), QStringList());
        QCOMPARE(std::get<preview::TreeDocument>(file->document().shape).children.size(), 6u);
    }

    void anAddressThatIsNoneIsAnError_data()
    {
        QTest::addColumn<QList<qint64>>("address");
        QTest::newRow("behind the last") << QList<qint64>{3};
        QTest::newRow("before the first") << QList<qint64>{-1};
        QTest::newRow("in a number") << QList<qint64>{0, 0};
        QTest::newRow("far away") << QList<qint64>{std::numeric_limits<qint64>::max()};
        QTest::newRow("deep") << QList<qint64>(100'000, 1);
    }

    void anAddressThatIsNoneIsAnError()
    {
        QFETCH(QList<qint64>, address);
        const auto file = opened("[1, [2], 3]");
        const auto nodes = file->children(std::vector<qint64>(address.begin(), address.end()), 0, 10, kGoOn);
        QVERIFY(!nodes && nodes.error().kind == Error::Kind::Invalid);
    }

    void aValueAloneIsADocument()
    {
        QCOMPARE(lineOf(rootOf(*opened(" \"a\" "))), u"a.json string a 0"_s);
        QCOMPARE(lineOf(rootOf(*opened("-0"))), u"a.json number -0 0"_s);
        QCOMPARE(lineOf(rootOf(*opened("\xEF\xBB\xBF[]"))), u"a.json array  0"_s);
        QCOMPARE(below(*opened("[NaN, -Infinity]"), {}), (QStringList{u"0 number NaN 0"_s, u"1 number -Infinity 0"_s}));
    }

    void whatStandsBeforeAFaultIsShown_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("place");
        QTest::addColumn<QStringList>("shown");
        const QStringList one{u"0 number 1 0"_s};
        const QStringList two{u"0 number 1 0"_s, u"1 number 2 0"_s};
        // clang-format off
        QTest::newRow("cut in a list")        << QByteArray("[1, 2")                << u"line 1, column 6"_s  << two;
        QTest::newRow("cut behind a comma")   << QByteArray("[1,")                  << u"line 1, column 4"_s  << one;
        QTest::newRow("a comma too many")     << QByteArray("[1,\n2,\n]")           << u"line 3, column 1"_s  << two;
        QTest::newRow("a comma too few")      << QByteArray("[1\n 2]")              << u"line 2, column 2"_s  << one;
        QTest::newRow("a value of none")      << QByteArray("[1, yes]")             << u"line 1, column 5"_s  << one;
        QTest::newRow("the wrong end")        << QByteArray("[1}")                  << u"line 1, column 3"_s  << one;
        QTest::newRow("a leading zero")       << QByteArray("[1, 01]")              << u"line 1, column 6"_s  << (QStringList{u"0 number 1 0"_s, u"1 number 0 0"_s});
        QTest::newRow("a string over lines")  << QByteArray("[1, \"a\n\"]")         << u"line 1, column 7"_s  << one;
        QTest::newRow("an unknown escape")    << QByteArray("[1, \"\\x\"]")         << u"line 1, column 7"_s  << one;
        QTest::newRow("a NUL")                << QByteArray("[1, \0]", 6)           << u"line 1, column 5"_s  << one;
        QTest::newRow("something behind")     << QByteArray("[1]\n[2]")             << u"line 2, column 1"_s  << one;
        QTest::newRow("a key without colon")  << QByteArray("{\"a\": 1, \"b\"}")    << u"line 1, column 13"_s << QStringList{u"a number 1 0"_s};
        QTest::newRow("a key without quotes") << QByteArray("{\"a\": 1, b: 2}")     << u"line 1, column 10"_s << QStringList{u"a number 1 0"_s};
        QTest::newRow("columns are units")    << u"[\"\U0001F30Aé\", x]"_s.toUtf8() << u"line 1, column 9"_s  << QStringList{u"0 string \U0001F30Aé 0"_s};
        QTest::newRow("cut in what is within")<< QByteArray("[1, {\"a\": [2, 3")    << u"line 1, column 16"_s << (QStringList{u"0 number 1 0"_s, u"1 object  1"_s});
        // clang-format on
    }

    void whatStandsBeforeAFaultIsShown()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QString, place);
        QFETCH(QStringList, shown);
        const auto file = opened(bytes);
        QVERIFY(file);
        QCOMPARE(file->document().notices.size(), 1);
        QVERIFY2(file->document().notices.front().contains(place + u':'), qPrintable(file->document().notices.front()));
        QCOMPARE(below(*file, {}), shown);
        QCOMPARE(rootOf(*file).childCount, shown.size());
    }

    void whereNothingCanBeShownItIsCorrupt()
    {
        for (const char *bytes : {"", "  \n", "{", "[", "{a}", "nul", "\"a", "]", "<html>", "-", "{\"a\""}) {
            const Error error = errorOf(bytes);
            QVERIFY2(error.kind == Error::Kind::Corrupt && error.what.startsWith(u"It is not JSON: "), bytes);
            QVERIFY2(error.where.startsWith(u"line "), bytes);
        }
    }

    void aMillionBracketsAreTooDeep()
    {
        const auto file = opened("[1, " + QByteArray(1'000'000, '['));
        QVERIFY(file && file->document().notices.front().contains(u"nested too deep"_s));
        std::vector<qint64> address{1};
        while (file->children(address, 0, 1, kGoOn)->size() == 1)
            address.push_back(0);
        QCOMPARE(address.size(), 255u);
        QVERIFY(opened(QByteArray(250, '[') + QByteArray(250, ']'))->document().notices.isEmpty());
        QVERIFY(!opened(QByteArray("{\"a\":").repeated(100'000))->document().notices.isEmpty());
    }

    void longStringsAreCut()
    {
        const QByteArray units = u"\U0001F30A"_s.toUtf8().repeated(400);
        const auto file = opened("{\"" + QByteArray(600, 'k') + "\": \"" + units + "\", \"e\": \"" + QByteArray("\\u0041").repeated(512) + "\", \"n\": "
                                 + QByteArray(100'000, '1') + ", \"l\": \"" + QByteArray(200'000, 'x') + "\"}");
        QVERIFY(file);
        const auto nodes = file->children({}, 0, 10, kGoOn);
        QVERIFY(nodes && nodes->size() == 4);
        QCOMPARE((*nodes)[0].name, QString(511, u'k') + u'\u2026');
        QCOMPARE((*nodes)[0].value.size(), 511);  // no half of a pair before the dots
        QCOMPARE((*nodes)[1].value, QString(512, u'A'));
        QCOMPARE((*nodes)[2].value, QString(511, u'1') + u'\u2026');
        QCOMPARE((*nodes)[3].value, QString(511, u'x') + u'\u2026');
    }

    void brokenCharactersAreReplaced()
    {
        QCOMPARE(below(*opened("[\"a\xFF\x80\", \"\\ud83c\", \"\\udf0a\\ud83c\\n\", \"\\u0000\"]"), {}),
                 (QStringList{u"0 string a\uFFFD\uFFFD 0"_s, u"1 string \uFFFD 0"_s, u"2 string \uFFFD\uFFFD\n 0"_s, u"3 string \u2400 0"_s}));
    }

    void aChildFarBackIsReadWithoutTheRest()
    {
        const QByteArray bytes = objects(20'000, 200);
        const auto source = std::make_shared<MemorySource>(bytes);
        const auto file = opened(source);
        QVERIFY(file);
        QCOMPARE(rootOf(*file).childCount, 20'000);
        const qint64 before = source->bytesRead();
        QCOMPARE(below(*file, {}, 19'998, 100), (QStringList{u"19998 object  3"_s, u"19999 object  3"_s}));
        QCOMPARE(below(*file, {15'000, 1}), (QStringList{u"0 string a 0"_s, u"1 string [ 0"_s}));
        QVERIFY2(source->bytesRead() - before < 400'000, qPrintable(QString::number(source->bytesRead() - before)));
        QVERIFY2(file->memoryBytes() < 100'000, qPrintable(QString::number(file->memoryBytes())));
    }

    void bigContainersAreGoneOver()
    {
        // Three arrays of a megabyte: the third is reached without reading the others.
        const QByteArray big = objects(5'000, 150);
        const auto source = std::make_shared<MemorySource>("{\"a\": " + big + ", \"b\": " + big + ", \"c\": " + big + "}");
        const auto file = opened(source);
        QVERIFY(file);
        const qint64 before = source->bytesRead();
        QCOMPARE(below(*file, {}), (QStringList{u"a array  5000"_s, u"b array  5000"_s, u"c array  5000"_s}));
        QCOMPARE(below(*file, {2}, 4'999, 1), QStringList{u"4999 object  3"_s});
        QVERIFY2(source->bytesRead() - before < 700'000, qPrintable(QString::number(source->bytesRead() - before)));
    }

    void theIndexStaysWithinItsMemory()
    {
        Limits limits;
        limits.memoryBytes = 100'000;
        QByteArray bytes = "[";
        for (int i = 0; i < 100; ++i)  // a hundred containers around each 20 KB
            bytes += QByteArray(100, '[') + QByteArray("1,").repeated(10'000) + "1" + QByteArray(100, ']') + ",";
        const auto file = opened(bytes + "7]", limits);
        QVERIFY(file && file->document().notices.isEmpty());
        QVERIFY2(file->memoryBytes() < 100'000, qPrintable(QString::number(file->memoryBytes())));
        QCOMPARE(below(*file, {}, 99, 2), (QStringList{u"99 array  1"_s, u"100 number 7 0"_s}));
        std::vector<qint64> address(100, 0);
        address[0] = 57;
        QCOMPARE(below(*file, address, 10'000, 5), QStringList{u"10000 number 1 0"_s});
    }

    void aLongLineOfOneStringIsNoTrouble()
    {
        const auto file = opened("[\"" + QByteArray(20'000'000, 'y') + "needle\"]");
        QVERIFY(file);
        QCOMPARE(below(*file, {}).front().size(), qsizetype(qstrlen("0 string  0")) + 512);
        QCOMPARE(file->find(u"yneedle"_s, 0, 0, kGoOn).operator*()->index, 1);
        QVERIFY(file->memoryBytes() < 100'000);
    }

    void aRemoteFileIsFetchedOnceAndInPart()
    {
        Limits limits;
        limits.remoteBytes = 100'000;
        const auto source = std::make_shared<MemorySource>(objects(10'000, 200), MemorySource::Where::Remote);
        const auto file = opened(source, limits);
        QVERIFY(file);
        QCOMPARE(file->document().notices, QStringList{u"Only the first 100 kB were looked at."_s});
        QVERIFY(rootOf(*file).childCount > 300 && rootOf(*file).childCount < 500);
        QCOMPARE(below(*file, {}, 300, 1), QStringList{u"300 object  3"_s});
        QVERIFY(*file->find(u"XXX"_s, 50'000, 0, kGoOn));
        QCOMPARE(source->bytesRead(), 100'000);
        const auto small = std::make_shared<MemorySource>("[1]", MemorySource::Where::Remote);
        QVERIFY(opened(small, limits)->document().notices.isEmpty());
        const auto giant = std::make_shared<MemorySource>('"' + QByteArray(200'000, 'x') + '"', MemorySource::Where::Remote);
        const auto made = kJsonFormat.open(giant, {u"a"_s, 0}, limits, kGoOn);
        QVERIFY(!made && made.error().kind == Error::Kind::Refused);
    }

    void keysAndValuesAreFound()
    {
        const QByteArray bytes = "{\"Wave\": [1, \"the w\\u0061VE\", 12.5], \"x\": {\"y\": \"[\\\"wave\", \"z\": true}}";
        const auto file = opened(bytes);
        const auto next = [&](const QString &text, qint64 from) {
            const auto place = file->find(text, from, 0, kGoOn);
            return place && *place ? bytes.mid((*place)->index, (*place)->length) : QByteArray("none");
        };
        QCOMPARE(next(u"wave"_s, 0), QByteArray("\"Wave\""));
        QCOMPARE(next(u"wave"_s, 2), QByteArray("\"the w\\u0061VE\""));
        QCOMPARE(next(u"wave"_s, 15), QByteArray("\"[\\\"wave\""));
        QCOMPARE(next(u"[\"w"_s, 0), QByteArray("\"[\\\"wave\""));
        QCOMPARE(next(u"2.5"_s, 0), QByteArray("12.5"));
        QCOMPARE(next(u"TRUE"_s, 0), QByteArray("true"));
        QCOMPARE(next(u"true"_s, 70), QByteArray("none"));
        QCOMPARE(next(u": "_s, 0), QByteArray("none"));
        QCOMPARE(next(QString(), 0), QByteArray("none"));
    }

    /// Whatever the step of the index is: below it nothing is kept of a container, above it only some places.
    void theAddressOfAPlaceLeadsToItsNode_data()
    {
        QTest::addColumn<qint64>("memoryBytes");
        QTest::newRow("much is kept") << Limits().memoryBytes;
        QTest::newRow("little is kept") << qint64(4'000);
    }

    void theAddressOfAPlaceLeadsToItsNode()
    {
        QFETCH(const qint64, memoryBytes);
        Limits limits;
        limits.memoryBytes = memoryBytes;
        QByteArray bytes = R"({"first": [0, {"key": "needle 0"}], "long": [)";
        for (int i = 0; i < 3'000; ++i)
            bytes += R"({"id": 1, "text": "xxxxxxxxxxxxxxxxxxxx", "list": [1, 2, [true, "y"]]},)";
        bytes += R"({"the needle 1": {}}, [[["needle 2"]]]], "needle 3": 12})";
        const auto file = opened(bytes, limits);
        QVERIFY(file);
        const std::vector<std::vector<qint64>> addresses{{0, 1, 0}, {1, 3'000, 0}, {1, 3'001, 0, 0, 0}, {2}};
        qint64 from = 0;
        for (std::size_t i = 0; i < addresses.size(); ++i) {
            const auto place = file->find(u"needle"_s, from, 0, kGoOn);
            QVERIFY(place && *place);
            QCOMPARE((*place)->address, addresses[i]);
            std::vector<qint64> parent = addresses[i];
            parent.pop_back();
            const QString line = below(*file, parent, addresses[i].back(), 1).value(0);
            QVERIFY2(line.contains(u"needle %1"_s.arg(i)), qPrintable(line));
            from = (*place)->index + 1;
        }
        QCOMPARE(opened("\"needle\"")->find(u"needle"_s, 0, 0, kGoOn).operator*()->address, std::vector<qint64>());
    }

    void whatNoNodeShowsIsNotFound()
    {
        for (const char *bytes : {"{\"a\": 1, \"needle\"", "[1, \"needle", "{\"b\": 1, \"a\": needle}"}) {
            const auto file = opened(QByteArray(bytes));
            QVERIFY(file && file->document().notices.size() == 1);
            const auto place = file->find(u"needle"_s, 0, 0, kGoOn);
            QVERIFY2(place && !*place, bytes);
        }
    }

    void aSearchForTheNextDoesNotBeginAtTheStart()
    {
        QByteArray bytes = objects(20'000, 200);
        bytes.replace(bytes.size() - 20, 6, "needle");
        const auto source = std::make_shared<MemorySource>(bytes);
        const auto file = opened(source);
        const qint64 before = source->bytesRead();
        QVERIFY(*file->find(u"needle"_s, bytes.size() - 2'000, 0, kGoOn));
        QVERIFY(source->bytesRead() - before < 200'000);
        QVERIFY(*file->find(u"needle"_s, 0, 0, kGoOn));
    }

    void allEndsSoonWhenItIsCancelled()
    {
        const preview::Cancelled stop = true;
        const auto source = std::make_shared<MemorySource>(objects(1'000, 100));
        const auto made = kJsonFormat.open(source, {u"a"_s, 0}, {}, stop);
        QVERIFY(!made && made.error().kind == Error::Kind::Cancelled);
        const auto file = opened(source);
        QVERIFY(file->children({}, 0, 10, stop).error().kind == Error::Kind::Cancelled);
        QVERIFY(file->find(u"a"_s, 0, 0, stop).error().kind == Error::Kind::Cancelled);
    }
};

QTEST_GUILESS_MAIN(JsonFormatTest)
#include "json_format_test.moc"
