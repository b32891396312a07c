#include "core/base/content_hash.h"

#include <QTest>

using namespace tideline;

class ContentHashTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void knownVectors_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("expected");
        // NIST's examples of FIPS 180-2.
        QTest::newRow("no bytes") << QByteArray() << u"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"_s;
        QTest::newRow("abc") << QByteArray("abc") << u"ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"_s;
        QTest::newRow("448 bits") << QByteArray("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq")
                                  << u"248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"_s;
        QTest::newRow("a million a") << QByteArray(1'000'000, 'a')
                                     << u"cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"_s;
    }

    void knownVectors()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QString, expected);
        QCOMPARE(sha256(bytes).toString(), u"s256:"_s + expected);
        // In pieces it is the same, wherever it is cut, and the object starts anew.
        Sha256 hasher;
        for (int round = 0; round < 2; ++round) {
            const qsizetype step = std::max<qsizetype>(1, bytes.size() / 7);
            for (qsizetype at = 0; at < bytes.size(); at += step)
                hasher.add(QByteArrayView(bytes).sliced(at, std::min(step, bytes.size() - at)));
            QCOMPARE(hasher.finish(), sha256(bytes));
        }
    }

    void textAndBytesComeBackAsTheSameHash()
    {
        const ContentHash hash = sha256("x");
        QCOMPARE(*ContentHash::fromString(hash.toString()), hash);
        QCOMPARE(*ContentHash::fromBytes(hash.toBytes()), hash);
        QVERIFY(!hash.isNull());
        QVERIFY(ContentHash{}.isNull());
    }

    void whatIsNoHashIsInvalid_data()
    {
        QTest::addColumn<QString>("text");
        const QString good = sha256("x").toString();
        QTest::newRow("empty") << QString();
        QTest::newRow("no tag") << good.mid(5);
        QTest::newRow("another algorithm") << u"b3b2:"_s + good.mid(5);
        QTest::newRow("a digit short") << good.chopped(1);
        QTest::newRow("a digit long") << good + u'0';
        QTest::newRow("upper case") << u"s256:"_s + good.mid(5).toUpper();
        QTest::newRow("a letter beyond f") << good.chopped(1) + u'g';
        QTest::newRow("a letter that ends in an ASCII byte") << good.chopped(1) + QChar(0x161);
    }

    void whatIsNoHashIsInvalid()
    {
        QFETCH(QString, text);
        const auto hash = ContentHash::fromString(text);
        QVERIFY(!hash);
        QCOMPARE(toString(hash.error().kind), toString(Error::Kind::Invalid));
    }

    void bytesOfAnotherLengthAreCorrupt()
    {
        QCOMPARE(toString(ContentHash::fromBytes(QByteArray(31, 'x')).error().kind), toString(Error::Kind::Corrupt));
        QCOMPARE(toString(ContentHash::fromBytes(QByteArray(33, 'x')).error().kind), toString(Error::Kind::Corrupt));
    }
};

QTEST_GUILESS_MAIN(ContentHashTest)
#include "content_hash_test.moc"
