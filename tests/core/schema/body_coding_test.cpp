// JSON bodies in zstd: what goes in comes out, in whatever pieces; and nothing grows beyond its bound.
#include "core/schema/wire/body_coding.h"

#include <QTest>

#include <zstd.h>

using namespace tideline;
using namespace tideline::wire;

class BodyCodingTest final : public QObject {
    Q_OBJECT

    static QByteArray jsonOfBytes(qsizetype bytes)
    {
        QByteArray json = "[";
        for (int i = 0; json.size() < bytes; ++i)
            json += "{\"name\":\"part " + QByteArray::number(i) + ".csv\",\"size\":" + QByteArray::number(i * 7919) + "},";
        json.back() = ']';
        return json;
    }

private Q_SLOTS:
    void aBodyComesBackWhateverItsPieces_data()
    {
        QTest::addColumn<qsizetype>("piece");
        for (const qsizetype piece : {1, 7, 4096, 1 << 20})
            QTest::addRow("%lld", qlonglong(piece)) << piece;
    }
    void aBodyComesBackWhateverItsPieces()
    {
        QFETCH(qsizetype, piece);
        const QByteArray json = jsonOfBytes(300'000);
        const auto coded = codedBody(json);
        QVERIFY(coded);
        QVERIFY(coded->size() < json.size() / 4);
        BodyDecoder decoder;
        QByteArray body;
        for (qsizetype at = 0; at < coded->size(); at += piece)
            QVERIFY(decoder.write(QByteArrayView(*coded).sliced(at, std::min(piece, coded->size() - at)), body, 1 << 20));
        QVERIFY(decoder.finish());
        QVERIFY(body == json);
    }

    void whatIsCodedInPiecesComesBack_data() { aBodyComesBackWhateverItsPieces_data(); }
    void whatIsCodedInPiecesComesBack()
    {
        QFETCH(qsizetype, piece);
        const QByteArray json = jsonOfBytes(300'000);
        BodyEncoder encoder;
        QByteArray coded;
        for (qsizetype at = 0; at < json.size(); at += piece)
            coded += encoder.write(QByteArrayView(json).sliced(at, std::min(piece, json.size() - at)));
        coded += encoder.finish();
        QVERIFY(coded.size() < json.size() / 4);
        BodyDecoder decoder;
        QByteArray body;
        QVERIFY(decoder.write(coded, body, 1 << 20) && decoder.finish());
        QVERIFY(body == json);
    }

    void whatIsShortOrDoesNotShrinkStaysPlain()
    {
        QVERIFY(!codedBody("{\"name\":\"climate\"}"));
        QByteArray noise(100'000, Qt::Uninitialized);
        quint32 state = 1;
        for (char &c : noise) {
            state = state * 1664525 + 1013904223;
            c = char(state >> 24);
        }
        QVERIFY(!codedBody(noise));
    }

    void aBombStopsOneByteBeyondItsBound()
    {
        const auto coded = codedBody(QByteArray(64 << 20, ' '));
        QVERIFY(coded && coded->size() < 100'000);
        BodyDecoder decoder;
        QByteArray body;
        QVERIFY(decoder.write(*coded, body, 1000));
        QCOMPARE(body.size(), 1001);
        QVERIFY(body.capacity() < 1 << 20);
    }

    void whatIsNoWholeFrameIsSaid()
    {
        const QByteArray coded = *codedBody(jsonOfBytes(10'000));
        QByteArray body;
        BodyDecoder cut;
        QVERIFY(cut.write(QByteArrayView(coded).chopped(1), body, 1 << 20));
        QVERIFY(!cut.finish());
        BodyDecoder trailed;
        QVERIFY(!trailed.write(coded + "x", body, 1 << 20));
        BodyDecoder plain;
        QVERIFY(!plain.write("{\"name\":\"climate\"}", body, 1 << 20));
        BodyDecoder empty;
        QVERIFY(!empty.finish());
    }

    void aWindowThatCostsTooMuchMemoryIsRefused()
    {
        const std::unique_ptr<ZSTD_CCtx, decltype(&ZSTD_freeCCtx)> context(ZSTD_createCCtx(), &ZSTD_freeCCtx);
        ZSTD_CCtx_setParameter(context.get(), ZSTD_c_windowLog, 27);
        const QByteArray raw(1000, 'a');
        QByteArray coded(10'000, Qt::Uninitialized);
        ZSTD_inBuffer in{raw.data(), std::size_t(raw.size()), 0};
        ZSTD_outBuffer out{coded.data(), std::size_t(coded.size()), 0};
        ZSTD_compressStream2(context.get(), &out, &in, ZSTD_e_flush);  // its end unknown, the frame asks for the whole window
        coded.truncate(qsizetype(out.pos));
        BodyDecoder decoder;
        QByteArray body;
        QVERIFY(!decoder.write(coded, body, 1 << 20));
    }
};

QTEST_GUILESS_MAIN(BodyCodingTest)
#include "body_coding_test.moc"
