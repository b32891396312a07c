// The formats text, code and bytes.
#include "app/session/formats/text_formats.h"
#include "tests/support/memory_source.h"

#include <QTest>

using namespace tideline;
using namespace tideline::session;
using namespace tideline::test;
using preview::Style;

namespace {

const preview::Cancelled kGoOn = false;

std::unique_ptr<FilePreview> opened(const Format &format, std::shared_ptr<Source> source, const QString &name = u"a.txt"_s,
                                    const Limits &limits = {})
{
    Result<std::unique_ptr<FilePreview>> made = format.open(std::move(source), {name, 0}, limits, kGoOn);
    if (!made)
        qWarning("%s", qPrintable(toText(made.error())));
    return made ? std::move(*made) : nullptr;
}

const preview::TextDocument &textOf(const FilePreview &file)
{
    return std::get<preview::TextDocument>(file.document().shape);
}

}  // namespace

class TextPreviewTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aShortTextIsShownWhole()
    {
        const auto file = opened(kTextFormat, std::make_shared<MemorySource>("one\r\ntwo\r\n"));
        QVERIFY(file);
        QCOMPARE(file->document().format, u"Text"_s);
        QCOMPARE(textOf(*file).text, u"one\ntwo\n"_s);
        QCOMPARE(textOf(*file).charset, u"UTF-8"_s);
        QCOMPARE(textOf(*file).nextByte, 0);
        QVERIFY(textOf(*file).spans.empty());
        QVERIFY(file->document().notices.isEmpty());
    }

    void anEmptyFileIsAText()
    {
        const auto file = opened(kTextFormat, std::make_shared<MemorySource>(QByteArray()));
        QVERIFY(file && textOf(*file).text.isEmpty());
        QVERIFY(kTextFormat.sure(u"empty"_s, {}) > kBytesFormat.sure(u"empty"_s, {}));
    }

    void aLongTextGoesOnWhereItEnded()
    {
        const QByteArray bytes = QByteArray("0123456789\n").repeated(1000);
        Limits limits;
        limits.textBytes = 1000;
        const auto file = opened(kTextFormat, std::make_shared<MemorySource>(bytes), u"a"_s, limits);
        QVERIFY(file);
        QString text = textOf(*file).text;
        for (qint64 at = textOf(*file).nextByte; at != 0;) {
            const Result<preview::TextDocument> more = file->text(at, kGoOn);
            QVERIFY(more && more->text.endsWith(u'\n'));
            text += more->text;
            at = more->nextByte;
        }
        QCOMPARE(text, QString::fromLatin1(bytes));
    }

    void aRemoteTextIsReadNoFurtherThanItIsShown()
    {
        const auto source = std::make_shared<MemorySource>(QByteArray("word ").repeated(2'000'000), MemorySource::Where::Remote);
        const auto file = opened(kTextFormat, source);
        QVERIFY(file);
        QVERIFY2(source->bytesRead() <= Limits().textBytes + (64 << 10), qPrintable(QString::number(source->bytesRead())));
    }

    void aSearchInARemoteTextSaysHowFarItWent()
    {
        Limits limits;
        limits.remoteBytes = 10'000;
        const auto source = std::make_shared<MemorySource>(QByteArray("word ").repeated(100'000) + "needle", MemorySource::Where::Remote);
        const auto file = opened(kTextFormat, source, u"a"_s, limits);
        QVERIFY(file);
        const auto place = file->find(u"needle"_s, 0, 0, kGoOn);
        QVERIFY(!place && place.error().kind == Error::Kind::Refused);
        QVERIFY(place.error().what.contains(u"80 kB"_s));
        QVERIFY(*file->find(u"word"_s, 0, 1, kGoOn));
    }

    void aSourceThatFailsIsSaid()
    {
        const auto source = std::make_shared<MemorySource>(QByteArray(5'000'000, 'a'));
        source->failFrom(4'000'000, Error{Error::Kind::Offline, u"The cloud cannot be reached."_s, {}, {}});
        const auto file = opened(kTextFormat, source);
        QVERIFY(file);
        const Result<preview::TextDocument> more = file->text(textOf(*file).nextByte, kGoOn);
        QVERIFY(!more && more.error().kind == Error::Kind::Offline);
        QVERIFY(!file->find(u"b"_s, 0, 0, kGoOn));
        const auto broken = std::make_shared<MemorySource>(QByteArray(10, 'a'));
        broken->failFrom(0, Error{Error::Kind::Io, u"The disk failed."_s, {}, {}});
        for (const Format *format : {&kTextFormat, &kCodeFormat, &kMarkdownFormat, &kJsonFormat, &kJsonLinesFormat, &kBytesFormat}) {
            const auto made = format->open(broken, {u"a"_s, 0}, {}, kGoOn);
            QVERIFY2(!made && made.error().kind == Error::Kind::Io, format->name);
        }
    }

    void bytesThatAreNoCharactersAreANotice()
    {
        const auto file = opened(kTextFormat, std::make_shared<MemorySource>(u"Größe "_s.toUtf8().repeated(50) + "\xFF\n"));
        QVERIFY(file && textOf(*file).text.endsWith(u"\uFFFD\n"_s));
        QCOMPARE(file->document().notices.size(), 1);
        QVERIFY(file->document().notices.front().contains(u"UTF-8"_s));
    }

    void aTextWithNulsIsShownWhenItsNameSaysText()
    {
        const QByteArray bytes("a\0b", 3);
        QVERIFY(kTextFormat.sure(u"a.txt"_s, bytes) > kBytesFormat.sure(u"a.txt"_s, bytes));
        QVERIFY(kTextFormat.sure(u"a.bin"_s, bytes) < kBytesFormat.sure(u"a.bin"_s, bytes));
        QCOMPARE(textOf(*opened(kTextFormat, std::make_shared<MemorySource>(bytes))).text, u"a\u2400b"_s);
    }

    void theSurestFormatIsTheRightOne_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QByteArray>("head");
        QTest::addColumn<QString>("format");
        // clang-format off
        QTest::newRow("text by any name")            << u"notes"_s       << QByteArray("hello\n")              << u"text"_s;
        QTest::newRow("code by its suffix")          << u"a.py"_s        << QByteArray("x = 1\n")              << u"code"_s;
        QTest::newRow("code by its first line")      << u"run"_s         << QByteArray("#!/bin/bash\nls\n")    << u"code"_s;
        QTest::newRow("Markdown")                    << u"readme.md"_s   << QByteArray("# Title\n")            << u"markdown"_s;
        QTest::newRow("JSON by its suffix")          << u"a.json"_s      << QByteArray("{\"a\": 1}")           << u"json"_s;
        QTest::newRow("JSON by its bytes")           << u"config"_s      << QByteArray("{\"a\": [1, {\"b\"")   << u"json"_s;
        QTest::newRow("an INI file is not JSON")     << u"config"_s      << QByteArray("[a]\nb = 1\n")         << u"text"_s;
        QTest::newRow("UTF-16 JSON is code")         << u"a.json"_s      << QByteArray("\xFF\xFE{\0}\0", 6)    << u"code"_s;
        QTest::newRow("JSON that is none is code")   << u"a.json"_s      << QByteArray("<html>")               << u"code"_s;
        QTest::newRow("JSON Lines")                  << u"a.jsonl"_s     << QByteArray("{}\n{}\n")             << u"jsonl"_s;
        QTest::newRow("bytes under a code's name")   << u"a.py"_s        << QByteArray("\x7f\x45LF\0\0\1", 7)  << u"bytes"_s;
        QTest::newRow("whatever else")               << u"a.bin"_s       << QByteArray("\0\1\2", 3)            << u"bytes"_s;
        // clang-format on
    }

    void theSurestFormatIsTheRightOne()
    {
        QFETCH(QString, name);
        QFETCH(QByteArray, head);
        QFETCH(QString, format);
        const Format *surest = &kBytesFormat;
        for (const Format *each : {&kTextFormat, &kCodeFormat, &kMarkdownFormat, &kJsonFormat, &kJsonLinesFormat}) {
            if (each->sure(name, head) > surest->sure(name, head))
                surest = each;
        }
        QCOMPARE(QString::fromLatin1(surest->name), format);
    }

    void codeHasColoursThatGoOnInTheNextPiece()
    {
        QByteArray bytes = "x = '''\n" + QByteArray("# in the string\n").repeated(100) + "'''\n# behind\n";
        Limits limits;
        limits.textBytes = 400;
        const auto file = opened(kCodeFormat, std::make_shared<MemorySource>(bytes), u"A.PY"_s, limits);
        QVERIFY(file);
        QCOMPARE(textOf(*file).language, u"Python"_s);
        QCOMPARE(file->document().format, u"Python"_s);
        preview::TextDocument last = textOf(*file);
        while (last.nextByte != 0) {
            const Result<preview::TextDocument> more = file->text(last.nextByte, kGoOn);
            QVERIFY(more);
            QVERIFY(more->spans.front().style == Style::Text);
            last = *more;
        }
        QVERIFY(last.spans.back().style == Style::Comment);
    }

    void spansOfCodeStayWithinAReply()
    {
        Limits limits;
        limits.replyBytes = 64'000;
        const auto file = opened(kCodeFormat, std::make_shared<MemorySource>(QByteArray("1 +").repeated(100'000)), u"a.py"_s, limits);
        QVERIFY(file);
        const preview::TextDocument &shown = textOf(*file);
        QVERIFY(!shown.spans.empty());
        QVERIFY(shown.text.size() * 2 + qsizetype(shown.spans.size() * sizeof(preview::Span)) <= limits.replyBytes);
    }

    void codeThatReadsOtherwiseThanItRunsIsANotice()
    {
        const auto file = opened(kCodeFormat, std::make_shared<MemorySource>(u"if a: # \u202E x\n"_s.toUtf8()), u"a.py"_s);
        QVERIFY(file && file->document().notices.size() == 1);
    }

    void bytesAreShownAndSearched()
    {
        const QByteArray bytes = QByteArray(3'000'000, '\0') + "Needle\xFF needle";
        const auto file = opened(kBytesFormat, std::make_shared<MemorySource>(bytes));
        QVERIFY(file);
        const auto &shown = std::get<preview::BytesDocument>(file->document().shape);
        QCOMPARE(shown.sizeBytes, bytes.size());
        QCOMPARE(shown.head.size(), preview::kMaxBytes);
        QCOMPARE(file->find(u"needle"_s, 0, 0, kGoOn).operator*()->index, 3'000'000);
        QCOMPARE(file->find(u"needle"_s, 3'000'001, 0, kGoOn).operator*()->index, 3'000'008);
        QVERIFY(!*file->find(u"needle"_s, 3'000'009, 0, kGoOn));
        QCOMPARE(*file->bytes(2'999'999, 4, kGoOn), QByteArray("\0Nee", 4));
        const preview::Cancelled stop = true;
        QVERIFY(file->find(u"x"_s, 0, 0, stop).error().kind == Error::Kind::Cancelled);
    }
};

QTEST_GUILESS_MAIN(TextPreviewTest)
#include "text_preview_test.moc"
