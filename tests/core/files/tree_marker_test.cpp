#include "core/base/random.h"
#include "core/files/posix_file_system.h"
#include "core/files/tree_lock.h"
#include "core/files/tree_marker.h"
#include "tests/support/temp_folder.h"

#include <QProcess>
#include <QTest>

#include <sys/stat.h>

using namespace tideline;
using namespace tideline::files;
using namespace tideline::test;

class TreeMarkerTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aPreparedRootIsItsProjectsAndNoOthers()
    {
        const TempFolder folder;
        const auto disk = openDisk(folder);
        const ProjectId other = ProjectId::make(systemClock(), systemRandom());
        QVERIFY(checkRoot(*disk, m_project).error().kind == Error::Kind::NotFound);
        QVERIFY(prepareRoot(*disk, m_project, {}, systemClock()));
        QVERIFY(checkRoot(*disk, m_project));
        QVERIFY(checkRoot(*disk, other).error().kind == Error::Kind::Refused);
        QVERIFY(prepareRoot(*disk, other, {}, systemClock()).error().kind == Error::Kind::Refused);
        QVERIFY(checkRoot(*disk, m_project));
    }

    void theMarkerKeepsWhatItWasGiven()
    {
        const TempFolder folder;
        const auto disk = openDisk(folder);
        const TreeMarker marker{m_project, ServerId::make(systemClock(), systemRandom()),
                                DeviceId::make(systemClock(), systemRandom()), 1'700'000'000'123, {}};
        QVERIFY(!*readMarker(*disk));
        QVERIFY(prepareRoot(*disk, marker));
        QVERIFY(**readMarker(*disk) == marker);
        QVERIFY(prepareRoot(*disk, m_project, {}, systemClock()));  // twice changes nothing
        QVERIFY(**readMarker(*disk) == marker);
        QVERIFY(disk->list(ownPath("tmp"))->empty());
        QVERIFY((*disk->stat(ownPath("trash")))->kind == FileKind::Folder);
    }

    void anotherStoreTakesOverTheRootOfItsOwnProjectAlone()
    {
        const TempFolder folder;
        const auto disk = openDisk(folder);
        const ProjectId cloud = ProjectId::make(systemClock(), systemRandom()), fresh = ProjectId::make(systemClock(), systemRandom());
        QVERIFY(prepareRoot(*disk, m_project, cloud, systemClock()));
        const RootProgress progress{17, Epoch::make(systemClock(), systemRandom()), 42};
        QVERIFY(writeProgress(*disk, progress));
        const auto other = ProjectId::make(systemClock(), systemRandom());
        QVERIFY(prepareRoot(*disk, fresh, other, systemClock()).error().kind == Error::Kind::Refused);
        QVERIFY(prepareRoot(*disk, fresh, {}, systemClock()).error().kind == Error::Kind::Refused);
        QVERIFY(checkRoot(*disk, m_project));
        QVERIFY(prepareRoot(*disk, fresh, cloud, systemClock()));
        QVERIFY(checkRoot(*disk, fresh));
        QVERIFY(*readProgress(*disk) == progress);
        QVERIFY(QFile::remove(folder.path(u".tideline/marker.json"_s)));
        QVERIFY(prepareRoot(*disk, fresh, cloud, systemClock()));
        QVERIFY(*readProgress(*disk) == RootProgress{});
    }

    void progressIsWholeOrNone()
    {
        const TempFolder folder;
        const auto disk = openDisk(folder);
        QVERIFY(prepareRoot(*disk, m_project, {}, systemClock()));
        QVERIFY(*readProgress(*disk) == RootProgress{});
        for (const char *bytes : {"", "17", "17 4", "x 42 y\n", "17 42\n", "-1 42 x\n", "\0\0\0"}) {
            folder.write(".tideline/progress", bytes);
            QVERIFY2(*readProgress(*disk) == RootProgress{}, bytes);
        }
        const RootProgress unknown{3, {}, 0};
        QVERIFY(writeProgress(*disk, unknown));
        QVERIFY(*readProgress(*disk) == unknown);
        QVERIFY(QFile::remove(folder.path(u".tideline/progress"_s)));
        folder.makeFolder(u".tideline/progress"_s);
        QVERIFY(!readProgress(*disk));
    }

    void ourFolderIsForItsOwnerAlone()
    {
        const TempFolder folder;
        folder.makeFolder(u".tideline"_s);
        ::chmod(folder.bytes(".tideline").constData(), 0777);
        QVERIFY(prepareRoot(*openDisk(folder), m_project, {}, systemClock()));
        for (const char *name : {".tideline", ".tideline/tmp", ".tideline/trash"}) {
            struct ::stat raw {};
            QCOMPARE(::stat(folder.bytes(name).constData(), &raw), 0);
            QCOMPARE(raw.st_mode & 07777, 0700u);
        }
    }

    void anAttemptCutShortIsTakenUpAgain()
    {
        const TempFolder folder;
        folder.write(".tideline/tmp/marker.json", "{\"proj");
        const auto disk = openDisk(folder);
        QVERIFY(checkRoot(*disk, m_project).error().kind == Error::Kind::NotFound);
        QVERIFY(prepareRoot(*disk, m_project, {}, systemClock()));
        QVERIFY(checkRoot(*disk, m_project));
    }

    void whatIsNoMarkerIsLeftAlone_data()
    {
        QTest::addColumn<QByteArray>("content");
        QTest::newRow("empty") << QByteArray("");
        QTest::newRow("cut") << QByteArray("{\"project\": \"prj_01");
        QTest::newRow("another thing") << QByteArray("[1, 2]");
        QTest::newRow("huge") << QByteArray(100'000, ' ');
    }
    void whatIsNoMarkerIsLeftAlone()
    {
        QFETCH(QByteArray, content);
        const TempFolder folder;
        folder.write(".tideline/marker.json", content);
        const auto disk = openDisk(folder);
        QVERIFY(checkRoot(*disk, m_project).error().kind == Error::Kind::Corrupt);
        QVERIFY(prepareRoot(*disk, m_project, {}, systemClock()).error().kind == Error::Kind::Corrupt);
        QCOMPARE(folder.read(".tideline/marker.json"), content);
    }

    void ourFolderAsALinkIsRefused()
    {
        const TempFolder folder, outside;
        QVERIFY(prepareRoot(*openDisk(outside), m_project, {}, systemClock()));
        QCOMPARE(::symlink(outside.bytes(".tideline").constData(), folder.bytes(".tideline").constData()), 0);
        const auto disk = openDisk(folder);
        QVERIFY(checkRoot(*disk, m_project).error().kind == Error::Kind::Denied);
        QVERIFY(prepareRoot(*disk, m_project, {}, systemClock()).error().kind == Error::Kind::Denied);
        QVERIFY(!TreeLock::take(folder.path()));
    }

    void aFolderHasOneClientAtATime()
    {
        const TempFolder folder;
        QVERIFY(TreeLock::take(folder.path()).error().kind == Error::Kind::NotFound);
        QVERIFY(prepareRoot(*openDisk(folder), m_project, {}, systemClock()));
        QProcess child;  // one that outlives the lock, and must not keep it
        {
            const auto held = TreeLock::take(folder.path());
            QVERIFY(held);
            QVERIFY(TreeLock::take(folder.path()).error().kind == Error::Kind::Refused);
            child.start(u"cat"_s, QStringList());
            QVERIFY(child.waitForStarted());
        }
        QVERIFY(TreeLock::take(folder.path()));
        child.closeWriteChannel();
        QVERIFY(child.waitForFinished());
    }

private:
    static std::unique_ptr<FileSystem> openDisk(const TempFolder &folder)
    {
        auto opened = openPosixFileSystem(folder.path());
        if (!opened)
            qFatal("%s", qPrintable(toText(opened.error())));
        return std::move(*opened);
    }
    const ProjectId m_project = ProjectId::make(systemClock(), systemRandom());
};

QTEST_GUILESS_MAIN(TreeMarkerTest)
#include "tree_marker_test.moc"
