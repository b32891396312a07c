#include "core/base/name_escape.h"
#include "core/base/relative_path.h"

#include <QTest>

using namespace tideline;

class RelativePathTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void eachNameIsTakenOrRefused_data()
    {
        QTest::addColumn<QByteArray>("name");
        QTest::addColumn<bool>("good");

        // clang-format off
        QTest::newRow("a plain name")                        << QByteArray("report.csv")                     << true;
        QTest::newRow("blanks around")                       << QByteArray("  a b  ")                        << true;
        QTest::newRow("control characters")                  << QByteArray("a\nb\t\x1b[31m\x7f")             << true;
        QTest::newRow("what shells mind")                    << QByteArray("-rf; $(x) `y` 'z' \"\\ *?")      << true;
        QTest::newRow("a colon and a bar")                   << QByteArray("a:b|c<d>e")                      << true;
        QTest::newRow("a name reserved on Windows")          << QByteArray("CON")                            << true;
        QTest::newRow("umlauts, composed")                   << QByteArray("\xc3\xa4")                       << true;
        QTest::newRow("umlauts, taken apart")                << QByteArray("a\xcc\x88")                      << true;
        QTest::newRow("a picture beyond the first plane")    << QByteArray("\xf0\x9f\x8c\x8a.txt")           << true;
        QTest::newRow("right to left")                       << QByteArray("\xe2\x80\xae" "fdp.exe")         << true;
        QTest::newRow("three dots")                          << QByteArray("...")                            << true;
        QTest::newRow("a hidden file")                       << QByteArray(".bashrc")                        << true;
        QTest::newRow("255 bytes")                           << QByteArray(255, 'x')                         << true;
        QTest::newRow("255 bytes of two-byte letters")       << QByteArray("\xc3\xa4").repeated(127) + "x"   << true;
        QTest::newRow("a replacement character")             << QByteArray("\xef\xbf\xbd")                   << true;
        QTest::newRow("a noncharacter")                      << QByteArray("a\xef\xbf\xbe")                  << true;

        QTest::newRow("empty")                               << QByteArray()                                 << false;
        QTest::newRow("the folder itself")                   << QByteArray(".")                              << false;
        QTest::newRow("the folder above")                    << QByteArray("..")                             << false;
        QTest::newRow("a slash")                             << QByteArray("a/b")                            << false;
        QTest::newRow("a slash at the end")                  << QByteArray("a/")                             << false;
        QTest::newRow("a NUL")                               << QByteArray("a\0b", 3)                        << false;
        QTest::newRow("a NUL at the end")                    << QByteArray("a\0", 2)                         << false;
        QTest::newRow("256 bytes")                           << QByteArray(256, 'x')                         << false;
        QTest::newRow("Latin-1")                             << QByteArray("caf\xe9")                        << false;
        QTest::newRow("cut within a letter")                 << QByteArray("a\xc3")                          << false;
        QTest::newRow("a stray continuation")                << QByteArray("a\x80z")                         << false;
        QTest::newRow("an overlong slash")                   << QByteArray("..\xc0\xaf..")                   << false;
        QTest::newRow("an overlong NUL")                     << QByteArray("a\xc0\x80")                      << false;
        QTest::newRow("half a surrogate pair")               << QByteArray("a\xed\xa0\x80")                  << false;
        QTest::newRow("a pair of surrogates")                << QByteArray("\xed\xa0\xbc\xed\xbc\x8a")       << false;
        QTest::newRow("beyond Unicode")                      << QByteArray("\xf4\x90\x80\x80")               << false;
        // JSON and Qt drop a byte order mark at the head of a text: the name could not come back as it was.
        QTest::newRow("a byte order mark at the head")       << QByteArray("\xef\xbb\xbf" "a.csv")           << false;
        QTest::newRow("a byte order mark inside")            << QByteArray("a\xef\xbb\xbf.csv")              << true;

        QTest::newRow("ours")                                << QByteArray(".tideline")                      << false;
        QTest::newRow("ours in capitals")                    << QByteArray(".TideLine")                      << false;
        QTest::newRow("ours with a dot at the end")          << QByteArray(".tideline.")                     << false;
        QTest::newRow("ours with a blank at the end")        << QByteArray(".tideline ")                     << false;
        QTest::newRow("ours with dots and blanks")           << QByteArray(".tideline. . ")                  << false;
        QTest::newRow("ours as a stream of NTFS")            << QByteArray(".tideline::$INDEX_ALLOCATION")   << false;
        QTest::newRow("ours in wide letters")                << QByteArray(".\xef\xbd\x94ideline")           << false;
        QTest::newRow("ours with an ignored character")      << QByteArray(".tide\xe2\x80\x8cline")          << false;
        QTest::newRow("ours with an ignored one in front")   << QByteArray("\xe2\x80\x8d.tideline")          << false;
        QTest::newRow("ours with a soft break inside")       << QByteArray(".tide\xef\xbb\xbfline")          << false;
        QTest::newRow("ours, padded with ignored ones")      << ".tide" + QByteArray("\xe2\x80\x8c").repeated(60) + "line" << false;
        QTest::newRow("ours with a soft hyphen")             << QByteArray(".tide\xc2\xadline")               << false;
        QTest::newRow("ours with a variation selector")      << QByteArray(".tideline\xef\xb8\x8f")          << false;
        QTest::newRow("ours with a tag")                     << QByteArray(".tideline\xf3\xa0\x81\xa1")      << false;
        QTest::newRow("more than ours")                      << QByteArray(".tideline2")                     << true;
        QTest::newRow("ours in front of more")               << QByteArray(".tidelineignore")                << true;
        QTest::newRow("ours without the dot")                << QByteArray("tideline")                       << true;
        QTest::newRow("ours behind a letter")                << QByteArray("a.tideline")                     << true;
        // clang-format on
    }

    void eachNameIsTakenOrRefused()
    {
        QFETCH(QByteArray, name);
        QFETCH(bool, good);
        const auto checked = checkName(name);
        QCOMPARE(bool(checked), good);
        if (!good)
            QCOMPARE(toString(checked.error().kind), toString(Error::Kind::Invalid));
        // A path of that one part is judged alike; only the empty path is the root.
        if (!name.isEmpty() && !name.contains('/'))
            QCOMPARE(bool(RelativePath::parse(name)), good);
        if (good)
            QCOMPARE(QString::fromUtf8(name).toUtf8(), name);
    }

    void everyLetterOfUnicodeMayBeInAName()
    {
        for (char32_t c = 1; c <= 0x10ffff; ++c) {
            if (c == U'/' || (c >= 0xd800 && c <= 0xdfff))
                continue;
            const QByteArray name = "a" + QString::fromUcs4(&c, 1).toUtf8();
            QVERIFY2(checkName(name), qPrintable(QString::number(c, 16)));
        }
    }

    void eachPathIsTakenOrRefused_data()
    {
        QTest::addColumn<QByteArray>("path");
        QTest::addColumn<bool>("good");
        // clang-format off
        QTest::newRow("the root")                     << QByteArray()                                     << true;
        QTest::newRow("a path")                       << QByteArray("a/b/c.txt")                          << true;
        QTest::newRow("4,000 bytes")                  << QByteArray(QByteArray(199, 'x') + '/').repeated(20).chopped(1) << true;
        QTest::newRow("256 parts")                    << QByteArray("a/").repeated(256).chopped(1)        << true;
        QTest::newRow("absolute")                     << QByteArray("/etc/passwd")                        << false;
        QTest::newRow("a slash alone")                << QByteArray("/")                                  << false;
        QTest::newRow("a slash at the end")           << QByteArray("a/")                                 << false;
        QTest::newRow("two slashes")                  << QByteArray("a//b")                               << false;
        QTest::newRow("upwards")                      << QByteArray("../a")                               << false;
        QTest::newRow("upwards inside")               << QByteArray("a/../../b")                          << false;
        QTest::newRow("a dot inside")                 << QByteArray("a/./b")                              << false;
        QTest::newRow("ours inside")                  << QByteArray("a/.TIDELINE/b")                      << false;
        QTest::newRow("over 4,000 bytes")             << QByteArray(QByteArray(199, 'x') + '/').repeated(21).chopped(1) << false;
        QTest::newRow("257 parts")                    << QByteArray("a/").repeated(257).chopped(1)        << false;
        // clang-format on
    }

    void eachPathIsTakenOrRefused()
    {
        QFETCH(QByteArray, path);
        QFETCH(bool, good);
        const auto parsed = RelativePath::parse(path);
        QCOMPARE(bool(parsed), good);
        if (good)
            QCOMPARE(parsed->bytes(), path);
    }

    void aPathKnowsItsPartsParentAndName()
    {
        const RelativePath path = *RelativePath::parse(QByteArrayView("a/b/c.txt"));
        QCOMPARE(path.name(), QByteArray("c.txt"));
        QCOMPARE(path.parent().bytes(), QByteArray("a/b"));
        QCOMPARE(path.parent().parent().parent().bytes(), QByteArray());
        QVERIFY(path.parent().parent().parent().parent().isRoot());
        QCOMPARE(path.parts(), (QList<QByteArray>{"a", "b", "c.txt"}));
        QVERIFY(RelativePath().parts().isEmpty());
        QCOMPARE(RelativePath().child("x").bytes(), QByteArray("x"));
        QCOMPARE(path.parent().child("d").bytes(), QByteArray("a/b/d"));
    }

    void withinMeansByWholeParts()
    {
        auto path = [](const char *bytes) { return *RelativePath::parse(QByteArrayView(bytes)); };
        QVERIFY(path("a/b").isWithin(path("a")));
        QVERIFY(path("a").isWithin(path("a")));
        QVERIFY(path("a").isWithin(RelativePath()));
        QVERIFY(!path("ab").isWithin(path("a")));
        QVERIFY(!path("a").isWithin(path("a/b")));
        QVERIFY(!RelativePath().isWithin(path("a")));
    }

    void namesThatDifferInCaseOrNormalisationHaveOneKey()
    {
        QCOMPARE(nameKey("README"), nameKey("readme"));
        QCOMPARE(nameKey("\xc3\xa4"), nameKey("a\xcc\x88"));
        QCOMPARE(nameKey("\xc3\x84"), nameKey("a\xcc\x88"));
        QCOMPARE(nameKey("\xc5\xbf\xcc\xa3\xcc\x87"), nameKey("s\xcc\xa3\xcc\x87"));  // a long s folds with its marks, too
        QVERIFY(nameKey("a") != nameKey("b"));
        QVERIFY(nameKey("a") != nameKey("\xc3\xa4"));
    }

    void anEscapedNameTellsWhichNameItStandsFor_data()
    {
        QTest::addColumn<QByteArray>("name");
        for (const char *name : {"README.md", "readme.md", "A", "\xc3\xa9", "e\xcc\x81", ".profile", "data.tar.gz", "a (name clash )", "a b.", "a. (name clash 1"})
            QTest::newRow(name) << QByteArray(name);
        QTest::newRow("an escaped name, literally, in the cloud") << escapedName("A.txt");
    }
    void anEscapedNameTellsWhichNameItStandsFor()
    {
        QFETCH(QByteArray, name);
        const QByteArray escaped = escapedName(name);
        QVERIFY(bool(checkName(escaped)));
        QVERIFY(nameKey(escaped) != nameKey(name));
        QCOMPARE(cloudName(escaped), name);
        QCOMPARE(cloudName(escapedName(name, 2)), name);
        QVERIFY(isAside(escapedName(name, 2)));
        QVERIFY(escaped != escapedName(name, 2));
        QCOMPARE(cloudName(diskName(name)), name);
        QVERIFY(!isAside(diskName(name)));
        QCOMPARE(isAside(escaped), cloudName(name) == name);
    }

    void namesThatClashAreEscapedToNamesThatDoNot()
    {
        QVERIFY(nameKey(escapedName("README")) != nameKey(escapedName("readme")));
        QVERIFY(nameKey(escapedName("\xc3\xa9")) != nameKey(escapedName("e\xcc\x81")));
        QCOMPARE(diskName("README"), QByteArray("README"));
    }

    void whatMerelyLooksLikeAnEscapedNameIsSomebodysOwn()
    {
        for (const QByteArray name : {"A (name clash 00000000).txt", "A (name clash).txt", " (name clash 559aead0)", "A (name clash 559AEAD0)", "A (name clash 559aead0, 0)", "A (name clash 559aead0, ", "A (name clash 559aead0"})
            QCOMPARE(cloudName(name), name);
        for (const char *name : {".tideline", ".TIDELINE", ".", "..", "a/b"})  // stands for none that may not be
            QCOMPARE(cloudName(escapedName(name)), escapedName(name));
        QByteArray moved = escapedName("A.txt");
        moved.replace(".txt", ".md");
        QCOMPARE(cloudName(moved), moved);
    }

    void aNameWithoutRoomIsNotEscaped()
    {
        QVERIFY(escapedName(QByteArray(240, 'a')).isEmpty());
        const QByteArray hostile = escapedName(QByteArray(230, 'a'));
        QVERIFY(!hostile.isEmpty());
        QCOMPARE(diskName(hostile), hostile);
    }
};

QTEST_GUILESS_MAIN(RelativePathTest)
#include "relative_path_test.moc"
