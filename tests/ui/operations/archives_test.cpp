// Archives that are made, and those that somebody sent.
#include "ui/operations/archives.h"
#include "ui/operations/unpack_place.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <archive.h>
#include <archive_entry.h>

#include <limits>
#include <memory>

#include <sys/stat.h>
#include <unistd.h>

using namespace tideline;
using namespace tideline::ui;

namespace {

struct Part {
    QByteArray name;
    QByteArray content = {};
    mode_t type = S_IFREG;
    QByteArray target = {};  ///< of a link
    mode_t mode = 0644;
    bool second = false;  ///< a hard link to `target`
};

/// A tar with these entries, whatever they are named.
void writeTar(const QString &path, const QList<Part> &parts)
{
    const std::unique_ptr<archive, decltype(&archive_write_free)> out(archive_write_new(), archive_write_free);
    archive_write_set_format_pax_restricted(out.get());
    QCOMPARE(archive_write_open_filename(out.get(), QFile::encodeName(path).constData()), ARCHIVE_OK);
    for (const Part &part : parts) {
        const std::unique_ptr<archive_entry, decltype(&archive_entry_free)> entry(archive_entry_new(), archive_entry_free);
        archive_entry_copy_pathname(entry.get(), part.name.constData());
        archive_entry_set_filetype(entry.get(), part.type);
        archive_entry_set_perm(entry.get(), part.mode);
        archive_entry_set_size(entry.get(), part.content.size());
        if (part.second)
            archive_entry_copy_hardlink(entry.get(), part.target.constData());
        else if (part.type == S_IFLNK)
            archive_entry_copy_symlink(entry.get(), part.target.constData());
        QVERIFY(archive_write_header(out.get(), entry.get()) >= ARCHIVE_WARN);
        archive_write_data(out.get(), part.content.constData(), std::size_t(part.content.size()));
    }
}

}  // namespace

class ArchivesTest final : public QObject {
    Q_OBJECT
    std::unique_ptr<QTemporaryDir> m_folder;
    WorkControl m_control;

