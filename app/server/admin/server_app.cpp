#include "app/server/admin/server_app.h"

#include "app/server/admin/commands.h"

#include <QCoreApplication>
#include <QFile>
#include <QThread>

#include <algorithm>
#include <cstdio>

namespace tideline::server {

using namespace std::chrono_literals;

namespace {

constexpr auto kCutOff = 25s;
constexpr auto kUpkeepEvery = 10min;

/// One line on standard output, at once: scripts wait for it.
void say(const QString &line)
{
    std::fputs(qPrintable(line + u'\n'), stdout);
    std::fflush(stdout);
}

PublicAddress addressOf(const Options &options)
{
    return {options.publicUrl, options.behindProxy, options.allowedOrigins};
}

/// Errors: those of the file with the provider's secret.
Result<Policy> policyOf(const Options &options)
{
    Policy policy{.address = addressOf(options), .requestsPerSecond = options.requestsPerSecond, .usage = options.usage,
                  .invitationsMakeUsers = options.invitationsMakeUsers, .purgeDeletedAfterDays = options.purgeDeletedAfterDays};
    if (options.oidcIssuer.isEmpty())
        return policy;
    ProviderSettings settings{options.oidcIssuer, options.oidcClientId, {}, options.oidcName, options.oidcHosts, options.oidcNewUsers};
    if (!options.oidcSecretFile.isEmpty()) {
        const auto secret = readSecret(options.oidcSecretFile, u"client secret"_s);
        if (!secret)
            return secret.error();
        settings.clientSecret = secret->toUtf8();
    }
    policy.provider = std::move(settings);
    return policy;
}

QByteArray resource(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("A resource is missing: %s", qPrintable(path));
    return file.readAll();
}

}  // namespace

ServerApp::ServerApp(Options options)
    : m_options(std::move(options)), m_hub(m_pool, systemClock(), {{}, addressOf(m_options)})
{
    // Steps block on the disk, so there are more threads than cores; they are kept, so that a request never waits for one
    // to be made.
    m_pool.setMaxThreadCount(std::max(8, 2 * QThread::idealThreadCount()));
    m_pool.setExpiryTimeout(-1);
    connect(&m_signals, &StopSignals::stopRequested, this, &ServerApp::stop);
    connect(&m_upkeep, &QTimer::timeout, this, &ServerApp::upkeep);
    connect(&m_quietCheck, &QTimer::timeout, this, &ServerApp::finishWhenQuiet);
}

ServerApp::~ServerApp()
{
    m_opsHttp.reset();
    if (m_store.core)
        m_store.core->stopUpkeep();
    m_http.reset();  // and with its threads the push sessions
    m_pool.waitForDone();
}

Result<void> ServerApp::start()
{
    auto folder = DataFolder::open(m_options.data);
    if (!folder)
        return folder.error();
    m_folder.emplace(*std::move(folder));
    if (const auto locked = m_folder->lock(); !locked)
        return locked;
    say(u"tideline-server %1, process %2"_s.arg(QStringLiteral(TIDELINE_VERSION)).arg(QCoreApplication::applicationPid()));
    say(u"data folder: %1"_s.arg(m_folder->path()));
    auto policy = policyOf(m_options);
    if (!policy)
        return policy.error();
    auto packKey = packKeyOf(m_options);
    if (!packKey)
        return packKey.error();
    auto store = openCore(*m_folder, m_hub, *policy, &m_web, *std::move(packKey));
    if (!store)
        return store.error();
    m_store = *std::move(store);
    if (const auto unlocked = m_store.core->isUnlocked(); !unlocked)
        return unlocked;
    m_pushSource.emplace(*m_store.core);
    m_hub.setSource(*m_pushSource);
    if (const auto listening = listen(); !listening)
        return listening;
    // Behind that: a server that cannot listen leaves no token that no server knows.
    const auto first = makeFirstUser(*m_store.core, *m_folder, systemRandom());
    if (!first)
        return first.error();
    if (*first)
        say(u"first start: made the user \"me\"; its token and password are in %1"_s.arg(m_folder->firstTokenPath()));
    m_upkeep.start(kUpkeepEvery);
    return announce();
}

Result<void> ServerApp::listen()
{
    m_site.emplace(*m_store.core, resource(u":/api/openapi.json"_s), resource(u":/api/docs.html"_s));
    HttpSettings settings;
    settings.address = m_options.listen.address;
    settings.port = m_options.listen.port;
    settings.behindProxy = m_options.behindProxy;
    m_http = std::make_unique<HttpServer>(*m_site, m_pool, settings, &m_hub);
    connect(m_http.get(), &HttpServer::drained, this, [this] {
        m_drained = true;
        finishWhenQuiet();
    });
    if (const auto started = m_http->start(); !started)
        return started;
    if (!m_options.opsListen)
        return {};
    // The database answers, if only that it does not know this token.
    const auto ready = [this] {
        const auto answer = m_store.core->authenticate("tdl_pat_0_0");
        return !m_stopping && (answer || answer.error().kind == Error::Kind::SignIn);
    };
    m_ops.emplace(OpsHandler::Sources{ready, [this] { return m_hub.sessionCount(); }, [this] { return m_hub.eventsTotal(); },
                                      &m_http->metrics()});
    HttpSettings ops;
    ops.address = m_options.opsListen->address;
    ops.port = m_options.opsListen->port;
    ops.ioThreads = 1;
    ops.maxConnections = 64;
    m_opsHttp = std::make_unique<HttpServer>(*m_ops, m_pool, ops);
    return m_opsHttp->start();
}

Result<void> ServerApp::announce() const
{
    if (!m_options.portFile.isEmpty()) {
        const QString address = m_http->url().mid(7) + u'\n';  // without "http://"
        if (const auto written = writePrivateFile(m_options.portFile, address.toLatin1()); !written)
            return written;
    }
    if (m_opsHttp)
        say(u"tideline-server operations on %1 (/readyz, /metrics)"_s.arg(m_opsHttp->url()));
    say(u"tideline-server listening on %1"_s.arg(m_http->url()));
    return {};
}

void ServerApp::stop()
{
    if (m_stopping || !m_http) {
        Q_EMIT stopped();  // asked twice: at once
        return;
    }
    m_stopping = true;
    m_upkeep.stop();
    m_store.core->stopUpkeep();
    say(u"stopping: requests in work may end"_s);
    m_hub.stop();
    m_http->drain(kCutOff);
    m_quietCheck.start(20ms);
    QTimer::singleShot(kCutOff + 2s, this, &ServerApp::stopped);
}

/// On the pool: it takes its time, and asks for the writing connection between requests.
void ServerApp::upkeep()
{
    m_pool.start([this] {
        if (const auto done = m_store.core->upkeep(); !done)
            qWarning().noquote() << "what is not kept could not be let go:" << toText(done.error());
    });
}

void ServerApp::finishWhenQuiet()
{
    if (!m_drained || m_hub.sessionCount() > 0)
        return;
    m_quietCheck.stop();
    Q_EMIT stopped();
}

}  // namespace tideline::server
