#include "app/session/formats/pdf_format.h"
#include "tests/app/session/opening.h"
#include "tests/app/session/pdf_files.h"
#include "tests/support/suite.h"

#include <QTest>

using namespace tideline;
using namespace tideline::test;
using preview::PagesDocument;
using session::kPdfFormat;
using Where = MemorySource::Where;

namespace {

Result<std::optional<preview::Place>> find(const Opened &document, const QString &text, qint64 from = 0, int column = 0)
{
    return elsewhere([&] {
        const preview::Cancelled cancelled = false;
        return document.preview->find(text, from, column, cancelled);
    });
}

}  // namespace

class PdfFormatTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void pagesAreDrawnOnAThreadWithoutAnEventLoop()
    {
        const Opened document = opened(kPdfFormat, plainPdf({"One", "Two", "Three"}));
        QVERIFY2(document.preview, qPrintable(toText(document.error)));
        const auto &pages = document.shape<PagesDocument>();
        QCOMPARE(pages.sizes.size(), std::size_t(3));
        QCOMPARE(pages.sizes[2], QSizeF(300, 200));
        const QImage first = imageOf(pages.first);
        QVERIFY(isLike(first.pixelColor(first.width() / 12, first.height() * 11 / 12), Qt::red));
        QVERIFY(isLike(first.pixelColor(first.width() - 2, 2), Qt::white));
        const QImage third = pictureOf(document, 2, {});  // on yet another thread
        QCOMPARE(third.width(), 1024);
        QVERIFY(isLike(third.pixelColor(85, 1024 * 2 / 3 - 85), Qt::red));
        QVERIFY(pictureOf(document, 3, {}).isNull());
        QVERIFY(pictureOf(document, -1, {}).isNull());
    }

    void aPartIsWhereItShouldBe()
    {
        const Opened document = opened(kPdfFormat, plainPdf({"x"}));
        // The square's upper right corner: 50 of 300 points from the left, 50 of 200 from below.
        const QImage corner = pictureOf(document, 0, {.x = 49 / 300.0, .y = 149 / 200.0, .width = 2 / 300.0, .height = 2 / 200.0, .pixels = 400});
        QCOMPARE(corner.size(), QSize(400, 400));
        QVERIFY(isLike(corner.pixelColor(190, 210), Qt::red, 2));
        QVERIFY(isLike(corner.pixelColor(210, 210), Qt::white, 2));
        QVERIFY(isLike(corner.pixelColor(190, 190), Qt::white, 2));
    }

    void whatItSaysOfItselfBecomesFacts()
    {
        const Opened document = opened(kPdfFormat, plainPdf({"x", "y"}));
        QCOMPARE(document.fact(u"Pages"_s), u"2"_s);
        QCOMPARE(document.fact(u"Title"_s), u"A title"_s);
        QCOMPARE(document.fact(u"Author"_s), u"Ada"_s);
        QVERIFY(document.fact(u"Made"_s).startsWith(u"2024-05-06T"));
    }

    void textIsFoundPageByPage()
    {
        const Opened document = opened(kPdfFormat, plainPdf({"Alpha beta", "Gamma", "BETA beta"}));
        const auto first = find(document, u"beta"_s);
        QVERIFY(first && *first);
        QCOMPARE((*first)->index, 0);
        QCOMPARE((*first)->length, 4);
        const auto second = find(document, u"beta"_s, 0, (*first)->column + 1);
        QVERIFY(second && *second);
        QCOMPARE((*second)->index, 2);
        const auto third = find(document, u"beta"_s, 2, (*second)->column + 1);
        QVERIFY(third && *third);
        QCOMPARE((*third)->index, 2);
        QVERIFY((*third)->column > (*second)->column);
        QCOMPARE(*find(document, u"delta"_s), std::nullopt);
        QCOMPARE(*find(document, QString()), std::nullopt);
        QCOMPARE(*find(document, u"beta"_s, 99), std::nullopt);
    }

    void severalThreadsMayShowSeveralDocuments()
    {
        std::vector<std::jthread> threads;
        std::atomic<int> drawn = 0;
        for (int i = 0; i < 4; ++i)
            threads.emplace_back([&] {
                const preview::Cancelled cancelled = false;
                for (int round = 0; round < 5; ++round) {
                    const auto made = kPdfFormat.open(std::make_shared<MemorySource>(plainPdf({"a", "b"})), {}, {}, cancelled);
                    drawn += made && (*made)->picture(1, {}, cancelled);
                }
            });
        threads.clear();
        QCOMPARE(drawn.load(), 20);
    }

    void aPasswordIsASentence()
    {
        const QByteArray junk = QByteArray(32, 'Z');
        const Opened document = opened(kPdfFormat, plainPdf({"x"}, 0,
            "/Encrypt << /Filter /Standard /V 1 /R 2 /O (" + junk + ") /U (" + junk + ") /P -4 >> /ID [(0123456789abcdef) (0123456789abcdef)]"));
        QVERIFY(!document.preview);
        QVERIFY2(document.error.kind == Error::Kind::Refused, qPrintable(toText(document.error)));
        QCOMPARE(document.error.what, u"The document is protected by a password."_s);
    }

    void aDamagedOneIsASentenceOrIsShown_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        const QByteArray whole = plainPdf({"One", "Two", "Three"});
        QTest::newRow("cut off in the middle") << whole.first(whole.size() / 2);
        QTest::newRow("cut off at the table") << whole.first(whole.indexOf("xref"));
        QTest::newRow("its header alone") << whole.first(9);
        QTest::newRow("a false start of the table") << QByteArray(whole).replace("startxref\n", "startxref\n9");
        QTest::newRow("a billion pages") << QByteArray(whole).replace("/Count 3", "/Count 2147483647");
        QTest::newRow("less than no pages") << QByteArray(whole).replace("/Count 3", "/Count -3");
        QTest::newRow("a page of no size") << QByteArray(whole).replace("[0 0 300 200]", "[0 0 0 0]");
        QTest::newRow("a page of a million miles") << QByteArray(whole).replace("[0 0 300 200]", "[0 0 1e30 1]");
        QTest::newRow("an object that is its own length") << QByteArray(whole).replace("/Length 6", "/Length 6 0 R /X ");
    }
    void aDamagedOneIsASentenceOrIsShown()
    {
        QFETCH(QByteArray, bytes);
        const Opened document = opened(kPdfFormat, bytes, u"a.pdf"_s);
        if (!document.preview) {
            QVERIFY2(document.error.kind == Error::Kind::Corrupt || document.error.kind == Error::Kind::Refused, qPrintable(toText(document.error)));
            QVERIFY(document.error.what.endsWith(u'.'));
            return;
        }
        const auto &pages = document.shape<PagesDocument>();
        QVERIFY(pages.sizes.size() <= 10'000);
        QVERIFY(!pages.sizes.front().isEmpty());
        QVERIFY(pages.first.width > 0);
        (void)pictureOf(document, int(pages.sizes.size()) - 1, {});
        QVERIFY(find(document, u"zzz"_s));
    }

    void ofARemoteOneOnlyWhatIsShownIsFetched()
    {
        QByteArrayList texts;
        for (int i = 0; i < 40; ++i)
            texts << "Page " + QByteArray::number(i);
        const QByteArray large = plainPdf(texts, 1 << 20);
        const Opened document = opened(kPdfFormat, large, u"a.pdf"_s, Where::Remote);
        QVERIFY2(document.preview, qPrintable(toText(document.error)));
        QCOMPARE(document.shape<PagesDocument>().sizes.size(), std::size_t(40));
        qInfo("of %lld bytes, %lld were read for the first look", qlonglong(large.size()), document.source->bytesRead());
        QVERIFY(document.source->bytesRead() <= session::Limits().remoteBytes);
        const qint64 before = document.source->bytesRead();
        QVERIFY(!pictureOf(document, 30, {}).isNull());
        QVERIFY(document.source->bytesRead() - before <= 1 << 20);
    }

    void aRemoteOneThatNeedsTooMuchIsRefused()
    {
        session::Limits limits;
        limits.remoteBytes = 70'000;
        const Opened document = opened(kPdfFormat, plainPdf({"a", "b", "c"}, 1 << 20), u"a.pdf"_s, Where::Remote, limits);
        QVERIFY(!document.preview);
        QVERIFY2(document.error.kind == Error::Kind::Refused, qPrintable(toText(document.error)));
        QVERIFY(document.source->bytesRead() <= limits.remoteBytes);
    }

    void whatWasCancelledCanBeShownLater()
    {
        const Opened document = opened(kPdfFormat, plainPdf(QByteArrayList(20, "a"), 100'000), u"a.pdf"_s, Where::Remote);
        QVERIFY2(document.preview, qPrintable(toText(document.error)));
        document.source->failFrom(0, {Error::Kind::Offline, u"The cloud cannot be reached."_s, {}, {}});
        const preview::Cancelled goOn = false;
        const auto failed = document.preview->picture(18, {}, goOn);
        QVERIFY(!failed);
        QVERIFY2(failed.error().kind == Error::Kind::Offline, qPrintable(toText(failed.error())));
        document.source->failFrom(std::numeric_limits<qint64>::max(), {});
        QVERIFY(isLike(pictureOf(document, 18, {}).pixelColor(85, 1024 * 2 / 3 - 85), Qt::red));
    }

    void theSourcesErrorIsPassedOn()
    {
        auto source = std::make_shared<MemorySource>(plainPdf({"a", "b"}, 1 << 20), Where::Remote);
        source->failFrom(1 << 20, {Error::Kind::Offline, u"The cloud cannot be reached."_s, {}, {}});
        const preview::Cancelled cancelled = false;
        const auto made = kPdfFormat.open(source, {}, {}, cancelled);
        QVERIFY(!made);
        QVERIFY2(made.error().kind == Error::Kind::Offline, qPrintable(toText(made.error())));
    }
};

TIDELINE_GUI_SUITE(PdfFormatTest)
#include "pdf_format_test.moc"