    QString path(const QString &name) const { return m_folder->filePath(name); }
    void write(const QString &name, const QByteArray &bytes) const
    {
        QDir().mkpath(QFileInfo(path(name)).path());
        QFile file(path(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(bytes);
    }
    QByteArray read(const QString &name) const
    {
        QFile opened(path(name));
        return opened.open(QIODevice::ReadOnly) ? opened.readAll() : QByteArray("(unreadable)");
    }
    QStringList names() const { return QDir(m_folder->path()).entryList(QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot); }

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_control.reset();
    }

    void whatIsPackedComesBackAsItWas_data()
    {
        QTest::addColumn<QString>("name");
        for (const char *name : {"a.zip", "a.tar", "a.tar.gz", "a.tar.bz2", "a.tar.xz", "a.tar.zst", "a.tgz", "a.tbz2", "a.txz", "a.7z"})
            QTest::newRow(name) << QString::fromLatin1(name);
    }
    void whatIsPackedComesBackAsItWas()
    {
        QFETCH(QString, name);
        write(u"work/run.sh"_s, "#!/bin/sh\n");
        write(u"work/größe/leer"_s, {});
        write(u"work/größe/big"_s, QByteArray(3 << 20, 'x'));
        write(u"notes.txt"_s, "n");
        QVERIFY(::chmod(qPrintable(path(u"work/run.sh"_s)), 0755) == 0);
        QVERIFY(::symlink("run.sh", qPrintable(path(u"work/link"_s))) == 0);
        QDir().mkpath(path(u"work/.tideline/db"_s));
        QVERIFY(QDir().mkpath(path(u"out"_s)));
        const auto packed = packInto({path(u"work"_s), path(u"notes.txt"_s)}, path(u"out"_s), name, m_control);
        QVERIFY2(packed, qPrintable(packed ? QString() : packed.error().what + packed.error().mend));
        const auto unpacked = unpackInto(packed->first().to, path(u"out"_s), m_control);
        QVERIFY2(unpacked, qPrintable(unpacked ? QString() : unpacked.error().what + unpacked.error().mend));
        QCOMPARE(unpacked->first().to, path(u"out/a"_s));
        QCOMPARE(read(u"out/a/notes.txt"_s), QByteArray("n"));
        QCOMPARE(read(u"out/a/work/größe/big"_s), QByteArray(3 << 20, 'x'));
        QCOMPARE(read(u"out/a/work/größe/leer"_s), QByteArray());
        QVERIFY(QFileInfo(path(u"out/a/work/run.sh"_s)).isExecutable());
        char target[64] = {};
        QCOMPARE(::readlink(qPrintable(path(u"out/a/work/link"_s)), target, sizeof target), 6);
        QCOMPARE(QByteArray(target), QByteArray("run.sh"));
        QVERIFY(!QFile::exists(path(u"out/a/work/.tideline"_s)));
    }

    void theNamesEndSaysHowItIsWritten_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QByteArray>("begins");
        QTest::newRow("7z") << u"a.7z"_s << QByteArray("7z\xbc\xaf");
        QTest::newRow("tgz") << u"a.tgz"_s << QByteArray("\x1f\x8b");
        QTest::newRow("tar.bz2") << u"a.tar.bz2"_s << QByteArray("BZh");
        QTest::newRow("tbz2") << u"a.tbz2"_s << QByteArray("BZh");
        QTest::newRow("txz") << u"a.txz"_s << QByteArray("\xfd" "7zXZ");
        QTest::newRow("upper case") << u"a.TAR.XZ"_s << QByteArray("\xfd" "7zXZ");
        QTest::newRow("zip") << u"a.zip"_s << QByteArray("PK");
        QTest::newRow("none") << u"a.data"_s << QByteArray("PK");
    }
    void theNamesEndSaysHowItIsWritten()
    {
        QFETCH(QString, name);
        QFETCH(QByteArray, begins);
        write(u"x"_s, "x");
        const auto packed = packInto({path(u"x"_s)}, m_folder->path(), name, m_control);
        QVERIFY(packed);
        QCOMPARE(packed->first().to, path(name == u"a.data" ? u"a.data.zip"_s : name));
        QCOMPARE(read(QFileInfo(packed->first().to).fileName()).left(begins.size()), begins);
    }

