#include "app/session/formats/csv_format.h"
#include "app/session/formats/csv_row.h"
#include "tests/app/session/opened.h"

#include <unicode/ucnv.h>

#include <QRandomGenerator>

using namespace tideline;
using namespace tideline::test;
using preview::ColumnStatistics;
using session::kCsvFormat;
using Where = MemorySource::Where;

namespace {

QByteArray utf16(const QString &text, bool bigEndian, bool withMark)
{
    QByteArray bytes;
    const auto put = [&](char16_t c) {
        bytes.append(char(bigEndian ? c >> 8 : c & 0xff));
        bytes.append(char(bigEndian ? c & 0xff : c >> 8));
    };
    if (withMark)
        put(0xfeff);
    for (const QChar c : text)
        put(c.unicode());
    return bytes;
}

/// Rows "n,name n,n/4": each is known by its number.
QByteArray numbered(qint64 rows)
{
    QByteArray bytes = "id,name,quarter\n";
    for (qint64 i = 0; i < rows; ++i) {
        const QByteArray number = QByteArray::number(i);
        bytes += number + ",name " + number + ',' + QByteArray::number(double(i) / 4) + '\n';
    }
    return bytes;
}

QString numberedRow(qint64 i)
{
    return u"%1|name %1|%2"_s.arg(i).arg(double(i) / 4);
}

/// Counts to the end, as a window would.
qint64 counted(Opened &file)
{
    while (true) {
        const Result<std::pair<qint64, bool>> count = file->countRows(kGoOn);
        if (!count || count->second)
            return count ? count->first : -1;
    }
}

/// The slow and plain reading of RFC 4180 that the fast one is compared with.
std::vector<QStringList> plainRows(const QString &text)
{
    std::vector<QStringList> rows;
    QString field;
    QStringList row;
    bool quoted = false, begins = true;
    const auto endRow = [&] {
        if (field.endsWith(u'\r'))
            field.chop(1);
        rows.push_back(row << field);
        row.clear();
        field.clear();
        begins = true;
    };
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar c = text[i];
        if (quoted && c == u'"' && i + 1 < text.size() && text[i + 1] == u'"') {
            field += text[i++];
        } else if (quoted) {
            quoted = c != u'"';
            field += quoted ? QString(c) : QString();
        } else if (c == u'"' && begins) {
            quoted = true;
            begins = false;
        } else if (c == u',') {
            row << field;
            field.clear();
            begins = true;
        } else if (c == u'\n') {
            endRow();
        } else {
            field += c;
            begins = false;
        }
    }
    if (!row.isEmpty() || !field.isEmpty() || !begins)
        endRow();
    return rows;
}

}  // namespace

class CsvFormatTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void theDialectIsFound_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("names");
        QTest::addColumn<QString>("types");
        QTest::addColumn<QString>("firstRow");
        // clang-format off
        QTest::newRow("commas")               << QByteArray("a,b\n1,x\n2,y\n")        << u"t.csv"_s << u"a|b"_s   << u"it"_s  << u"1|x"_s;
        QTest::newRow("semicolons and decimal commas") << QByteArray("a;b\n1,5;x\n2,25;y\n") << u"t.csv"_s << u"a|b"_s << u"rt"_s << u"1,5|x"_s;
        QTest::newRow("tabs")                 << QByteArray("a\tb\n1,5\tx\n2,5\ty\n") << u"t.tsv"_s << u"a|b"_s   << u"rt"_s  << u"1,5|x"_s;
        QTest::newRow("tabs in a .csv")       << QByteArray("a\tb, c\n1\tx\n2\ty\n")  << u"t.csv"_s << u"a|b, c"_s << u"it"_s << u"1|x"_s;
        QTest::newRow("bars")                 << QByteArray("a|b\n1|x\n2|y\n")        << u"t.csv"_s << u"a|b"_s   << u"it"_s  << u"1|x"_s;
        QTest::newRow("Excel says it")        << QByteArray("sep=;\r\na;b\r\n1;x,y\r\n") << u"t.csv"_s << u"a|b"_s << u"it"_s << u"1|x,y"_s;
        QTest::newRow("no header")            << QByteArray("1,2\n3,4\n")             << u"t.csv"_s << u"Column 1|Column 2"_s << u"ii"_s << u"1|2"_s;
        QTest::newRow("names twice are no header") << QByteArray("a,a\nb,c\n")        << u"t.csv"_s << u"Column 1|Column 2"_s << u"tt"_s << u"a|a"_s;
        QTest::newRow("an index without a name") << QByteArray(",a\n0,x\n1,y\n")      << u"t.csv"_s << u"Column 1|a"_s << u"it"_s << u"0|x"_s;
        QTest::newRow("one column")           << QByteArray("value\n1\n2\n")          << u"t.csv"_s << u"value"_s << u"i"_s   << u"1"_s;
        QTest::newRow("single quotes")        << QByteArray("a,b\n'x,1','y'\n'z','w'\n") << u"t.csv"_s << u"a|b"_s << u"tt"_s << u"x,1|y"_s;
        QTest::newRow("old Mac's line ends")  << QByteArray("a,b\r1,x\r2,y\r")        << u"t.csv"_s << u"a|b"_s   << u"it"_s  << u"1|x"_s;
        QTest::newRow("Windows' line ends")   << QByteArray("a,b\r\n1,x\r\n2,y\r\n")  << u"t.csv"_s << u"a|b"_s   << u"it"_s  << u"1|x"_s;
        QTest::newRow("no line end at the end") << QByteArray("a,b\n1,x")             << u"t.csv"_s << u"a|b"_s   << u"it"_s  << u"1|x"_s;
        QTest::newRow("an inch is no quote")  << QByteArray("a,b\n5\" pipe,x\n6\" pipe,y\n") << u"t.csv"_s << u"a|b"_s << u"tt"_s << u"5\" pipe|x"_s;
        QTest::newRow("a header alone")       << QByteArray("a,b\n")                  << u"t.csv"_s << u"a|b"_s   << u"tt"_s  << u"(none)"_s;
        QTest::newRow("names twice above numbers") << QByteArray("a,x,x\nb,1,2\nc,3,4\n") << u"t.csv"_s << u"a|x|x"_s << u"tii"_s << u"b|1|2"_s;
        QTest::newRow("empty names above numbers") << QByteArray("a,n,,\nb,1,,\nc,3,4,\n") << u"t.csv"_s << u"a|n|Column 3|Column 4"_s << u"tiit"_s << u"b|1||"_s;
        QTest::newRow("years as names")       << QByteArray("Country,1960,1961,1962\nA,,1.5,7\nB,2,2.5,8\n") << u"t.csv"_s << u"Country|1960|1961|1962"_s << u"tiri"_s << u"A||1.5|7"_s;
        QTest::newRow("years are no names above years") << QByteArray("Anna,1960,1961\nBert,1962,1999\n") << u"t.csv"_s << u"Column 1|Column 2|Column 3"_s << u"tii"_s << u"Anna|1960|1961"_s;
        QTest::newRow("a number among words is no name") << QByteArray("150,4,setosa\n5.1,3.5,0\n4.9,3.0,0\n") << u"t.csv"_s << u"Column 1|Column 2|Column 3"_s << u"rrt"_s << u"150|4|setosa"_s;
        QTest::newRow("comments in front")    << QByteArray("# made by x, y\n# on Monday\na,b,c\n1,2,3\n4,5,6\n") << u"t.csv"_s << u"a|b|c"_s << u"iii"_s << u"1|2|3"_s;
        QTest::newRow("a name that begins with #") << QByteArray("#a\tb\n1\t2\n4\t5\n") << u"t.tsv"_s << u"#a|b"_s << u"ii"_s << u"1|2"_s;
        QTest::newRow("line ends written as text twice") << QByteArray("a,b\r\r\n1,x\r\r\n2,y\r\r\n") << u"t.csv"_s << u"a|b"_s << u"it"_s << u"1|x"_s;
        QTest::newRow("more fields than names") << QByteArray("a,b\nr1,1,2\nr2,3,4\n") << u"t.csv"_s << u"a|b|Column 3"_s << u"tii"_s << u"r1|1|2"_s;
        // clang-format on
    }

    void theDialectIsFound()
    {
        QFETCH(const QByteArray, bytes);
        QFETCH(const QString, name);
        QFETCH(const QString, names);
        QFETCH(const QString, types);
        QFETCH(const QString, firstRow);
        Opened file = opened(kCsvFormat, bytes, name);
        QVERIFY(file);
        QCOMPARE(file.columnNames(), names);
        QCOMPARE(file.columnTypes(), types);
        QCOMPARE(file.row(0), firstRow);
        QVERIFY(file.table().rowCountExact);
        QCOMPARE(file.table().rowCount, qint64(file.table().head.cells.size()));
    }

    void theTypeIsOfAllCellsThatAreThere_data()
    {
        QTest::addColumn<QByteArray>("cells");
        QTest::addColumn<QString>("type");
        QTest::newRow("whole numbers") << QByteArray("1\n-2\n+3\n") << u"i"_s;
        QTest::newRow("with gaps") << QByteArray("1\nNA\n\n3\n") << u"i"_s;
        QTest::newRow("reals") << QByteArray("1\n2.5\n1e-3\n.5\n") << u"r"_s;
        QTest::newRow("not a number and infinity") << QByteArray("1.5\nNaN\n-inf\n") << u"r"_s;
        QTest::newRow("too long for 64 bits") << QByteArray("1\n99999999999999999999\n") << u"r"_s;
        QTest::newRow("zeros in front are a name") << QByteArray("007\n123\n") << u"t"_s;
        QTest::newRow("booleans") << QByteArray("true\nFalse\nTRUE\n") << u"b"_s;
        QTest::newRow("dates") << QByteArray("2026-11-30\n1999-01-01\n") << u"x"_s;
        QTest::newRow("instants") << QByteArray("2026-11-30T09:15:00Z\n2026-11-30 09:15:00.125+01:00\n") << u"x"_s;
        QTest::newRow("no month 13") << QByteArray("2026-13-30\n") << u"t"_s;
        QTest::newRow("a word among numbers") << QByteArray("1\n2\nthree\n") << u"t"_s;
        QTest::newRow("hexadecimal is a word") << QByteArray("0x10\n") << u"t"_s;
        QTest::newRow("nothing") << QByteArray("\n\n") << u"t"_s;
    }

    void theTypeIsOfAllCellsThatAreThere()
    {
        QFETCH(const QByteArray, cells);
        QFETCH(const QString, type);
        Opened file = opened(kCsvFormat, "value\n" + cells, u"t.csv"_s);
        QVERIFY(file);
        QCOMPARE(file.columnTypes(), type);
    }

    void theCharsetIsFound_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("charset");
        const QString text = u"Stadt,Preis\nKöln,5 €\n"_s;
        QTest::newRow("UTF-8") << text.toUtf8() << u"UTF-8"_s;
        QTest::newRow("UTF-8 with a mark") << "\xef\xbb\xbf" + text.toUtf8() << u"UTF-8 with a byte order mark"_s;
        QTest::newRow("UTF-16, little endian") << utf16(text, false, true) << u"UTF-16LE with a byte order mark"_s;
        QTest::newRow("UTF-16, big endian") << utf16(text, true, true) << u"UTF-16BE with a byte order mark"_s;
        QTest::newRow("UTF-16 without a mark") << utf16(text, false, false) << u"UTF-16LE"_s;
        QTest::newRow("Windows-1252") << QByteArray("Stadt,Preis\nK\xf6ln,5 \x80\n") << u"WINDOWS-1252 (a guess: the bytes are not UTF-8)"_s;
    }

    void theCharsetIsFound()
    {
        QFETCH(const QByteArray, bytes);
        QFETCH(const QString, charset);
        Opened file = opened(kCsvFormat, bytes, u"t.csv"_s);
        QVERIFY(file);
        QCOMPARE(file.fact(u"Charset"_s), charset);
        QCOMPARE(file.columnNames(), u"Stadt|Preis"_s);
        QCOMPARE(file.row(0), u"Köln|5 €"_s);
        QCOMPARE(file.table().rowCount, 1);
    }

    void aFewLettersBeyondAsciiAreWestern()
    {
        Opened file = opened(kCsvFormat, "a,b\nK\xf6ln,\xe9t\xe9\n", u"t.csv"_s);
        QCOMPARE(file.fact(u"Charset"_s), u"WINDOWS-1252 (a guess: the bytes are not UTF-8)"_s);
        QCOMPARE(file.row(0), u"Köln|été"_s);
    }

    /// By the bytes in front of them alone these would be something else: UTF-8, or a charset that has other letters there.
    void theCharsetIsThatOfMostOfTheText_data()
    {
        QTest::addColumn<QByteArray>("charset");
        QTest::addColumn<QString>("row");
        QTest::addColumn<int>("asciiRows");
        QTest::newRow("Shift JIS") << QByteArray("SHIFT_JIS") << u"東京|温度は低い、風は強い|ソース"_s << 0;
        QTest::newRow("Russian") << QByteArray("WINDOWS-1251") << u"Москва|температура воздуха сегодня|ниже нуля"_s << 0;
        QTest::newRow("Chinese") << QByteArray("GB18030") << u"北京|今天的温度很低|有风"_s << 0;
        QTest::newRow("UTF-32") << QByteArray("UTF-32LE") << u"Köln|😀 5 €|x"_s << 0;
        QTest::newRow("Russian behind 400 KB of ASCII") << QByteArray("WINDOWS-1251") << u"Москва|температура воздуха сегодня|ниже нуля"_s << 20'000;
    }

    void theCharsetIsThatOfMostOfTheText()
    {
        QFETCH(const QByteArray, charset);
        QFETCH(const QString, row);
        QFETCH(const int, asciiRows);
        QString text = u"one,two,three\n"_s + u"plain,ascii,text\n"_s.repeated(asciiRows);
        text += QString(row).replace(u'|', u',').append(u'\n').repeated(20);
        QByteArray bytes(text.size() * 4, '\0');
        UErrorCode code = U_ZERO_ERROR;
        UConverter *converter = ucnv_open(charset.constData(), &code);
        bytes.resize(ucnv_fromUChars(converter, bytes.data(), int(bytes.size()), reinterpret_cast<const UChar *>(text.constData()), int(text.size()), &code));
        ucnv_close(converter);
        if (charset == "UTF-32LE")
            bytes.prepend(QByteArray("\xff\xfe\0\0", 4));
        Opened file = opened(kCsvFormat, bytes, u"t.csv"_s);
        QVERIFY(file);
        QCOMPARE(file.table().rowCount, asciiRows + 20);
        QCOMPARE(file.columnNames(), u"one|two|three"_s);
        QCOMPARE(file.row(asciiRows + 19), row);
        const auto found = file->find(row.left(row.indexOf(u'|')), 0, 0, kGoOn);
        QVERIFY(found && *found && (*found)->index == asciiRows);
        QCOMPARE(file->statistics(1, kGoOn)->commonest.back().first, row.split(u'|')[1]);
    }

    void oneBrokenByteDoesNotMakeItAnotherCharset()
    {
        Opened file = opened(kCsvFormat, "a,b\n" + QString(u"Köln,été\n"_s).repeated(500).toUtf8() + "K\xf6ln,x\n", u"t.csv"_s);
        QCOMPARE(file.fact(u"Charset"_s), u"UTF-8"_s);
        QCOMPARE(file.row(0), u"Köln|été"_s);
        QCOMPARE(file.row(500), u"K\uFFFDln|x"_s);
    }

    void aQuotedFieldHoldsWhatItMay()
    {
        Opened file = opened(kCsvFormat, "a,b\r\n\"one\r\ntwo\",\"say \"\"hi\"\"\"\r\n\"x,y\",\"\"\r\n", u"t.csv"_s);
        QVERIFY(file);
        QCOMPARE(file.table().rowCount, 2);
        QCOMPARE(file.row(0), u"one\r\ntwo|say \"hi\""_s);
        QCOMPARE(file.row(1), u"x,y|"_s);
    }

    void shortRowsAreFilledAndLongOnesCut()
    {
        Opened file = opened(kCsvFormat, "a,b,c\n1,2,3\n1\n1,2,3,4\n1,2,3\n", u"t.csv"_s);
        QVERIFY(file);
        QCOMPARE(file.row(1), u"1||"_s);
        QCOMPARE(file.row(2), u"1|2|3"_s);
        QVERIFY(file.notices().contains(u"more fields"));
    }

    void anUnclosedQuoteIsSaid()
    {
        Opened file = opened(kCsvFormat, "a,b\n1,\"never\n2,closed\n", u"t.csv"_s);
        QVERIFY(file);
        QVERIFY(file.notices().contains(u"no closing quote") || file.fact(u"Quote"_s) == u"none"_s);
    }

    void anEmptyFileIsATableOfNothing()
    {
        Opened file = opened(kCsvFormat, QByteArray(), u"t.csv"_s);
        QVERIFY(file);
        QCOMPARE(file.table().rowCount, 0);
        QVERIFY(file.table().columns.empty());
        QCOMPARE(file.notices(), u"The file is empty."_s);
        QCOMPARE(file.row(0), u"(none)"_s);
        QVERIFY(!file->statistics(0, kGoOn));
    }

    void itReadsAsThePlainReaderDoes()
    {
        const quint32 seed = QRandomGenerator::global()->generate();
        qInfo("seed %u", seed);
        QRandomGenerator chance(seed);
        for (int round = 0; round < 300; ++round) {
            QString text = u"\"q\",b,c\n"_s;
            const int pieces = int(chance.bounded(60));
            static const QStringList kinds{u","_s, u"\n"_s, u"\""_s, u"\"\""_s, u"x"_s, u"ü"_s, u"\r\n"_s, u"😀"_s, u",\""_s, u"\",\""_s, u"\"\n"_s};
            for (int i = 0; i < pieces; ++i)
                text += kinds[qsizetype(chance.bounded(quint32(kinds.size())))];
            const std::vector<QStringList> plain = plainRows(text);
            // The dialect is found by trial; here the rows are compared, so it must be the one that the text was made by.
            for (const QByteArray &bytes : {text.toUtf8(), utf16(text, true, true)}) {
                Opened file = opened(kCsvFormat, bytes, u"t.csv"_s);
                QVERIFY(file);
                if (file.fact(u"Delimiter"_s) != u"comma"_s || !file.fact(u"Quote"_s).isEmpty() || file.fact(u"Header"_s) != u"first row"_s)
                    continue;
                QCOMPARE(file.table().rowCount, qint64(plain.size()) - 1);
                const qsizetype columns = qsizetype(file.table().columns.size());
                for (std::size_t row = 1; row < plain.size(); ++row) {
                    QStringList expected = plain[row].mid(0, columns);
                    while (expected.size() < columns)
                        expected << QString();
                    QCOMPARE(file.table().head.cells[row - 1], expected);
                }
            }
        }
    }

    void blocksDecideNothing()
    {
        const quint32 seed = QRandomGenerator::global()->generate();
        qInfo("seed %u", seed);
        QRandomGenerator chance(seed);
        for (int round = 0; round < 2000; ++round) {
            QByteArray text;
            for (int i = int(chance.bounded(40)); i > 0; --i)
                text += "\"\"\n,x"[chance.bounded(5)];
            session::table::CsvRowScanner whole(session::table::CsvMarks{}), parts(session::table::CsvMarks{});
            std::vector<qsizetype> ends, cutEnds;
            whole.setBlock(text);
            while (const char *end = whole.next())
                ends.push_back(end - text.constData());
            for (qsizetype at = 0; at < text.size();) {
                const qsizetype length = std::min<qsizetype>(1 + qsizetype(chance.bounded(5)), text.size() - at);
                parts.setBlock(QByteArrayView(text).sliced(at, length));
                while (const char *end = parts.next())
                    cutEnds.push_back(end - text.constData());
                at += length;
            }
            QCOMPARE(cutEnds, ends);
            QCOMPARE(parts.isQuoted(), whole.isQuoted());
        }
    }

    void aRowFarDownIsFoundAndAllAreCounted_data()
    {
        QTest::addColumn<bool>("wide");
        QTest::newRow("UTF-8") << false;
        QTest::newRow("UTF-16") << true;
    }

    void aRowFarDownIsFoundAndAllAreCounted()
    {
        QFETCH(const bool, wide);
        constexpr qint64 rows = 200'000;
        const QByteArray utf8 = numbered(rows);
        Opened file = opened(kCsvFormat, wide ? utf16(QString::fromUtf8(utf8), false, true) : utf8, u"t.csv"_s);
        QVERIFY(file);
        QVERIFY(!file.table().rowCountExact);
        QVERIFY(std::abs(file.table().rowCount - rows) < rows / 5);
        for (const qint64 row : {qint64(0), qint64(70'000), rows - 1, qint64(12'345), qint64(199'998)})
            QCOMPARE(file.row(row), numberedRow(row));
        QCOMPARE(counted(file), rows);
        for (const qint64 row : {qint64(3), qint64(150'001), rows - 1})
            QCOMPARE(file.row(row), numberedRow(row));
        QCOMPARE(file.row(rows), u"(none)"_s);
        const Result<preview::Rows> last = file->rows(rows - 2, 100, kGoOn);
        QVERIFY(last);
        QCOMPARE(last->cells.size(), std::size_t(2));
        QVERIFY(file->memoryBytes() < 4 << 20);
    }

    void aHeaderOfAMillionColumnsIsCut()
    {
        QByteArray header;
        for (int i = 0; i < 1'000'000; ++i)
            header += 'c' + QByteArray::number(i) + ',';
        Opened file = opened(kCsvFormat, header + "\n" + header + "\n", u"t.csv"_s);
        QVERIFY(file);
        QCOMPARE(file.table().columns.size(), std::size_t(4096));
        QVERIFY(file.notices().contains(u"first 4096 columns"));
        QCOMPARE(counted(file), 1);
        QVERIFY(file.row(0).startsWith(u"c0|c1|"_s));
    }

    void columnsBeyondTheLimitAreLeftOut()
    {
        session::Limits limits;
        limits.columns = 3;
        Opened file = opened(kCsvFormat, "a,b,c,d,e\n1,2,3,4,5\n", u"t.csv"_s, Where::Here, limits);
        QVERIFY(file);
        QCOMPARE(file.columnNames(), u"a|b|c"_s);
        QVERIFY(file.notices().contains(u"first 3 of 5 columns"));
    }

    void aLineLongerThanMemoryShouldBeIsRead()
    {
        QByteArray bytes = "a,b\n" + QByteArray(40 << 20, 'x') + ",end\n1,2\n";
        Opened file = opened(kCsvFormat, bytes, u"t.csv"_s);
        QVERIFY(file);
        QCOMPARE(counted(file), 2);
        const Result<preview::Rows> rows = file->rows(0, 2, kGoOn);
        QVERIFY(rows);
        QCOMPARE(rows->cells[0][0].size(), 512);
        QVERIFY(rows->cells[0][0].endsWith(u'…'));
        QCOMPARE(rows->cells[1], (QStringList{u"1"_s, u"2"_s}));
        QVERIFY(file->memoryBytes() < 4 << 20);
    }

    void aReplyIsNoLargerThanItsLimit()
    {
        session::Limits limits;
        limits.replyBytes = 10'000;
        Opened file = opened(kCsvFormat, numbered(5000), u"t.csv"_s, Where::Here, limits);
        const Result<preview::Rows> rows = file->rows(100, 5000, kGoOn);
        QVERIFY(rows);
        QVERIFY(rows->cells.size() > 10 && rows->cells.size() < 200);
        QCOMPARE(rows->cells[0].join(u'|'), numberedRow(100));
    }

    void aRemoteFileIsReadInPlaces()
    {
        constexpr qint64 rows = 2'000'000;
        const QByteArray bytes = numbered(rows);
        QVERIFY(bytes.size() > 50 << 20);
        Opened file = opened(kCsvFormat, bytes, u"t.csv"_s, Where::Remote);
        QVERIFY(file);
        QVERIFY(file.source->bytesRead() <= 1 << 20);
        QVERIFY(!file.table().rowCountExact);
        QVERIFY(file.notices().contains(u"in the cloud"));
        const qint64 estimate = file.table().rowCount;
        const qint64 middle = estimate / 2;
        const Result<preview::Rows> jump = file->rows(middle, 100, kGoOn);
        QVERIFY(jump);
        QCOMPARE(jump->cells.size(), std::size_t(100));
        const qint64 found = jump->cells[0][0].toLongLong();
        QVERIFY(std::abs(found - rows / 2) < rows / 10);
        QCOMPARE(jump->cells[99].join(u'|'), numberedRow(found + 99));

        // What follows, and what is before, fit to it.
        QCOMPARE(file.row(middle + 100), numberedRow(found + 100));
        QCOMPARE(file.row(middle + 1000), numberedRow(found + 1000));
        QCOMPARE(file.row(middle), numberedRow(found));
        QCOMPARE(file.row(middle - 50), numberedRow(found - 50));
        QCOMPARE(file.row(middle - 51), numberedRow(found - 51));
        // The end is the end.
        const Result<preview::Rows> tail = file->rows(estimate - 10, 100, kGoOn);
        QVERIFY(tail);
        QCOMPARE(tail->cells.size(), std::size_t(10));
        QCOMPARE(tail->cells[9].join(u'|'), numberedRow(rows - 1));

        const Result<ColumnStatistics> statistics = file->statistics(0, kGoOn);
        QVERIFY(statistics && !statistics->whole && statistics->rows > 10'000);
        QVERIFY(file->countRows(kGoOn) && !file->countRows(kGoOn)->second);
        QVERIFY2(file.source->bytesRead() <= 3 << 20, qPrintable(QString::number(file.source->bytesRead())));
        const Result<std::optional<preview::Place>> none = file->find(u"nowhere"_s, 0, 0, kGoOn);
        QVERIFY(!none);
        QVERIFY(none.error().kind == Error::Kind::Refused);
        QVERIFY(file.source->bytesRead() <= 8 << 20);
    }

    void aSmallRemoteFileIsCounted()
    {
        Opened file = opened(kCsvFormat, numbered(60'000), u"t.csv"_s, Where::Remote);
        QVERIFY(file);
        QCOMPARE(counted(file), 60'000);
        QCOMPARE(file.row(59'999), numberedRow(59'999));
    }

    void statisticsAreOfTheColumn()
    {
        Opened file = opened(kCsvFormat, "n,name\n1,b\n2,a\n,a\n3,\nNA,c\n", u"t.csv"_s);
        const Result<ColumnStatistics> numbers = file->statistics(0, kGoOn);
        QVERIFY(numbers);
        QCOMPARE(numbers->rows, 5);
        QVERIFY(numbers->whole);
        QCOMPARE(numbers->empty, 2);
        QCOMPARE(numbers->mean.value(), 2.0);
        QCOMPARE(numbers->least, u"1"_s);
        QCOMPARE(numbers->most, u"3"_s);
        const Result<ColumnStatistics> names = file->statistics(1, kGoOn);
        QVERIFY(names);
        QCOMPARE(names->empty, 1);
        QCOMPARE(names->distinct.value(), 3);
        QCOMPARE(names->commonest.front(), std::pair(u"a"_s, qint64(2)));
        QVERIFY(!file->statistics(2, kGoOn));
        QVERIFY(!file->statistics(-1, kGoOn));
    }

    void decimalCommasAreNumbers()
    {
        Opened file = opened(kCsvFormat, "a;b\n1,5;x\n2,5;y\n3;z\n", u"t.csv"_s);
        QCOMPARE(file.fact(u"Decimal mark"_s), u"comma"_s);
        const Result<ColumnStatistics> found = file->statistics(0, kGoOn);
        QVERIFY(found);
        QCOMPARE(found->mean.value(), 7.0 / 3);
        QCOMPARE(found->least, u"1.5"_s);
    }

    void aWordIsFoundWhateverItsCase()
    {
        Opened file = opened(kCsvFormat, "a,b\nAlpha,Beta\ngamma,alphabet\nKÖLN,x\n", u"t.csv"_s);
        const auto find = [&](const QString &text, qint64 row, int column) {
            const Result<std::optional<preview::Place>> place = file->find(text, row, column, kGoOn);
            return !place ? u"error"_s : !*place ? u"none"_s : u"%1,%2"_s.arg((*place)->index).arg((*place)->column);
        };
        QCOMPARE(find(u"ALPHA"_s, 0, 0), u"0,0"_s);
        QCOMPARE(find(u"alpha"_s, 0, 1), u"1,1"_s);
        QCOMPARE(find(u"alpha"_s, 1, 0), u"1,1"_s);
        QCOMPARE(find(u"alpha"_s, 2, 0), u"none"_s);
        QCOMPARE(find(u"köln"_s, 0, 0), u"2,0"_s);
        QCOMPARE(find(QString(), 0, 0), u"none"_s);
    }

    void aRowThatWasFoundIsAtItsNumber()
    {
        Opened file = opened(kCsvFormat, numbered(300'000), u"t.csv"_s);
        const Result<std::optional<preview::Place>> place = file->find(u"NAME 251234"_s, 0, 0, kGoOn);
        QVERIFY(place && *place);
        QCOMPARE((*place)->index, 251'234);
        QCOMPARE((*place)->column, 1);
        QCOMPARE(file.row((*place)->index), numberedRow(251'234));
    }

    void whatIsCancelledEnds()
    {
        Opened file = opened(kCsvFormat, numbered(100'000), u"t.csv"_s);
        const preview::Cancelled cancelled = true;
        QVERIFY(file->rows(90'000, 5, cancelled).error().kind == Error::Kind::Cancelled);
        QVERIFY(file->statistics(0, cancelled).error().kind == Error::Kind::Cancelled);
        QVERIFY(file->find(u"x"_s, 0, 0, cancelled).error().kind == Error::Kind::Cancelled);
        QVERIFY(file->countRows(cancelled).error().kind == Error::Kind::Cancelled);
    }

    void theSourcesErrorIsTheAnswer()
    {
        Opened file = opened(kCsvFormat, numbered(200'000), u"t.csv"_s);
        file.source->failFrom(2 << 20, {Error::Kind::Io, u"The disk failed."_s, {}, {}});
        QCOMPARE(file.row(190'000), u"The disk failed."_s);
        QCOMPARE(file.row(5), numberedRow(5));
    }

    void itIsKnownByItsSuffix()
    {
        QVERIFY(kCsvFormat.sure(u"a.csv"_s, "a,b\n1,2\n") == 60);
        QVERIFY(kCsvFormat.sure(u"a.tsv"_s, utf16(u"a\tb"_s, false, true)) == 60);
        QVERIFY(kCsvFormat.sure(u"a.csv"_s, QByteArrayView("\0\0\1", 3)) == 50);
        QVERIFY(kCsvFormat.sure(u"a.txt"_s, "a,b\n1,2\n") == 0);
    }
};

QTEST_APPLESS_MAIN(CsvFormatTest)
#include "csv_format_test.moc"
