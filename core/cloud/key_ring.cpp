#include "core/cloud/key_ring.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusObjectPath>
#include <QDBusVariant>
#include <QEventLoop>
#include <QFileInfo>
#include <QThread>
#include <QTimer>

#include <functional>
#include <type_traits>

#include <qt6keychain/keychain.h>

namespace tideline::cloud {

namespace {
using namespace std::chrono_literals;

constexpr auto kPatience = 10s;
constexpr int kBusMs = 2'000;
const QString kService = u"org.tideline.Tideline"_s;
const QString kSecrets = u"org.freedesktop.secrets"_s;

/// QtKeychain runs its jobs by an event loop, and keeps an object in the thread of the first: so they all have this one.
class JobThread {
public:
    static JobThread &instance()
    {
        static JobThread thread;
        return thread;
    }
    ~JobThread()
    {
        m_thread.quit();
        m_thread.wait();
    }

    struct Outcome {
        QKeychain::Error error = QKeychain::OtherError;
        QString why = u"it took too long"_s;
        QByteArray data;  ///< of a ReadPasswordJob
    };
    /// `prepare` gets the job before it starts, on its thread.
    template <typename Job>
    Outcome run(const QString &key, const std::function<void(Job &)> &prepare = {})
    {
        Outcome outcome;
        QMetaObject::invokeMethod(&m_context, [&] {
            auto *job = new Job(kService);
            job->setAutoDelete(false);
            job->setInsecureFallback(false);
            job->setKey(key);
            if (prepare)
                prepare(*job);
            QEventLoop loop;
            bool ended = false;
            QObject::connect(job, &QKeychain::Job::finished, &loop, [&] {
                ended = true;
                loop.quit();
            });
            QTimer::singleShot(kPatience, &loop, &QEventLoop::quit);
            job->start();
            loop.exec();
            if (!ended)
                return;  // and the job stays: whoever it waits for may still call it
            outcome.error = job->error();
            outcome.why = job->errorString();
            if constexpr (std::is_same_v<Job, QKeychain::ReadPasswordJob>)
                outcome.data = job->binaryData();
            job->deleteLater();
        }, Qt::BlockingQueuedConnection);
        return outcome;
    }

private:
    JobThread()
    {
        m_thread.setObjectName(u"key-ring"_s);
        m_context.moveToThread(&m_thread);
        m_thread.start();
    }
    QThread m_thread;
    QObject m_context;
};

Error errorOf(QKeychain::Error error, const QString &why)
{
    using Kind = Error::Kind;
    if (error == QKeychain::AccessDenied || error == QKeychain::AccessDeniedByUser)
        return {Kind::Denied, u"The desktop's key ring does not give the secret out."_s, kSecrets, u"Unlock it."_s};
    return {Kind::Offline, u"The desktop's key ring does not answer: %1"_s.arg(why), kSecrets, {}};
}

bool hasSessionBus()
{
    return !qEnvironmentVariableIsEmpty("DBUS_SESSION_BUS_ADDRESS")
        || QFileInfo::exists(qEnvironmentVariable("XDG_RUNTIME_DIR") + u"/bus"_s);
}

QVariant ask(const QDBusConnection &bus, const QString &service, const QString &path, const QString &interface, const QString &method, const QVariantList &arguments)
{
    QDBusMessage call = QDBusMessage::createMethodCall(service, path, interface, method);
    call.setAutoStartService(false);
    call.setArguments(arguments);
    const QDBusMessage answer = bus.call(call, QDBus::Block, kBusMs);
    return answer.type() == QDBusMessage::ReplyMessage ? answer.arguments().value(0) : QVariant();
}

/// Errors: Offline, Denied.
Result<void> mustBeOpen()
{
    if (isKeyRingOpen())
        return {};
    return Error{Error::Kind::Denied, u"The desktop's key ring is locked, or not there."_s, kSecrets, u"Unlock it."_s};
}
}  // namespace

bool isKeyRingOpen()
{
    if (!hasSessionBus())
        return false;
    const auto bus = QDBusConnection::sessionBus();
    if (!bus.isConnected() || !ask(bus, u"org.freedesktop.DBus"_s, u"/org/freedesktop/DBus"_s, u"org.freedesktop.DBus"_s, u"NameHasOwner"_s, {kSecrets}).toBool())
        return false;
    const auto path = ask(bus, kSecrets, u"/org/freedesktop/secrets"_s, u"org.freedesktop.Secret.Service"_s, u"ReadAlias"_s, {u"default"_s})
                          .value<QDBusObjectPath>().path();
    if (path.isEmpty() || path == u"/")
        return false;
    const QVariant locked = ask(bus, kSecrets, path, u"org.freedesktop.DBus.Properties"_s, u"Get"_s, {u"org.freedesktop.Secret.Collection"_s, u"Locked"_s});
    return locked.isValid() && !locked.value<QDBusVariant>().variant().toBool();
}

Result<std::optional<QByteArray>> KeyRing::read(const QString &name)
{
    if (auto open = mustBeOpen(); !open)
        return open.error();
    const auto outcome = JobThread::instance().run<QKeychain::ReadPasswordJob>(keyOf(name));
    if (outcome.error == QKeychain::EntryNotFound)
        return std::optional<QByteArray>();
    if (outcome.error != QKeychain::NoError)
        return errorOf(outcome.error, outcome.why);
    return std::optional(outcome.data);
}

Result<void> KeyRing::write(const QString &name, const QByteArray &secret)
{
    if (auto open = mustBeOpen(); !open)
        return open;
    const auto outcome = JobThread::instance().run<QKeychain::WritePasswordJob>(keyOf(name), [&](QKeychain::WritePasswordJob &job) { job.setBinaryData(secret); });
    return outcome.error == QKeychain::NoError ? Result<void>() : errorOf(outcome.error, outcome.why);
}

Result<void> KeyRing::remove(const QString &name)
{
    if (auto open = mustBeOpen(); !open)
        return open;
    const auto outcome = JobThread::instance().run<QKeychain::DeletePasswordJob>(keyOf(name));
    const bool gone = outcome.error == QKeychain::NoError || outcome.error == QKeychain::EntryNotFound;
    return gone ? Result<void>() : errorOf(outcome.error, outcome.why);
}

std::shared_ptr<ProfileSecrets> openSecrets(const QString &profile)
{
    return std::make_shared<ProfileSecrets>(profile, std::make_unique<KeyRing>(profile));
}

}  // namespace tideline::cloud
