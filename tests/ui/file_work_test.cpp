#include "ui/file_work.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace tideline;
using namespace tideline::ui;

class FileWorkTest final : public QObject {
    Q_OBJECT
    QTemporaryDir m_folder;

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
    void init()
    {
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
        QCOMPARE(*renameEntry(path(u"a"_s), u"c"_s), path(u"c"_s));
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
        const auto copied = copyInto(source.fileName(), m_folder.path());
        QVERIFY(copied);
        QCOMPARE(*copied, path(u"data.tar (2).csv"_s));
        QCOMPARE(read(*copied), QByteArray("new"));
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
        QVERIFY(copyInto(elsewhere.filePath(u"tree"_s), m_folder.path()));
        QCOMPARE(read(path(u"tree/sub/f"_s)), QByteArray("f"));
        QCOMPARE(QFile::symLinkTarget(path(u"tree/link"_s)), path(u"tree/sub/f"_s));
        QVERIFY(QFileInfo(path(u"tree/dangling"_s)).isSymLink());
    }

    void aFolderIsNotCopiedIntoItself()
    {
        QDir(m_folder.path()).mkpath(u"a/b"_s);
        const auto copied = copyInto(path(u"a"_s), path(u"a/b"_s));
        QVERIFY(!copied);
        QVERIFY(copied.error().kind == Error::Kind::Refused);
    }

    void aNewFolderTakesAFreeName()
    {
        QCOMPARE(*makeFolder(m_folder.path(), u"New folder"_s), path(u"New folder"_s));
        QCOMPARE(*makeFolder(m_folder.path(), u"New folder"_s), path(u"New folder (2)"_s));
    }

    void whatGoesToTheTrashCanBeFoundThere()
    {
        write(u"a"_s, "bytes");
        const auto trashed = moveToTrash(path(u"a"_s));
        if (!trashed)
            QSKIP("this disk has no trash");
        QVERIFY(!QFile::exists(path(u"a"_s)));
        QCOMPARE(read(*trashed), QByteArray("bytes"));
        QFile::remove(*trashed);
    }

    void workRunsInTurnAndSaysWhatWentWrong()
    {
        FileWork work;
        QList<QString> made;
        QList<Error> errors;
        bool done = false;
        work.run({[] { return Result<QString>(u"1"_s); },
                  [] { return Result<QString>(Error{Error::Kind::Io, u"no"_s, {}, {}}); },
                  [] { return Result<QString>(u"3"_s); }},
                 [&](const QList<QString> &paths, const QList<Error> &failures) {
                     made = paths;
                     errors = failures;
                     done = true;
                 });
        QTRY_VERIFY(done);
        QCOMPARE(made, (QList<QString>{u"1"_s, u"3"_s}));
        QCOMPARE(errors.size(), 1);
    }
};

QTEST_MAIN(FileWorkTest)
#include "file_work_test.moc"
