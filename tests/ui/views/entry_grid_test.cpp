// Icons with pictures: who is asked for one, when, and of what.
#include "tests/ui/listing_double.h"
#include "tests/ui/preview/opener_double.h"
#include "ui/models/entry_list_model.h"
#include "ui/models/thumbnails.h"
#include "ui/preview/subject_maker.h"
#include "ui/views/entry_grid.h"
#include "ui/views/entry_tree.h"
#include "ui/views/file_view.h"

#include <QBuffer>
#include <QImage>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace tideline;
using namespace tideline::ui;

namespace {
QByteArray png(int width, int height)
{
    QImage image(width, height, QImage::Format_RGB32);
    image.fill(Qt::blue);
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    image.save(&buffer, "PNG");
    return bytes;
}

/// Draws what `onDraw` gives; as it is, a blue picture.
class ThumbnailerDouble final : public preview::Thumbnailer {
public:
    std::function<Result<QByteArray>(const preview::Subject &, const preview::Cancelled &)> onDraw;
    Result<QByteArray> thumbnail(const preview::Subject &subject, int edge, const preview::Cancelled &cancelled) override
    {
        {
            const QMutexLocker lock(&m_mutex);
            m_calls.append(subject.name);
        }
        return onDraw ? onDraw(subject, cancelled) : Result<QByteArray>(png(edge, edge / 2));
    }
    QStringList calls() const
    {
        const QMutexLocker lock(&m_mutex);
        return m_calls;
    }

private:
    mutable QMutex m_mutex;
    QStringList m_calls;
};

struct World {
    std::shared_ptr<const preview::KeptThumbnails> finder() const
    {
        return std::make_shared<const preview::KeptThumbnails>(maker, preview::ThumbnailStore(folder.filePath(u"thumbnails"_s)));
    }
    QTemporaryDir folder;
    std::shared_ptr<ThumbnailerDouble> maker = std::make_shared<ThumbnailerDouble>();
};

WantedThumbnail wanted(const QString &name, qint64 modifiedSeconds = 1, bool mayMake = true)
{
    return {u"%1 %2"_s.arg(name).arg(modifiedSeconds), {{name, u"/data/"_s + name, 10, modifiedSeconds * 1'000'000'000, {}}, mayMake, 128}};
}

ProjectRow projectHere()
{
    ProjectRow project;
    project.folder = u"/home/ada/p"_s;
    return project;
}
}  // namespace

class EntryGridTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aPictureIsMadeOnceAndKeptForTheNextTime()
    {
        World world;
        for (int i = 0; i < 2; ++i) {
            Thumbnails thumbnails(world.finder());
            QSignalSpy found(&thumbnails, &Thumbnails::found);
            QVERIFY(thumbnails.find(u"a.png 1"_s).isNull());
            thumbnails.setWanted({wanted(u"a.png"_s)});
            QVERIFY(!found.isEmpty() || found.wait());
            QCOMPARE(thumbnails.find(u"a.png 1"_s).size(), QSize(128, 64));
        }
        QCOMPARE(world.maker->calls(), QStringList{u"a.png"_s});
    }

    void aFileThatChangedGetsANewPicture()
    {
        World world;
        Thumbnails thumbnails(world.finder());
        QSignalSpy found(&thumbnails, &Thumbnails::found);
        thumbnails.setWanted({wanted(u"a.png"_s, 1)});
        QVERIFY(found.wait());
        world.maker->onDraw = [](const preview::Subject &, const preview::Cancelled &) { return Result<QByteArray>(png(30, 30)); };
        thumbnails.setWanted({wanted(u"a.png"_s, 2)});
        QVERIFY(found.wait());
        QCOMPARE(thumbnails.find(u"a.png 2"_s).size(), QSize(30, 30));
    }

    void whatCameIntoSightLastIsFirstAndWhatLeftItIsDropped()
    {
        World world;
        Gate gate;
        world.maker->onDraw = [&gate](const preview::Subject &subject, const preview::Cancelled &cancelled) -> Result<QByteArray> {
            if (subject.name == u"first" && !gate.pass(cancelled))
                return Error{Error::Kind::Cancelled, {}, {}, {}};
            return png(8, 8);
        };
        Thumbnails thumbnails(world.finder());
        thumbnails.setWanted({wanted(u"first"_s), wanted(u"gone"_s), wanted(u"stays"_s)});
        QVERIFY(gate.reached());
        thumbnails.setWanted({wanted(u"stays"_s), wanted(u"new"_s)});  // nobody opens the gate: the first one is told to end
        QTRY_COMPARE(thumbnails.waiting(), 0);
        QCOMPARE(world.maker->calls(), (QStringList{u"first"_s, u"new"_s, u"stays"_s}));
        QVERIFY(thumbnails.find(u"first 1"_s).isNull());
    }

    void whatIsInTheCloudAloneIsShownOnlyIfItIsKnown()
    {
        World world;
        Thumbnails thumbnails(world.finder());
        thumbnails.setWanted({wanted(u"a.png"_s, 1, false)});
        QTRY_COMPARE(thumbnails.waiting(), 0);
        QVERIFY(world.maker->calls().isEmpty());
        const preview::Cancelled not_{false};
        QVERIFY(world.finder()->find(wanted(u"b.png"_s).wish, not_));
        QSignalSpy found(&thumbnails, &Thumbnails::found);
        thumbnails.setWanted({wanted(u"b.png"_s, 1, false)});
        QVERIFY(found.wait());
        QCOMPARE(world.maker->calls(), QStringList{u"b.png"_s});
    }

    void whatCannotBeDrawnIsTriedOnceAndWhatFailedForNowAgain()
    {
        World world;
        const preview::Cancelled not_{false};
        world.maker->onDraw = [](const preview::Subject &subject, const preview::Cancelled &) -> Result<QByteArray> {
            return Error{subject.name == u"broken.png" ? Error::Kind::Corrupt : Error::Kind::Timeout, u"No."_s, {}, {}};
        };
        for (int i = 0; i < 2; ++i) {
            const auto broken = world.finder()->find(wanted(u"broken.png"_s).wish, not_);
            QVERIFY(broken && !*broken);
            QVERIFY(!world.finder()->find(wanted(u"slow.png"_s).wish, not_));
        }
        QCOMPARE(world.maker->calls(), (QStringList{u"broken.png"_s, u"slow.png"_s, u"slow.png"_s}));
    }

    void whatIsNoThumbnailIsNotShown()
    {
        World world;
        world.maker->onDraw = [](const preview::Subject &, const preview::Cancelled &) { return Result<QByteArray>(png(5'000, 10)); };
        Thumbnails thumbnails(world.finder());
        thumbnails.setWanted({wanted(u"a.png"_s)});
        QTRY_COMPARE(thumbnails.waiting(), 0);
        QVERIFY(thumbnails.find(u"a.png 1"_s).isNull());
    }

    void onlyImagesAndPagesHaveAWish()
    {
        ListingRow row = ListingDouble::named("a.png");
        QVERIFY(thumbnailWish(projectHere(), "a.png", row)->mayMake);
        row.here = false;
        QVERIFY(!thumbnailWish(projectHere(), "a.png", row)->mayMake);
        QVERIFY(!thumbnailWish(ProjectRow(), "a.png", row));
        QVERIFY(thumbnailWish(projectHere(), "b.pdf", ListingDouble::named("b.pdf")));
        QVERIFY(!thumbnailWish(projectHere(), "c.csv", ListingDouble::named("c.csv")));
        QVERIFY(!thumbnailWish(projectHere(), "d.png", ListingDouble::named("d.png", SyncState::Synced, NodeKind::Folder)));
    }

    void ofAHundredThousandFilesThoseInSightAreAskedForAndAPaintWaitsForNone()
    {
        World world;
        Gate gate;
        world.maker->onDraw = [&gate](const preview::Subject &, const preview::Cancelled &cancelled) -> Result<QByteArray> {
            if (!gate.pass(cancelled))
                return Error{Error::Kind::Cancelled, {}, {}, {}};
            return png(64, 64);
        };
        ListingReader reader(std::make_shared<ListingDouble>(100'000));
        Thumbnails thumbnails(world.finder());
        FileView files(reader);
        files.setThumbnails(thumbnails, [](const FileView::Entry &entry) {
            return std::optional(wanted(QString::fromUtf8(entry.row.name)).wish);
        });
        files.setLook(FileView::Look::Icons);
        files.resize(800, 600);
        files.show();
        files.open(u"p"_s, {});
        QTRY_VERIFY(files.model().isOpen());
        QTRY_VERIFY(thumbnails.waiting() > 0);
        const auto [first, last] = files.grid().seen();
        QCOMPARE(first, 0);
        QVERIFY(last < 60);
        QVERIFY(thumbnails.waiting() <= last + 1);
        QVERIFY(!files.grab().isNull());  // the gate is shut
        files.grid().verticalScrollBar()->setValue(files.grid().verticalScrollBar()->maximum());
        QTRY_VERIFY(files.model().entry(99'999));
        QCOMPARE(files.grid().seen().second, 99'999);
        gate.open();
        QTRY_COMPARE(thumbnails.waiting(), 0);
        QTRY_VERIFY(!files.grid().pictureOf(99'999).isNull());
        QVERIFY(world.maker->calls().size() < 150);
        QVERIFY(!world.maker->calls().contains(u"file_050000"_s));
    }

    void bothLooksHaveOneSelectionAndOneCurrentRow()
    {
        ListingReader reader(std::make_shared<ListingDouble>(50));
        FileView files(reader);
        files.resize(800, 600);
        files.show();
        files.open(u"p"_s, {});
        QTRY_VERIFY(files.model().isOpen());
        files.selectNow({"file_000007"});
        files.setLook(FileView::Look::Icons);
        QCOMPARE(files.grid().currentIndex().row(), 7);
        QTest::keyClick(&files.grid(), Qt::Key_Right);
        QCOMPARE(files.selected().size(), 1);
        QCOMPARE(files.current()->row.name, QByteArray("file_000008"));
        files.setLook(FileView::Look::Details);
        QCOMPARE(files.tree().currentIndex().row(), 8);
        QCOMPARE(files.current()->row.name, QByteArray("file_000008"));
        QSignalSpy typed(&files, &FileView::typed);
        files.setLook(FileView::Look::Icons);
        QTest::keyClick(&files.grid(), Qt::Key_R);
        QCOMPARE(typed.size(), 1);
    }
};

QTEST_MAIN(EntryGridTest)
#include "entry_grid_test.moc"
