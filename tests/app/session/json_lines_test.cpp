// JSON Lines as a tree with a child for each line.
#include "app/session/formats/text_formats.h"
#include "tests/support/memory_source.h"

#include <QTest>

using namespace tideline;
using namespace tideline::session;
using namespace tideline::test;
using preview::TreeNode;

namespace {

const preview::Cancelled kGoOn = false;

std::unique_ptr<FilePreview> opened(std::shared_ptr<Source> source, const Limits &limits = {})
{
    Result<std::unique_ptr<FilePreview>> made = kJsonLinesFormat.open(std::move(source), {u"a.jsonl"_s, 0}, limits, kGoOn);
    if (!made)
        qWarning("%s", qPrintable(toText(made.error())));
    return made ? std::move(*made) : nullptr;
}

QStringList below(FilePreview &file, const std::vector<qint64> &address, qint64 first = 0, qint64 count = 100)
{
    const auto nodes = file.children(address, first, count, kGoOn);
    QStringList lines;
    for (const TreeNode &node : nodes ? *nodes : std::vector<TreeNode>{{toText(nodes.error()), {}, {}, 0}})
        lines.append(u"%1 %2 %3 %4"_s.arg(node.name, node.type, node.value).arg(node.childCount));
    return lines;
}

QByteArray lines(int count)
{
    QByteArray bytes;
    for (int i = 0; i < count; ++i)
        bytes += "{\"id\": " + QByteArray::number(i) + ", \"text\": \"" + QByteArray(100, 'x') + "\"}\n";
    return bytes;
}

}  // namespace

class JsonLinesTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void eachLineThatHoldsSomethingIsAChild()
    {
        const auto file = opened(std::make_shared<MemorySource>("\xEF\xBB\xBF{\"a\": [1]}\r\n\n  \t\n\"b\"\n3"));
        QVERIFY(file);
        QCOMPARE(file->document().format, u"JSON Lines"_s);
        QVERIFY(file->document().notices.isEmpty());
        QCOMPARE(std::get<preview::TreeDocument>(file->document().shape).root.childCount, 3);
        QCOMPARE(below(*file, {}), (QStringList{u"1 object  1"_s, u"4 string b 0"_s, u"5 number 3 0"_s}));
        QCOMPARE(below(*file, {0}), QStringList{u"a array  1"_s});
        QCOMPARE(below(*file, {0, 0}), QStringList{u"0 number 1 0"_s});
        QCOMPARE(below(*file, {1}), QStringList());
        QVERIFY(below(*file, {3}).front().contains(u"no such line"_s));
        QVERIFY(below(*file, {-1}).front().contains(u"no such line"_s));
    }

    void aBadLineIsANodeThatSaysWhy()
    {
        const auto file = opened(std::make_shared<MemorySource>("{\"a\": 1}\n{\"b\": }\n{\"c\" 1, \"\n\xFF\n{\"d\": 2} {}\n" + QByteArray(300'000, '[') + "\n{}\n"));
        QVERIFY(file);
        const QStringList nodes = below(*file, {});
        QCOMPARE(nodes.size(), 7);
        QCOMPARE(nodes[1], u"2 error line 2, column 7: a value is missing. It begins: {\"b\": } 0"_s);
        QVERIFY(nodes[2].startsWith(u"3 error line 3, column 6: a colon"_s));
        QVERIFY(nodes[3].startsWith(u"4 error "_s));
        QVERIFY(nodes[4].startsWith(u"5 error line 5, column 10: something follows"_s));
        QVERIFY(nodes[5].startsWith(u"6 error line 6, column 257: it is nested too deep"_s));
        QCOMPARE(nodes[6], u"7 object  0"_s);
        QCOMPARE(below(*file, {1}), QStringList());
        QCOMPARE(file->find(u"d"_s, 0, 0, kGoOn).operator*()->length, 3);
        QCOMPARE(file->find(u"d"_s, 0, 0, kGoOn).operator*()->address, std::vector<qint64>{4});
    }

    void whatIsNoUtf8IsLeftToTheTextPreview()
    {
        QCOMPARE(kJsonLinesFormat.sure(u"a.jsonl"_s, "{\"a\": \"K\xc3\xb6ln\"}\n"), 60);
        QCOMPARE(kJsonLinesFormat.sure(u"a.jsonl"_s, QByteArray("\xff\xfe{\0}\0\n\0", 8)), 0);
    }

    void anEmptyFileHasNoChildren()
    {
        const auto file = opened(std::make_shared<MemorySource>(QByteArray()));
        QVERIFY(file && below(*file, {}).isEmpty() && file->document().notices.isEmpty());
    }

    void aLineFarBackIsReadWithoutTheRest()
    {
        const auto source = std::make_shared<MemorySource>(lines(50'000));
        const auto file = opened(source);
        QVERIFY(file);
        const qint64 before = source->bytesRead();
        QCOMPARE(below(*file, {}, 49'999, 10), QStringList{u"50000 object  2"_s});
        QCOMPARE(below(*file, {30'000}, 0, 1), QStringList{u"id number 30000 0"_s});
        const auto place = file->find(u"49990"_s, source->sizeBytes() - 3'000, 0, kGoOn);
        QVERIFY(place && *place);
        QCOMPARE((*place)->address, (std::vector<qint64>{49'990, 0}));
        QVERIFY2(source->bytesRead() - before < 800'000, qPrintable(QString::number(source->bytesRead() - before)));
        QVERIFY(file->memoryBytes() < 100'000);
    }

    void aRemoteFileIsFetchedOnceAndInPart()
    {
        Limits limits;
        limits.remoteBytes = 10'000;
        const auto source = std::make_shared<MemorySource>(lines(10'000), MemorySource::Where::Remote);
        const auto file = opened(source, limits);
        QVERIFY(file);
        QCOMPARE(file->document().notices, QStringList{u"Only the first 10 kB were looked at."_s});
        const qint64 count = std::get<preview::TreeDocument>(file->document().shape).root.childCount;
        QCOMPARE(below(*file, {}, count - 1, 10).size(), 1);
        QVERIFY(!below(*file, {}, count - 1, 1).front().contains(u"error"_s));
        QCOMPARE(source->bytesRead(), 10'000);
        const auto giant = kJsonLinesFormat.open(std::make_shared<MemorySource>('"' + QByteArray(20'000, 'x') + "\"\n", MemorySource::Where::Remote),
                                                 {u"a"_s, 0}, limits, kGoOn);
        QVERIFY(!giant && giant.error().kind == Error::Kind::Refused);
    }

    void longLinesEndAListSooner()
    {
        const QByteArray line = '"' + QByteArray(12'000'000, 'x') + "\"\n";
        const auto file = opened(std::make_shared<MemorySource>(line.repeated(5)));
        QVERIFY(file);
        QCOMPARE(below(*file, {}).size(), 3);
        QCOMPARE(below(*file, {}, 3).size(), 2);
    }

    void allEndsSoonWhenItIsCancelled()
    {
        const preview::Cancelled stop = true;
        const auto source = std::make_shared<MemorySource>(lines(100));
        QVERIFY(kJsonLinesFormat.open(source, {u"a"_s, 0}, {}, stop).error().kind == Error::Kind::Cancelled);
        const auto file = opened(source);
        QVERIFY(file->children({}, 0, 10, stop).error().kind == Error::Kind::Cancelled);
    }
};

QTEST_GUILESS_MAIN(JsonLinesTest)
#include "json_lines_test.moc"
