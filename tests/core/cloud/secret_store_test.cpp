// Where a secret is: in the key ring where there is one, in a file else, and always known.
#include "core/cloud/key_ring.h"
#include "core/cloud/secret_store.h"

#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

#include <map>

using namespace tideline;
using namespace tideline::cloud;

namespace {

/// A key ring that can be locked.
struct RingDouble {
    std::map<QString, QByteArray> held;
    bool locked = false;
};

class RingStore final : public SecretStore {
public:
    explicit RingStore(RingDouble &ring) : m_ring(ring) {}
    Result<std::optional<QByteArray>> read(const QString &name) override
    {
        if (m_ring.locked)
            return Error{Error::Kind::Denied, u"locked"_s, {}, {}};
        const auto found = m_ring.held.find(name);
        return found == m_ring.held.end() ? std::optional<QByteArray>() : std::optional(found->second);
    }
    Result<void> write(const QString &name, const QByteArray &secret) override
    {
        if (m_ring.locked)
            return Error{Error::Kind::Denied, u"locked"_s, {}, {}};
        m_ring.held[name] = secret;
        return {};
    }
    Result<void> remove(const QString &name) override
    {
        if (m_ring.locked)
            return Error{Error::Kind::Denied, u"locked"_s, {}, {}};
        m_ring.held.erase(name);
        return {};
    }

private:
    RingDouble &m_ring;
};

QByteArray fileText(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

}  // namespace

class SecretStoreTest final : public QObject {
    Q_OBJECT
    QTemporaryDir m_folder;
    RingDouble m_ring;
    ProfileSecrets secrets() { return ProfileSecrets(m_folder.path(), std::make_unique<RingStore>(m_ring)); }

private Q_SLOTS:
    void init()
    {
        m_ring = {};
        QVERIFY(FileSecrets(m_folder.path()).remove(kTokenSecret));
    }

    void aKeyRingHoldsTheSecretAndTheFileSaysSo()
    {
        auto both = secrets();
        QVERIFY(!both.homeOf(kTokenSecret));
        QVERIFY(both.write(kTokenSecret, "hunter2"));
        QVERIFY(*both.homeOf(kTokenSecret) == SecretHome::KeyRing);
        QVERIFY(!fileText(both.fileOf(kTokenSecret)).contains("hunter2"));
        QCOMPARE(**both.read(kTokenSecret), QByteArray("hunter2"));
        QVERIFY(both.remove(kTokenSecret));
        QVERIFY(m_ring.held.empty());
        QVERIFY(!*both.read(kTokenSecret));
    }

    void whereTheKeyRingIsLockedAFileTakesIt()
    {
        auto both = secrets();
        m_ring.locked = true;
        QVERIFY(both.write(kTokenSecret, "hunter2"));
        QVERIFY(*both.homeOf(kTokenSecret) == SecretHome::File);
        QCOMPARE(**both.read(kTokenSecret), QByteArray("hunter2"));
    }

    void aSecretOfALockedKeyRingIsNoSignOut()
    {
        QVERIFY(secrets().write(kTokenSecret, "hunter2"));
        m_ring.locked = true;
        const auto read = secrets().read(kTokenSecret);
        QVERIFY(!read);
        QCOMPARE(toString(read.error().kind), u"denied"_s);
        QVERIFY(!read.error().mend.isEmpty());
        ProfileSecrets headless(m_folder.path(), nullptr);
        QVERIFY(!headless.read(kTokenSecret));
        QVERIFY(headless.write(kTokenSecret, "anew"));
        QCOMPARE(**headless.read(kTokenSecret), QByteArray("anew"));
    }

    void aSecretThatALockedKeyRingKeepsIsNotTakenForRemoved()
    {
        QVERIFY(secrets().write(kTokenSecret, "hunter2"));
        m_ring.locked = true;
        const auto removed = secrets().remove(kTokenSecret);
        QVERIFY(!removed);
        QVERIFY(!removed.error().mend.isEmpty());
        QVERIFY(!ProfileSecrets(m_folder.path(), nullptr).remove(kTokenSecret));
        QVERIFY(*secrets().homeOf(kTokenSecret) == SecretHome::KeyRing);
        m_ring.locked = false;
        QVERIFY(secrets().remove(kTokenSecret));
        QVERIFY(m_ring.held.empty());
        QVERIFY(!secrets().homeOf(kTokenSecret));
    }

