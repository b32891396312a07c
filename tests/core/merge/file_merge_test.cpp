#include "core/merge/file_merge.h"
#include "tests/core/merge/notebook_text.h"

#include <QTest>

using namespace tideline;
using namespace tideline::merge;
using namespace tideline::test;

namespace {

QByteArray inWords(const Outcome &outcome)
{
    if (const auto *merged = std::get_if<Merged>(&outcome))
        return merged->bytes;
    return std::holds_alternative<Conflict>(outcome) ? "conflict" : "too large";
}

}  // namespace

class FileMergeTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aFileIsMergedByWhatItIs_data()
    {
        QTest::addColumn<QByteArray>("path");
        QTest::addColumn<QByteArray>("base");
        QTest::addColumn<QByteArray>("ours");
        QTest::addColumn<QByteArray>("theirs");
        QTest::addColumn<QByteArray>("expected");

        const QByteArray conflict = "conflict";
        const auto notebook = [](const char *text) { return TestNotebook::fromText(text).toBytes(); };
        const auto text = [](const char *name, const QByteArray &path, const QByteArray &merged) {
            QTest::newRow(name) << path << QByteArray("a\nb\nc\n") << QByteArray("x\nb\nc\n") << QByteArray("a\nb\ny\n") << merged;
        };
        text("text", "src/a.py", "x\nb\ny\n");
        text("no extension", "Makefile", "x\nb\ny\n");
        text("an unknown extension", "a.xyz", "x\nb\ny\n");
        text("no name", "", "x\nb\ny\n");
        text("text named as a notebook conflicts", "a.ipynb", conflict);
        text("a notebook's name in capitals", "A.IPYNB", conflict);
        text("the extension alone", ".ipynb", conflict);
        text("a longer extension", "a.ipynb.txt", "x\nb\ny\n");
        text("a repository's own file conflicts", ".git/packed-refs", conflict);
        text("a repository's own file below conflicts", "src/lib/.git/config", conflict);
        text("rules for git are text", "src/.gitignore", "x\nb\ny\n");
        text("a folder that sounds like git's", "my.git/a", "x\nb\ny\n");
        QTest::newRow("a notebook") << QByteArray("n/a.ipynb") << notebook("a=1|b=2") << notebook("a=9|b=2") << notebook("a=1|b=8")
                                    << notebook("a=9|b=8");
        QTest::newRow("binary") << QByteArray("a.bin") << QByteArray("a\0b\nc\nd\n", 8) << QByteArray("x\0b\nc\nd\n", 8)
                                << QByteArray("a\0b\nc\ny\n", 8) << conflict;
        QTest::newRow("binary that one side changed") << QByteArray("a.bin") << QByteArray("a\0b", 3) << QByteArray("a\0c", 3)
                                                      << QByteArray("a\0b", 3) << QByteArray("a\0c", 3);
        QTest::newRow("a broken notebook that one side changed")
            << QByteArray("a.ipynb") << QByteArray("{") << QByteArray("{") << QByteArray("}") << QByteArray("}");
        QTest::newRow("a PDF in ASCII") << QByteArray("a.pdf") << QByteArray("%PDF-1.4\na\nb\nc\n") << QByteArray("%PDF-1.4\nx\nb\nc\n")
                                        << QByteArray("%PDF-1.4\na\nb\ny\n") << conflict;
        QTest::newRow("JSON that stays JSON") << QByteArray("a.json") << QByteArray("{\n\"a\": 1,\n\"b\": 2,\n\"c\": 3\n}\n")
                                              << QByteArray("{\n\"a\": 9,\n\"b\": 2,\n\"c\": 3\n}\n")
                                              << QByteArray("{\n\"a\": 1,\n\"b\": 2,\n\"c\": 8\n}\n")
                                              << QByteArray("{\n\"a\": 9,\n\"b\": 2,\n\"c\": 8\n}\n");
        QTest::newRow("JSON that would have a key twice")
            << QByteArray("a.json") << QByteArray("{\n\"a\": 1,\n\"b\": 2,\n\"c\": 3\n}\n")
            << QByteArray("{\n\"x\": 7,\n\"a\": 1,\n\"b\": 2,\n\"c\": 3\n}\n") << QByteArray("{\n\"a\": 1,\n\"b\": 2,\n\"x\": 8,\n\"c\": 3\n}\n")
            << conflict;
        QTest::newRow("JSON that is broken on both sides") << QByteArray("a.json") << QByteArray("{\na\nb\nc\n") << QByteArray("{\nx\nb\nc\n")
                                                           << QByteArray("{\na\nb\ny\n") << conflict;
        const QByteArray base = "{\n\"a\": 1,\n\"b\": 2,\n\"c\": 3\n}\n", edited = "{\n\"a\": 9,\n\"b\": 2,\n\"c\": 3\n}\n";
        const QByteArray broken = "{\n\"a\": 1,\n\"b\": 2,\n\"c\": 3\n", merged = "{\n\"a\": 9,\n\"b\": 2,\n\"c\": 3\n";
        QTest::newRow("JSON that the cloud's side broke") << QByteArray("n/A.JSON") << base << edited << broken << conflict;
        QTest::newRow("JSON that our side broke") << QByteArray("a.json") << base << broken << edited << conflict;
        QTest::newRow("the same under another name") << QByteArray("a.txt") << base << edited << broken << merged;
        QTest::newRow("JSON that both sides mended") << QByteArray("a.json") << QByteArray("{\n\"a\": 1,\n\"b\": 2,\n\"c\": ,\n\"d\": 4,\n\"e\": 5\n}\n")
                                                     << QByteArray("{\n\"a\": 9,\n\"b\": 2,\n\"c\": 3,\n\"d\": 4,\n\"e\": 5\n}\n")
                                                     << QByteArray("{\n\"a\": 1,\n\"b\": 2,\n\"c\": 3,\n\"d\": 4,\n\"e\": 8\n}\n")
                                                     << QByteArray("{\n\"a\": 9,\n\"b\": 2,\n\"c\": 3,\n\"d\": 4,\n\"e\": 8\n}\n");
        QTest::newRow("JSON by the line") << QByteArray("a.jsonl") << QByteArray("{\"a\": 1}\n{\"b\": 2}\n{\"c\": 3}\n")
                                          << QByteArray("{\"a\": 9}\n{\"b\": 2}\n{\"c\": 3}\n") << QByteArray("{\"a\": 1}\n{\"b\": 2}\n{\"c\": 8}\n")
                                          << QByteArray("{\"a\": 9}\n{\"b\": 2}\n{\"c\": 8}\n");
    }
    void aFileIsMergedByWhatItIs()
    {
        QFETCH(QByteArray, path);
        QFETCH(QByteArray, base);
        QFETCH(QByteArray, ours);
        QFETCH(QByteArray, theirs);
        QFETCH(QByteArray, expected);
        QCOMPARE(inWords(mergeFile(path, base, ours, theirs)), expected);
        QCOMPARE(inWords(mergeFile(path, base, ours, base)), ours);
        QCOMPARE(inWords(mergeFile(path, base, base, theirs)), theirs);
        QCOMPARE(inWords(mergeFile(path, base, ours, ours)), ours);
    }
};

QTEST_GUILESS_MAIN(FileMergeTest)
#include "file_merge_test.moc"
