// Values on the disk: whole or not there.
#include "core/base/result.h"
#include "core/cache/disk_shelf.h"
#include "tests/support/suite.h"
#include "tests/support/temp_folder.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTest>

#include <csignal>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace tideline;
using cache::DiskShelf;
using cache::Key;
using cache::StoredValue;

namespace {

StoredValue stored(const QByteArray &arguments, const QByteArray &value, const QString &account = u"ada"_s, const QByteArray &scope = "p")
{
    return {{account, "thing", scope, arguments}, 1'700'000'000'000, value};
}

bool yes()
{
    return true;
}

int modeOf(const QString &path)
{
    struct stat info{};
    return ::lstat(QFile::encodeName(path).constData(), &info) == 0 ? int(info.st_mode & 07777) : -1;
}

}  // namespace

class DiskShelfTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<test::TempFolder>();
        m_shelf = std::make_unique<DiskShelf>(root(), 1 << 20);
    }

    void whatIsWrittenIsReadAgainByTheNextProgram()
    {
        m_shelf->write(stored("a", "1"), &yes);
        m_shelf->write(stored("a", "2"), &yes);
        m_shelf = std::make_unique<DiskShelf>(root(), 1 << 20);
        QVERIFY(m_shelf->read(stored("a", {}).key) == stored("a", "2"));
        QVERIFY(!m_shelf->read(stored("b", {}).key));
    }

    void itIsForItsOwnerAlone()
    {
        const mode_t before = ::umask(0);
        m_shelf->write(stored("a", "1"), &yes);
        ::umask(before);
        QCOMPARE(modeOf(root()), 0700);
        QCOMPARE(modeOf(root() + u"/v1"_s), 0700);
        QCOMPARE(modeOf(QFileInfo(file()).path()), 0700);
        QCOMPARE(modeOf(file()), 0600);
    }

    void namesOnTheDiskTellNothing()
    {
        m_shelf->write(stored("secret_path", "1", u"ada@example.org"_s, "project_of_ada"), &yes);
        QVERIFY(!file().contains(u"ada"_s) && !file().contains(u"secret"_s));
    }

    void whatIsDamagedAnywhereIsDropped()
    {
        const QByteArray whole = cache::toFile(stored("a", "value"));
        for (qsizetype at = 0; at < whole.size(); ++at) {
            QByteArray damaged = whole;
            damaged[at] = char(damaged[at] ^ 0x20);
            QVERIFY2(!cache::fromFile(damaged), qPrintable(u"byte %1"_s.arg(at)));
            QVERIFY2(!cache::fromFile(whole.left(at)), qPrintable(u"%1 bytes"_s.arg(at)));
        }
        QVERIFY(!cache::fromFile(whole + 'x'));
        QVERIFY(cache::fromFile(whole) == stored("a", "value"));

        m_shelf->write(stored("a", "value"), &yes);
        QFile bad(file());
        QVERIFY(bad.open(QFile::ReadWrite) && bad.seek(60) && bad.write("?") == 1);
        bad.close();
        QVERIFY(!m_shelf->read(stored("a", {}).key));
        QVERIFY(!QFile::exists(bad.fileName()));
        QCOMPARE(m_shelf->damaged(), 1);
        QCOMPARE(m_shelf->bytes(), 0);
        m_shelf->write(stored("a", "again"), &yes);
        QCOMPARE(m_shelf->read(stored("a", {}).key)->value, QByteArray("again"));
    }

    void somethingElseInItsPlaceIsNotRead_data()
    {
        QTest::addColumn<QString>("what");
        for (const QString &what : {u"a folder"_s, u"a link"_s, u"a pipe"_s, u"a huge file"_s})
            QTest::newRow(qPrintable(what)) << what;
    }
    void somethingElseInItsPlaceIsNotRead()
    {
        QFETCH(QString, what);
        m_shelf->write(stored("a", "1"), &yes);
        const QString path = file();
        const QString outside = m_folder->path(u"outside"_s);
        QVERIFY(QFile::rename(path, outside));
        const QByteArray name = QFile::encodeName(path);
        if (what == u"a folder"_s)
            QVERIFY(QDir().mkpath(path + u"/deep"_s));
        else if (what == u"a link"_s)
            QVERIFY(QFile::link(outside, path));
        else if (what == u"a pipe"_s)
            QVERIFY(::mkfifo(name.constData(), 0600) == 0);
        else
            QVERIFY(QFile(path).open(QFile::WriteOnly) && ::truncate(name.constData(), qint64(1) << 40) == 0);
        QVERIFY(!m_shelf->read(stored("a", {}).key));
        m_shelf->write(stored("a", "2"), &yes);
        QVERIFY(m_shelf->read(stored("a", {}).key) == stored("a", "2"));
        QVERIFY(QFile::exists(outside));
    }

    void aLinkForAnAccountsFolderLeadsNowhere()
    {
        m_shelf->write(stored("a", "1"), &yes);
        const QString folder = QFileInfo(file()).path();
        const QString outside = m_folder->path(u"outside"_s);
        QVERIFY(QDir().rename(folder, outside) && QFile::link(outside, folder));
        m_shelf->erase({u"ada"_s});
        m_shelf->keepOnly({});
        QCOMPARE(QDir(outside).entryList(QDir::Files).size(), 1);
        QVERIFY(!QFileInfo(folder).isSymLink());
    }

    void whatIsErasedIsWhatWasMeant()
    {
        for (const QByteArray &scope : {QByteArray("p"), QByteArray("q")}) {
            for (const QByteArray &arguments : {QByteArray("a"), QByteArray("b")}) {
                m_shelf->write(stored(arguments, "1", u"ada"_s, scope), &yes);
                m_shelf->write(stored(arguments, "1", u"bob"_s, scope), &yes);
            }
        }
        m_shelf->erase(cache::Selection::exactly(stored("a", {}).key));
        QVERIFY(!has("a", "p") && has("b", "p") && has("a", "q"));
        m_shelf->erase({u"ada"_s, {}, "p"});
        QVERIFY(!has("b", "p") && has("a", "q"));
        m_shelf->erase({u"ada"_s});
        QVERIFY(!has("a", "q") && !has("b", "q"));
        QVERIFY(m_shelf->read(stored("a", {}, u"bob"_s).key));
        QCOMPARE(QDir(root() + u"/v1"_s).entryList(QDir::AllEntries | QDir::NoDotAndDotDot).size(), 1);
        QCOMPARE(m_shelf->bytes(), 4 * 4096);
    }

    void whatIsNotWantedAnyMoreIsNotWritten()
    {
        m_shelf->write(stored("a", "1"), &yes);
        m_shelf->write(stored("a", "2"), [] { return false; });
        QVERIFY(!m_shelf->read(stored("a", {}).key));
    }

    void itKeepsToItsBytesWhateverWasThereBefore()
    {
        for (int i = 0; i < 40; ++i)
            m_shelf->write(stored(QByteArray::number(i), QByteArray(5'000, 'x')), &yes);
        QCOMPARE(m_shelf->bytes(), 40 * 8192);
        m_shelf = std::make_unique<DiskShelf>(root(), 100'000);
        m_shelf->write(stored("new", "1"), &yes);
        QVERIFY(m_shelf->bytes() <= 100'000);
        QVERIFY(m_shelf->read(stored("new", {}).key));
        QCOMPARE(qint64(QDir(QFileInfo(file()).path()).entryList(QDir::Files).size()), (m_shelf->bytes() - 4096) / 8192 + 1);
    }

    void otherVersionsAndHalfFilesGo()
    {
        m_shelf->write(stored("a", "1"), &yes);
        m_folder->write("cache/v0/x/old", "old");
        m_folder->write("cache/stray", "stray");
        QVERIFY(QFile::copy(file(), QFileInfo(file()).path() + u"/thing-x-y.new"_s));
        m_shelf = std::make_unique<DiskShelf>(root(), 1 << 20);
        m_shelf->write(stored("b", "1"), &yes);
        QCOMPARE(QDir(root()).entryList(QDir::AllEntries | QDir::NoDotAndDotDot), QStringList{u"v1"_s});
        QCOMPARE(m_shelf->bytes(), 2 * 4096);
    }

    void aFullDiskCostsTheFileAlone()
    {
        m_shelf->write(stored("small", "1"), &yes);
        m_shelf->write(stored("a", "old"), &yes);
        // The system refuses to write more than so much of a file, in the middle of it, as a full disk does.
        struct rlimit before{};
        QVERIFY(::getrlimit(RLIMIT_FSIZE, &before) == 0);
        const auto handler = std::signal(SIGXFSZ, SIG_IGN);
        struct rlimit little = before;
        little.rlim_cur = 8192;
        QVERIFY(::setrlimit(RLIMIT_FSIZE, &little) == 0);
        m_shelf->write(stored("a", QByteArray(50'000, 'x')), &yes);
        const bool restored = ::setrlimit(RLIMIT_FSIZE, &before) == 0;
        std::signal(SIGXFSZ, handler);
        QVERIFY(restored);
        QCOMPARE(m_shelf->failures(), 1);
        QVERIFY(!m_shelf->read(stored("a", {}).key));  // neither half of the new one, nor the old one
        QVERIFY(m_shelf->read(stored("small", {}).key));
        QCOMPARE(m_shelf->bytes(), 4096);
        QCOMPARE(QDir(QFileInfo(file()).path()).entryList(QDir::Files).size(), 1);
        m_shelf->write(stored("a", QByteArray(50'000, 'x')), &yes);
        QVERIFY(m_shelf->read(stored("a", {}).key));
    }

    void aDiskThatCannotBeWrittenCostsNothingElse()
    {
        m_folder->write("file", "in the way");
        DiskShelf shelf(m_folder->path(u"file/cache"_s), 1 << 20);
        shelf.write(stored("a", "1"), &yes);
        QVERIFY(!shelf.read(stored("a", {}).key));
        QCOMPARE(shelf.failures(), 1);
        QCOMPARE(shelf.bytes(), 0);
    }

private:
    QString root() const { return m_folder->path(u"cache"_s); }
    /// The first file that is there.
    QString file() const
    {
        const QDir version(root() + u"/v1"_s);
        for (const QString &account : version.entryList(QDir::Dirs | QDir::NoDotAndDotDot)) {
            const QStringList files = QDir(version.filePath(account)).entryList(QDir::Files);
            if (!files.isEmpty())
                return version.filePath(account) + u'/' + files.first();
        }
        return {};
    }
    bool has(const QByteArray &arguments, const QByteArray &scope) { return m_shelf->read(stored(arguments, {}, u"ada"_s, scope).key).has_value(); }
    std::unique_ptr<test::TempFolder> m_folder;
    std::unique_ptr<DiskShelf> m_shelf;
};

TIDELINE_SUITE(DiskShelfTest)
#include "disk_shelf_test.moc"
