#include "app/session/formats/svg_format.h"
#include "app/session/formats/svg_check.h"
#include "tests/app/session/image_files.h"
#include "tests/support/cpu_timer.h"
#include "tests/app/session/opening.h"
#include "tests/support/suite.h"
#include "tests/support/temp_folder.h"

#include <QTest>

#include <zlib.h>

using namespace tideline;
using namespace tideline::test;
using preview::ImageDocument;
using session::kSvgFormat;
using Where = MemorySource::Where;

namespace {

const QByteArray kHead = "<svg xmlns='http://www.w3.org/2000/svg' xmlns:xlink='http://www.w3.org/1999/xlink' width='100' height='50' viewBox='0 0 100 50'>";

QByteArray svg(const QByteArray &body)
{
    return kHead + body + "</svg>";
}

QByteArray gzip(const QByteArray &bytes)
{
    z_stream stream{};
    deflateInit2(&stream, 6, Z_DEFLATED, MAX_WBITS + 16, 8, Z_DEFAULT_STRATEGY);
    QByteArray packed(qsizetype(deflateBound(&stream, uLong(bytes.size()))) + 64, '\0');
    stream.next_in = reinterpret_cast<Bytef *>(const_cast<char *>(bytes.constData()));
    stream.avail_in = uInt(bytes.size());
    stream.next_out = reinterpret_cast<Bytef *>(packed.data());
    stream.avail_out = uInt(packed.size());
    deflate(&stream, Z_FINISH);
    packed.truncate(qsizetype(stream.total_out));
    deflateEnd(&stream);
    return packed;
}

/// Ten uses of the one below, `levels` times: 10^levels circles to draw.
QByteArray usesOfUses(int levels)
{
    QByteArray body = "<defs><circle id='l0' r='1'/>";
    for (int level = 1; level <= levels; ++level) {
        body += "<g id='l" + QByteArray::number(level) + "'>";
        for (int i = 0; i < 10; ++i)
            body += "<use xlink:href='#l" + QByteArray::number(level - 1) + "'/>";
        body += "</g>";
    }
    return svg(body + "</defs><use xlink:href='#l" + QByteArray::number(levels) + "'/>");
}

Result<session::CheckedSvg> checked(const QByteArray &bytes)
{
    MemorySource source(bytes);
    const preview::Cancelled cancelled = false;
    return session::checkSvg(source, {}, cancelled);
}

}  // namespace

class SvgFormatTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aDrawingIsSharpAtAnyScale()
    {
        const Opened drawing = opened(kSvgFormat, svg("<rect x='10' y='10' width='10' height='10' fill='red'/>"));
        QVERIFY2(drawing.preview, qPrintable(toText(drawing.error)));
        QCOMPARE(drawing.shape<ImageDocument>().width, 100);
        QCOMPARE(drawing.shape<ImageDocument>().height, 50);
        QCOMPARE(drawing.document().notices, QStringList());
        // The corner of the square, a hundred times enlarged, is an edge of one pixel.
        const QImage corner = pictureOf(drawing, 0, {.x = 0.095, .y = 0.19, .width = 0.01, .height = 0.02, .pixels = 400});
        QCOMPARE(corner.size(), QSize(400, 400));
        QVERIFY(isLike(corner.pixelColor(203, 203), Qt::red, 2));
        QCOMPARE(corner.pixelColor(197, 203).alpha(), 0);
        QVERIFY(pictureOf(drawing, 1, {}).isNull());
    }

    void aCompressedDrawingIsTheSame()
    {
        const QByteArray plain = svg("<rect width='100' height='50' fill='blue'/>");
        const Opened drawing = opened(kSvgFormat, gzip(plain), u"a.svgz"_s);
        QVERIFY2(drawing.preview, qPrintable(toText(drawing.error)));
        QCOMPARE(drawing.shape<ImageDocument>(), opened(kSvgFormat, plain).shape<ImageDocument>());
        QCOMPARE(kSvgFormat.sure(u"a.svgz"_s, gzip(plain)), 100);
        const Opened cut = opened(kSvgFormat, gzip(plain).chopped(12), u"a.svgz"_s);
        QVERIFY(!cut.preview);
        QVERIFY2(cut.error.kind == Error::Kind::Corrupt, qPrintable(toText(cut.error)));
    }

    void othersCharsetsAreRead_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        const QString text = QString::fromUtf8(svg("<rect id='ü' width='100' height='50' fill='red'/>"));
        QTest::newRow("UTF-8 with a mark") << QByteArray("\xef\xbb\xbf") + text.toUtf8();
        QTest::newRow("Latin-1") << QByteArray("<?xml version='1.0' encoding='ISO-8859-1'?>") + text.toLatin1();
        QTest::newRow("UTF-16") << QByteArray("\xff\xfe") + QByteArray(reinterpret_cast<const char *>(text.utf16()), text.size() * 2);
    }
    void othersCharsetsAreRead()
    {
        QFETCH(QByteArray, bytes);
        const Opened drawing = opened(kSvgFormat, bytes, u"a.svg"_s);
        QVERIFY2(drawing.preview, qPrintable(toText(drawing.error)));
        QVERIFY(isLike(imageOf(drawing.shape<ImageDocument>().picture).pixelColor(5, 5), Qt::red));
    }

    void nothingOutsideIsLoaded()
    {
        const TempFolder folder;
        folder.write("secret.png", encoded(quarters(8, 8), "png"));
        for (const QByteArray &address : {folder.bytes("secret.png"), "file://" + folder.bytes("secret.png"), QByteArray("http://127.0.0.1:1/x.png"),
                                          QByteArray("data:image/svg+xml;base64,") + svg("").toBase64(),
                                          QByteArray("data:image/png;base64,") + svg("").toBase64()}) {
            const Opened drawing = opened(kSvgFormat, svg("<image width='100' height='50' xlink:href='" + address + "'/>"));
            QVERIFY2(drawing.preview, qPrintable(toText(drawing.error)));
            QCOMPARE(imageOf(drawing.shape<ImageDocument>().picture).pixelColor(5, 5).alpha(), 0);
            QCOMPARE(drawing.document().notices.size(), 1);
        }
    }

    void whatWasLookedAtIsWhatIsDrawn()
    {
        // Qt decodes what stands behind the last "base64,", and this would be a drawing that loads a file.
        const TempFolder folder;
        folder.write("secret.png", encoded(quarters(8, 8), "png"));
        const QByteArray within = svg("<image width='100' height='50' xlink:href='" + folder.bytes("secret.png") + "'/>");
        const QByteArray png = encoded(quarters(8, 8), "png").toBase64();
        for (const QByteArray &hidden : {within, encoded(quarters(8, 8), "bmp")}) {
            const Result<session::CheckedSvg> clean
                = checked(svg("<image width='100' height='50' xlink:href='data:image/png;base64," + png + "base64," + hidden.toBase64() + "'/>"));
            QVERIFY(clean);
            const qsizetype drawn = clean->xml.lastIndexOf("base64,");
            QVERIFY(drawn > 0);
            QVERIFY(QByteArray::fromBase64(clean->xml.sliced(drawn + 7)).startsWith("\x89PNG"));
        }
    }

    void anImageWithinIsHeldToTheSameBounds()
    {
        const QByteArray png = encoded(quarters(8, 8), "png");
        const QByteArray claim = pngChunk("tEXt", QByteArray("k\0x", 3), 1'900'000'000);
        for (const QByteArray &bytes : {withChunks(png, claim), png.chopped(12) + claim + png.last(12)}) {
            const Result<session::CheckedSvg> clean = checked(svg("<image xlink:href='data:image/png;base64," + bytes.toBase64() + "'/>"));
            QVERIFY(clean);
            QCOMPARE(clean->leftOut, 1);
        }
    }

    void aPhotographWithinIsShown()
    {
        const QByteArray png = encoded(quarters(8, 8), "png");
        const Opened drawing = opened(kSvgFormat, svg("<image width='100' height='50' xlink:href='data:image/png;base64," + png.toBase64() + "'/>"));
        QVERIFY(drawing.preview);
        QCOMPARE(drawing.document().notices, QStringList());
        const QImage seen = imageOf(drawing.shape<ImageDocument>().picture);
        QVERIFY(seen.pixelColor(seen.width() / 2, seen.height() / 4).alpha() > 0);
    }

    void whatActsIsLeftOut()
    {
        const Result<session::CheckedSvg> clean = checked("<!DOCTYPE svg>" + svg("<script>alert(1)</script><rect onload='x()' width='1' height='1'>"
            "<animate attributeName='x' from='0' to='9' dur='1s' repeatCount='indefinite'/></rect><a xlink:href='http://x/'><text>t</text></a>"
            "<foreignObject><iframe xmlns='http://www.w3.org/1999/xhtml' src='http://x/'/></foreignObject>"));
        QVERIFY(clean);
        for (const char *gone : {"script", "alert", "onload", "animate", "foreignObject", "iframe", "http://x", "DOCTYPE"})
            QVERIFY2(!clean->xml.contains(gone), gone);
        QVERIFY(clean->xml.contains("<text>t</text>"));
    }

    void entitiesAsDrawingProgramsUseThemAreRead()
    {
        const QByteArray file = "<!DOCTYPE svg PUBLIC '-//W3C//DTD SVG 1.1//EN' 'http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd' [\n"
                                "<!ENTITY ns_svg \"http://www.w3.org/2000/svg\">\n]>"
                                "<svg xmlns='&ns_svg;' width='10' height='10'><rect width='10' height='10' fill='red'/></svg>";
        const Opened drawing = opened(kSvgFormat, file);
        QVERIFY2(drawing.preview, qPrintable(toText(drawing.error)));
        QVERIFY(isLike(imageOf(drawing.shape<ImageDocument>().picture).pixelColor(5, 5), Qt::red));
    }

    void whatWouldTakeForeverIsRefused_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QByteArray laughs = "<!DOCTYPE svg [<!ENTITY a \"ha\">";
        for (char name = 'b'; name < 'm'; ++name)
            laughs += QByteArray("<!ENTITY ") + name + " \"" + QByteArray(10, '?').replace('?', QByteArray("&") + char(name - 1) + ';') + "\">";
        QTest::newRow("a billion laughs") << laughs + "]>" + svg("<text>&l;</text>");
        QTest::newRow("parameter entities") << "<!DOCTYPE svg [<!ENTITY % a \"<!ENTITY b 'c'>\">%a;]>" + svg("");
        QTest::newRow("an external entity") << "<!DOCTYPE svg [<!ENTITY a SYSTEM \"file:///etc/passwd\">]>" + svg("<text>&a;</text>");
        QTest::newRow("a long entity, used often") << "<!DOCTYPE svg [<!ENTITY a \"" + QByteArray(200, 'x') + "\">]>" + svg("<text>" + QByteArray("&a;").repeated(100'000) + "</text>");
        QTest::newRow("a million groups, in each other") << svg(QByteArray("<g>").repeated(1'000'000));
        QTest::newRow("a million groups, side by side") << svg(QByteArray("<g/>").repeated(1'000'000));
        QTest::newRow("uses of uses") << usesOfUses(12);
        QTest::newRow("rules times elements") << svg("<style>" + QByteArray(".a{fill:red}").repeated(10'000) + "</style>" + QByteArray("<g/>").repeated(50'000));
        QTest::newRow("selectors times elements") << svg("<style>" + QByteArray(".a,").repeated(100'000) + ".b{fill:red}</style>" + QByteArray("<g/>").repeated(50'000));
        QTest::newRow("rules behind an element within the style") << svg("<style><g/>" + QByteArray(".a{fill:red}").repeated(10'000) + "</style>" + QByteArray("<g/>").repeated(50'000));
        QTest::newRow("a circle, entered elsewhere") << svg("<g id='b'><use xlink:href='#a'/></g><g id='a'>" + QByteArray("<g/>").repeated(10'000)
            + "<use xlink:href='#b'/></g>" + QByteArray("<use xlink:href='#b'/>").repeated(10'000));
        QTest::newRow("a target behind a blank") << svg("<g id='#a'>" + QByteArray("<g/>").repeated(10'000) + "</g><g id='a'/>" + QByteArray("<use xlink:href=' ##a'/>").repeated(10'000));
        QTest::newRow("circles within circles") << svg("<g id='a'>" + QByteArray("<use xlink:href='#b'/>").repeated(40'000) + "</g><g id='b'>"
            + QByteArray("<use xlink:href='#a'/>").repeated(40'000) + "</g><use xlink:href='#a'/>");
        QTest::newRow("gzip of zeros") << gzip(QByteArray(100 << 20, '\0'));
        QTest::newRow("a large file") << svg("<!--" + QByteArray(20 << 20, 'x') + "-->");
    }
    void whatWouldTakeForeverIsRefused()
    {
        QFETCH(QByteArray, bytes);
        const Opened drawing = opened(kSvgFormat, bytes, u"a.svg"_s);
        QVERIFY(!drawing.preview);
        QVERIFY2(drawing.error.kind == Error::Kind::Refused, qPrintable(toText(drawing.error)));
        QVERIFY(drawing.error.what.endsWith(u'.'));
    }

    void aLongNameTakesNoTimeForEachThatIsInIt()
    {
        const test::CpuTimer timer;
        const Result<session::CheckedSvg> clean = checked("<svg xmlns='http://www.w3.org/2000/svg' width='1' height='1' id='" + QByteArray(4 << 20, 'x') + "'>"
                                                          + QByteArray("<g/>").repeated(90'000) + "</svg>");
        QVERIFY(clean);
        QVERIFY2(timer.elapsedMs() < 5'000, qPrintable(QString::number(timer.elapsedMs())));
    }

    void aCircleOfUsesIsNoBomb()
    {
        const Opened drawing = opened(kSvgFormat, svg("<g id='a'><use xlink:href='#b'/></g><g id='b'><use xlink:href='#a'/></g><use xlink:href='#b'/>"));
        QVERIFY2(drawing.preview, qPrintable(toText(drawing.error)));
    }

    void manyImagesWithinAreBounded()
    {
        const QByteArray large = encoded(quarters(3000, 3000), "png").toBase64();
        const Result<session::CheckedSvg> clean = checked(svg(QByteArray("<image xlink:href='data:image/png;base64," + large + "'/>").repeated(5)));
        QVERIFY(clean);
        QCOMPARE(clean->leftOut, 4);
    }

    void aDrawingWithoutASizeIsASentence_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("no size") << QByteArray("<svg xmlns='http://www.w3.org/2000/svg'/>");
        QTest::newRow("no drawing") << QByteArray("<html/>");
        QTest::newRow("no XML") << QByteArray("<svg><");
        QTest::newRow("nothing") << QByteArray();
    }
    void aDrawingWithoutASizeIsASentence()
    {
        QFETCH(QByteArray, bytes);
        const Opened drawing = opened(kSvgFormat, bytes, u"a.svg"_s);
        QVERIFY(!drawing.preview);
        QVERIFY2(drawing.error.kind == Error::Kind::Corrupt, qPrintable(toText(drawing.error)));
        QVERIFY(!drawing.error.what.isEmpty());
    }

    void aHugeSizeIsDrawnSmall()
    {
        const Opened drawing = opened(kSvgFormat, "<svg xmlns='http://www.w3.org/2000/svg' width='2000000000' height='1000000000' viewBox='0 0 2 1'>"
                                                  "<rect width='2' height='1' fill='red'/></svg>");
        QVERIFY2(drawing.preview, qPrintable(toText(drawing.error)));
        const QImage seen = imageOf(drawing.shape<ImageDocument>().picture);
        QVERIFY(seen.width() <= 2048 && seen.width() >= 1000);
        QVERIFY(isLike(seen.pixelColor(100, 100), Qt::red));
    }

    void aLargeRemoteDrawingIsRefusedUnread()
    {
        const Opened drawing = opened(kSvgFormat, svg("<!--" + QByteArray(8 << 20, 'x') + "-->"), u"a.svg"_s, Where::Remote);
        QVERIFY(!drawing.preview);
        QVERIFY2(drawing.error.kind == Error::Kind::Refused, qPrintable(toText(drawing.error)));
        QCOMPARE(drawing.source->bytesRead(), 0);
    }
};

TIDELINE_GUI_SUITE(SvgFormatTest)
#include "svg_format_test.moc"
