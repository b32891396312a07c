#include "ui/fixture_backend.h"
#include "ui/operations/copy_tree.h"
#include "ui/operations/file_clipboard.h"
#include "ui/operations/file_facts.h"
#include "ui/operations/file_templates.h"
#include "ui/operations/file_work.h"
#include "ui/operations/undo_history.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QMimeData>
#include <QSignalSpy>
#include <QStorageInfo>
#include <QTemporaryDir>
#include <QTest>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace tideline;
using namespace tideline::ui;

class FileOperationsTest final : public QObject {
    Q_OBJECT
    QTemporaryDir m_folder;
    QTemporaryDir m_data;  // the desktop's trash is in it
    WorkControl m_control;

    FileChanges made(const QString &name) const { return {{FileChange::Kind::Made, {}, path(name)}}; }

    QString path(const QString &name) const { return m_folder.filePath(name); }
    void write(const QString &name, const QByteArray &bytes) const
    {
        QDir().mkpath(QFileInfo(path(name)).path());
        QFile file(path(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(bytes);
    }
    QByteArray read(const QString &file) const
    {
        QFile opened(file);
        return opened.open(QIODevice::ReadOnly) ? opened.readAll() : QByteArray("(unreadable)");
    }

private Q_SLOTS:
    void initTestCase() { qputenv("XDG_DATA_HOME", m_data.path().toLocal8Bit()); }

    void init()
    {
        m_control.reset();
        QDir(m_folder.path()).removeRecursively();
        QDir().mkpath(m_folder.path());
    }

    void aRenameNeverReplacesAnotherFile()
    {
        write(u"a"_s, "a");
        write(u"b"_s, "b");
        const auto renamed = renameEntry(path(u"a"_s), u"b"_s);
        QVERIFY(!renamed);
        QVERIFY(renamed.error().kind == Error::Kind::Refused);
        QCOMPARE(read(path(u"b"_s)), QByteArray("b"));
        QCOMPARE(read(path(u"a"_s)), QByteArray("a"));
        QCOMPARE(*renameEntry(path(u"a"_s), u"c"_s), (FileChanges{{FileChange::Kind::Moved, path(u"a"_s), path(u"c"_s)}}));
        QCOMPARE(read(path(u"c"_s)), QByteArray("a"));
    }

    void aNameThatCannotBeSyncedIsRefused()
    {
        write(u"a"_s, "a");
        for (const QString &name : {u".tideline"_s, u".TIDELINE"_s, u".."_s, u"x/y"_s, QString()})
            QVERIFY2(!renameEntry(path(u"a"_s), name), qPrintable(name));
        QVERIFY(!makeFolder(m_folder.path(), u".tideline"_s));
        QVERIFY(QFile::exists(path(u"a"_s)));
    }

    void aCopyTakesAFreeNameAndIsWhole()
    {
        QTemporaryDir elsewhere;
        QFile source(elsewhere.filePath(u"data.tar.csv"_s));
        QVERIFY(source.open(QIODevice::WriteOnly));
        source.write("new");
        source.close();
        write(u"data.tar.csv"_s, "old");
        const auto copied = copyInto(source.fileName(), m_folder.path(), m_control);
        QVERIFY(copied);
        QCOMPARE(*copied, made(u"data.tar (2).csv"_s));
        QCOMPARE(read(copied->first().to), QByteArray("new"));
        QCOMPARE(read(path(u"data.tar.csv"_s)), QByteArray("old"));
        QCOMPARE(QDir(m_folder.path()).entryList(QDir::Files | QDir::Hidden).size(), 2);
    }

    void aFolderIsCopiedWithItsLinksAsTheyAre()
    {
        QTemporaryDir elsewhere;
        QDir(elsewhere.path()).mkpath(u"tree/sub"_s);
        QFile file(elsewhere.filePath(u"tree/sub/f"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("f");
        file.close();
        QVERIFY(QFile::link(u"sub/f"_s, elsewhere.filePath(u"tree/link"_s)));
        QVERIFY(QFile::link(u"nowhere"_s, elsewhere.filePath(u"tree/dangling"_s)));
        QVERIFY(copyInto(elsewhere.filePath(u"tree"_s), m_folder.path(), m_control));
        QCOMPARE(read(path(u"tree/sub/f"_s)), QByteArray("f"));
        QCOMPARE(QFile::symLinkTarget(path(u"tree/link"_s)), path(u"tree/sub/f"_s));
        QVERIFY(QFileInfo(path(u"tree/dangling"_s)).isSymLink());
    }

    void aFolderIsNotCopiedIntoItself()
    {
        QDir(m_folder.path()).mkpath(u"a/b"_s);
        const auto copied = copyInto(path(u"a"_s), path(u"a/b"_s), m_control);
        QVERIFY(!copied);
        QVERIFY(copied.error().kind == Error::Kind::Refused);
    }

    void aNewFolderTakesAFreeName()
    {
        QCOMPARE(*makeFolder(m_folder.path(), u"New folder"_s), made(u"New folder"_s));
        QCOMPARE(*makeFolder(m_folder.path(), u"New folder"_s), made(u"New folder (2)"_s));
    }

    void aMoveTakesAFreeNameAndIsNoCopy()
    {
        write(u"a.csv"_s, "moved");
        write(u"sub/a.csv"_s, "stays");
        const auto moved = moveInto(path(u"a.csv"_s), path(u"sub"_s), m_control);
        QVERIFY(moved);
        QCOMPARE(*moved, (FileChanges{{FileChange::Kind::Moved, path(u"a.csv"_s), path(u"sub/a (2).csv"_s)}}));
        QVERIFY(!QFile::exists(path(u"a.csv"_s)));
        QCOMPARE(read(path(u"sub/a.csv"_s)), QByteArray("stays"));
        QCOMPARE(read(path(u"sub/a (2).csv"_s)), QByteArray("moved"));
        QCOMPARE(*moveInto(path(u"sub/a.csv"_s), path(u"sub"_s), m_control), FileChanges{});  // it is there already
        QVERIFY(!moveInto(path(u"sub"_s), path(u"sub"_s), m_control));
    }

    void aMoveToAnotherDiskIsACopyAndTheOriginalIsInTheTrash()
    {
        QTemporaryDir elsewhere(u"/dev/shm/tideline-XXXXXX"_s);
        if (!elsewhere.isValid() || QStorageInfo(elsewhere.path()) == QStorageInfo(m_folder.path()))
            QSKIP("there is one disk only");
        write(u"a"_s, "bytes");
        const auto moved = moveInto(path(u"a"_s), elsewhere.path(), m_control);
        QVERIFY2(moved, moved ? "" : qPrintable(toText(moved.error())));
        QCOMPARE(moved->size(), 2);
        QCOMPARE(read(elsewhere.filePath(u"a"_s)), QByteArray("bytes"));
        QVERIFY(!QFile::exists(path(u"a"_s)));
        QCOMPARE(read(moved->last().to), QByteArray("bytes"));
    }

    void aProjectIsNotMovedIntoAnother()
    {
        QDir(m_folder.path()).mkpath(u"project/.tideline"_s);
        QDir(m_folder.path()).mkpath(u"into"_s);
        const auto moved = moveInto(path(u"project"_s), path(u"into"_s), m_control);
        QVERIFY(!moved);
        QVERIFY(moved.error().kind == Error::Kind::Refused);
        QVERIFY(copyInto(path(u"project"_s), path(u"into"_s), m_control));
        QVERIFY(!QFile::exists(path(u"into/project/.tideline"_s)));
    }

    void aCopyKeepsTimeAndPermissions()
    {
        write(u"run.sh"_s, "#!/bin/sh\n");
        QVERIFY(setExecutable(path(u"run.sh"_s), true));
        const QDateTime then = QDateTime::fromSecsSinceEpoch(1'600'000'000);
        {
            QFile file(path(u"run.sh"_s));
            QVERIFY(file.open(QIODevice::ReadWrite));
            QVERIFY(file.setFileTime(then, QFileDevice::FileModificationTime));
        }
        QVERIFY(copyInto(path(u"run.sh"_s), m_folder.path(), m_control));
        QCOMPARE(QFileInfo(path(u"run (2).sh"_s)).lastModified(), then);
        QVERIFY(QFileInfo(path(u"run (2).sh"_s)).isExecutable());
        QVERIFY(setExecutable(path(u"run (2).sh"_s), false));
        QVERIFY(!QFileInfo(path(u"run (2).sh"_s)).isExecutable());
        QVERIFY(QFileInfo(path(u"run.sh"_s)).isExecutable());
    }

    void aCopyThatIsStoppedLeavesNothing()
    {
        write(u"tree/a"_s, "a");
        write(u"into/x"_s, "x");
        m_control.cancel();
        const auto copied = copyInto(path(u"tree"_s), path(u"into"_s), m_control);
        QVERIFY(!copied);
        QVERIFY(copied.error().kind == Error::Kind::Cancelled);
        QCOMPARE(QDir(path(u"into"_s)).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot), QStringList{u"x"_s});
    }

    void aNewFileNeverReplacesAnother()
    {
        write(u"Untitled.py"_s, "mine");
        QCOMPARE(*makeFile(m_folder.path(), u"Untitled.py"_s, "new"), made(u"Untitled (2).py"_s));
        QCOMPARE(read(path(u"Untitled.py"_s)), QByteArray("mine"));
        QVERIFY(!makeFile(m_folder.path(), u"a/b"_s, {}));
        QVERIFY(!makeFile(path(u"nowhere"_s), u"a"_s, {}));
    }

    void aNewNotebookIsOne()
    {
        const QJsonObject notebook = QJsonDocument::fromJson(contentOf(NewFile::Notebook, u"a.ipynb"_s)).object();
        QCOMPARE(notebook.value(u"nbformat"_s).toInt(), 4);
        QCOMPARE(notebook.value(u"cells"_s).toArray().size(), 1);
        QVERIFY(contentOf(NewFile::Notebook, {}) != contentOf(NewFile::Notebook, {}));  // cells' ids differ
        QCOMPARE(contentOf(NewFile::Markdown, u"Read me.md"_s), QByteArray("# Read me\n"));
        QVERIFY(contentOf(NewFile::Empty, u"x"_s).isEmpty());
    }

    void aTrashThatIsMissingIsMadeForItsOwnerAlone()
    {
        const QString data = path(u"fresh/share"_s);  // as of one who has just come to this computer
        const auto back = qScopeGuard([this] { qputenv("XDG_DATA_HOME", m_data.path().toLocal8Bit()); });
        qputenv("XDG_DATA_HOME", data.toLocal8Bit());
        write(u"a"_s, "bytes");
        const auto trashed = moveToTrash(path(u"a"_s));
        QVERIFY(trashed);
        QVERIFY2(QFileInfo(trashed->first().to).isAbsolute(), qPrintable(trashed->first().to));
        QCOMPARE(read(trashed->first().to), QByteArray("bytes"));
        QCOMPARE(QFileInfo(data + u"/Trash"_s).permissions() & QFile::Permissions(0x77), QFile::Permissions());  // group and others
    }
    void withoutATrashNothingIsDeleted()
    {
        const auto back = qScopeGuard([this] { qputenv("XDG_DATA_HOME", m_data.path().toLocal8Bit()); });
        const auto here = qScopeGuard([before = QDir::currentPath()] { QDir::setCurrent(before); });
        QVERIFY(QDir::setCurrent(m_folder.path()));
        write(u"no folder"_s, "");
        qputenv("XDG_DATA_HOME", path(u"no folder/share"_s).toLocal8Bit());
        write(u"a"_s, "bytes");
        const auto trashed = moveToTrash(path(u"a"_s));
        QVERIFY(!trashed);
        QVERIFY(trashed.error().kind == Error::Kind::Refused);
        QCOMPARE(read(path(u"a"_s)), QByteArray("bytes"));
        QVERIFY(!QFileInfo::exists(u"files"_s) && !QFileInfo::exists(u"info"_s));
    }
    void whatGoesToTheTrashComesBackWithItsBytes()
    {
        write(u"a"_s, "bytes");
        const auto trashed = moveToTrash(path(u"a"_s));
        QVERIFY(trashed);
        QVERIFY(!QFile::exists(path(u"a"_s)));
        const QString inTrash = trashed->first().to;
        QCOMPARE(read(inTrash), QByteArray("bytes"));
        const QString info = QFileInfo(inTrash).path() + u"/../info/"_s + QFileInfo(inTrash).fileName() + u".trashinfo"_s;
        QVERIFY(QFile::exists(info));
        const auto back = takeBack(trashed->first());
        QVERIFY(back);
        QCOMPARE(*back, made(u"a"_s).first());
        QCOMPARE(read(path(u"a"_s)), QByteArray("bytes"));
        QVERIFY(!QFile::exists(info));
    }

    void takingBackNeverReplacesWhatStandsThere()
    {
        write(u"a"_s, "first");
        const auto trashed = moveToTrash(path(u"a"_s));
        QVERIFY(trashed);
        write(u"a"_s, "second");
        QCOMPARE(takeBack(trashed->first())->to, path(u"a (2)"_s));
        QCOMPARE(read(path(u"a"_s)), QByteArray("second"));
        QCOMPARE(read(path(u"a (2)"_s)), QByteArray("first"));
    }

    void whatWasMadeIsNotDeletedWhenItIsTakenBack()
    {
        const auto file = makeFile(m_folder.path(), u"a"_s, "bytes");
        const auto back = takeBack(file->first());
        QVERIFY(back && back->kind == FileChange::Kind::Trashed);
        QCOMPARE(read(back->to), QByteArray("bytes"));
    }

    void takingBackLeavesAloneWhatHasTheNameNow()
    {
        const auto copy = makeFile(m_folder.path(), u"report.csv"_s, "mine");
        write(u"kept"_s, "");
        const auto trashed = moveToTrash(path(u"kept"_s));
        QVERIFY(copy && trashed);
        for (const QString &place : {copy->first().to, trashed->first().to}) {
            QVERIFY(QFile::rename(place, place + u".old"_s));  // its inode stays in use
            QFile other(place);
            QVERIFY(other.open(QIODevice::WriteOnly) && other.write("another's") > 0);
        }
        for (const FileChange &change : {copy->first(), trashed->first()}) {
            const auto taken = takeBack(change);
            QVERIFY(!taken);
            QCOMPARE(toString(taken.error().kind), u"refused"_s);
            QCOMPARE(read(change.to), QByteArray("another's"));
        }
        QVERIFY(!QFile::exists(path(u"kept"_s)));
    }

    void undoGoesNoFurtherThanWhatFails()
    {
        FixtureBackend backend{QJsonObject()};
        FileWork work;
        UndoHistory history(backend, work);
        QSignalSpy failed(&history, &UndoHistory::failed);
        write(u"copy"_s, "the only one");
        const FileChange original{FileChange::Kind::Trashed, path(u"original"_s), path(u"no-trash/original"_s)};
        history.add({u"move"_s, {made(u"copy"_s).first(), original}, {}, {}});
        history.undo();
        QTRY_COMPARE(failed.size(), 1);
        QCOMPARE(read(path(u"copy"_s)), QByteArray("the only one"));
        QVERIFY(history.canUndo());  // once the disk with the original is there again
        QVERIFY(!history.canRedo());
        QVERIFY(QDir().mkpath(path(u"no-trash"_s)));
        write(u"no-trash/original"_s, "the first");
        QSignalSpy said(&history, &UndoHistory::said);
        history.undo();
        QTRY_COMPARE(said.size(), 1);
        QCOMPARE(read(path(u"original"_s)), QByteArray("the first"));
        QVERIFY(!QFile::exists(path(u"copy"_s)));
    }

    void aFolderWithANameThatIsNoTextIsNotHalfCopied()
    {
        QVERIFY(QDir().mkpath(path(u"tree"_s)));
        write(u"tree/a"_s, "a");
        const QByteArray bytes = QFile::encodeName(path(u"tree/"_s)) + "b\xff";
        const int made = ::open(bytes.constData(), O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
        QVERIFY(made >= 0 && ::close(made) == 0);
        QVERIFY(QDir().mkpath(path(u"to"_s)));
        const auto copied = copyInto(path(u"tree"_s), path(u"to"_s), m_control);
        QVERIFY(!copied);
        QCOMPARE(toString(copied.error().kind), u"invalid"_s);
        QVERIFY(QDir(path(u"to"_s)).isEmpty(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot));
        QVERIFY(::unlink(bytes.constData()) == 0);
    }

    void aPrivateFolderStaysPrivate()
    {
        QVERIFY(QDir().mkpath(path(u"tree"_s)));
        QVERIFY(::chmod(QFile::encodeName(path(u"tree"_s)).constData(), 0700) == 0);
        QVERIFY(QDir().mkpath(path(u"to"_s)));
        QVERIFY(copyInto(path(u"tree"_s), path(u"to"_s), m_control));
        struct stat info {};
        QVERIFY(::stat(QFile::encodeName(path(u"to/tree"_s)).constData(), &info) == 0);
        QCOMPARE(info.st_mode & 0777, mode_t(0700));
    }

    void aProjectIsFoundHoweverDeep()
    {
        QVERIFY(QDir().mkpath(path(u"tree/a/b"_s)));
        QVERIFY(!*holdsReserved(path(u"tree"_s)));
        QVERIFY(QDir().mkpath(path(u"tree/a/b/.tideline"_s)));
        QVERIFY(*holdsReserved(path(u"tree"_s)));
    }

    void aFolderIsNotCopiedIntoItselfByAnotherName()
    {
        QVERIFY(QDir().mkpath(path(u"tree/sub"_s)));
        QVERIFY(QFile::link(path(u"tree"_s), path(u"alias"_s)));
        const auto copied = copyInto(path(u"tree"_s), path(u"alias/sub"_s), m_control);
        QVERIFY(!copied);
        QCOMPARE(toString(copied.error().kind), u"refused"_s);
    }

    void takingBackSaysWhatIsGone()
    {
        write(u"sub/a"_s, "a");
        const auto moved = moveInto(path(u"sub/a"_s), m_folder.path(), m_control);
        QDir(path(u"sub"_s)).removeRecursively();
        const auto back = takeBack(moved->first());
        QVERIFY(!back && back.error().kind == Error::Kind::NotFound);
        QCOMPARE(read(path(u"a"_s)), QByteArray("a"));
        QFile::remove(path(u"a"_s));
        QVERIFY(!takeBack(moved->first()));
    }

    void theClipboardSpeaksAsOtherFileManagersDo()
    {
        const QList<QUrl> files{QUrl::fromLocalFile(u"/p/a b.csv"_s), QUrl::fromLocalFile(u"/p/ü"_s)};
        const auto cut = toClipboard(files, CopyOrMove::Move);
        QCOMPARE(cut->data(u"x-special/gnome-copied-files"_s), QByteArray("cut\nfile:///p/a%20b.csv\nfile:///p/%C3%BC"));
        QCOMPARE(cut->data(u"application/x-kde-cutselection"_s), QByteArray("1"));
        QCOMPARE(cut->urls(), files);
        QCOMPARE(cut->text(), u"/p/a b.csv\n/p/ü"_s);
        QVERIFY(fromClipboard(cut.get()).verb == CopyOrMove::Move);
        QVERIFY(fromClipboard(toClipboard(files, CopyOrMove::Copy).get()).verb == CopyOrMove::Copy);
    }

    void theClipboardOfEachFileManagerIsRead_data()
    {
        QTest::addColumn<QString>("format");
        QTest::addColumn<QByteArray>("data");
        QTest::addColumn<bool>("cut");
        QTest::newRow("GNOME cuts")       << u"x-special/gnome-copied-files"_s << QByteArray("cut\nfile:///p/a") << true;
        QTest::newRow("GNOME copies")     << u"x-special/gnome-copied-files"_s << QByteArray("copy\nfile:///p/a\n") << false;
        QTest::newRow("KDE cuts")         << u"application/x-kde-cutselection"_s << QByteArray("1") << true;
        QTest::newRow("KDE copies")       << u"application/x-kde-cutselection"_s << QByteArray("0") << false;
        QTest::newRow("a list alone")     << u"text/uri-list"_s << QByteArray("file:///p/a\r\n") << false;
    }
    void theClipboardOfEachFileManagerIsRead()
    {
        QFETCH(QString, format);
        QFETCH(QByteArray, data);
        QFETCH(bool, cut);
        QMimeData mime;
        if (format.contains(u"kde"))
            mime.setUrls({QUrl(u"file:///p/a"_s), QUrl(u"https://example.org/b"_s)});
        mime.setData(format, data);
        const ClipboardFiles read = fromClipboard(&mime);
        QCOMPARE(read.files, QList<QUrl>{QUrl(u"file:///p/a"_s)});
        QCOMPARE(read.verb == CopyOrMove::Move, cut);
    }

    void aHashIsOfTheBytesAndCanBeStopped()
    {
        write(u"abc"_s, "abc");
        QCOMPARE(*sha256Of(path(u"abc"_s), m_control), u"ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"_s);
        m_control.cancel();
        QVERIFY(sha256Of(path(u"abc"_s), m_control).error().kind == Error::Kind::Cancelled);
        m_control.reset();
        QVERIFY(sha256Of(path(u"none"_s), m_control).error().kind == Error::Kind::NotFound);
    }

    void aFolderIsCountedToItsEnd()
    {
        write(u"d/a"_s, "12345");
        write(u"d/sub/.b"_s, "123");
        write(u"d/.tideline/state"_s, "1234567");
        QVERIFY(QFile::link(u"a"_s, path(u"d/link"_s)));
        const auto facts = readFacts(path(u"d"_s), m_control);
        QVERIFY(facts);
        QCOMPARE(facts->sizeBytes, 8);
        QCOMPARE(facts->files, 3);
        QCOMPARE(facts->folders, 1);
    }

    void workRunsInTurnAndSaysWhatWentWrong()
    {
        FileWork work;
        FileChanges changes;
        QList<Error> errors;
        QSignalSpy idle(&work, &FileWork::idle);
        work.run({[](WorkControl &) { return Result<FileChanges>(FileChanges{{FileChange::Kind::Made, {}, u"1"_s}}); },
                  [](WorkControl &) { return Result<FileChanges>(Error{Error::Kind::Io, u"no"_s, {}, {}}); },
                  [](WorkControl &) { return Result<FileChanges>(FileChanges{{FileChange::Kind::Made, {}, u"3"_s}}); }},
                 [&](const FileChanges &done, const QList<Error> &failures) {
                     changes = done;
                     errors = failures;
                 });
        QVERIFY(work.isBusy());
        QTRY_COMPARE(idle.size(), 1);
        QCOMPARE(changes.size(), 2);
        QCOMPARE(errors.size(), 1);
    }

    void whatIsStoppedAfterItsLastLookIsNotSaidToBeAll()
    {
        FileWork work;
        QList<Error> errors;
        bool isDone = false;
        const auto stopsAndSucceeds = [](WorkControl &control) {
            control.cancel();
            return Result<FileChanges>(FileChanges());
        };
        work.run({stopsAndSucceeds, stopsAndSucceeds}, [&](const FileChanges &, const QList<Error> &all) {
            errors = all;
            isDone = true;
        });
        QTRY_VERIFY(isDone);
        QCOMPARE(errors.size(), 1);
        QCOMPARE(toString(errors.first().kind), u"cancelled"_s);
    }

    void whatIsStoppedDoesNotBeginTheRest()
    {
        FileWork work;
        bool third = false;
        QList<Error> errors;
        bool done = false;
        work.run({[](WorkControl &control) -> Result<FileChanges> {
                      control.cancel();
                      return Error{Error::Kind::Cancelled, u"stopped"_s, {}, {}};
                  },
                  [&third](WorkControl &) {
                      third = true;
                      return Result<FileChanges>(FileChanges());
                  }},
                 [&](const FileChanges &, const QList<Error> &failures) {
                     errors = failures;
                     done = true;
                 });
        QTRY_VERIFY(done);
        QVERIFY(!third);
        QCOMPARE(errors.size(), 1);
    }
};

QTEST_MAIN(FileOperationsTest)
#include "file_operations_test.moc"
