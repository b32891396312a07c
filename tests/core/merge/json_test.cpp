// The order-keeping reader and writer.
#include "core/merge/json_reader.h"
#include "core/merge/json_writer.h"
#include "tests/core/merge/merge_chance.h"

#include <QProcess>
#include <QStandardPaths>
#include <QTest>

#include <algorithm>

using namespace tideline;
using namespace tideline::merge;
using namespace tideline::test;

namespace {

QByteArray rewritten(const QByteArray &document)
{
    const Result<JsonValue> read = readJson(document);
    return read ? writeJson(*read, JsonStyle::of(document)) : "error: " + toText(read.error()).toUtf8();
}

QByteArray randomString(Random &random)
{
    static const QByteArrayList parts{"a",    "Z",      " ",      "\\\"",   "\\\\",   "/",       "\\/",     "\\n",          "\\t",    "\\b", "\\f",
                                      "\\r",  "\\u0001", "\\u001F", "\x7f",  "\u00e9", "\\u00e9", "\u6f6e", "\\ud83d\\ude00", "\U0001F30A", "\\u2028"};
    QByteArray text = "\"";
    for (quint64 i = random.below(8); i > 0; --i)
        text += parts[qsizetype(random.below(quint64(parts.size())))];
    return text + '"';
}

QByteArray randomJson(Random &random, int depth)
{
    static const QByteArrayList plain{"null", "true", "false", "0", "-1", "12345678901234567890", "1.5", "-0.25", "{}", "[]"};
    const quint64 what = random.below(depth > 0 ? 6 : 3);
    if (what == 0)
        return plain[qsizetype(random.below(quint64(plain.size())))];
    if (what < 3)
        return randomString(random);
    QByteArrayList items;
    for (quint64 i = random.below(5); i > 0; --i) {
        const QByteArray key = what < 5 ? "\"" + QByteArray::number(i) + randomString(random).sliced(1) + ": " : QByteArray();
        items.append(key + randomJson(random, depth - 1));
    }
    return what < 5 ? '{' + items.join(", ") + '}' : '[' + items.join(", ") + ']';
}

/// What Python's json writes of each document, as nbformat calls it but for the order of keys.
QList<QByteArray> writtenByPython(const QString &python, const QByteArrayList &documents, const char *options)
{
    QProcess process;
    process.start(python, {u"-c"_s, u"import json, sys\n"
                                    "for line in sys.stdin.buffer.read().split(b'\\n'):\n"
                                    "    text = json.dumps(json.loads(line), %1)\n"
                                    "    sys.stdout.buffer.write(text.encode() + b'\\n\\0')\n"_s.arg(QLatin1StringView(options))});
    process.write(documents.join('\n'));
    process.closeWriteChannel();
    if (!process.waitForFinished(60'000) || process.exitCode() != 0)
        qFatal("python: %s", process.readAllStandardError().constData());
    QList<QByteArray> written = process.readAllStandardOutput().split('\0');
    written.removeLast();
    return written;
}

}  // namespace

class JsonTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void whatIsNoJsonIsRefused_data()
    {
        QTest::addColumn<QByteArray>("document");
        const std::vector<std::pair<const char *, QByteArray>> rows{
            {"nothing", ""},
            {"only spaces", " \n"},
            {"two values", "1 2"},
            {"an open array", "[1"},
            {"an open object", "{\"a\": 1"},
            {"an open string", "\"a"},
            {"a comma at the end of an array", "[1,]"},
            {"a comma at the end of an object", "{\"a\": 1,}"},
            {"no colon", "{\"a\" 1}"},
            {"no value", "{\"a\": }"},
            {"a key without quotes", "{a: 1}"},
            {"a key that is a number", "{1: 1}"},
            {"single quotes", "'a'"},
            {"a comment", "[1] // one"},
            {"a word cut off", "tru"},
            {"a word too long", "nulls"},
            {"NaN", "NaN"},
            {"infinity", "-Infinity"},
            {"a leading zero", "01"},
            {"a plus", "+1"},
            {"a minus alone", "-"},
            {"no digit behind the point", "1."},
            {"no digit before the point", ".5"},
            {"no digit in the exponent", "1e+"},
            {"hexadecimal", "0x10"},
            {"an unknown escape", "\"\\x41\""},
            {"an escape cut off", "\"\\u12\""},
            {"an escape that is no number", "\"\\u12g4\""},
            {"a backslash at the end", "\"\\"},
            {"a newline in a string", "\"a\nb\""},
            {"a NUL in a string", QByteArray("\"a\0b\"", 5)},
            {"a NUL behind", QByteArray("1\0", 2)},
            {"a byte order mark", "\xef\xbb\xbf[]"},
            {"broken UTF-8", "\"\xc3\""},
            {"a surrogate in UTF-8", "\"\xed\xa0\x80\""},
            {"a key twice", "{\"a\": 1, \"b\": 2, \"a\": 3}"},
            {"a key twice, spelt in two ways", "{\"a\": 1, \"\\u0061\": 3}"},
        };
        for (const auto &[name, document] : rows)
            QTest::newRow(name) << document;
    }
    void whatIsNoJsonIsRefused()
    {
        QFETCH(QByteArray, document);
        const Result<JsonValue> read = readJson(document);
        QVERIFY(!read);
        QCOMPARE(toString(read.error().kind), toString(Error::Kind::Corrupt));
    }

    void aKeyTwiceAmongManyIsSeen()
    {
        QByteArrayList keys;
        for (int i = 0; i < 100; ++i)
            keys.append("\"k" + QByteArray::number(i) + "\": 1");
        QVERIFY(readJson('{' + keys.join(',') + '}'));
        for (int i = 0; i < 100; ++i)
            QVERIFY(!readJson('{' + keys.join(',') + ',' + keys[i] + '}'));
    }

    void theLimitsHold()
    {
        const auto kindOf = [](const QByteArray &document, const Limits &limits) {
            const Result<JsonValue> read = readJson(document, limits);
            return read ? QString(u"read"_s) : toString(read.error().kind);
        };
        QCOMPARE(kindOf("[[1]]", {.jsonDepth = 2}), u"read"_s);
        QCOMPARE(kindOf("[[1]]", {.jsonDepth = 1}), toString(Error::Kind::Refused));
        QCOMPARE(kindOf("[1, 2]", {.jsonValues = 3}), u"read"_s);
        QCOMPARE(kindOf("[1, 2]", {.jsonValues = 2}), toString(Error::Kind::Refused));
        QCOMPARE(kindOf(QByteArray(1000, '['), {}), toString(Error::Kind::Refused));
    }

    void aDocumentComesBackToTheByte_data()
    {
        QTest::addColumn<QByteArray>("document");
        QTest::newRow("Jupyter's") << QByteArray("{\n \"b\": [\n  1,\n  {}\n ],\n \"a\": \"x\"\n}\n");
        QTest::newRow("no newline at the end") << QByteArray("{\n \"a\": 1\n}");
        QTest::newRow("four spaces") << QByteArray("{\n    \"a\": [\n        []\n    ]\n}\n");
        QTest::newRow("tabs") << QByteArray("{\n\t\"a\": [\n\t\ttrue\n\t]\n}\n\n");
        QTest::newRow("no indent") << QByteArray("{\n\"a\": 1,\n\"b\": 2\n}\n");
        QTest::newRow("CRLF") << QByteArray("{\r\n \"a\": 1,\r\n \"b\": 2\r\n}\r\n");
        QTest::newRow("one line of Python's") << QByteArray("{\"a\": [1, 2], \"b\": {\"c\": null}}");
        QTest::newRow("one line of JavaScript's") << QByteArray("{\"a\":[1,2],\"b\":{\"c\":null}}");
        QTest::newRow("numbers as they are spelt") << QByteArray("{\n \"a\": [\n  1.0,\n  1e-07,\n  1E+5,\n  -0,\n  0.1000,\n  123456789012345678901234567890\n ]\n}\n");
        QTest::newRow("strings as they are spelt") << QByteArray("{\"a\": \"\\u00e9 \\/ \\u0041 é \\ud800 \\ud83d\\ude00\"}");
        QTest::newRow("ASCII") << QByteArray("{\"a\\u00e9\": \"\\u00e9\\ud83d\\ude00\", \"b\": \"\\\\u00e9\"}");
        QTest::newRow("control characters in a key") << QByteArray("{\"a\\n\\t\\\"\\\\\\u0001\": 1}");
        QTest::newRow("half a pair in a key") << QByteArray("{\"é\\ud800x\": 1, \"é\\udc00\": 2}");
        QTest::newRow("a colon in the first key") << QByteArray("{\"a\\\": b\":1,\"c\":2}");
        QTest::newRow("an empty object") << QByteArray("{}\n");
        QTest::newRow("an array") << QByteArray("[]");
        QTest::newRow("a string") << QByteArray("\"a\"\n");
        QTest::newRow("a number") << QByteArray("1");
    }
    void aDocumentComesBackToTheByte()
    {
        QFETCH(QByteArray, document);
        QCOMPARE(rewritten(document), document);
    }

    void equalIsWhatMeansTheSame_data()
    {
        QTest::addColumn<QByteArray>("a");
        QTest::addColumn<QByteArray>("b");
        QTest::addColumn<bool>("same");
        QTest::newRow("the order of keys") << QByteArray("{\"a\": 1, \"b\": 2}") << QByteArray("{\"b\": 2, \"a\": 1}") << true;
        QTest::newRow("the order of items") << QByteArray("[1, 2]") << QByteArray("[2, 1]") << false;
        QTest::newRow("the spelling of a string") << QByteArray("\"\\u00e9\\/\"") << QByteArray("\"é/\"") << true;
        QTest::newRow("the spelling of a number") << QByteArray("1.0") << QByteArray("1") << false;
        QTest::newRow("a number and a string") << QByteArray("1") << QByteArray("\"1\"") << false;
        QTest::newRow("another key") << QByteArray("{\"a\": 1}") << QByteArray("{\"b\": 1}") << false;
        QTest::newRow("one key more") << QByteArray("{\"a\": 1}") << QByteArray("{\"a\": 1, \"b\": 1}") << false;
        QTest::newRow("true and false") << QByteArray("true") << QByteArray("false") << false;
    }
    void equalIsWhatMeansTheSame()
    {
        QFETCH(QByteArray, a);
        QFETCH(QByteArray, b);
        QFETCH(bool, same);
        QCOMPARE(sameJson(*readJson(a), *readJson(b)), same);
        QCOMPARE(sameJson(*readJson(b), *readJson(a)), same);
    }

    void largeObjectsAreComparedByKey()
    {
        QByteArrayList keys;
        for (int i = 0; i < 100; ++i)
            keys.append("\"k" + QByteArray::number(i) + "\": " + QByteArray::number(i));
        const QByteArray there = '{' + keys.join(',') + '}';
        std::ranges::reverse(keys);
        const QByteArray back = '{' + keys.join(',') + '}';
        QVERIFY(sameJson(*readJson(there), *readJson(back)));
        QVERIFY(!sameJson(*readJson(there), *readJson(QByteArray(back).replace("\"k7\": 7", "\"k7\": 8"))));
    }

    void pythonWritesTheSame_data()
    {
        QTest::addColumn<QByteArray>("options");
        QTest::newRow("as nbformat does") << QByteArray("ensure_ascii=False, indent=1, separators=(',', ': ')");
        QTest::newRow("in ASCII") << QByteArray("indent=2");
        QTest::newRow("on one line") << QByteArray("ensure_ascii=False");
        QTest::newRow("as small as can be") << QByteArray("separators=(',', ':')");
    }
    void pythonWritesTheSame()
    {
        QFETCH(QByteArray, options);
        const QString python = QStandardPaths::findExecutable(u"python3"_s);
        if (python.isEmpty())
            QSKIP("no Python to compare with");
        SeededRandom random(mergeSeed());
        QByteArrayList documents;
        for (int i = 0; i < 2000; ++i)
            documents.append("{\"first\": [1, 2], \"then\": " + randomJson(random, 4) + '}');
        const QList<QByteArray> pythons = writtenByPython(python, documents, options);
        QCOMPARE(pythons.size(), documents.size());
        for (qsizetype i = 0; i < documents.size(); ++i) {
            QCOMPARE(rewritten(pythons[i]), pythons[i]);
            // What Python read of our spelling, we read, too; and a string that we write is the string that Python writes.
            QVERIFY(sameJson(*readJson(documents[i]), *readJson(pythons[i])));
        }
        if (options.contains("False")) {
            QByteArrayList strings;
            for (int i = 0; i < 2000; ++i)
                strings.append(randomString(random));
            const QList<QByteArray> written = writtenByPython(python, strings, options);
            for (qsizetype i = 0; i < strings.size(); ++i)
                QCOMPARE(encodeJsonString(decodeJsonString(strings[i])) + '\n', written[i]);
        }
    }
};

QTEST_GUILESS_MAIN(JsonTest)
#include "json_test.moc"
