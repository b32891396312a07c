#include "app/session/formats/image_format.h"
#include "app/session/formats/image_kind.h"
#include "core/preview/png_text.h"
#include "tests/app/session/image_files.h"
#include "tests/app/session/opening.h"
#include "tests/support/suite.h"

#include <QColorSpace>
#include <QElapsedTimer>
#include <QImageReader>
#include <QImageWriter>
#include <QTest>

#include <sys/resource.h>

using namespace tideline;
using namespace tideline::test;
using preview::ImageDocument;
using session::kImageFormat;
using Where = MemorySource::Where;

namespace {

QColor at(const QImage &image, double x, double y)
{
    return image.pixelColor(int(x * image.width()), int(y * image.height()));
}

/// A PNG whose header says another size, with a checksum that fits.
QByteArray withSize(const QByteArray &png, quint32 width, quint32 height)
{
    return QByteArray(png).replace(8, 25, pngChunk("IHDR", big32(width) + big32(height) + png.mid(24, 5)));
}

/// Progressive, and small.
QByteArray progressiveJpeg(const QImage &image)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    QImageWriter writer(&buffer, "jpeg");
    writer.setProgressiveScanWrite(true);
    writer.write(image);
    return bytes;
}

/// The most that this process held so far, in bytes.
qint64 memoryPeak()
{
    struct rusage usage {};
    getrusage(RUSAGE_SELF, &usage);
    return qint64(usage.ru_maxrss) << 10;
}

}  // namespace

class ImageFormatTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void eachFormatOfDebianIsThere()
    {
        const QByteArrayList supported = QImageReader::supportedImageFormats();
        qInfo("Qt reads: %s", supported.join(' ').constData());
        for (const char *format : {"png", "jpeg", "gif", "bmp", "ico", "ppm", "pgm", "pbm", "xbm", "xpm"})
            QVERIFY2(supported.contains(format), format);
        for (const char *format : {"webp", "tiff", "icns", "tga", "wbmp"})
            QVERIFY2(supported.contains(format), "qt6-image-formats-plugins is missing: ./dev installs it");
    }

    void whatQtWritesIsShown_data()
    {
        QTest::addColumn<QByteArray>("format");
        QTest::addColumn<QString>("name");
        for (const char *format : {"png", "jpeg", "bmp", "ppm", "xpm", "webp", "tiff", "ico", "icns"})
            QTest::newRow(format) << QByteArray(format) << QString();
        QTest::newRow("wbmp, by its suffix") << QByteArray("wbmp") << u"A.WBMP"_s;
        QTest::newRow("xbm, by its suffix") << QByteArray("xbm") << u"a.xbm"_s;
    }
    void whatQtWritesIsShown()
    {
        QFETCH(QByteArray, format);
        QFETCH(QString, name);
        const QByteArray bytes = encoded(quarters(64, 64), format.constData());
        QVERIFY2(!bytes.isEmpty(), "Qt does not write it: qt6-image-formats-plugins is missing, and ./dev installs it");
        QVERIFY(kImageFormat.sure(name.toLower(), QByteArrayView(bytes).first(std::min<qsizetype>(bytes.size(), 4096))) > 0);
        const Opened image = opened(kImageFormat, bytes, name);
        QVERIFY2(image.preview, qPrintable(toText(image.error)));
        QCOMPARE(image.shape<ImageDocument>().width, 64);
        QCOMPARE(image.document().notices, QStringList());
        if (format == "wbmp" || format == "xbm")
            return;  // black and white
        const QImage seen = imageOf(image.shape<ImageDocument>().picture);
        QVERIFY(isLike(at(seen, 0.2, 0.2), Qt::red));
        QVERIFY(isLike(at(seen, 0.8, 0.2), Qt::green));
        QVERIFY(isLike(at(seen, 0.2, 0.8), Qt::blue));
        QVERIFY(isLike(at(seen, 0.8, 0.8), Qt::white));
    }

    void theSuffixDoesNotDecide()
    {
        const Opened image = opened(kImageFormat, encoded(quarters(8, 8), "png"), u"photo.jpg"_s);
        QVERIFY(image.preview);
        QCOMPARE(image.document().format, u"PNG image"_s);
        QCOMPARE(kImageFormat.sure(u"photo.png"_s, "not an image at all"), 0);
    }

    void anSvgIsNoImageHere()
    {
        QCOMPARE(kImageFormat.sure(u"a.png"_s, "<svg xmlns='http://www.w3.org/2000/svg'/>"), 0);
    }

    void aPhotographIsTurnedAsItSays_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<int>("orientation");
        QTest::addColumn<QColor>("topLeft");
        QTest::addColumn<QColor>("topRight");
        const QImage image = quarters(96, 64);
        const auto add = [&](const char *row, int orientation, Qt::GlobalColor topLeft, Qt::GlobalColor topRight) {
            const auto addFile = [&](const char *format, const QByteArray &bytes) {
                QTest::addRow("%s, %s", format, row) << bytes << orientation << QColor(topLeft) << QColor(topRight);
            };
            addFile("JPEG", withExif(encoded(image, "jpeg", 95), orientation));
            addFile("PNG", pngWithExif(encoded(image, "png"), orientation));
            addFile("WebP", webpWithExif(encoded(image, "webp", 100), image.size(), orientation));
        };
        add("as it is", 1, Qt::red, Qt::green);
        add("mirrored", 2, Qt::green, Qt::red);
        add("upside down", 3, Qt::white, Qt::blue);
        add("flipped", 4, Qt::blue, Qt::white);
        add("transposed", 5, Qt::red, Qt::blue);
        add("to the right", 6, Qt::blue, Qt::red);
        add("transversed", 7, Qt::white, Qt::green);
        add("to the left", 8, Qt::green, Qt::white);
    }
    void aPhotographIsTurnedAsItSays()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(int, orientation);
        QFETCH(QColor, topLeft);
        QFETCH(QColor, topRight);
        const Opened image = opened(kImageFormat, bytes);
        QVERIFY2(image.preview, qPrintable(toText(image.error)));
        const auto &shape = image.shape<ImageDocument>();
        QCOMPARE(shape.width, orientation > 4 ? 64 : 96);
        QCOMPARE(shape.height, orientation > 4 ? 96 : 64);
        const QImage seen = imageOf(shape.picture);
        QCOMPARE(seen.width(), shape.width);
        QVERIFY(isLike(at(seen, 0.1, 0.1), topLeft));
        QVERIFY(isLike(at(seen, 0.9, 0.1), topRight));
        // The same corner, cut out.
        const QImage corner = pictureOf(image, 0, {.x = 0.75, .y = 0, .width = 0.25, .height = 0.25, .pixels = 64});
        QVERIFY(isLike(at(corner, 0.5, 0.5), topRight));
    }

    void exifBecomesFacts()
    {
        const Opened image = opened(kImageFormat, withExif(encoded(quarters(32, 32), "jpeg"), 1));
        QVERIFY(image.preview);
        QCOMPARE(image.fact(u"Size"_s), u"32 × 32 pixels"_s);
        QCOMPARE(image.fact(u"Camera"_s), u"Tideline camera"_s);
        QCOMPARE(image.fact(u"Exposure"_s), u"1/250 sec."_s);
        QCOMPARE(image.fact(u"Taken"_s), u"2024:05:06 07:08:09"_s);
        QCOMPARE(image.fact(u"Place"_s), u"48.20833, -16.36667"_s);
    }

    void pngTextBecomesFacts()
    {
        QImage tagged = quarters(8, 8);
        tagged.setText(u"Author"_s, u"Ada"_s);
        tagged.setColorSpace(QColorSpace(QColorSpace::DisplayP3));
        const Opened image = opened(kImageFormat, encoded(tagged, "png"));
        QVERIFY(image.preview);
        QCOMPARE(image.fact(u"Author"_s), u"Ada"_s);
        QCOMPARE(image.fact(u"Depth"_s), u"8 bits each of red, green and blue"_s);
        QVERIFY(!image.fact(u"Colour space"_s).isEmpty());
    }

    void coloursOfAnotherSpaceAreConverted()
    {
        QImage wide(4, 4, QImage::Format_RGB32);
        wide.fill(QColor(0, 200, 0));
        wide.setColorSpace(QColorSpace(QColorSpace::AdobeRgb));
        const Opened image = opened(kImageFormat, encoded(wide, "png"));
        QVERIFY(image.preview);
        QVERIFY(at(imageOf(image.shape<ImageDocument>().picture), 0, 0).green() > 200);
    }

    void aFramesPictureIsItsOwn()
    {
        const Opened image = opened(kImageFormat, gif(16, 16, {0, 1, 2, 3}));
        QVERIFY2(image.preview, qPrintable(toText(image.error)));
        QCOMPARE(image.shape<ImageDocument>().frames, 4);
        QCOMPARE(image.document().notices, QStringList());
        QVERIFY(isLike(at(pictureOf(image, 2, {}), 0.5, 0.5), Qt::blue));
        QVERIFY(isLike(at(pictureOf(image, 1, {}), 0.5, 0.5), Qt::green));
        QVERIFY(isLike(at(pictureOf(image, 3, {}), 0.5, 0.5), Qt::white));
        QVERIFY(pictureOf(image, 4, {}).isNull());
        QVERIFY(pictureOf(image, -1, {}).isNull());
    }

    void aGifThatIsCutOffSaysSo()
    {
        const QByteArray whole = gif(16, 16, {0, 1, 2});
        const Opened cut = opened(kImageFormat, whole.first(whole.size() * 2 / 3));
        QVERIFY2(cut.preview, qPrintable(toText(cut.error)));
        QCOMPARE(cut.document().notices.size(), 1);
        QVERIFY(isLike(at(imageOf(cut.shape<ImageDocument>().picture), 0.5, 0.5), Qt::red));
    }

    void zoomingInShowsTheImagesOwnPixels_data()
    {
        QTest::addColumn<QByteArray>("format");
        QTest::addColumn<qint64>("memory");
        QTest::newRow("PNG, held whole") << QByteArray("png") << qint64(160 << 20);
        QTest::newRow("JPEG, held whole") << QByteArray("jpeg") << qint64(160 << 20);
        QTest::newRow("JPEG, part by part") << QByteArray("jpeg") << qint64(20 << 20);
    }
    void zoomingInShowsTheImagesOwnPixels()
    {
        QFETCH(QByteArray, format);
        QFETCH(qint64, memory);
        QImage large = quarters(4000, 3000);
        large.setPixelColor(3000, 2000, Qt::black);
        for (int y = 0; y < 8; ++y)
            for (int x = 0; x < 8; ++x)
                large.setPixelColor(3000 + x, 2000 + y, Qt::black);
        session::Limits limits;
        limits.memoryBytes = memory;
        const Opened image = opened(kImageFormat, encoded(large, format.constData(), format == "png" ? -1 : 95), {}, Where::Here, limits);
        QVERIFY2(image.preview, qPrintable(toText(image.error)));
        const QImage first = imageOf(image.shape<ImageDocument>().picture);
        QVERIFY(first.width() <= limits.pictureEdge && first.sizeInBytes() <= limits.replyBytes);
        const QImage part = pictureOf(image, 0, {.x = 2996 / 4000.0, .y = 1996 / 3000.0, .width = 16 / 4000.0, .height = 16 / 3000.0, .pixels = 512});
        QVERIFY(part.width() >= 16 && part.width() <= 17);  // not enlarged
        QVERIFY(isLike(part.pixelColor(8, 8), Qt::black, 60));
        QVERIFY(isLike(part.pixelColor(1, 1), Qt::white, 60));
        QVERIFY(image.preview->memoryBytes() <= memory + (16 << 20));
    }

    void anImageBeyondTheMemoryIsShownSmaller()
    {
        session::Limits limits;
        limits.memoryBytes = 8 << 20;
        const Opened image = opened(kImageFormat, encoded(quarters(3000, 3000), "png"), {}, Where::Here, limits);
        QVERIFY2(image.preview, qPrintable(toText(image.error)));
        const QImage part = pictureOf(image, 0, {.x = 0, .y = 0, .width = 0.1, .height = 0.1, .pixels = 300});
        QVERIFY(!part.isNull());
        QVERIFY(isLike(at(part, 0.5, 0.5), Qt::red));
    }

    void nonsenseInAPartIsBounded_data()
    {
        QTest::addColumn<double>("x");
        QTest::addColumn<double>("width");
        QTest::addColumn<int>("pixels");
        QTest::newRow("not a number") << qQNaN() << qQNaN() << 100;
        QTest::newRow("outside") << 7.0 << -3.0 << 100;
        QTest::newRow("endless") << -qInf() << qInf() << std::numeric_limits<int>::max();
        QTest::newRow("nothing") << 0.5 << 0.0 << 0;
    }
    void nonsenseInAPartIsBounded()
    {
        QFETCH(double, x);
        QFETCH(double, width);
        QFETCH(int, pixels);
        const Opened image = opened(kImageFormat, encoded(quarters(64, 64), "png"));
        const QImage part = pictureOf(image, 0, {.x = x, .y = x, .width = width, .height = width, .pixels = pixels});
        QVERIFY(!part.isNull() && part.width() <= 64 && part.height() <= 64);
    }

    void whatIsTooLargeIsRefused_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<Error::Kind>("kind");
        const QByteArray png = encoded(quarters(8, 8), "png");
        QTest::newRow("PNG of 2³¹ pixels a side") << withSize(png, 0x80000000, 0x80000000) << Error::Kind::Corrupt;
        QTest::newRow("PNG of 900,000 × 900,000 pixels") << withSize(png, 900'000, 900'000) << Error::Kind::Refused;
        QTest::newRow("PNG of no pixels") << withSize(png, 0, 8) << Error::Kind::Corrupt;
        QTest::newRow("GIF of 65,535 × 65,535 pixels") << gif(65535, 65535, {0}, 10) << Error::Kind::Refused;
        QTest::newRow("GIF of 9,000 × 9,000 pixels") << gif(9000, 9000, std::vector<int>(100, 0), 10) << Error::Kind::Refused;
        QTest::newRow("BMP of 2³¹ pixels")
            << encoded(quarters(8, 8), "bmp").replace(18, 8, little32(0x7fffffff) + little32(0x7fffffff)) << Error::Kind::Corrupt;
    }
    void whatIsTooLargeIsRefused()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(Error::Kind, kind);
        const Opened image = opened(kImageFormat, bytes);
        QVERIFY(!image.preview);
        QVERIFY2(image.error.kind == kind, qPrintable(toText(image.error)));
        QVERIFY(image.error.what.endsWith(u'.') || image.error.what.contains(u':'));
    }

    void whatAFileClaimsBesideItsPixelsTakesNoMemory_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<bool>("isShown");
        const QByteArray png = encoded(quarters(64, 64), "png");
        const QByteArray end = pngChunk("IEND", {});
        const QByteArray bomb = pngChunk("zTXt", QByteArray("k\0\0", 3) + qCompress(QByteArray(7'900'000, 'x'), 9).sliced(4)).repeated(100);
        for (const char *type : {"tEXt", "zTXt", "iTXt", "eXIf", "iCCP", "sPLT"}) {
            const QByteArray claim = pngChunk(type, QByteArray("k\0", 2) + QByteArray(1000, 'x'), 1'900'000'000);
            QTest::addRow("%s of gigabytes before the pixels", type) << withChunks(png, claim) << false;
            QTest::addRow("%s of gigabytes behind the pixels", type) << png.chopped(end.size()) + claim + end << true;
        }
        const QByteArray within = withChunks(png, bomb);
        QTest::newRow("a hundred packed texts in an icon's image")
            << QByteArray("\0\0\1\0\1\0\x40\x40\0\0\1\0\x20\0", 14) + little32(within.size()) + little32(22) + within << false;
        QTest::newRow("a hundred packed texts before the pixels") << withChunks(png, bomb) << false;
        QTest::newRow("a hundred packed texts behind the pixels") << png.chopped(end.size()) + bomb + end << true;
    }
    void whatAFileClaimsBesideItsPixelsTakesNoMemory()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(bool, isShown);
        const qint64 before = memoryPeak();
        const Opened image = opened(kImageFormat, bytes);
        QVERIFY2(memoryPeak() - before < 160 << 20, qPrintable(QString::number((memoryPeak() - before) >> 20) + u" MB"_s));
        QCOMPARE(image.preview != nullptr, isShown);
        if (isShown) {
            QVERIFY(isLike(at(imageOf(image.shape<ImageDocument>().picture), 0.8, 0.8), Qt::white));
            return;
        }
        QVERIFY2(image.error.kind == Error::Kind::Refused, qPrintable(toText(image.error)));
        QVERIFY2(image.error.what.endsWith(u"claims to have so much beside its pixels that it is not opened."), qPrintable(image.error.what));
    }

    void severalTextsAndAProfileAreNoBomb()
    {
        QByteArray texts;
        for (int i = 0; i < 10; ++i)
            texts += pngChunk("zTXt", QByteArray("k\0\0", 3) + qCompress("a word").sliced(4));
        const Opened image = opened(kImageFormat, withChunks(encoded(quarters(64, 64), "png"), texts));
        QVERIFY2(image.preview, qPrintable(toText(image.error)));
        QCOMPARE(image.document().notices, QStringList());
        QCOMPARE(image.fact(u"k"_s), u"a word"_s);
    }

    void aJpegOfEndlessPassesIsRefused()
    {
        const QByteArray progressive = progressiveJpeg(noise(64, 64));
        const Opened usual = opened(kImageFormat, progressive);
        QVERIFY2(usual.preview, qPrintable(toText(usual.error)));
        QCOMPARE(usual.document().notices, QStringList());
        const Opened endless = opened(kImageFormat, jpegOfScans(progressive, 5000));
        QVERIFY(!endless.preview);
        QVERIFY2(endless.error.kind == Error::Kind::Refused, qPrintable(toText(endless.error)));
        QCOMPARE(endless.error.what, u"This JPEG image is made of more than 100 passes over its pixels, and would take too long."_s);
    }

    void aTruncatedImageIsShownAsFarAsItGoes_data()
    {
        QTest::addColumn<QByteArray>("format");
        QTest::newRow("JPEG") << QByteArray("jpeg");
        QTest::newRow("PNG") << QByteArray("png");
        QTest::newRow("BMP") << QByteArray("bmp");
    }
    void aTruncatedImageIsShownAsFarAsItGoes()
    {
        QFETCH(QByteArray, format);
        QImage image = noise(300, 300);
        for (int y = 0; y < 100; ++y)  // above in the file: for a BMP, below in the image
            for (int x = 0; x < 300; ++x)
                image.setPixelColor(x, format == "bmp" ? 299 - y : y, Qt::red);
        const QByteArray whole = encoded(image, format.constData());
        const Opened cut = opened(kImageFormat, whole.first(whole.size() / 2));
        QVERIFY2(cut.preview, qPrintable(toText(cut.error)));
        QCOMPARE(cut.document().notices.size(), 1);
        const QImage seen = imageOf(cut.shape<ImageDocument>().picture);
        QVERIFY(isLike(at(seen, 0.5, format == "bmp" ? 0.9 : 0.1), Qt::red, 40));
        const QColor missing = at(seen, 0.5, format == "bmp" ? 0.01 : 0.99);
        QVERIFY2(isLike(missing, Qt::gray, 90), qPrintable(missing.name()));
    }

    void aHeaderAloneIsCorrupt()
    {
        for (const char *format : {"png", "jpeg", "bmp", "webp", "tiff", "ico", "ppm"}) {
            const QByteArray whole = encoded(quarters(64, 64), format);
            if (whole.isEmpty())
                continue;
            const Opened cut = opened(kImageFormat, whole.first(20));
            if (QByteArrayView(format) == "ppm") {  // its header is so short that a pixel is there
                QCOMPARE(cut.document().notices.size(), 1);
                continue;
            }
            QVERIFY2(!cut.preview, format);
            QVERIFY2(cut.error.kind == Error::Kind::Corrupt, qPrintable(toText(cut.error)));
        }
    }

    void aChangedByteNeverEndsTheProgram()
    {
        const quint64 seed = qEnvironmentVariableIsSet("TIDELINE_SEED") ? qEnvironmentVariable("TIDELINE_SEED").toULongLong() : 42;
        qInfo("seed %llu", static_cast<unsigned long long>(seed));
        quint64 state = seed;
        const auto random = [&](qsizetype below) {
            state = state * 6364136223846793005 + 1442695040888963407;
            return qsizetype((state >> 33) % quint64(below));
        };
        for (const char *format : {"png", "jpeg", "bmp", "webp", "tiff", "ico", "icns", "ppm", "xpm", "tga"}) {
            const QByteArray whole = encoded(noise(24, 24), format);
            for (int round = 0; round < 60 && !whole.isEmpty(); ++round) {
                QByteArray changed = whole;
                for (int i = 0; i < 3; ++i)
                    changed[random(std::min<qsizetype>(changed.size(), round % 2 ? 64 : changed.size()))] = char(random(256));
                const Opened image = opened(kImageFormat, changed);
                QVERIFY(image.preview || !image.error.what.isEmpty());
            }
        }
    }

    void aRemoteImageCostsNoMoreThanIsAllowed()
    {
        session::Limits limits;
        limits.remoteBytes = 1 << 20;
        const QByteArray large = encoded(noise(1000, 1000), "png");
        QVERIFY(large.size() > 2 << 20);
        const Opened image = opened(kImageFormat, large, {}, Where::Remote, limits);
        QVERIFY2(image.preview, qPrintable(toText(image.error)));
        QVERIFY(image.source->bytesRead() <= limits.remoteBytes + (256 << 10));
        QVERIFY(image.document().notices.join(u' ').contains(u"cloud"));
    }

    void theSourcesErrorIsPassedOn()
    {
        auto source = std::make_shared<MemorySource>(encoded(noise(1500, 1500), "png"), Where::Remote);
        source->failFrom(1 << 20, {Error::Kind::Offline, u"The cloud cannot be reached."_s, {}, {}});
        const preview::Cancelled cancelled = false;
        const auto made = kImageFormat.open(source, {}, {.remoteBytes = 64 << 20}, cancelled);
        QVERIFY(!made);
        QVERIFY2(made.error().kind == Error::Kind::Offline, qPrintable(toText(made.error())));
    }

    void aCancelledOneEnds()
    {
        const auto source = std::make_shared<MemorySource>(encoded(noise(1500, 1500), "png"));
        const preview::Cancelled cancelled = true;
        const auto made = kImageFormat.open(source, {}, {}, cancelled);
        QVERIFY(!made);
        QVERIFY2(made.error().kind == Error::Kind::Cancelled, qPrintable(toText(made.error())));
    }
};

TIDELINE_GUI_SUITE(ImageFormatTest)
#include "image_format_test.moc"
