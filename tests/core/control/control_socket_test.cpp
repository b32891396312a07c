#include "core/control/control_client.h"
#include "core/control/control_server.h"

#include <QJsonDocument>
#include <QTemporaryDir>
#include <QTest>

#include <mutex>
#include <semaphore>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace tideline;
using namespace tideline::control;

namespace {

/// Answers `echo`, `count` (progress), `wait` (until cancelled or released), `fail` and `big`.
class TestHandler final : public VerbHandler {
public:
    Result<QJsonObject> handle(const QString &verb, const QJsonObject &args, const OnProgress &onProgress,
                               const std::atomic<bool> *cancelled) override
    {
        if (verb == u"echo"_s)
            return args;
        if (verb == u"count"_s) {
            for (int i = 0; i < args.value(u"to"_s).toInt(); ++i)
                onProgress({{u"n"_s, i}, {u"pad"_s, QString(args.value(u"pad"_s).toInt(), u'x')}});
            return QJsonObject{{u"done"_s, true}};
        }
        if (verb == u"wait"_s) {
            ++waiting;
            while (!cancelled->load() && !released.try_acquire_for(std::chrono::milliseconds(2))) { }
            --waiting;
            if (*cancelled)
                return Error{Error::Kind::Cancelled, u"Cancelled."_s, {}, {}};
            return QJsonObject{{u"released"_s, true}};
        }
        if (verb == u"big"_s)
            return QJsonObject{{u"pad"_s, QString(kMaxReplyBytes, u'x')}};
        return Error{Error::Kind::Invalid, u"No such verb."_s, verb, u"Look it up."_s};
    }
    /// The way to a listener, which the server's thread may end at any moment.
    struct Line {
        std::mutex mutex;
        OnEvent call;
    };
    Result<std::unique_ptr<Subscription>> listen(OnEvent listener) override
    {
        struct Held final : Subscription {
            ~Held() override
            {
                const std::scoped_lock lock(line->mutex);
                line->call = {};
            }
            std::shared_ptr<Line> line;
        };
        auto held = std::make_unique<Held>();
        held->line = std::make_shared<Line>();
        held->line->call = std::move(listener);
        {
            const std::scoped_lock lock(m_mutex);
            m_last = held->line;
        }
        return std::unique_ptr<Subscription>(std::move(held));
    }

    std::atomic<int> waiting = 0;
    std::counting_semaphore<> released{0};

    /// Whether the listener that came last is still there.
    bool listens() const
    {
        const auto line = held();
        const std::scoped_lock lock(line->mutex);
        return bool(line->call);
    }
    /// Tells it; false when it has gone.
    bool tell(const QJsonObject &event) const
    {
        const auto line = held();
        const std::scoped_lock lock(line->mutex);
        if (line->call)
            line->call(event);
        return bool(line->call);
    }

private:
    std::shared_ptr<Line> held() const
    {
        const std::scoped_lock lock(m_mutex);
        return m_last;
    }
    mutable std::mutex m_mutex;
    std::shared_ptr<Line> m_last = std::make_shared<Line>();
};

/// A profile with a served handler.
struct Owner {
    explicit Owner(QString folder) : profile(std::move(folder)), lock(*EngineLock::acquire(profile))
    {
        server = std::move(*ControlServer::start(profile, handler, lock));
    }
    QString profile;
    EngineLock lock;
    TestHandler handler;
    std::unique_ptr<ControlServer> server;
};

/// The first line that the owner answers to raw bytes; empty when it closed.
QByteArray answerTo(const QString &profile, const QByteArray &bytes)
{
    const auto socket = connectTo(socketPath(profile));
    if (!socket)
        return "no connection";
    writeAll(*socket, bytes);
    LineReader lines(*socket, kMaxReplyBytes);
    auto line = lines.next();
    return line && *line ? **line : QByteArray();
}

}  // namespace

class ControlSocketTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aVerbGetsItsReplyAfterItsProgress()
    {
        QTemporaryDir folder;
        Owner owner(folder.path());
        const auto client = ControlClient::connect(folder.path());
        QVERIFY(client);
        int seen = 0;
        const auto reply = (*client)->handle(u"count"_s, {{u"to"_s, 1000}}, [&seen](const QJsonObject &progress) {
            if (progress.value(u"n"_s).toInt() == seen)
                ++seen;
        });
        QVERIFY(reply);
        QCOMPARE(seen, 1000);
        const auto error = (*client)->handle(u"fail"_s, {});
        QVERIFY(!error);
        QCOMPARE(error.error().what, u"No such verb."_s);
        QCOMPARE(error.error().mend, u"Look it up."_s);
    }

    void theSocketIsItsUsersAlone()
    {
        QTemporaryDir folder;
        Owner owner(folder.path());
        struct stat info{};
        QCOMPARE(::stat(socketPath(folder.path()).toLocal8Bit().constData(), &info), 0);
        QCOMPARE(info.st_mode & 0777, mode_t(0600));
    }

    void anotherUserGetsNoAnswer()
    {
        if (::geteuid() != 0)
            QSKIP("needs root, to become another user");
        QTemporaryDir folder;
        Owner owner(folder.path());
        const QByteArray path = socketPath(folder.path()).toLocal8Bit();
        ::chmod(folder.path().toLocal8Bit().constData(), 0755);
        ::chmod(path.constData(), 0666);  // even when the file's mode would let them
        const pid_t child = ::fork();
        if (child == 0) {
            if (::setresuid(65534, 65534, 65534) != 0)
                ::_exit(9);
            sockaddr_un name{};
            name.sun_family = AF_UNIX;
            std::memcpy(name.sun_path, path.constData(), std::size_t(path.size()));
            const int fd = ::socket(AF_UNIX, SOCK_STREAM, 0);
            if (::connect(fd, reinterpret_cast<sockaddr *>(&name), sizeof name) != 0)
                ::_exit(8);
            const QByteArray request = "{\"id\":1,\"verb\":\"echo\",\"args\":{\"secret\":1}}\n";
            if (::send(fd, request.constData(), std::size_t(request.size()), MSG_NOSIGNAL) < 0)
                ::_exit(0);
            char answer[4096] = {};
            const ssize_t got = ::recv(fd, answer, sizeof answer - 1, 0);
            ::_exit(got <= 0 || QByteArray(answer).contains("denied") ? 0 : 1);
        }
        int status = 0;
        QCOMPARE(::waitpid(child, &status, 0), child);
        QVERIFY(WIFEXITED(status));
        QCOMPARE(WEXITSTATUS(status), 0);
    }

    void rubbishCostsTheConnectionOnly_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("no JSON") << QByteArray("hello\n");
        QTest::newRow("no object") << QByteArray("[]\n");
        QTest::newRow("no id") << QByteArray("{\"verb\":\"echo\"}\n");
        QTest::newRow("no verb") << QByteArray("{\"id\":1}\n");
        QTest::newRow("args of another type") << QByteArray("{\"id\":1,\"verb\":\"echo\",\"args\":[]}\n");
        QTest::newRow("binary") << QByteArray("\x00\xff\xfe\n", 4);
        QTest::newRow("deeply nested") << QByteArray(QByteArray(100'000, '[') + "\n");
        QTest::newRow("a line without end") << QByteArray(kMaxRequestBytes + 100'000, 'a');
    }
    void rubbishCostsTheConnectionOnly()
    {
        QFETCH(QByteArray, bytes);
        QTemporaryDir folder;
        Owner owner(folder.path());
        const auto good = ControlClient::connect(folder.path());
        QVERIFY(good);
        const QByteArray answer = answerTo(folder.path(), bytes);
        QVERIFY2(answer.contains("\"invalid\""), answer);
        QVERIFY((*good)->handle(u"echo"_s, {}));
    }

    void anAnswerTooLargeIsAnErrorNotALostConnection()
    {
        QTemporaryDir folder;
        Owner owner(folder.path());
        const auto client = ControlClient::connect(folder.path());
        QVERIFY(!(*client)->handle(u"big"_s, {}));
        QVERIFY((*client)->handle(u"echo"_s, {}));
    }

    void manyClientsAreAnsweredSideBySide()
    {
        QTemporaryDir folder;
        Owner owner(folder.path());
        std::atomic<int> wrong = 0;
        std::vector<std::thread> threads;
        for (int number = 0; number < 16; ++number) {
            threads.emplace_back([&, number] {
                const auto client = ControlClient::connect(folder.path());
                if (!client) {
                    ++wrong;
                    return;
                }
                for (int i = 0; i < 50; ++i) {
                    const QJsonObject args{{u"n"_s, number * 1000 + i}};
                    const auto reply = (*client)->handle(u"echo"_s, args);
                    if (!reply || *reply != args)
                        ++wrong;
                }
            });
        }
        for (std::thread &thread : threads)
            thread.join();
        QCOMPARE(wrong.load(), 0);
    }

    void aLongRequestDoesNotHoldUpOthersOfItsConnection()
    {
        QTemporaryDir folder;
        Owner owner(folder.path());
        const auto client = ControlClient::connect(folder.path());
        std::thread slow([&] { QVERIFY((*client)->handle(u"wait"_s, {})); });
        QTRY_COMPARE(owner.handler.waiting.load(), 1);
        QVERIFY((*client)->handle(u"echo"_s, {}));
        owner.handler.released.release();
        slow.join();
    }

    void settingTheFlagCancels()
    {
        QTemporaryDir folder;
        Owner owner(folder.path());
        const auto client = ControlClient::connect(folder.path());
        std::atomic<bool> cancelled = false;
        std::optional<Result<QJsonObject>> answer;
        std::thread caller([&] { answer = (*client)->handle(u"wait"_s, {}, {}, &cancelled); });
        QTRY_COMPARE(owner.handler.waiting.load(), 1);
        cancelled = true;
        caller.join();
        QVERIFY(!*answer);
        QCOMPARE(toString(answer->error().kind), u"cancelled"_s);
    }

    void closingTheConnectionCancels()
    {
        QTemporaryDir folder;
        Owner owner(folder.path());
        {
            const auto socket = connectTo(socketPath(folder.path()));
            QVERIFY(writeAll(*socket, "{\"id\":1,\"verb\":\"wait\"}\n"));
            QTRY_COMPARE(owner.handler.waiting.load(), 1);
        }
        QTRY_COMPARE(owner.handler.waiting.load(), 0);
    }

    void anOwnerThatEndsAnswersEveryCallAndTellsItsListeners()
    {
        QTemporaryDir folder;
        auto owner = std::make_unique<Owner>(folder.path());
        const auto client = ControlClient::connect(folder.path());
        std::atomic<bool> gone = false;
        const auto subscription = (*client)->listen([&gone](const QJsonObject &event) {
            gone = event.value(u"event"_s).toString() == u"owner_gone"_s;
        });
        QVERIFY(subscription);
        std::optional<Result<QJsonObject>> answer;
        std::thread caller([&] { answer = (*client)->handle(u"wait"_s, {}); });
        QTRY_COMPARE(owner->handler.waiting.load(), 1);
        owner.reset();
        caller.join();
        QVERIFY(!*answer);
        QTRY_VERIFY(gone);
        QVERIFY(!(*client)->isConnected());
        QVERIFY(!ControlClient::connect(folder.path()));
    }

    void aDrainedOwnerFinishesWhatItBegan()
    {
        QTemporaryDir folder;
        Owner owner(folder.path());
        const auto client = ControlClient::connect(folder.path());
        std::optional<Result<QJsonObject>> answer;
        std::thread caller([&] { answer = (*client)->handle(u"wait"_s, {}); });
        QTRY_COMPARE(owner.handler.waiting.load(), 1);
        std::thread drainer([&] { owner.server->drain(std::chrono::seconds(20)); });
        QTRY_VERIFY(!ControlClient::connect(folder.path()));
        owner.handler.released.release();
        drainer.join();
        caller.join();
        QVERIFY(bool(*answer));
    }

    void eventsReachAListenerUntilItLeaves()
    {
        QTemporaryDir folder;
        Owner owner(folder.path());
        const auto client = ControlClient::connect(folder.path());
        std::atomic<int> heard = 0;
        {
            const auto subscription = (*client)->listen([&heard](const QJsonObject &) { ++heard; });
            QVERIFY(subscription);
            QTRY_VERIFY(owner.handler.listens());
            QVERIFY(owner.handler.tell({{u"event"_s, u"state"_s}}));
            QTRY_COMPARE(heard.load(), 1);
        }
        owner.handler.tell({{u"event"_s, u"state"_s}});
        QVERIFY((*client)->handle(u"echo"_s, {}));  // comes behind the event
        QCOMPARE(heard.load(), 1);
    }

    void aListenerThatNeverReadsIsDropped()
    {
        QTemporaryDir folder;
        Owner owner(folder.path());
        const auto socket = connectTo(socketPath(folder.path()));
        QVERIFY(writeAll(*socket, "{\"id\":1,\"verb\":\"events\"}\n"));
        QTRY_VERIFY(owner.handler.listens());
        const QString pad(100'000, u'x');
        for (int i = 0; i < 400 && owner.handler.tell({{u"event"_s, u"state"_s}, {u"pad"_s, pad}}); ++i) { }
        QTRY_VERIFY(!owner.handler.listens());
    }

    void aLongProfilePathIsServedToo()
    {
        QTemporaryDir folder;
        const QString deep = folder.path() + u"/"_s + QString(100, u'a') + u"/"_s + QString(100, u'b');
        QVERIFY(QDir().mkpath(deep));
        Owner owner(deep);
        const auto client = ControlClient::connect(deep);
        QVERIFY(client);
        QVERIFY((*client)->handle(u"echo"_s, {}));
    }

    void aSocketLeftByACrashIsReplaced()
    {
        QTemporaryDir folder;
        QFile stale(socketPath(folder.path()));
        QVERIFY(stale.open(QIODevice::WriteOnly));
        stale.close();
        Owner owner(folder.path());
        QVERIFY(ControlClient::connect(folder.path()));
    }

    void errorsCrossTheSocketWhole()
    {
        const Error error{Error::Kind::DiskFull, u"what"_s, u"where"_s, u"mend"_s};
        const Error back = errorFromJson(toJson(error));
        QCOMPARE(toString(back.kind), toString(error.kind));
        QCOMPARE(toText(back), toText(error));
    }
};

QTEST_GUILESS_MAIN(ControlSocketTest)
#include "control_socket_test.moc"
