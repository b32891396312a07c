#include "core/sync/service/service_core.h"

#include "core/schema/project_mapper.h"
#include "core/store/settings_repository.h"
#include "core/sync/discovery/lost_writes.h"

#include <QSysInfo>

namespace tideline::sync {

namespace {
/// The clock of the wall may be put forward, and a sleeping computer's monotonic one stands still.
constexpr Moment kPauseLook = std::chrono::minutes(1);
/// A key ring opens soon after its desktop's start, or stays locked for long.
constexpr Moment kSignInFirst = std::chrono::seconds(2), kSignInLast = std::chrono::minutes(1);
}  // namespace

ServiceCore::ServiceCore(OwnerMode ownerMode, std::unique_ptr<StoreAccess> storeAccess, Clock &theClock, Random &theRandom,
                         std::shared_ptr<cloud::NetworkCost> networkCost)
    : mode(ownerMode), store(std::move(storeAccess)), clock(theClock), random(theRandom), policy(HostPolicy::read(hostPolicyFile())),
      account(*store, theClock, cloud::openSecrets(profile())), catalog(profile()), board(theClock), activity(profile()),
      texts(std::make_unique<TextFinder>(profile(), *store, board)), metered(std::make_unique<MeteredHold>(*this, std::move(networkCost)))
{
    store::setManagedSettings(policy.settings);
    account.setServerCheck([this](const QByteArray &origin) { return policy.checkServer(origin); });
    if (const QString trouble = policy.trouble(); !trouble.isEmpty())
        qWarning("tideline: %s", qUtf8Printable(trouble));
}

QString ServiceCore::accountKey() const
{
    const auto known = account.account();
    return known ? AccountSession::keyOf(*known) : QString();
}

QString ServiceCore::deviceName() const
{
    const auto name = store->read([](store::Database &database) {
        return store::SettingsRepository(database).value(u"device_name"_s);
    });
    if (name && !name->isEmpty())
        return *name;
    const QString host = QSysInfo::machineHostName();
    return host.isEmpty() ? u"this computer"_s : host;
}

qint64 ServiceCore::setting(const QString &name, qint64 otherwise) const
{
    const auto value = store->read([&](store::Database &database) -> Result<qint64> {
        return store::SettingsRepository(database).integer(name, otherwise);
    });
    return value ? *value : otherwise;
}

QJsonObject ServiceCore::row(const ProjectStatus &status) const
{
    const auto cloud = status.project.cloudId ? catalog.find(*status.project.cloudId) : std::nullopt;
    QJsonObject row = board.row(status, cloud ? &*cloud : nullptr);
    if (mode == OwnerMode::Once && row.value(u"state"_s).toString() == toString(SyncState::Synced))
        row[u"text"_s] = u"Up to date when last synced"_s;  // nobody watches: what was saved since is not known
    return row;
}

QJsonObject ServiceCore::row(const ProjectId &id) const
{
    const auto status = board.find(id);
    return status ? row(*status) : QJsonObject();
}

Overall ServiceCore::overall() const
{
    std::vector<StateFacts> facts;
    for (const ProjectStatus &status : board.all())
        facts.push_back(board.facts(status));
    return overallState(facts, account.account().has_value(), board.isAllPaused(), account.isOnline(), board.allPausedUntil());
}

Result<void> ServiceCore::takeNetwork()
{
    if (auto loaded = account.load(); !loaded)
        return loaded;
    useSignIn();
    return {};
}

void ServiceCore::useSignIn()
{
    if (watch && watch->isRunning())
        watch->setAccount(account.account(), account.tokens(), account.network());
    engine->tell([](Scheduler &scheduler, Moment now) { scheduler.tryAgain(now); });
    publishAccount();
}

QJsonObject ServiceCore::accountRow() const
{
    const auto known = account.account();
    QJsonObject row{{u"signed_in"_s, known.has_value()}, {u"online"_s, known && account.isOnline()}};
    row[u"url"_s] = known ? QString::fromLatin1(known->secret.origin) : QString();
    row[u"device"_s] = known ? known->secret.device : QString();
    if (known)
        row[u"user"_s] = QJsonObject{{u"id"_s, known->identity.userId}, {u"name"_s, known->identity.userName}};
    if (const auto home = account.secrets().homeOf(cloud::kTokenSecret)) {
        row[u"secret_in"_s] = *home == cloud::SecretHome::KeyRing ? u"key_ring"_s : u"file"_s;
        row[u"secret_file"_s] = account.secrets().fileOf(cloud::kTokenSecret);
    }
    return row;
}

void ServiceCore::publishProject(const ProjectId &id)
{
    const QJsonObject project = row(id);
    if (!project.isEmpty())
        hub.publish({{u"event"_s, u"project_state"_s}, {u"project"_s, project}});
    publishOverall();
}

void ServiceCore::publishOverall()
{
    const Overall now = overall();
    hub.publish({{u"event"_s, u"state"_s}, {u"state"_s, toString(now.state)}, {u"text"_s, now.text},
                 {u"online"_s, account.isOnline()}, {u"paused"_s, board.isAllPaused()}, {u"paused_until_ms"_s, board.allPausedUntilMs()},
                 {u"metered"_s, board.isMeteredHeld()}, {u"policy_trouble"_s, policy.trouble()}});
}

void ServiceCore::publishAccount()
{
    QJsonObject event = accountRow();
    event[u"event"_s] = u"account"_s;
    hub.publish(event);
    publishOverall();
}

Result<void> ServiceCore::setAllPaused(bool paused, qint64 untilMs, const std::atomic<bool> *cancelled)
{
    board.setAllPaused(paused, untilMs);
    applyHolds();
    return store->write([&](store::Database &database, const store::Transaction &transaction) {
        store::SettingsRepository settings(database);
        const auto kept = settings.set(u"paused"_s, paused ? u"1"_s : u"0"_s, transaction);
        return kept ? settings.set(u"paused_until_ms"_s, QString::number(paused ? untilMs : 0), transaction) : kept;
    }, cancelled);
}

void ServiceCore::applyHolds()
{
    const bool holds = board.isAllPaused() || board.isMeteredHeld();
    engine->tell([&](Scheduler &scheduler, Moment now) {
        scheduler.setAllPaused(holds);
        for (const ProjectStatus &status : board.all()) {
            if (!holds)
                scheduler.changedSomehow(status.project.id, now);
        }
    });
    for (const ProjectStatus &status : board.all()) {
        if (holds)
            engine->interrupt(status.project.id);
        publishProject(status.project.id);
    }
    publishOverall();
}

std::optional<Moment> ServiceCore::readSignInAgain(Moment now)
{
    if (!account.isUnreadable()) {
        m_signInDue.reset();
        return {};
    }
    if (!m_signInDue) {
        m_signInWait = kSignInFirst;
    } else if (now >= *m_signInDue) {
        m_signInWait = std::min(m_signInWait * 2, kSignInLast);
        if (account.load() && !account.isUnreadable()) {  // a store that cannot be read is told of by the next sync
            m_signInDue.reset();
            useSignIn();
            return {};
        }
    } else {
        return m_signInDue;
    }
    m_signInDue = now + m_signInWait;
    return m_signInDue;
}

std::optional<Moment> ServiceCore::endTimedPause(Moment now)
{
    const qint64 untilMs = board.allPausedUntilMs();
    if (!board.isAllPaused() || untilMs == 0)
        return {};
    const std::chrono::milliseconds left(untilMs - clock.nowMs());
    if (left.count() > 0)
        return now + std::min<Moment>(left, kPauseLook);
    // The store may be locked: then it is written with the next pause, and until then read as over.
    (void)setAllPaused(false, 0, &quitting);
    return {};
}

void ServiceCore::noteLink(const Error *error)
{
    const bool isOffline = error && (error->kind == Error::Kind::Offline || error->kind == Error::Kind::Timeout);
    if (error && !isOffline && error->kind != Error::Kind::SignIn && error->kind != Error::Kind::Denied)
        return;  // says nothing of the link
    if (!account.setOnline(!isOffline))
        return;
    if (!isOffline) {
        engine->tell([](Scheduler &scheduler, Moment now) { scheduler.cameOnline(now); });
        if (watch)
            watch->reconnectNow();
    }
    publishAccount();
}

Error anotherServer(const QString &origin)
{
    return {Error::Kind::Refused, u"Another server than before answers at this address; the projects here are not its own. Nothing was changed."_s,
            origin,
            u"Put the old server back, and all goes on. Or begin anew with this one: tide unlink each folder (its files stay), "
            "tide login %1, then tide create NAME --from FOLDER; or tide link FOLDER PROJECT, where the project is there."_s.arg(origin)};
}

Error ServiceCore::explained(const Error &error, const std::atomic<bool> *cancelled) const
{
    const auto known = account.account();
    const auto channel = account.channel();
    if (error.kind != Error::Kind::SignIn || !known || known->identity.serverId.isEmpty() || !channel)
        return error;
    const auto now = cloud::serverIdOf(*(*channel)->withAbort(cancelled));
    if (!now || now->isEmpty() || *now == known->identity.serverId)
        return error;
    Error other = anotherServer(QString::fromLatin1(known->secret.origin));
    other.kind = error.kind;
    return other;
}

Result<cloud::CloudReply> ServiceCore::ask(const cloud::CloudRequest &request, const VerbCall &call,
                                           const cloud::Channel::OnBody &onBody)
{
    auto channel = account.channel();
    if (!channel)
        return channel.error();
    auto reply = (*channel)->withAbort(call.cancelled)->send(request, onBody);
    noteLink(reply ? nullptr : &reply.error());
    return reply;
}

void ServiceCore::adopt(const LocalProject &project)
{
    board.put(project);
    engine->tell([&](Scheduler &scheduler, Moment now) {
        scheduler.add(project.id, now);
        scheduler.setPaused(project.id, project.paused);
        scheduler.changedSomehow(project.id, now);
    });
    if (watch)
        watch->watch(project);
    hub.publish({{u"event"_s, u"projects_changed"_s}});
    publishProject(project.id);
}

void ServiceCore::forget(const LocalProject &project)
{
    if (watch)
        watch->unwatch(project);
    engine->forget(project.id);
    board.remove(project.id);
    hub.publish({{u"event"_s, u"projects_changed"_s}});
    publishOverall();
}

Error ServiceCore::failedSync(const Error &error)
{
    const auto noted = store->write([](store::Database &database, const store::Transaction &transaction) {
        return LostWrites::note(database, QSysInfo::bootUniqueId(), transaction);
    });
    return noted ? error : noted.error();
}

Result<void> ServiceCore::startWatching()
{
    if (watch->isRunning())
        return {};
    const auto started = watch->start(std::chrono::milliseconds(setting(u"settle_ms"_s, 30)));
    engine->setAutonomous(true);
    watch->setAccount(account.account(), account.tokens(), account.network());
    for (const ProjectStatus &status : board.all()) {
        board.update(status.project.id, [&](ProjectStatus &held) {
            held.reported = true;  // until it was looked at
            held.degraded = started ? QString() : started.error().what;
        });
        engine->tell([&](Scheduler &scheduler, Moment now) {
            scheduler.changedSomehow(status.project.id, now);
            scheduler.setWatched(status.project.id, bool(started), now);
        });
        watch->watch(status.project);
    }
    texts->start();
    return started;
}

void ServiceCore::stopWatching()
{
    engine->setAutonomous(false);
    watch->stop();
    for (const ProjectStatus &status : board.all())
        board.update(status.project.id, [](ProjectStatus &held) { held.degraded.clear(); });
}

}  // namespace tideline::sync
