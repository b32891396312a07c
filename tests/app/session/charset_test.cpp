// Charsets, and texts in pieces.
#include "app/session/formats/text_stream.h"
#include "core/base/random.h"
#include "tests/support/memory_source.h"

#include <QTest>

using namespace tideline;
using namespace tideline::session;
using namespace tideline::test;

namespace {

const preview::Cancelled kGoOn = false;

QByteArray utf16(const QString &text, bool little = true)
{
    QByteArray bytes;
    for (const QChar c : text) {
        const char low = char(c.unicode() & 0xFF), high = char(c.unicode() >> 8);
        bytes += little ? low : high;
        bytes += little ? high : low;
    }
    return bytes;
}

/// All of a text, in pieces of `pieceBytes`.
QString inPieces(const QByteArray &bytes, qint64 pieceBytes, int *pieces = nullptr)
{
    MemorySource source(bytes);
    const Charset charset = charsetOf(bytes.first(std::min<qsizetype>(bytes.size(), 4096)));
    QString text;
    int count = 0;
    for (qint64 at = 0; at < bytes.size(); ++count) {
        const Result<TextPiece> piece = readPiece(source, charset, at, pieceBytes);
        if (!piece || piece->nextByte <= at)
            return u"stuck at %1"_s.arg(at);
        text += piece->text;
        at = piece->nextByte;
    }
    if (pieces != nullptr)
        *pieces = count;
    return text;
}

QString found(const QByteArray &bytes, const QString &text, qint64 line = 0, int column = 0)
{
    MemorySource source(bytes);
    TextFinder finder(charsetOf(bytes.first(std::min<qsizetype>(bytes.size(), 4096))));
    const auto place = finder.find(source, text, line, column, bytes.size(), kGoOn);
    if (!place)
        return toText(place.error());
    return *place ? u"%1:%2+%3"_s.arg((*place)->index).arg((*place)->column).arg((*place)->length) : u"none"_s;
}

}  // namespace

class CharsetTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aTextIsReadInItsCharset_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("charset");
        QTest::addColumn<QString>("text");

        const QString umlauts = u"Käse, größer, Übung"_s;
        // clang-format off
        QTest::newRow("nothing is UTF-8")             << QByteArray()                               << u"UTF-8"_s    << QString();
        QTest::newRow("ASCII is UTF-8")               << QByteArray("plain")                        << u"UTF-8"_s    << u"plain"_s;
        QTest::newRow("UTF-8 without a mark")         << umlauts.toUtf8()                           << u"UTF-8"_s    << umlauts;
        QTest::newRow("UTF-8 with one")               << "\xEF\xBB\xBF" + umlauts.toUtf8()          << u"UTF-8"_s    << umlauts;
        QTest::newRow("UTF-16LE by its mark")         << utf16(u"\uFEFF"_s + umlauts)               << u"UTF-16LE"_s << umlauts;
        QTest::newRow("UTF-16BE by its mark")         << utf16(u"\uFEFF"_s + umlauts, false)        << u"UTF-16BE"_s << umlauts;
        QTest::newRow("UTF-16LE by its NULs")         << utf16(umlauts)                             << u"UTF-16LE"_s << umlauts;
        QTest::newRow("UTF-16BE by its NULs")         << utf16(umlauts, false)                      << u"UTF-16BE"_s << umlauts;
        QTest::newRow("UTF-32LE is not UTF-16LE")     << QByteArray("\xFF\xFE\0\0a\0\0\0\0\xF6\x01\0", 12) << u"UTF-32LE"_s << u"a\U0001F600"_s;
        QTest::newRow("UTF-32BE")                     << QByteArray("\0\0\xFE\xFF\0\0\0a\0\x01\xF6\0", 12) << u"UTF-32BE"_s << u"a\U0001F600"_s;
        // clang-format on
    }

    void aTextIsReadInItsCharset()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QString, charset);
        QFETCH(QString, text);
        const Charset known = charsetOf(bytes);
        QCOMPARE(QString::fromLatin1(known.name), charset);
        QCOMPARE(decode(bytes.sliced(known.markBytes), known, End::Closed).text, text);
        QVERIFY(looksLikeText(bytes));
    }

    void olderCharsetsAreGuessed_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("part");
        QTest::newRow("Shift_JIS") << QByteArray("\x83\x66\x81\x5b\x83\x5e\x82\xcc\x95\xaa\x90\xcd\x82\xf0\x8d\x73\x82\xa2\x82\xdc\x82\xb7\x81\x42\n").repeated(8) << u"データの分析"_s;
        QTest::newRow("Windows-1251") << QByteArray("\xcf\xf0\xe8\xe2\xe5\xf2, \xfd\xf2\xee \xf2\xe5\xea\xf1\xf2 \xed\xe0 \xf0\xf3\xf1\xf1\xea\xee\xec \xff\xe7\xfb\xea\xe5.\n").repeated(8) << u"это текст на русском"_s;
        QTest::newRow("GB18030") << QByteArray("\xca\xfd\xbe\xdd\xb7\xd6\xce\xf6\xb5\xc4\xbd\xe1\xb9\xfb\xca\xc7\xd5\xe2\xd1\xf9\xb5\xc4\xa1\xa3\n").repeated(8) << u"数据分析"_s;
        QTest::newRow("a few letters of French") << QByteArray("le p\xe8re, l'ann\xe9" "e, la cr\xeape\n") << u"père, l'année, la crêpe"_s;
        QTest::newRow("a few letters of Spanish") << QByteArray("a\xf1o,ni\xf1o\n2020,3\n") << u"año,niño"_s;
        QTest::newRow("much Polish") << QByteArray("za\xbf\xf3\xb3\xe6 g\xea\x9cl\xb9 ja\x9f\xf1, \xb3\xf3" "d\x9f jest pi\xeakna\n").repeated(20) << u"zażółć gęślą jaźń"_s;
        QTest::newRow("ISO-2022-JP") << QByteArray("\x1b$B%G!<%?$NJ,@O\x1b(B data\n").repeated(8) << u"データの分析"_s;
    }

    void olderCharsetsAreGuessed()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QString, part);
        const Charset charset = charsetOf(bytes);
        const QString text = decode(bytes, charset, End::Closed).text;
        QVERIFY2(text.contains(part), qPrintable(QString::fromLatin1(charset.name) + u": "_s + text.left(40)));
    }

    void aBrokenByteAmongManyDoesNotMakeItLatin()
    {
        const QByteArray bytes = u"größer "_s.toUtf8().repeated(100) + "\xFF end";
        QCOMPARE(charsetOf(bytes).name, QByteArray("UTF-8"));
        const Decoded decoded = decode(bytes, charsetOf(bytes), End::Closed);
        QCOMPARE(decoded.faults, 1);
        QVERIFY(decoded.text.endsWith(u"größer \uFFFD end"_s));
    }

    void whatIsNoTextDoesNotLookLikeIt()
    {
        QVERIFY(!looksLikeText(QByteArray("PK\x03\x04\0\0\x08\0", 8)));
        QVERIFY(!looksLikeText(QByteArray("\x01\x02\x03\x04 a")));
        QVERIFY(looksLikeText("\x1b[31mred\x1b[0m of a terminal\r\n"));
    }

    void controlCharactersAreVisible()
    {
        QCOMPARE(readable(u"a\0b\x1b[m\x7f\x85\t\f"_s), u"a\u2400b\u241B[m\u2421\u2426\t\u240C"_s);
        QCOMPARE(readable(u"a\u2028b\u2029c"_s), u"a\u2424b\u2424c"_s);
    }

    void allNewlinesAreOne() { QCOMPARE(readable(u"a\r\nb\rc\nd\r\r\n\r"_s), u"a\nb\nc\nd\n\n\n"_s); }

    void loneSurrogatesAreNoCharacters()
    {
        const QByteArray bytes = utf16(u"\uFEFFa"_s) + QByteArray("\x00\xD8", 2) + utf16(u"b"_s) + QByteArray("\x00\xDC", 2);
        QCOMPARE(decode(bytes.sliced(2), charsetOf(bytes), End::Closed).text, u"a\uFFFDb\uFFFD"_s);
        QCOMPARE(decode(bytes.sliced(2, 4), charsetOf(bytes), End::Open).text, u"a"_s);
        QCOMPARE(decode("x\xED\xA0\x80y", {}, End::Closed).text.size(), 5);
    }

    void piecesMakeTheWholeWhereverTheyAreCut()
    {
        const quint64 seed = systemRandom().next();
        qInfo("seed %llu", static_cast<unsigned long long>(seed));
        SeededRandom random(seed);
        const QStringList parts{u"a"_s, u"ö"_s, u"漢"_s, u"\U0001F600"_s, u"\n"_s, u"\r\n"_s, u"\r"_s, u"word "_s};
        for (int round = 0; round < 200; ++round) {
            QString text;
            for (quint64 i = random.below(200); i > 0; --i)
                text += parts[qsizetype(random.below(quint64(parts.size())))];
            const qint64 piece = 16 + qint64(random.below(60));
            const QString expected = readable(text);
            QCOMPARE(inPieces(text.toUtf8(), piece), expected);
            QCOMPARE(inPieces(utf16(u"\uFEFF"_s + text), piece), expected);
            QCOMPARE(inPieces(utf16(u"\uFEFF"_s + text, false), piece), expected);
        }
    }

    void piecesEndWithLines()
    {
        int pieces = 0;
        const QByteArray bytes = QByteArray("0123456789\n").repeated(100);
        QCOMPARE(inPieces(bytes, 32, &pieces), QString::fromLatin1(bytes));
        QCOMPARE(pieces, 50);  // two lines of eleven bytes in each
    }

    void aLineWithoutEndHoldsNothingUp()
    {
        const QByteArray bytes = u"é"_s.toUtf8().repeated(500'000);
        MemorySource source(bytes);
        const Result<TextPiece> piece = readPiece(source, {}, 0, 1001);
        QVERIFY(piece);
        QCOMPARE(piece->text.size(), 500);
        QCOMPARE(piece->nextByte, 1000);
        QCOMPARE(source.bytesRead(), 1001);
    }

    void aPlaceIsFoundByLineAndColumn_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("text");
        QTest::addColumn<qint64>("line");
        QTest::addColumn<int>("column");
        QTest::addColumn<QString>("place");

        const QByteArray poem = u"The wave\r\nthe WAVE of ÄRA\r\n\U0001F30A wave"_s.toUtf8();
        // clang-format off
        QTest::newRow("the first")                    << poem << u"wave"_s    << 0ll  << 0  << u"0:4+4"_s;
        QTest::newRow("at the place itself")          << poem << u"wave"_s    << 0ll  << 4  << u"0:4+4"_s;
        QTest::newRow("the next, in another case")    << poem << u"wave"_s    << 0ll  << 5  << u"1:4+4"_s;
        QTest::newRow("columns are UTF-16 units")     << poem << u"Wave"_s    << 2ll  << 0  << u"2:3+4"_s;
        QTest::newRow("beyond ASCII")                 << poem << u"ära"_s     << 0ll  << 0  << u"1:12+3"_s;
        QTest::newRow("across lines")                 << poem << u"wave\nthe"_s << 0ll << 0 << u"0:4+8"_s;
        QTest::newRow("not before the place")         << poem << u"the"_s     << 1ll  << 1  << u"none"_s;
        QTest::newRow("a column behind its line")     << poem << u"the"_s     << 0ll  << 99 << u"1:0+3"_s;
        QTest::newRow("a line behind the end")        << poem << u"the"_s     << 99ll << 0  << u"none"_s;
        QTest::newRow("nothing is nowhere")           << poem << QString()    << 0ll  << 0  << u"none"_s;
        // clang-format on
    }

    void aPlaceIsFoundByLineAndColumn()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QString, text);
        QFETCH(qint64, line);
        QFETCH(int, column);
        QFETCH(QString, place);
        QCOMPARE(found(bytes, text, line, column), place);
    }

    void aPlaceAcrossTwoPiecesIsFoundOnceAndForAll()
    {
        // One line of 3 MB: pieces of 1 MiB end within it.
        QByteArray bytes(3'000'000, '.');
        const QList<qsizetype> places{10, (1 << 20) - 3, (2 << 20) - 1, 2'999'990};
        for (const qsizetype place : places)
            bytes.replace(place, 6, "needle");
        MemorySource source(bytes);
        TextFinder finder({});
        qint64 from = 0;
        for (const qsizetype expected : places) {
            const auto place = finder.find(source, u"Needle"_s, 0, from, bytes.size(), kGoOn);
            QVERIFY(place && *place);
            QCOMPARE((*place)->column, int(expected));
            from = expected + 1;
        }
        const qint64 before = source.bytesRead();
        QVERIFY(!*finder.find(source, u"needle"_s, 0, from, bytes.size(), kGoOn));
        QVERIFY2(source.bytesRead() - before < 2 << 20, "the last piece alone is read again");
    }

    void aSearchEndsWhenItIsCancelled()
    {
        const preview::Cancelled stop = true;
        MemorySource source("abc");
        TextFinder finder({});
        QVERIFY(finder.find(source, u"c"_s, 0, 0, 3, stop).error().kind == Error::Kind::Cancelled);
    }
};

QTEST_GUILESS_MAIN(CharsetTest)
#include "charset_test.moc"
