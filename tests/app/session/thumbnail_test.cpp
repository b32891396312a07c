#include "app/session/thumbnail.h"
#include "app/session/formats/archive_format.h"
#include "app/session/formats/image_format.h"
#include "app/session/formats/pdf_format.h"
#include "app/session/formats/svg_format.h"
#include "core/preview/png_text.h"
#include "core/preview/thumbnail_store.h"
#include "tests/app/session/image_files.h"
#include "tests/app/session/opening.h"
#include "tests/app/session/pdf_files.h"
#include "tests/support/suite.h"
#include "tests/support/temp_folder.h"

#include <QTest>

using namespace tideline;
using namespace tideline::test;

namespace {
Result<QByteArray> thumbnail(const Opened &opened, int edge)
{
    return elsewhere([&] {
        const preview::Cancelled cancelled = false;
        return session::makeThumbnail(*opened.preview, edge, cancelled);
    });
}
}  // namespace

class ThumbnailTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void itFitsIntoItsSquare_data()
    {
        QTest::addColumn<QSize>("image");
        QTest::addColumn<int>("edge");
        QTest::addColumn<QSize>("expected");
        QTest::newRow("wide") << QSize(800, 400) << 256 << QSize(256, 128);
        QTest::newRow("tall") << QSize(400, 800) << 256 << QSize(128, 256);
        QTest::newRow("small ones stay") << QSize(40, 20) << 256 << QSize(40, 20);
        QTest::newRow("a line") << QSize(2000, 1) << 128 << QSize(128, 1);
        QTest::newRow("the largest") << QSize(3000, 3000) << 1024 << QSize(1024, 1024);
    }
    void itFitsIntoItsSquare()
    {
        QFETCH(QSize, image);
        QFETCH(int, edge);
        QFETCH(QSize, expected);
        const Opened opened = test::opened(session::kImageFormat, encoded(quarters(image.width(), image.height()), "png"));
        QVERIFY2(opened.preview, qPrintable(toText(opened.error)));
        const Result<QByteArray> png = thumbnail(opened, edge);
        QVERIFY(png);
        QCOMPARE(QImage::fromData(*png, "PNG").size(), expected);
    }

    void drawingsAndDocumentsHaveOne()
    {
        const Opened svg = opened(session::kSvgFormat, "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 2 1'><rect width='2' height='1' fill='red'/></svg>");
        const Result<QByteArray> drawn = thumbnail(svg, 128);
        QVERIFY(drawn);
        QCOMPARE(QImage::fromData(*drawn).size(), QSize(128, 64));
        QVERIFY(isLike(QImage::fromData(*drawn).pixelColor(64, 32), Qt::red));
        const Opened pdf = opened(session::kPdfFormat, plainPdf({"Hello"}));
        const Result<QByteArray> page = thumbnail(pdf, 128);
        QVERIFY(page);
        QCOMPARE(QImage::fromData(*page).size(), QSize(128, 85));
    }

    void aTableHasNone()
    {
        const Opened archive = opened(session::kArchiveFormat, QByteArray("PK\5\6", 4) + QByteArray(18, '\0'), u"a.zip"_s);
        QVERIFY2(archive.preview, qPrintable(toText(archive.error)));
        const Result<QByteArray> none = thumbnail(archive, 128);
        QVERIFY(!none);
        QVERIFY2(none.error().kind == Error::Kind::Invalid, qPrintable(toText(none.error())));
    }

    void theStoreKeepsIt()
    {
        const TempFolder folder;
        const preview::ThumbnailStore store(folder.path());
        const Result<QByteArray> png = thumbnail(opened(session::kImageFormat, encoded(quarters(300, 300), "png")), 128);
        QVERIFY(png);
        QVERIFY(store.save("file:///a.png", 7, preview::ThumbnailSize::Normal, *png));
        const auto found = store.find("file:///a.png", 7, preview::ThumbnailSize::Normal);
        QVERIFY(found);
        const QImage image = QImage::fromData(*found, "PNG");
        QCOMPARE(image.size(), QSize(128, 128));
        QCOMPARE(image.text(u"Thumb::MTime"_s), u"7"_s);
    }
};

TIDELINE_GUI_SUITE(ThumbnailTest)
#include "thumbnail_test.moc"
