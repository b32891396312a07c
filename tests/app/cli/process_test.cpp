// `tide` and the server as real processes: what a person types, and the exit codes that scripts see.
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>

#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace {
QString program(const char *name)
{
    return qEnvironmentVariable("TIDELINE_BIN") + u'/' + QLatin1StringView(name);
}

struct Ran {
    int code = -1;
    QByteArray out;
    QByteArray err;
    QJsonObject line(int number = 0) const { return QJsonDocument::fromJson(out.split('\n').value(number)).object(); }
};

void write(const QString &path, const QByteArray &content)
{
    QDir().mkpath(QFileInfo(path).path());
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
    QCOMPARE(file.write(content), content.size());
}

QByteArray read(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("(absent)");
}
}  // namespace

class ProcessTest final : public QObject {
    Q_OBJECT

    Ran tide(const QString &profile, const QStringList &words, const QByteArray &input = {})
    {
        QProcess process;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(u"LC_ALL"_s, u"C"_s);  // the poorest locale: Qt would warn of it
        process.setProcessEnvironment(environment);
        process.setWorkingDirectory(m_folder.path());
        process.start(program("tide"), QStringList{u"--profile"_s, m_folder.filePath(profile)} + words);
        process.write(input);
        process.closeWriteChannel();
        if (!process.waitForFinished(60'000))
            return {};
        return {process.exitCode(), process.readAllStandardOutput(), process.readAllStandardError()};
    }

    void startServer()
    {
        QFile::remove(m_folder.filePath(u"port"_s));
        m_server.setStandardErrorFile(m_folder.filePath(u"server.log"_s), QIODevice::Append);
        m_server.start(program("tideline-server"), {u"--data"_s, m_folder.filePath(u"server"_s), u"--listen"_s, m_address,
                                                    u"--port-file"_s, m_folder.filePath(u"port"_s)});
        QVERIFY(m_server.waitForStarted());
        QTRY_VERIFY_WITH_TIMEOUT(read(m_folder.filePath(u"port"_s)).endsWith('\n'), 20'000);
        m_address = QString::fromLatin1(read(m_folder.filePath(u"port"_s)).trimmed());
    }

    void stopServer()
    {
        m_server.terminate();
        QVERIFY(m_server.waitForFinished());
    }

    QString at(const char *path) const { return m_folder.filePath(QString::fromUtf8(path)); }

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY2(QFileInfo(program("tide")).isExecutable(), "TIDELINE_BIN names the programs' folder");
        QVERIFY(m_folder.isValid());
        startServer();
        for (const char *profile : {"one", "two"}) {
            const Ran login = tide(QLatin1StringView(profile), {u"login"_s, m_address, u"--token-file"_s, u"server/first-token"_s});
            QVERIFY2(login.code == 0, login.err);
        }
    }

    void cleanupTestCase()
    {
        if (m_server.state() != QProcess::NotRunning)
            stopServer();
    }

    void thePoorestLocaleMakesNoNoise()
    {
        const Ran version = tide(u"one"_s, {u"--version"_s});
        QCOMPARE(version.code, 0);
        QCOMPARE(version.err, QByteArray());
    }

    void whoamiSaysWhere()
    {
        const Ran who = tide(u"one"_s, {u"whoami"_s, u"--json"_s});
        QCOMPARE(who.code, 0);
        QVERIFY(who.line()["url"_L1].toString().contains(m_address));
    }

    void aFolderGoesToTheCloudAndToASecondComputer()
    {
        write(at("A/data/t.csv"), "t,v\n1,2\n");
        write(at("A/notes.md"), "# notes\n");
        const Ran created = tide(u"one"_s, {u"create"_s, u"climate"_s, u"--from"_s, u"A"_s});
        QVERIFY2(created.code == 0, created.out + created.err);
        const Ran cloned = tide(u"two"_s, {u"clone"_s, u"climate"_s, u"B"_s});
        QVERIFY2(cloned.code == 0, cloned.out + cloned.err);
        QCOMPARE(read(at("B/data/t.csv")), read(at("A/data/t.csv")));
        QVERIFY(tide(u"two"_s, {u"ls"_s, u"climate/data"_s}).out.contains("t.csv"));
        QCOMPARE(tide(u"two"_s, {u"cat"_s, u"climate/notes.md"_s}).out, QByteArray("# notes\n"));
    }

    void anEditTravels()
    {
        write(at("A/data/t.csv"), "t,v\n1,2\n3,4\n");
        QCOMPARE(tide(u"one"_s, {u"sync"_s, u"A"_s}).code, 0);
        const Ran sync = tide(u"two"_s, {u"--json"_s, u"sync"_s, u"climate"_s});
        QVERIFY2(sync.code == 0, sync.err);
        QCOMPARE(sync.line()["downloaded"_L1].toInteger(), 1);
        QCOMPARE(read(at("B/data/t.csv")), read(at("A/data/t.csv")));
        const Ran status = tide(u"two"_s, {u"--json"_s, u"status"_s, u"B"_s});
        QCOMPARE(status.code, 0);
        QCOMPARE(status.line()["state"_L1].toString(), u"synced"_s);
        QCOMPARE(status.line()["revision"_L1].toInteger(), sync.line()["revision"_L1].toInteger());
        QCOMPARE(tide(u"two"_s, {u"verify"_s, u"B"_s}).code, 0);
        QCOMPARE(tide(u"two"_s, {u"why"_s, u"B/data/t.csv"_s}).code, 0);
    }

    void theOldVersionIsStillThere()
    {
        const Ran log = tide(u"one"_s, {u"--json"_s, u"log"_s, u"A/data/t.csv"_s});
        QVERIFY2(log.code == 0, log.err);
        const QString oldest = QString::number(log.line(int(log.out.count('\n')) - 1)["revision"_L1].toInteger());
        QCOMPARE(tide(u"one"_s, {u"cat"_s, u"climate/data/t.csv"_s, u"--revision"_s, oldest}).out, QByteArray("t,v\n1,2\n"));
    }

    void twoEditsOfOneFileAreAConflict()
    {
        write(at("A/model.bin"), QByteArray("\0one", 4));
        write(at("B/model.bin"), QByteArray("\0two", 4));
        QCOMPARE(tide(u"one"_s, {u"sync"_s}).code, 0);
        QCOMPARE(tide(u"two"_s, {u"sync"_s}).code, 3);
        const Ran conflicts = tide(u"two"_s, {u"--json"_s, u"conflicts"_s});
        QCOMPARE(conflicts.code, 3);
        QCOMPARE(conflicts.line()["path"_L1].toString(), u"model.bin"_s);
        QCOMPARE(read(at("B/model.bin")), QByteArray("\0one", 4));
        const Ran resolved = tide(u"two"_s, {u"resolve"_s, u"B/model.bin"_s, u"--keep"_s, u"mine"_s});
        QVERIFY2(resolved.code == 0, resolved.err);
        QCOMPARE(tide(u"two"_s, {u"conflicts"_s}).code, 0);
        QCOMPARE(tide(u"two"_s, {u"sync"_s}).code, 0);
        QCOMPARE(tide(u"one"_s, {u"sync"_s}).code, 0);
        QCOMPARE(read(at("A/model.bin")), QByteArray("\0two", 4));
    }

    void anUnreachableCloudIsFourAndLosesNothing()
    {
        stopServer();
        write(at("A/offline.txt"), "kept");
        QCOMPARE(tide(u"one"_s, {u"sync"_s}).code, 4);
        QCOMPARE(tide(u"one"_s, {u"status"_s}).code, 0);
        startServer();
        QCOMPARE(tide(u"one"_s, {u"sync"_s}).code, 0);
        QCOMPARE(tide(u"two"_s, {u"sync"_s}).code, 0);
        QCOMPARE(read(at("B/offline.txt")), QByteArray("kept"));
    }

    void aMassDeletionWaitsForAYes()
    {
        for (int i = 0; i < 130; ++i)
            write(at("A/many/f") + QString::number(i), QByteArray::number(i));
        QCOMPARE(tide(u"one"_s, {u"sync"_s}).code, 0);
        QVERIFY(QDir(at("A/many")).removeRecursively());
        const Ran refused = tide(u"one"_s, {u"sync"_s});
        QCOMPARE(refused.code, 6);
        QVERIFY2(refused.err.contains("--yes"), refused.err);
        QCOMPARE(tide(u"one"_s, {u"sync"_s, u"--dry-run"_s}).code, 0);
        const Ran done = tide(u"one"_s, {u"sync"_s, u"--yes"_s});
        QVERIFY2(done.code == 0, done.out + done.err);
    }

    void aWrongTokenIsFive()
    {
        const Ran wrong = tide(u"three"_s, {u"login"_s, m_address, u"--token-file"_s, u"-"_s}, "tdl_pat_wrong_token\n");
        QVERIFY2(wrong.code == 5, wrong.err);
        QCOMPARE(tide(u"three"_s, {u"whoami"_s}).code, 5);
        QCOMPARE(tide(u"three"_s, {u"sync"_s}).code, 5);
    }

    void badPlacesAreSaid()
    {
        QCOMPARE(tide(u"one"_s, {u"clone"_s, u"no such project"_s, u"C"_s}).code, 1);
        QCOMPARE(tide(u"one"_s, {u"create"_s, u"other"_s, u"--from"_s, u"not/there"_s}).code, 1);
        const Ran inside = tide(u"one"_s, {u"create"_s, u"other"_s, u"--from"_s, u"A/data"_s});
        QCOMPARE(inside.code, 1);
        QVERIFY2(inside.err.contains("error"), inside.err);
    }

    void watchTellsSystemdAndEndsOnSigterm()
    {
        const QByteArray path = QFile::encodeName(at("notify"));
        const int socket = ::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
        sockaddr_un address{};
        address.sun_family = AF_UNIX;
        QVERIFY(path.size() < qsizetype(sizeof address.sun_path));
        std::copy(path.begin(), path.end(), address.sun_path);
        QCOMPARE(::bind(socket, reinterpret_cast<const sockaddr *>(&address), sizeof address), 0);
        timeval limit{20, 0};
        ::setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);

        QProcess watch;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(u"NOTIFY_SOCKET"_s, at("notify"));
        watch.setProcessEnvironment(environment);
        watch.start(program("tide"), {u"--profile"_s, at("two"), u"--json"_s, u"watch"_s});
        std::array<char, 256> message{};
        const ssize_t length = ::recv(socket, message.data(), message.size(), 0);
        QVERIFY2(length > 0 && QByteArrayView(message.data(), length).startsWith("READY=1"), watch.readAllStandardError());

        // Another tide now works through the one that watches; and what comes in is seen without asking.
        QCOMPARE(tide(u"two"_s, {u"--json"_s, u"status"_s}).code, 0);
        write(at("A/live.txt"), "live");
        QCOMPARE(tide(u"one"_s, {u"sync"_s}).code, 0);
        QTRY_COMPARE_WITH_TIMEOUT(read(at("B/live.txt")), QByteArray("live"), 20'000);
        QTRY_VERIFY_WITH_TIMEOUT((watch.waitForReadyRead(100), m_events += watch.readAllStandardOutput()).contains("\"activity\""), 20'000);

        ::kill(pid_t(watch.processId()), SIGTERM);
        QVERIFY(watch.waitForFinished());
        QVERIFY2(watch.exitStatus() == QProcess::NormalExit, watch.readAllStandardError());
        QCOMPARE(watch.exitCode(), 0);
        ::close(socket);
    }

    void doctorFindsAHealthyProfile()
    {
        const Ran doctor = tide(u"one"_s, {u"doctor"_s, u"--json"_s, u"--bundle"_s, u"report.json"_s});
        QVERIFY2(doctor.code == 0, doctor.out);
        QVERIFY(!read(at("report.json")).contains("climate"));
        QCOMPARE(tide(u"one"_s, {u"db"_s, u"check"_s}).code, 0);
        QCOMPARE(tide(u"one"_s, {u"db"_s, u"current"_s, u"--env"_s, u"test"_s}).code, 0);
    }

    void unlinkAndLogoutLeaveTheFiles()
    {
        QCOMPARE(tide(u"two"_s, {u"unlink"_s, u"B"_s}).code, 0);
        QCOMPARE(tide(u"two"_s, {u"logout"_s}).code, 0);
        QCOMPARE(read(at("B/notes.md")), QByteArray("# notes\n"));
        QCOMPARE(tide(u"two"_s, {u"whoami"_s}).code, 5);
    }

private:
    QTemporaryDir m_folder;
    QProcess m_server;
    QString m_address = u"127.0.0.1:0"_s;
    QByteArray m_events;
};

QTEST_GUILESS_MAIN(ProcessTest)
#include "process_test.moc"