    void aNameThatCannotBeIsSaidAndNothingIsMade_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("says");
        QTest::newRow("with a folder") << u"sl/ash.zip"_s << u"A name contains / or NUL."_s;
        QTest::newRow("above") << u"../../esc.zip"_s << u"A name contains / or NUL."_s;
        QTest::newRow("of another program") << u"a.rar"_s << u"Archives of this kind cannot be made."_s;
        QTest::newRow("of an unknown compression") << u"a.tar.lz"_s << u"Archives of this kind cannot be made."_s;
    }
    void aNameThatCannotBeIsSaidAndNothingIsMade()
    {
        QFETCH(QString, name);
        QFETCH(QString, says);
        write(u"x"_s, "x");
        const auto packed = packInto({path(u"x"_s)}, m_folder->path(), name, m_control);
        QVERIFY(!packed);
        QVERIFY(packed.error().kind == Error::Kind::Invalid);
        QCOMPARE(packed.error().what, says);
        QCOMPARE(packed.error().where, name);
        QVERIFY(packed.error().mend.contains(u"name"_s) && !packed.error().mend.contains(u"sync"_s));
        QVERIFY(!says.startsWith(u"Archives"_s) || packed.error().mend.contains(u".tar.bz2, "_s));
        QCOMPARE(names(), QStringList{u"x"_s});
    }

    void otherProgramsReadWhatIsPacked()
    {
        write(u"größe.txt"_s, "g");
        QVERIFY(packInto({path(u"größe.txt"_s)}, m_folder->path(), u"a.zip"_s, m_control));
        QProcess python;
        python.start(u"python3"_s, {u"-c"_s, u"import sys, zipfile; print(zipfile.ZipFile(sys.argv[1]).namelist())"_s, path(u"a.zip"_s)});
        QVERIFY(python.waitForFinished());
        QCOMPARE(python.readAllStandardOutput().trimmed(), QByteArray("['größe.txt']"));
    }

    void oneEntryAtTheTopKeepsItsName()
    {
        writeTar(path(u"a.tar"_s), {{"results/x.csv", "1"}});
        write(u"results"_s, "mine");
        const auto unpacked = unpackInto(path(u"a.tar"_s), m_folder->path(), m_control);
        QVERIFY(unpacked);
        QCOMPARE(unpacked->first().to, path(u"results (2)"_s));
        QCOMPARE(read(u"results (2)/x.csv"_s), QByteArray("1"));
        QCOMPARE(read(u"results"_s), QByteArray("mine"));
    }

    void aTakenNameStaysAnArchivesName()
    {
        write(u"a.tar.gz"_s, "mine");
        write(u"x"_s, "x");
        const auto packed = packInto({path(u"x"_s)}, m_folder->path(), u"a.tar.gz"_s, m_control);
        QVERIFY(packed);
        QCOMPARE(packed->first().to, path(u"a (2).tar.gz"_s));
    }

    void whatLeadsOutOfTheFolderIsRefusedAndLeavesNothing_data()
    {
        QTest::addColumn<QByteArray>("name");
        QTest::newRow("above") << QByteArray("../out.txt");
        QTest::newRow("absolute") << QByteArray("/tmp/out.txt");
        QTest::newRow("in the middle") << QByteArray("a/../../out.txt");
    }
    void whatLeadsOutOfTheFolderIsRefusedAndLeavesNothing()
    {
        QFETCH(QByteArray, name);
        writeTar(path(u"a.tar"_s), {{"good.txt", "1"}, {name, "2"}});
        const auto unpacked = unpackInto(path(u"a.tar"_s), m_folder->path(), m_control);
        QVERIFY(!unpacked);
        QVERIFY(unpacked.error().kind == Error::Kind::Refused);
        QCOMPARE(names(), QStringList{u"a.tar"_s});
    }

    void aSecondNameOfAFileIsACopy()
    {
        writeTar(path(u"a.tar"_s), {{"p/a", "1"}, {"p/b", {}, S_IFREG, "p/a", 0644, true}, {"p/c", {}, S_IFREG, "p/b", 0644, true}});
        QVERIFY(unpackInto(path(u"a.tar"_s), m_folder->path(), m_control));
        QCOMPARE(read(u"p/b"_s), QByteArray("1"));
        QCOMPARE(read(u"p/c"_s), QByteArray("1"));
        write(u"p/b"_s, "2");
        QCOMPARE(read(u"p/a"_s), QByteArray("1"));
    }

    void aSecondNameOfWhatIsNoFileIsRefused_data()
    {
        QTest::addColumn<QByteArray>("target");
        QTest::newRow("a folder") << QByteArray("p/in");
        QTest::newRow("the folder that it is in") << QByteArray("p");
        QTest::newRow("a link") << QByteArray("p/link");
        QTest::newRow("what comes later") << QByteArray("p/later");
        QTest::newRow("outside") << QByteArray("../mine");
    }
    void aSecondNameOfWhatIsNoFileIsRefused()
    {
        QFETCH(QByteArray, target);
        writeTar(path(u"a.tar"_s), {{"p/in/x", "1"}, {"p/link", {}, S_IFLNK, "in/x"}, {"p/again", {}, S_IFREG, target, 0644, true}, {"p/later", "1"}});
        const auto unpacked = unpackInto(path(u"a.tar"_s), m_folder->path(), m_control);
        QVERIFY(!unpacked);
        QVERIFY(unpacked.error().kind == Error::Kind::Refused);
        QCOMPARE(names(), QStringList{u"a.tar"_s});
    }

    void secondNamesFillTheDiskNoMoreThanFilesDo()
    {
        QList<Part> parts{{"big", QByteArray(8 << 20, '\0')}};
        for (int i = 0; i < 20; ++i)
            parts.append({"l" + QByteArray::number(i), {}, S_IFREG, "big", 0644, true});
        writeTar(path(u"a.tar"_s), parts);
        const auto unpacked = unpackInto(path(u"a.tar"_s), m_folder->path(), m_control, std::numeric_limits<qint64>::max());
        QVERIFY(!unpacked);
        QVERIFY(unpacked.error().kind == Error::Kind::DiskFull);
        QCOMPARE(unpacked.error().what, u"The archive holds more than fits on this disk."_s);
        QCOMPARE(names(), QStringList{u"a.tar"_s});
    }

    void twoEntriesOfOneNameAreSaidWhateverTheyAre_data()
    {
        QTest::addColumn<bool>("linkFirst");
        QTest::addColumn<QByteArray>("second");
        QTest::addColumn<mode_t>("type");
        QTest::newRow("two files") << false << QByteArray("p/a") << mode_t(S_IFREG);
        QTest::newRow("a file, a folder") << false << QByteArray("p/a") << mode_t(S_IFDIR);
        QTest::newRow("a file, one in it") << false << QByteArray("p/a/b") << mode_t(S_IFREG);
        QTest::newRow("two links") << true << QByteArray("p/a") << mode_t(S_IFLNK);
        QTest::newRow("a link, a file") << true << QByteArray("p/a") << mode_t(S_IFREG);
        QTest::newRow("a link, a folder") << true << QByteArray("p/a") << mode_t(S_IFDIR);
    }
    void twoEntriesOfOneNameAreSaidWhateverTheyAre()
    {
        QFETCH(bool, linkFirst);
        QFETCH(QByteArray, second);
        QFETCH(mode_t, type);
        const Part first = linkFirst ? Part{"p/a", {}, S_IFLNK, "x"} : Part{"p/a", "1"};
        writeTar(path(u"a.tar"_s), {first, {second, {}, type, "y", 0755}});
        const auto unpacked = unpackInto(path(u"a.tar"_s), m_folder->path(), m_control);
        QVERIFY(!unpacked);
        QCOMPARE(unpacked.error().what, u"Two entries of the archive have one name."_s);
        QCOMPARE(names(), QStringList{u"a.tar"_s});
    }

    void nothingIsWrittenThroughALink()
    {
        const QTemporaryDir elsewhere;
        writeTar(path(u"a.tar"_s), {{"door", {}, S_IFLNK, elsewhere.path().toUtf8()}, {"door/in.txt", "x"}});
        (void)unpackInto(path(u"a.tar"_s), m_folder->path(), m_control);
        QVERIFY(QDir(elsewhere.path()).isEmpty());
    }

    void whatAKilledUnpackingLeftIsSweptAndNothingElse()
    {
        QProcess gone;  // whose number nobody has now
        gone.start(u"true"_s, {});
        QVERIFY(gone.waitForStarted());
        const qint64 dead = gone.processId();
        QVERIFY(gone.waitForFinished());
        const auto place = [](const QString &name, qint64 process) { return u".%1.%2.unpack.tmp-tideline"_s.arg(name).arg(process); };
        write(place(u"old"_s, dead) + u"/in/x"_s, "x");
        const QStringList others{place(u"running"_s, ::getppid()), u".mine.tmp-tideline"_s, u".mine.x.unpack.tmp-tideline"_s};
        for (const QString &name : others)
            write(name + u"/x"_s, "x");
        write(place(u"file"_s, dead), "x");
        const auto held = UnpackPlace::make(m_folder->path(), u"held"_s);  // as another window of this process
        QVERIFY(held);
        write(u".held.%1.unpack.tmp-tideline/x"_s.arg(::getpid()), "x");
        writeTar(path(u"a.tar"_s), {{"x", "1"}});
        QVERIFY(unpackInto(path(u"a.tar"_s), m_folder->path(), m_control));
        QVERIFY(!QFileInfo::exists(path(place(u"old"_s, dead))));
        for (const QString &name : others)
            QVERIFY2(QFileInfo::exists(path(name + u"/x"_s)), qPrintable(name));
        QVERIFY(QFileInfo::exists(path(place(u"file"_s, dead))));
        QVERIFY(QFileInfo::exists(held->path() + u"/x"_s));
        QVERIFY(QFileInfo::exists(path(u"x"_s)));
    }

    void setUserIdAndTidelinesOwnFolderAreLeftOut()
    {
        writeTar(path(u"a.tar"_s), {{"p/.tideline/db", "x"}, {"p/.TIDELINE/db", "x"}, {"p/tool", "x", S_IFREG, {}, 04755}});
        QVERIFY(unpackInto(path(u"a.tar"_s), m_folder->path(), m_control));
        struct stat info {};
        QVERIFY(::stat(qPrintable(path(u"p/tool"_s)), &info) == 0);
        QCOMPARE(info.st_mode & 07777, mode_t(0755));
        QCOMPARE(QDir(path(u"p"_s)).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot), QStringList{u"tool"_s});
    }

    void aDamagedArchiveIsSaidAndLeavesNothing_data()
    {
        QTest::addColumn<int>("keep");
        QTest::newRow("empty") << 0;
        QTest::newRow("no archive") << -1;
        QTest::newRow("cut") << 600'000;
    }
    void aDamagedArchiveIsSaidAndLeavesNothing()
    {
        QFETCH(int, keep);
        QByteArray noise(1 << 20, Qt::Uninitialized);
        for (qsizetype i = 0; i < noise.size(); ++i)
            noise[i] = char((i * 2654435761U) >> 13);
        write(u"x"_s, noise);
        QVERIFY(packInto({path(u"x"_s)}, m_folder->path(), u"a.tar"_s, m_control));
        QFile::remove(path(u"x"_s));
        const QByteArray whole = read(u"a.tar"_s);
        write(u"a.tar"_s, keep < 0 ? QByteArray(5000, 'n') : whole.left(keep));
        const auto unpacked = unpackInto(path(u"a.tar"_s), m_folder->path(), m_control);
        QVERIFY(!unpacked || keep == 0);  // of an empty file nothing comes
        if (!unpacked)
            QVERIFY(unpacked.error().kind == Error::Kind::Corrupt);
        QVERIFY(!QFile::exists(path(u"x"_s)));
        QVERIFY(std::ranges::none_of(names(), [](const QString &name) { return name.startsWith(u'.'); }));
    }

    void aStoppedOneLeavesNothing()
    {
        write(u"x"_s, "x");
        QVERIFY(packInto({path(u"x"_s)}, m_folder->path(), u"a.zip"_s, m_control));
        m_control.cancel();
        for (const auto &outcome : {packInto({path(u"x"_s)}, m_folder->path(), u"b.zip"_s, m_control), unpackInto(path(u"a.zip"_s), m_folder->path(), m_control)}) {
            QVERIFY(!outcome);
            QVERIFY(outcome.error().kind == Error::Kind::Cancelled);
        }
        QCOMPARE(names(), (QStringList{u"a.zip"_s, u"x"_s}));
    }

    void aPipeIsNotPacked()
    {
        QVERIFY(::mkfifo(qPrintable(path(u"pipe"_s)), 0600) == 0);
        const auto packed = packInto({path(u"pipe"_s)}, m_folder->path(), u"a.zip"_s, m_control);
        QVERIFY(!packed);
        QVERIFY(packed.error().kind == Error::Kind::Invalid);
        QCOMPARE(names(), QStringList{u"pipe"_s});
    }
};

QTEST_MAIN(ArchivesTest)
#include "archives_test.moc"
