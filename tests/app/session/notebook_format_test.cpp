#include "app/session/difference/compared_cells.h"
#include "app/session/formats/notebook_format.h"
#include "tests/app/session/notebook_maker.h"
#include "tests/support/cpu_timer.h"
#include "tests/support/memory_source.h"
#include "tests/support/suite.h"

#include <QBuffer>
#include <QFile>
#include <QImage>
#include <QTest>

#include <sys/resource.h>

using namespace tideline;
using namespace tideline::session;
using namespace tideline::test;
using preview::Cell;
using preview::NotebookDocument;
using preview::Output;
using preview::Style;

namespace {

const preview::Cancelled kGoOn{false};

QByteArray dataFile(const QString &name)
{
    QFile file(qEnvironmentVariable("TIDELINE_SOURCE") + u"/tests/data/preview/"_s + name);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("no test data %s", qPrintable(file.fileName()));
    return file.readAll();
}

Result<std::unique_ptr<FilePreview>> opened(const QByteArray &bytes, const Limits &limits = {},
                                            MemorySource::Where where = MemorySource::Where::Here)
{
    return kNotebookFormat.open(std::make_shared<MemorySource>(bytes, where), {u"x.ipynb"_s, 0}, limits, kGoOn);
}

const NotebookDocument &shapeOf(const Result<std::unique_ptr<FilePreview>> &preview)
{
    return std::get<NotebookDocument>((*preview)->document().shape);
}

QString factOf(const FilePreview &preview, const QString &name)
{
    for (const preview::Fact &fact : preview.document().facts) {
        if (fact.name == name)
            return fact.value;
    }
    return {};
}

QString base64Png(int width, int height)
{
    QImage image(width, height, QImage::Format_RGB32);
    image.fill(Qt::darkCyan);
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    image.save(&buffer, "png");
    return QString::fromLatin1(buffer.data().toBase64());
}

/// The first output of a notebook with one cell that has it.
Output shownOutput(const QJsonObject &output)
{
    const auto preview = opened(notebook({codeCell(u"x"_s, {output})}));
    return preview && !shapeOf(preview).cells.empty() && !shapeOf(preview).cells[0].outputs.empty() ? shapeOf(preview).cells[0].outputs[0]
                                                                                                      : Output{Output::Kind::Failure, u"none"_s, {}, {}, {}};
}

/// The most that this process held so far, in bytes.
qint64 memoryPeak()
{
    struct rusage usage {};
    getrusage(RUSAGE_SELF, &usage);
    return qint64(usage.ru_maxrss) << 10;
}

bool spansFit(const QString &text, const std::vector<preview::Span> &spans)
{
    int at = 0;
    for (const preview::Span &span : spans) {
        if (span.start < at || span.length <= 0)
            return false;
        at = span.start + span.length;
    }
    return at <= text.size();
}

}  // namespace

class NotebookFormatTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aNotebookIsKnownByNameOrByItsFirstBytes()
    {
        QCOMPARE(kNotebookFormat.sure(u"a.ipynb"_s, "{\n \"cells\": ["), 60);
        QCOMPARE(kNotebookFormat.sure(u"a.ipynb"_s, ""), 50);
        QVERIFY(kNotebookFormat.sure(u"a.json"_s, "{\"cells\": [{\"cell_type\": \"code\"") > 10);
        QCOMPARE(kNotebookFormat.sure(u"a.json"_s, "{\"cells\": 1}"), 0);
    }

    void eachCellIsShownByItsKind()
    {
        const auto preview = opened(dataFile(u"tides.ipynb"_s));
        QVERIFY(bool(preview));
        const NotebookDocument &shape = shapeOf(preview);
        QCOMPARE(shape.language, u"python"_s);
        QCOMPARE(shape.kernel, u"Python 3 (ipykernel)"_s);
        QCOMPARE(shape.cellCount, 7);
        QCOMPARE(shape.cells.size(), std::size_t(7));
        QCOMPARE(shape.cells[0].kind, Cell::Kind::Markdown);
        QVERIFY(shape.cells[0].html.contains(u"<strong>two</strong>"_s));
        QVERIFY(shape.cells[0].html.contains(u"<table"_s));
        QCOMPARE(shape.cells[1].source, u"import pandas as pd\n\nlevels = pd.read_csv(\"levels.csv\")  # two rows\n"_s);
        QCOMPARE(shape.cells[1].spans.front(), (preview::Span{0, 6, Style::Keyword}));
        QCOMPARE(shape.cells[1].executionCount, std::optional(1));
        QCOMPARE(shape.cells[6].kind, Cell::Kind::Raw);
        QCOMPARE(shape.cells[6].source, u"as it is"_s);
        QVERIFY(!shape.cells[5].spans.empty());  // a magic: shell
    }

    void factsSayWhatTheMetadataSays()
    {
        const auto preview = opened(dataFile(u"tides.ipynb"_s));
        QVERIFY(bool(preview));
        QCOMPARE(factOf(**preview, u"Cells"_s), u"7 (5 code, 1 Markdown, 1 raw)"_s);
        QCOMPARE(factOf(**preview, u"Notebook format"_s), u"4.5"_s);
        QCOMPARE(factOf(**preview, u"Title"_s), u"Tides"_s);
        QCOMPARE(factOf(**preview, u"Authors"_s), u"Ada, Grace"_s);
        QCOMPARE(factOf(**preview, u"Language version"_s), u"3.11.2"_s);
    }

    void eachOutputIsShownByItsBestRepresentation()
    {
        const auto preview = opened(dataFile(u"tides.ipynb"_s));
        QVERIFY(bool(preview));
        const std::vector<Cell> &cells = shapeOf(preview).cells;
        QCOMPARE(cells[2].outputs.size(), std::size_t(1));
        QCOMPARE(cells[2].outputs[0].kind, Output::Kind::Html);
        QVERIFY(cells[2].outputs[0].html.contains(u"<td align=\"right\">Cuxhaven</td>"_s));
        QVERIFY(!cells[2].outputs[0].html.contains(u"style"_s));
        QCOMPARE(cells[3].outputs.size(), std::size_t(3));
        QCOMPARE(cells[3].outputs[0].text, u"100%|##########| 3/3 [00:00<00:00, 20.1it/s]\n"_s);
        QCOMPARE(cells[3].outputs[1].kind, Output::Kind::Stream);
        QCOMPARE(cells[3].outputs[2].kind, Output::Kind::Picture);
        QCOMPARE(cells[3].outputs[2].picture.width, 64);
        QCOMPARE(cells[3].outputs[2].picture.argb32.size(), 64 * 48 * 4);
        QCOMPARE(cells[4].outputs[0].kind, Output::Kind::Failure);
        QVERIFY(cells[4].outputs[0].text.endsWith(u"\nKeyError: 'height'"_s));
        QCOMPARE(cells[4].outputs[0].spans.front().style, Style::Red);
        QCOMPARE(cells[5].outputs[0].text, u"{\n  \"a\": [\n    1,\n    2,\n    {\n      \"b\": null\n    }\n  ],\n  \"c\": \"d\"\n}"_s);
        QCOMPARE(cells[5].outputs[1].text, u"$\\displaystyle x^{2}$"_s);
    }

    void formatThreeIsShownTheSame()
    {
        const auto preview = opened(dataFile(u"old_format_3.ipynb"_s));
        QVERIFY(bool(preview));
        const NotebookDocument &shape = shapeOf(preview);
        QCOMPARE(shape.language, u"python"_s);
        QCOMPARE(shape.cellCount, 3);
        QCOMPARE(shape.cells[0].source, u"## An old notebook"_s);
        QVERIFY(shape.cells[0].html.startsWith(u"<h2>"_s));
        QCOMPARE(shape.cells[2].source, u"print 1 + 1"_s);
        const std::vector<Output> &outputs = shape.cells[2].outputs;
        QCOMPARE(outputs.size(), std::size_t(4));
        QCOMPARE(outputs[0].text, u"2\n"_s);
        QCOMPARE(outputs[1].html, u"<b>4</b>"_s);
        QCOMPARE(outputs[2].kind, Output::Kind::Picture);
        QCOMPARE(outputs[3].text, u"NameError: name 'x' is not defined"_s);
    }

    void whatIsOddIsShownAsFarAsItGoes()
    {
        const auto preview = opened(dataFile(u"odd.ipynb"_s));
        QVERIFY(bool(preview));
        const NotebookDocument &shape = shapeOf(preview);
        QCOMPARE(shape.cellCount, 7);
        QCOMPARE(shape.cells.size(), std::size_t(7));
        QCOMPARE(shape.cells[0].source, QString());
        QCOMPARE(shape.cells[1].source, u"ab"_s);
        QCOMPARE(shape.cells[1].outputs.size(), std::size_t(12));
        QCOMPARE(shape.cells[1].outputs[8].text, u"The picture is none of a known kind."_s);
        QVERIFY(shape.cells[1].outputs[9].text.contains(u"application/vnd.plotly.v1+json"_s));
        QCOMPARE(shape.cells[1].outputs[10].text, u"The drawing is empty, or its size is."_s);
        QCOMPARE(shape.cells[1].outputs[11].text, u"E: v"_s);
        QCOMPARE(shape.cells[6].source, u"twice"_s);
    }

    void aStreamInPiecesIsOne()
    {
        const auto preview = opened(notebook({codeCell(u"x"_s, {stream(u" 10%"_s), stream(u"\r 90%"_s), stream(u"e"_s, u"stderr"_s)})}));
        QVERIFY(bool(preview));
        const std::vector<Output> &outputs = shapeOf(preview).cells[0].outputs;
        QCOMPARE(outputs.size(), std::size_t(2));
        QCOMPARE(outputs[0].text, u" 90%"_s);
    }

    void whatIsNoNotebookIsASentence_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("what");
        QTest::newRow("nothing") << QByteArray() << u"The notebook is empty."_s;
        QTest::newRow("space") << QByteArray(" \n ") << u"The notebook is empty."_s;
        QTest::newRow("no JSON") << QByteArray("hello") << u"It is no notebook: its JSON does not begin with a brace."_s;
        QTest::newRow("an array") << QByteArray("[]") << u"It is no notebook: its JSON does not begin with a brace."_s;
        QTest::newRow("an object") << QByteArray("{}") << u"It is JSON, but no notebook: it has no cells."_s;
        QTest::newRow("cells of another kind") << QByteArray("{\"cells\": 5}") << u"It is JSON, but no notebook: it has no cells."_s;
        QTest::newRow("cut in the first cell") << QByteArray("{\"cells\": [{\"source\": \"a")
                                               << u"The notebook cannot be read: a string has no end."_s;
        QTest::newRow("cut behind a bracket") << QByteArray("{\"cells\": [") << u"The notebook cannot be read: an array has no end."_s;
        QTest::newRow("a NUL") << QByteArray("{\"cells\": [\0]}", 14) << u"The notebook cannot be read: a value is missing."_s;
        QTest::newRow("brackets that cross") << QByteArray("{\"cells\": [[}]}")
                                             << u"The notebook cannot be read: a bracket closes what was not opened."_s;
        QTest::newRow("deep") << "{\"cells\": [" + QByteArray(1'000'000, '[') << u"The notebook cannot be read: it is nested too deep."_s;
        QTest::newRow("deep elsewhere") << "{\"metadata\": " + QByteArray("{\"a\":").repeated(100'000)
                                        << u"The notebook cannot be read: it is nested too deep."_s;
    }
    void whatIsNoNotebookIsASentence()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QString, what);
        const auto preview = opened(bytes);
        QVERIFY(!preview);
        QCOMPARE(preview.error().what, what);
    }

    void aNotebookThatIsCutOffIsShownUpToThere()
    {
        const QByteArray whole = dataFile(u"tides.ipynb"_s);
        const auto preview = opened(whole.first(whole.size() / 2));
        QVERIFY(bool(preview));
        QCOMPARE(shapeOf(preview).cellCount, 3);
        QCOMPARE((*preview)->document().notices.size(), 1);
        QVERIFY((*preview)->document().notices[0].startsWith(u"The notebook is cut off behind cell 3: "_s));
    }

    void noCutOfANotebookIsMoreThanASentence()
    {
        const QByteArray whole = dataFile(u"tides.ipynb"_s);
        for (qsizetype size = 0; size < whole.size(); size += 97) {
            const auto preview = opened(whole.first(size));
            QVERIFY(preview ? !(*preview)->document().notices.isEmpty() || size > whole.size() - 700 : !preview.error().what.isEmpty());
        }
    }

    void aNotebookInTheCloudIsReadWholeOrRefused()
    {
        const auto small = opened(dataFile(u"tides.ipynb"_s), {}, MemorySource::Where::Remote);
        QVERIFY(bool(small));
        const QByteArray large = notebook({codeCell(QString(7'000'000, u'x'))});
        const auto source = std::make_shared<MemorySource>(large, MemorySource::Where::Remote);
        const auto refused = kNotebookFormat.open(source, {}, {}, kGoOn);
        QVERIFY(!refused);
        QVERIFY(refused.error().kind == Error::Kind::Refused);
        QVERIFY2(refused.error().what.contains(u"MB"_s), qPrintable(refused.error().what));
        QCOMPARE(source->bytesRead(), 0);
    }

    void theSourcesErrorIsThePreviews()
    {
        const auto source = std::make_shared<MemorySource>(dataFile(u"tides.ipynb"_s));
        source->failFrom(100, Error{Error::Kind::Conflict, u"The file has changed."_s, {}, {}});
        const auto preview = kNotebookFormat.open(source, {}, {}, kGoOn);
        QVERIFY(!preview);
        QVERIFY(preview.error().kind == Error::Kind::Conflict);
    }

    void aCancelledPreviewEnds()
    {
        const preview::Cancelled stop{true};
        const auto preview = kNotebookFormat.open(std::make_shared<MemorySource>(dataFile(u"tides.ipynb"_s)), {}, {}, stop);
        QVERIFY(!preview);
        QVERIFY(preview.error().kind == Error::Kind::Cancelled);
    }

    void cellsComeInRepliesThatFit()
    {
        QJsonArray cells;
        for (int i = 0; i < 100; ++i)
            cells.append(codeCell(u"cell %1\n"_s.arg(i) + QString(2000, u'#')));
        Limits limits;
        limits.replyBytes = 100'000;
        const auto preview = opened(notebook(cells), limits);
        QVERIFY(bool(preview));
        qint64 next = 0;
        int replies = 0;
        while (next < 100) {
            const Result<NotebookDocument> reply = (*preview)->cells(next, kGoOn);
            QVERIFY(bool(reply));
            QCOMPARE(reply->first, next);
            QVERIFY(!reply->cells.empty());
            QVERIFY(reply->cells.size() < 30);
            for (const Cell &cell : reply->cells)
                QVERIFY(cell.source.startsWith(u"cell %1\n"_s.arg(next++)));
            ++replies;
        }
        QVERIFY(replies > 3);
        QVERIFY((*preview)->cells(100, kGoOn)->cells.empty());
        QVERIFY((*preview)->cells(std::numeric_limits<qint64>::max(), kGoOn)->cells.empty());
        QVERIFY(!(*preview)->cells(-1, kGoOn));
    }

    void aCellOfManyPicturesFitsIntoAReply()
    {
        QJsonArray outputs;
        for (int i = 0; i < 40; ++i)
            outputs.append(displayed({{u"image/png"_s, base64Png(1200, 900)}}));
        const auto preview = opened(notebook({codeCell(u"x"_s, outputs)}));
        QVERIFY(bool(preview));
        qint64 bytes = 0;
        for (const Output &output : shapeOf(preview).cells[0].outputs) {
            QCOMPARE(output.kind, Output::Kind::Picture);
            bytes += output.picture.argb32.size();
        }
        QVERIFY(bytes <= Limits().replyBytes);
        QVERIFY(bytes > Limits().replyBytes / 3);
    }

    void aCellOfManyOutputsSaysWhatIsLeftOut()
    {
        QJsonArray outputs;
        for (int i = 0; i < 2000; ++i)
            outputs.append(stream(QString::number(i), QString::number(i)));
        const auto preview = opened(notebook({codeCell(u"x"_s, outputs)}));
        QVERIFY(bool(preview));
        QCOMPARE(shapeOf(preview).cells[0].outputs.size(), std::size_t(501));
        QCOMPARE(shapeOf(preview).cells[0].outputs.back().text, u"1500 more outputs are not shown."_s);
    }

    void aHugeTextIsCutAndSaysSo()
    {
        const Output output = shownOutput(stream(QString(20'000'000, u'x')));
        QVERIFY(output.text.size() < 600'000);
        QVERIFY2(output.text.endsWith(u"are not shown."_s), qPrintable(output.text.right(60)));
        const auto preview = opened(notebook({codeCell(QString(20'000'000, u'x'))}));
        QVERIFY(shapeOf(preview).cells[0].source.size() < 600'000);
    }

    void aFiftyMegabytePictureIsASentence()
    {
        const QByteArray bytes = "{\"cells\":[{\"cell_type\":\"code\",\"outputs\":[{\"output_type\":\"display_data\","
                                 "\"data\":{\"image/png\":\""
                                 + QByteArray(50'000'000, 'A') + "\"}}]}]}";
        const auto preview = opened(bytes);
        QVERIFY(bool(preview));
        QCOMPARE(shapeOf(preview).cells[0].outputs[0].text, u"A picture of 47 MB is too large to be shown here."_s);
    }

    void aDrawingIsAPictureOfItsOwnSize()
    {
        const Output output = shownOutput(displayed({{u"image/svg+xml"_s, QJsonArray{u"<svg xmlns='http://www.w3.org/2000/svg' width='100pt' "_s,
                                                                                      u"height='50pt'><script>evil()</script>"_s,
                                                                                      u"<rect width='100%' height='100%' fill='red'/></svg>"_s}},
                                                     {u"text/plain"_s, u"<Figure>"_s}}));
        QCOMPARE(output.kind, Output::Kind::Picture);
        QVERIFY(output.picture.width >= 100 && output.picture.width <= 150);
        QVERIFY(std::abs(output.picture.width - 2 * output.picture.height) <= 2);
        const QRgb first = *reinterpret_cast<const QRgb *>(output.picture.argb32.constData());
        QCOMPARE(first, qRgb(255, 0, 0));
    }

    void aPictureIsPreferredToItsDrawing()
    {
        const Output output = shownOutput(displayed({{u"image/svg+xml"_s, u"<svg"_s}, {u"image/png"_s, base64Png(7, 7)}}));
        QCOMPARE(output.picture.width, 7);
    }

    void aDrawingThatIsNoneIsASentence_data()
    {
        QTest::addColumn<QString>("svg");
        QTest::addColumn<QString>("begins");
        QTest::newRow("no XML") << u"<svg"_s << u"The drawing is no proper XML"_s;
        QTest::newRow("an external entity") << u"<!DOCTYPE svg [<!ENTITY a SYSTEM \"file:///etc/passwd\">]><svg><text>&a;</text></svg>"_s
                                            << u"The drawing declares entities"_s;
        QTest::newRow("nothing that may stay") << u"<script/>"_s << u"This XML is no SVG drawing."_s;
        QTest::newRow("five megabytes") << u"<svg><!--"_s + QString(5 << 20, u'x') + u"--></svg>"_s << u"A drawing of 5 MB is too large"_s;
        QTest::newRow("deep") << u"<g>"_s.repeated(1000) << u"The drawing's elements lie more than 256 deep"_s;
    }
    void aDrawingThatIsNoneIsASentence()
    {
        QFETCH(QString, svg);
        QFETCH(QString, begins);
        const Output output = shownOutput(displayed({{u"image/svg+xml"_s, svg}}));
        QCOMPARE(output.kind, Output::Kind::Result);
        QVERIFY2(output.text.startsWith(begins), qPrintable(output.text));
    }

    void aCellsDrawingsAreBoundedTogether()
    {
        // Each element may cover all of its drawing; that these cover nothing is not known before.
        const QString large = u"<svg xmlns='http://www.w3.org/2000/svg' width='1000' height='1000'>"_s + u"<g/>"_s.repeated(30'000) + u"</svg>"_s;
        QJsonArray outputs;
        for (int i = 0; i < 10; ++i)
            outputs.append(displayed({{u"image/svg+xml"_s, large}}));
        const auto preview = opened(notebook({codeCell(u"x"_s, outputs)}));
        QVERIFY(bool(preview));
        const auto &shown = shapeOf(preview).cells[0].outputs;
        QCOMPARE(std::ranges::count(shown, Output::Kind::Picture, &Output::kind), 1);
        QVERIFY(shown[0].picture.width > 300 && shown[0].picture.width < 500);
        QCOMPARE(shown.back().text, u"A drawing of 30,001 elements is left out: the cell's drawings would take too long."_s);
    }

    void manyBrokenPicturesCostNoMoreThanWholeOnes()
    {
        // Each takes as long to decode as a whole one, and fails with its last row.
        QByteArray png = QByteArray::fromBase64(base64Png(4500, 4500).toLatin1());
        png = png.first(png.size() - 100);
        QJsonArray outputs;
        for (int i = 0; i < 80; ++i)
            outputs.append(displayed({{u"image/png"_s, QString::fromLatin1(png.toBase64())}}));
        const test::CpuTimer timer;
        const auto preview = opened(notebook({codeCell(u"x"_s, outputs)}));
        QVERIFY(bool(preview));
        QVERIFY2(timer.elapsedMs() < 5'000, qPrintable(QString::number(timer.elapsedMs())));
        QCOMPARE(shapeOf(preview).cells[0].outputs.size(), std::size_t(80));
    }

    void aPictureOfFalseSizeIsASentence()
    {
        QByteArray png = QByteArray::fromBase64(base64Png(4, 4).toLatin1());
        png.replace(16, 8, QByteArray("\x00\x01\x86\xa0\x00\x01\x86\xa0", 8));  // 100,000 × 100,000; the checksum is wrong then, too
        const Output output = shownOutput(displayed({{u"image/png"_s, QString::fromLatin1(png.toBase64())}}));
        QCOMPARE(output.kind, Output::Kind::Result);
        QVERIFY2(output.text.startsWith(u"The image has 100000 × 100000 pixels"_s) || output.text.contains(u"damaged"_s), qPrintable(output.text));
    }

    void aPictureCutShortIsShownAsFarAsItGoes()
    {
        const QString png = base64Png(400, 400);
        QCOMPARE(shownOutput(displayed({{u"image/png"_s, png.left(png.size() / 2)}})).kind, Output::Kind::Picture);
        const Output output = shownOutput(displayed({{u"image/png"_s, png.left(40)}}));
        QVERIFY2(output.text.contains(u"cut off"_s) || output.text.contains(u"damaged"_s), qPrintable(output.text));
    }

    void scriptInEveryAttributeIsNowhere()
    {
        QString html = u"<table onload=evil()>"_s;
        for (const char *tag : {"div", "p", "a", "b", "td", "li", "h1", "span", "img", "svg", "math", "video", "form", "body", "frame"})
            html += u"<%1 onclick=evil() onload='evil()' style=\"background:url(evil())\" src=evil:1 href=\"javascript:evil()\">t</%1>"_s.arg(
                QLatin1StringView(tag));
        const Output output = shownOutput(displayed({{u"text/html"_s, u"x"_s + html}}));
        QCOMPARE(output.kind, Output::Kind::Html);
        QVERIFY(!output.html.contains(u"evil"_s));
    }

    void whatIsFoundIsAPlaceInItsCell()
    {
        const auto preview = opened(dataFile(u"tides.ipynb"_s));
        QVERIFY(bool(preview));
        const auto place = [&](const QString &text, qint64 from, int column) { return *(*preview)->find(text, from, column, kGoOn); };
        QCOMPARE(place(u"READ_csv"_s, 0, 0), std::optional(preview::Place{1, 33, 8}));
        QCOMPARE(place(u"levels"_s, 0, 0), std::optional(preview::Place{0, 9, 6}));
        QCOMPARE(place(u"levels"_s, 0, 10), std::optional(preview::Place{1, 21, 6}));
        QCOMPARE(place(u"cuxhaven"_s, 0, 0)->index, 2);
        QVERIFY(place(u"cuxhaven"_s, 0, 0)->column > 6);
        QCOMPARE(place(u"height"_s, 4, 9)->index, 4);
        QVERIFY(!place(u"font-weight"_s, 0, 0));
        QVERIFY(!place(u"levels"_s, 100, 0));
        QVERIFY(!place(u""_s, 0, 0));
        QVERIFY(!place(u"levels"_s, 6, 1'000'000));
    }

    void tenMegabytesAreShownInTime()
    {
        QJsonArray cells;
        const QString png = base64Png(640, 480);
        const QString line = u"value = function(\"text\", 12.5)  # a comment that is as long as comments are\n"_s;
        for (qint64 bytes = 0; bytes < 10'000'000;) {
            cells.append(markdownCell(u"## A part\n\nSome *text*.\n"_s.repeated(20)));
            cells.append(codeCell(line.repeated(40), {stream(line.repeated(200)), displayed({{u"image/png"_s, png}})}));
            bytes += 40 * line.size() + 200 * line.size() + png.size();
        }
        const QByteArray whole = notebook(cells);
        const test::CpuTimer timer;
        const auto preview = opened(whole);
        const qint64 took = timer.elapsedMs();
        QVERIFY(bool(preview));
        qInfo("%lld bytes, %lld cells, %zu of them shown, %lld ms", qlonglong(whole.size()), qlonglong(shapeOf(preview).cellCount),
              shapeOf(preview).cells.size(), qlonglong(took));
        QVERIFY(took < 20'000);  // 500 wanted: the benchmark judges; so long takes no busy machine
        QVERIFY((*preview)->memoryBytes() < Limits().memoryBytes);
        for (const Cell &cell : shapeOf(preview).cells)
            QVERIFY(spansFit(cell.source, cell.spans));
    }

    void whatAnOutputRepeatsWithoutEndTakesNoMemory_data()
    {
        QTest::addColumn<QByteArray>("output");
        QTest::newRow("MIME types") << "{\"data\":{" + QByteArray("\"\":0,").repeated(4'000'000) + "\"a\":0}}";
        QTest::newRow("lines of a traceback") << "{\"output_type\":\"error\",\"traceback\":[" + QByteArray("0,").repeated(10'000'000) + "0]}";
        QTest::newRow("outputs") << QByteArray("{},").repeated(7'000'000) + "{}";
    }
    void whatAnOutputRepeatsWithoutEndTakesNoMemory()
    {
        QFETCH(QByteArray, output);
        const QByteArray bytes = "{\"cells\":[{\"cell_type\":\"code\",\"outputs\":[" + output + "]}]}";
        const qint64 before = memoryPeak();
        const auto preview = opened(bytes);
        QVERIFY(bool(preview));
        QVERIFY(!shapeOf(preview).cells[0].outputs.empty());
        const Result<NotebookFile> notebook = NotebookFile::read(bytes, {});
        QVERIFY(bool(notebook));
        QVERIFY(ComparedCells::of(*notebook, 1 << 20));
        QVERIFY2(memoryPeak() - before < 2 * bytes.size() + (32 << 20), qPrintable(QString::number((memoryPeak() - before) >> 20)));
    }

    void aMillionCellsAreAFewReplies()
    {
        const QByteArray bytes = "{\"cells\":[" + QByteArray("{},").repeated(1'000'000) + "{}]}";
        const auto preview = opened(bytes);
        QVERIFY(bool(preview));
        QCOMPARE(shapeOf(preview).cellCount, 200'000);
        QCOMPARE((*preview)->document().notices, QStringList{u"Only the first 200,000 cells are shown."_s});
    }
};

TIDELINE_SUITE(NotebookFormatTest)
#include "notebook_format_test.moc"
