#include "core/preview/png_text.h"

#include "core/base/result.h"
#include "tests/support/suite.h"

#include <QTest>

using namespace tideline;
using namespace tideline::preview;

class PngTextTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void whatIsPutInIsReadBack()
    {
        const std::vector<PngText> texts{{"Thumb::URI", "file:///a"}, {"Software", ""}, {"Title", QByteArray(100'000, 'x')}};
        const QByteArray png = withPngText(emptyPng(), texts);
        QCOMPARE(readPngText(png), texts);
    }

    void aTextOfTheSameKeyIsReplacedAndOthersStay()
    {
        const QByteArray first = withPngText(emptyPng(), {{"A", "1"}, {"B", "2"}});
        const QByteArray second = withPngText(first, {{"A", "3"}});
        QCOMPARE(readPngText(second), (std::vector<PngText>{{"A", "3"}, {"B", "2"}}));
    }

    void aCutOffPngIsNone()
    {
        const QByteArray png = withPngText(emptyPng(), {{"Thumb::MTime", "1"}});
        for (qsizetype length = 0; length < png.size(); ++length)
            QVERIFY2(!readPngText(png.first(length)), QByteArray::number(length));
    }

    void aChangedByteIsFound()
    {
        const QByteArray png = withPngText(emptyPng(), {{"Thumb::MTime", "1"}});
        for (qsizetype i = 0; i < png.size(); ++i) {
            QByteArray changed = png;
            changed[i] = char(changed[i] ^ 0x20);
            QVERIFY2(!readPngText(changed), QByteArray::number(i));
        }
    }

    void aLengthBeyondTheEndIsNone()
    {
        QByteArray png = emptyPng();
        png.replace(8, 4, QByteArray("\xff\xff\xff\xff", 4));
        QVERIFY(!readPngText(png));
        QVERIFY(withPngText(png, {{"A", "1"}}).isEmpty());
    }

    void aKeyThatPngForbidsIsRefused()
    {
        QVERIFY(withPngText(emptyPng(), {{"", "1"}}).isEmpty());
        QVERIFY(withPngText(emptyPng(), {{QByteArray(80, 'k'), "1"}}).isEmpty());
        QVERIFY(withPngText(emptyPng(), {{QByteArray("a\0b", 3), "1"}}).isEmpty());
    }
};

TIDELINE_SUITE(PngTextTest)
#include "png_text_test.moc"
