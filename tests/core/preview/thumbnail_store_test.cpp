#include "core/preview/thumbnail_store.h"

#include "core/preview/png_text.h"
#include "tests/support/suite.h"
#include "tests/support/temp_folder.h"

#include <QDir>
#include <QFile>
#include <QTest>

using namespace tideline;
using namespace tideline::preview;
using namespace tideline::test;

namespace {
const QByteArray kUri = "file:///home/jens/photos/me.png";  // the specification's own example
constexpr qint64 kTime = 1'700'000'000;
}  // namespace

class ThumbnailStoreTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void whatIsSavedLiesWhereTheSpecificationSays()
    {
        const TempFolder folder;
        const ThumbnailStore store(folder.path(u"cache/thumbnails"_s));
        QVERIFY(store.save(kUri, kTime, ThumbnailSize::Large, emptyPng()));
        const QString path = folder.path(u"cache/thumbnails/large/c6ee772d9e49320e97ec29a7eb5b1697.png"_s);
        QVERIFY(QFile::exists(path));
        const auto owner = QFile::ReadOwner | QFile::WriteOwner | QFile::ReadUser | QFile::WriteUser;
        QCOMPARE(QFile::permissions(path), owner);
        for (const QString &each : {u"cache/thumbnails"_s, u"cache/thumbnails/large"_s})
            QCOMPARE(QFile::permissions(folder.path(each)), owner | QFile::ExeOwner | QFile::ExeUser);
        QCOMPARE(QDir(folder.path(u"cache/thumbnails/large"_s)).entryList(QDir::Files | QDir::Hidden).size(), 1);
    }

    void whatIsSavedIsFound()
    {
        const TempFolder folder;
        const ThumbnailStore store(folder.path());
        QVERIFY(!store.find(kUri, kTime, ThumbnailSize::Normal));
        QVERIFY(store.save(kUri, kTime, ThumbnailSize::Normal, emptyPng()));
        const auto found = store.find(kUri, kTime, ThumbnailSize::Normal);
        QVERIFY(found);
        QVERIFY(readPngText(*found));
        QVERIFY(!store.find(kUri, kTime, ThumbnailSize::XLarge));
        QVERIFY(store.save(kUri, kTime, ThumbnailSize::Normal, emptyPng()));  // again, in its place
    }

    void anOlderFilesThumbnailIsNotFound()
    {
        const TempFolder folder;
        const ThumbnailStore store(folder.path());
        QVERIFY(store.save(kUri, kTime, ThumbnailSize::Normal, emptyPng()));
        QVERIFY(!store.find(kUri, kTime + 1, ThumbnailSize::Normal));
    }

    void anotherFilesThumbnailUnderThisNameIsNotFound()
    {
        const TempFolder folder;
        const ThumbnailStore store(folder.path());
        QVERIFY(store.save(kUri, kTime, ThumbnailSize::Normal, emptyPng()));
        const QByteArray name = "normal/c6ee772d9e49320e97ec29a7eb5b1697.png";
        folder.write(name, withPngText(folder.read(name), {{"Thumb::URI", "file:///secret"}}));
        QVERIFY(!store.find(kUri, kTime, ThumbnailSize::Normal));
    }

    void aDamagedThumbnailIsNotFound()
    {
        const TempFolder folder;
        const ThumbnailStore store(folder.path());
        QVERIFY(store.save(kUri, kTime, ThumbnailSize::Normal, emptyPng()));
        const QByteArray name = "normal/c6ee772d9e49320e97ec29a7eb5b1697.png";
        folder.write(name, folder.read(name).chopped(1));
        QVERIFY(!store.find(kUri, kTime, ThumbnailSize::Normal));
    }

    void aFailureIsRememberedForTheFileAsItIs()
    {
        const TempFolder folder;
        const ThumbnailStore store(folder.path());
        QVERIFY(!store.hasFailed(kUri, kTime));
        QVERIFY(store.saveFailure(kUri, kTime));
        QVERIFY(store.hasFailed(kUri, kTime));
        QVERIFY(!store.hasFailed(kUri, kTime + 5));
        QVERIFY(!store.find(kUri, kTime, ThumbnailSize::Normal));
        QCOMPARE(QDir(folder.path(u"fail"_s)).entryList(QDir::Dirs | QDir::NoDotAndDotDot), QStringList{u"tideline-" TIDELINE_VERSION ""_s});
    }

    void aThumbnailOfAThumbnailIsNotKept()
    {
        const TempFolder folder;
        const ThumbnailStore store(folder.path());
        QVERIFY(store.save(ThumbnailStore::uriOf(folder.bytes("normal/x.png")), kTime, ThumbnailSize::Normal, emptyPng()));
        QVERIFY(QDir(folder.path()).isEmpty());
    }

    void whatIsNoPngIsRefused()
    {
        const TempFolder folder;
        const auto saved = ThumbnailStore(folder.path()).save(kUri, kTime, ThumbnailSize::Normal, "JFIF");
        QVERIFY(!saved);
        QVERIFY2(saved.error().kind == Error::Kind::Invalid, qPrintable(toText(saved.error())));
    }

    void aFolderThatCannotBeMadeIsAnError()
    {
        const TempFolder folder;
        folder.write("thumbnails", "a file");
        const auto saved = ThumbnailStore(folder.path(u"thumbnails"_s)).save(kUri, kTime, ThumbnailSize::Normal, emptyPng());
        QVERIFY(!saved);
        QVERIFY2(saved.error().kind == Error::Kind::Io, qPrintable(toText(saved.error())));
    }

    void aPathIsEscapedAsGlibDoesIt()
    {
        QCOMPARE(ThumbnailStore::uriOf("/a b/ü#?%[x]~_.-!$&'()*+,;=:@.png"),
                 QByteArray("file:///a%20b/%C3%BC%23%3F%25%5Bx%5D~_.-!$&'()*+,%3B=:@.png"));
    }

    void theSizeIsTheNextThatIsNotSmaller()
    {
        QCOMPARE(thumbnailSizeFor(1), ThumbnailSize::Normal);
        QCOMPARE(thumbnailSizeFor(128), ThumbnailSize::Normal);
        QCOMPARE(thumbnailSizeFor(129), ThumbnailSize::Large);
        QCOMPARE(thumbnailSizeFor(512), ThumbnailSize::XLarge);
        QCOMPARE(thumbnailSizeFor(4000), ThumbnailSize::XXLarge);
    }
};

TIDELINE_SUITE(ThumbnailStoreTest)
#include "thumbnail_store_test.moc"
