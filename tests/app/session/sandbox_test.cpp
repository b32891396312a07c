// The sandbox, attacked from inside by an ordinary user's process: each attempt works without it, and fails in it.
#include "app/session/sandbox.h"
#include "tests/app/session/escapes.h"
#include "tests/support/other_user.h"
#include "tests/support/temp_folder.h"

#include <QDateTime>
#include <QTest>

using namespace tideline;
using namespace tideline::test;
using namespace Qt::StringLiterals;
using session::SandboxRules;
using session::shutIn;

namespace {

enum class Shut { No, Whole, WithoutLandlock };

int listenAt(const std::string &path)
{
    sockaddr_un name{};
    name.sun_family = AF_UNIX;
    path.copy(name.sun_path, sizeof name.sun_path - 1);
    const int listener = ::socket(AF_UNIX, SOCK_STREAM, 0);
    return ::bind(listener, reinterpret_cast<sockaddr *>(&name), sizeof name) == 0 && ::listen(listener, 8) == 0 ? listener : -1;
}

bool write(const std::string &path)
{
    const int file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
    const bool done = file >= 0 && ::write(file, "secret", 6) == 6;
    ::close(file);
    return done;
}

/// What the attacker's own user has: files, a socket that listens, memory that the child knows the address of.
bool makeScene(Scene &scene)
{
    static long secret = 42;
    scene.shared = &secret;
    scene.parent = ::getpid();
    scene.parentHandle = int(::syscall(SYS_pidfd_open, scene.parent, 0));
    scene.loose = ::socket(AF_UNIX, SOCK_STREAM, 0);
    return ::prctl(PR_SET_DUMPABLE, 1, 0, 0, 0) == 0 && write(scene.path("other")) && write(scene.path("victim")) && write(scene.path("handed"))
           && (scene.handed = ::open(scene.path("handed").c_str(), O_RDONLY)) >= 0 && listenAt(scene.path("other.sock")) >= 0;
}

class SandboxTest : public QObject {
    Q_OBJECT

private:
    QStringList m_untried;

    /// As an ordinary user: a process makes the scene, and a child of it does `work`, which gives an errno. -1: that child died.
    template <typename Work>
    static int inScene(Shut shut, const Work &work)
    {
        const TempFolder folder;
        if (::chmod(folder.bytes().constData(), 0777) != 0)
            return -1;
        int ends[2];
        if (::pipe(ends) != 0)
            return -1;
        const auto asUser = canBecomeOtherUser() ? asOtherUser : inChild;
        (void)asUser([&] {
            Scene scene;
            scene.folder = folder.bytes().toStdString() + "/scene";
            scene.result = ends[1];
            if (::mkdir(scene.folder.c_str(), 0700) != 0 || !makeScene(scene))
                return false;
            return inChild([&] {
                if (shut != Shut::No)
                    (void)shutIn(SandboxRules{.useLandlock = shut == Shut::Whole});
                const int code = work(scene);
                return ::write(ends[1], &code, sizeof code) == sizeof code;
            });
        });
        ::close(ends[1]);
        int code = -1;
        if (::read(ends[0], &code, sizeof code) != sizeof code)
            code = -1;
        ::close(ends[0]);
        return code;
    }

private Q_SLOTS:
    void noEscapeWorks_data()
    {
        QTest::addColumn<int>("number");
        for (std::size_t i = 0; i < escapes().size(); ++i)
            QTest::newRow(escapes()[i].name) << int(i);
    }
    void noEscapeWorks()
    {
        QFETCH(int, number);
        const Escape &escape = escapes()[std::size_t(number)];
        if (const int code = inScene(Shut::No, escape.attempt); code != 0)
            m_untried << u"%1 (%2)"_s.arg(QLatin1StringView(escape.name), code > 0 ? QString::fromLocal8Bit(std::strerror(code)) : u"died"_s);
        QCOMPARE(inScene(Shut::Whole, escape.attempt), escape.expected);
        QCOMPARE(inScene(Shut::WithoutLandlock, escape.attempt), escape.expected);
    }
    void whatIsHandedOverIsRead()
    {
        for (const Shut shut : {Shut::Whole, Shut::WithoutLandlock}) {
            QCOMPARE(inScene(shut, [](const Scene &scene) {
                char text[6]{};
                return ::pread(scene.handed, text, 6, 0) == 6 && std::memcmp(text, "secret", 6) == 0 ? 0 : errno;
            }), 0);
        }
    }
    void librariesAreStillFound()
    {
        const int code = inScene(Shut::Whole, [](const Scene &) { return opens("/usr", O_RDONLY | O_DIRECTORY); });
        QCOMPARE(code, layers().layers.contains(u"landlock"_s) ? 0 : EACCES);
    }
    void threadsMemoryAndTimeAreThere()
    {
        QCOMPARE(inScene(Shut::WithoutLandlock, [](const Scene &) {
            return inThread([] { return QByteArray(20 << 20, 'x').size() > 0 && QDateTime::currentMSecsSinceEpoch() > 0 ? 0 : EINVAL; });
        }), 0);
    }
    void memoryBeyondTheLimitIsRefused()
    {
        QCOMPARE(inScene(Shut::Whole, [](const Scene &) {
            return ::mmap(nullptr, std::size_t(8) << 30, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) == MAP_FAILED ? errno : 0;
        }), ENOMEM);
    }
    void aLayerThatIsMissingIsNamedWithWhatItCosts()
    {
        QVERIFY(inChild([] {
            const session::Sandbox sandbox = shutIn({.useLandlock = false});
            return sandbox.layers == QStringList{u"rlimits"_s, u"no_new_privs"_s, u"seccomp"_s} && sandbox.missing.size() == 1
                   && sandbox.missing[0].startsWith(u"landlock: this kernel does not have it"_s);
        }));
    }
    void cleanupTestCase()
    {
        qInfo("layers here: %s", qPrintable(layers().layers.join(u", "_s) + (layers().missing.isEmpty() ? QString() : u"; missing: "_s + layers().missing.join(u", "_s))));
        if (m_untried.isEmpty())
            qInfo("every attempt works without the sandbox");
        else
            qInfo("could not be tried here, since they fail without the sandbox, too: %s", qPrintable(m_untried.join(u", "_s)));
    }

private:
    /// What this system has, found out in a process that is thrown away.
    static session::Sandbox layers()
    {
        int ends[2];
        if (::pipe(ends) != 0)
            return {};
        (void)inChild([&] {
            const session::Sandbox sandbox = shutIn();
            const QByteArray text = sandbox.layers.join(u'\n').toUtf8() + '\0' + sandbox.missing.join(u'\n').toUtf8();
            return ::write(ends[1], text.constData(), std::size_t(text.size())) == text.size();
        });
        ::close(ends[1]);
        char text[4096];
        const ssize_t size = ::read(ends[0], text, sizeof text);
        ::close(ends[0]);
        const QList<QByteArray> parts = QByteArray(text, std::max<ssize_t>(0, size)).split('\0');
        return {QString::fromUtf8(parts.value(0)).split(u'\n', Qt::SkipEmptyParts), QString::fromUtf8(parts.value(1)).split(u'\n', Qt::SkipEmptyParts)};
    }
};

}  // namespace

QTEST_GUILESS_MAIN(SandboxTest)
#include "sandbox_test.moc"