    void whatCameTooLateIntoTheKeyRingGoesWithTheFile()
    {
        m_ring.locked = true;
        QVERIFY(secrets().write(kTokenSecret, "hunter2"));
        m_ring = {{{kTokenSecret, "hunter2"}}, false};
        QVERIFY(secrets().remove(kTokenSecret));
        QVERIFY(m_ring.held.empty());
    }

    void whoWantsAFileGetsOneAndTheKeyRingForgets()
    {
        auto both = secrets();
        QVERIFY(both.write(kTokenSecret, "hunter2"));
        both.setHome(SecretHome::File);
        QVERIFY(both.write(kTokenSecret, "hunter2"));
        QVERIFY(m_ring.held.empty());
        QVERIFY(*both.homeOf(kTokenSecret) == SecretHome::File);
        both.setHome(SecretHome::KeyRing);
        QVERIFY(both.write(kTokenSecret, "hunter2"));
        QVERIFY(!fileText(both.fileOf(kTokenSecret)).contains("hunter2"));
    }

    void withoutASessionBusNoKeyRingIsOpen()
    {
        if (!qEnvironmentVariableIsEmpty("TIDELINE_REAL_KEY_RING"))
            QSKIP("there is one");
        qunsetenv("DBUS_SESSION_BUS_ADDRESS");
        qputenv("XDG_RUNTIME_DIR", m_folder.path().toLocal8Bit());
        QVERIFY(!isKeyRingOpen());
        KeyRing ring(m_folder.path());
        QVERIFY(!ring.write(kTokenSecret, "hunter2"));
    }

    void theRealKeyRingKeepsASecret()
    {
        if (!qEnvironmentVariableIsEmpty("TIDELINE_REAL_KEY_RING")) {
            QTRY_VERIFY_WITH_TIMEOUT(isKeyRingOpen(), 20'000);  // it takes its name by and by
            const auto both = openSecrets(m_folder.path());
            const QByteArray secret("{\"token\":\"hunter2\"}\n");
            QVERIFY(both->write(kTokenSecret, secret));
            QVERIFY(*both->homeOf(kTokenSecret) == SecretHome::KeyRing);
            QCOMPARE(**both->read(kTokenSecret), secret);
            QVERIFY(both->write(kTokenSecret, "another"));
            QCOMPARE(**openSecrets(m_folder.path())->read(kTokenSecret), QByteArray("another"));
            QVERIFY(both->remove(kTokenSecret));
            QVERIFY(!*KeyRing(m_folder.path()).read(kTokenSecret));
            return;
        }
        // This very test once more, on a bus of its own, with a key ring that is unlocked.
        if (QStandardPaths::findExecutable(u"gnome-keyring-daemon"_s).isEmpty() || QStandardPaths::findExecutable(u"dbus-run-session"_s).isEmpty())
            QSKIP("gnome-keyring or dbus is not installed");
        QProcess session;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        for (const auto *folder : {"HOME", "XDG_RUNTIME_DIR", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"})
            environment.insert(QString::fromLatin1(folder), m_folder.path());
        environment.insert(u"TIDELINE_REAL_KEY_RING"_s, u"1"_s);
        session.setProcessEnvironment(environment);
        session.setProcessChannelMode(QProcess::MergedChannels);
        session.start(u"dbus-run-session"_s, {u"--"_s, u"sh"_s, u"-c"_s,
            u"printf pass | gnome-keyring-daemon --foreground --unlock --components=secrets >/dev/null 2>&1 & "
              "\"$0\" theRealKeyRingKeepsASecret; code=$?; kill $!; exit $code"_s, QCoreApplication::applicationFilePath()});
        QVERIFY(session.waitForFinished(60'000));
        const QByteArray said = session.readAll();
        QVERIFY2(session.exitCode() == 0, said);
    }
};

QTEST_GUILESS_MAIN(SecretStoreTest)
#include "secret_store_test.moc"
