#include "core/sync/service/reach.h"

#include "core/control/control_client.h"
#include "core/control/control_server.h"
#include "core/sync/service/sync_service.h"

namespace tideline::sync {

namespace {

constexpr std::chrono::milliseconds kTryEvery(20);
constexpr std::chrono::minutes kDrainLimit(10);

/// The service in this process, served to others. The members end in the right order: the door, the service, the lock.
class OwnedService final : public control::VerbHandler {
public:
    OwnedService(control::EngineLock lock, std::unique_ptr<SyncService> service, OwnerMode mode)
        : m_lock(std::move(lock)), m_service(std::move(service)), m_mode(mode)
    {
    }
    ~OwnedService() override
    {
        if (m_server && m_mode == OwnerMode::Once)
            m_server->drain(kDrainLimit);  // another command of `tide` came by meanwhile: it is not cut off
        m_server.reset();
    }
    Result<void> serve(const QString &profile)
    {
        auto server = control::ControlServer::start(profile, *m_service, m_lock);
        if (!server)
            return server.error();
        m_server = *std::move(server);
        return {};
    }
    Result<QJsonObject> handle(const QString &verb, const QJsonObject &args, const control::OnProgress &onProgress,
                               const std::atomic<bool> *cancelled) override
    {
        return m_service->handle(verb, args, onProgress, cancelled);
    }
    Result<std::unique_ptr<control::Subscription>> listen(control::OnEvent listener) override
    {
        return m_service->listen(std::move(listener));
    }

private:
    control::EngineLock m_lock;
    std::unique_ptr<SyncService> m_service;
    OwnerMode m_mode;
    std::unique_ptr<control::ControlServer> m_server;
};

/// The owner's service. A store that cannot be used is set aside first, so that a new one begins.
Result<std::unique_ptr<SyncService>> openService(const ReachOptions &options)
{
    for (auto look : {store::Look::IfSuspect, store::Look::AtAll}) {
        auto mended = store::mendProjectStore(options.location, systemClock(), look);
        if (!mended)
            return mended.error();
        if (*mended && options.onSetAside)
            options.onSetAside(**mended);
        auto service = SyncService::open(options.location, options.mode, systemClock(), systemRandom(), options.networkCost);
        if (service || service.error().kind != Error::Kind::Corrupt || look == store::Look::AtAll)
            return service;
    }
    return Error{Error::Kind::Corrupt, {}, {}, {}};  // never reached
}

/// Whether an owner is there to stay.
bool stays(control::VerbHandler &owner)
{
    const auto reply = owner.handle(u"owner"_s, {});
    return reply && reply->value(u"mode"_s).toString() != toString(OwnerMode::Once);
}

}  // namespace

QString toString(OwnerMode mode)
{
    switch (mode) {
    case OwnerMode::Once: return u"once"_s;
    case OwnerMode::Watch: return u"watch"_s;
    case OwnerMode::Desktop: return u"desktop"_s;
    }
    return {};
}

Result<std::unique_ptr<control::VerbHandler>> reachService(const ReachOptions &options)
{
    const QString &profile = options.location.profile;
    if (auto prepared = store::prepareProfile(options.location); !prepared)
        return prepared.error();
    Clock &clock = systemClock();
    const auto until = clock.monotonic() + options.patience;
    while (true) {
        if (auto client = control::ControlClient::connect(profile)) {
            if (options.mode == OwnerMode::Once || stays(**client))
                return std::unique_ptr<control::VerbHandler>(*std::move(client));
        } else if (client.error().kind == Error::Kind::Denied) {
            return Error{Error::Kind::Denied, u"This profile is in use by another user."_s, profile,
                         u"Choose your own with --profile, or leave it out."_s};
        }
        auto lock = control::EngineLock::acquire(profile);
        if (lock) {
            auto service = openService(options);
            if (!service)
                return service.error();
            auto owned = std::make_unique<OwnedService>(*std::move(lock), *std::move(service), options.mode);
            if (auto served = owned->serve(profile); !served)
                return served.error();
            return std::unique_ptr<control::VerbHandler>(std::move(owned));
        }
        if (lock.error().kind != Error::Kind::Conflict)
            return lock.error();
        if (options.cancelled && options.cancelled->load(std::memory_order_relaxed))
            return Error{Error::Kind::Cancelled, u"Cancelled."_s, profile, {}};
        if (clock.monotonic() > until)
            return Error{Error::Kind::Timeout, lock.error().what + u" It does not answer."_s, lock.error().where, lock.error().mend};
        clock.sleepFor(kTryEvery);  // it is beginning or ending
    }
}

}  // namespace tideline::sync
