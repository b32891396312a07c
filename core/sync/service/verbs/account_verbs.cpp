#include "core/cloud/oauth.h"
#include "core/sync/service/verbs/verbs.h"

namespace tideline::sync {

namespace {

/// Projects of one account mean nothing to another: their cloud ids are not there, and their edits would go nowhere. Another
/// server (a fresh data folder) has other accounts, be their names the same.
Result<void> checkSameAccount(ServiceCore &core, const cloud::SignedIn &fresh)
{
    const auto last = core.account.last();
    if (!last)
        return last.error();
    const auto here = core.board.all();
    const bool hasProjects = std::any_of(here.begin(), here.end(), [](const ProjectStatus &s) { return s.project.cloudId.has_value(); });
    if (!*last || !hasProjects || (*last)->identity.userId == fresh.identity.userId)
        return {};
    const QString origin = QString::fromLatin1(fresh.secret.origin);
    const cloud::Identity &old = (*last)->identity;
    const bool isOther = !old.serverId.isEmpty() && !fresh.identity.serverId.isEmpty() && old.serverId != fresh.identity.serverId;
    if (isOther && origin == (*last)->origin)
        return anotherServer(origin);
    if (isOther)
        return Error{Error::Kind::Refused, u"This profile has projects of another server, %1."_s.arg((*last)->origin), origin,
                     u"Unlink them first, or use another profile (--profile DIR)."_s};
    return Error{Error::Kind::Refused, u"This profile has projects of another account, %1."_s.arg(old.userName), origin,
                 u"Unlink them first, or use another profile (--profile DIR)."_s};
}

/// How long a person may take.
constexpr std::chrono::seconds kPatience = std::chrono::minutes(15);

/// Tokens for this device, by a person in a browser: of this computer, or (by a code) of any.
Result<cloud::Tokens> tokensByPerson(ServiceCore &core, const VerbCall &call, const cloud::ServerAddress &server, const QString &method, const QString &device)
{
    cloud::CurlChannel::Options options;
    options.server = server;
    options.network = core.account.network();
    options.abort = call.cancelled;
    options.wholeTimeout = cloud::CurlChannel::kStrangerTimeout;
    cloud::CurlChannel channel(std::move(options));
    const cloud::Secret of{server.origin(), {}, device};
    const auto tell = [&](const QJsonObject &what) {
        if (call.onProgress)
            call.onProgress(what);
    };
    if (method == u"browser"_s) {
        auto flow = cloud::BrowserFlow::begin(server.origin(), device, core.random);
        if (!flow)
            return flow.error();
        tell({{u"phase"_s, u"sign_in"_s}, {u"open"_s, QString::fromLatin1((*flow)->address())}});
        return (*flow)->wait(channel, of, kPatience, call.cancelled, core.clock);
    }
    auto flow = cloud::beginDeviceFlow(channel, device);
    if (!flow)
        return flow.error();
    tell({{u"phase"_s, u"sign_in"_s}, {u"address"_s, flow->address}, {u"address_with_code"_s, flow->addressWithCode}, {u"user_code"_s, flow->userCode}});
    const qint64 end = core.clock.nowMs() + std::chrono::milliseconds(flow->lasts).count();
    while (core.clock.nowMs() < end) {
        for (std::chrono::milliseconds waited{}; waited < flow->interval; waited += std::chrono::milliseconds(200)) {
            if (call.isCancelled())
                return Error{Error::Kind::Cancelled, u"Cancelled."_s, u"login"_s, {}};
            core.clock.sleepFor(std::chrono::milliseconds(200));
        }
        auto tokens = cloud::askDeviceFlow(channel, *flow, of, core.clock.nowMs());
        const bool isAway = !tokens && (tokens.error().kind == Error::Kind::Offline || tokens.error().kind == Error::Kind::Timeout);
        if (isAway && core.clock.nowMs() < end)
            continue;  // RFC 8628 §3.5: a lost connection ends nothing
        if (!tokens)
            return tokens.error();
        if (*tokens)
            return **std::move(tokens);
    }
    return Error{Error::Kind::Timeout, u"Nobody answered in time."_s, u"login"_s, u"Begin anew."_s};
}

QJsonObject identityRow(const ServiceCore &core)
{
    QJsonObject row = core.accountRow();
    row.remove(u"signed_in"_s);
    return row;
}

}  // namespace

Result<QJsonObject> login(ServiceCore &core, const VerbCall &call)
{
    auto url = call.args.text(u"url"_s);
    auto token = call.args.text(u"token"_s, {});
    auto user = call.args.text(u"user"_s, {});
    auto password = call.args.text(u"password"_s, {});
    auto device = call.args.text(u"device"_s, {});
    auto method = call.args.text(u"method"_s, {});
    for (const auto *one : {&url, &token, &user, &password, &device, &method}) {
        if (!*one)
            return one->error();
    }
    const bool byPerson = !method->isEmpty();
    if (byPerson ? *method != u"browser"_s && *method != u"device"_s : token->isEmpty() && user->isEmpty())
        return Error{Error::Kind::Invalid, u"A sign-in needs a token, a user and a password, or a method: browser or device."_s, u"login"_s, {}};
    auto server = cloud::ServerAddress::parse(*url);
    if (!server)
        return server.error();
    if (auto allowed = core.policy.checkServer(server->origin()); !allowed)
        return allowed.error();
    const QString name = device->isEmpty() ? core.deviceName() : *device;
    auto tokens = byPerson ? tokensByPerson(core, call, *server, *method, name) : Result<cloud::Tokens>(cloud::Tokens{});
    if (!tokens)
        return tokens.error();
    const cloud::Credentials credentials{byPerson ? tokens->token : token->toUtf8(), *user, *password, name};
    auto signedIn = cloud::signIn(*server, credentials, [&](const cloud::ServerAddress &address, const QByteArray &secret) {
        cloud::CurlChannel::Options options;
        options.server = address;
        options.network = core.account.network();
        options.token = secret;
        options.abort = call.cancelled;
        options.wholeTimeout = cloud::CurlChannel::kStrangerTimeout;
        return std::make_unique<cloud::CurlChannel>(std::move(options));
    });
    if (!signedIn)
        return signedIn.error();
    if (byPerson)
        signedIn->secret = *tokens;
    if (auto same = checkSameAccount(core, *signedIn); !same)
        return same.error();
    if (auto kept = core.account.signIn(*signedIn); !kept)
        return kept.error();
    core.account.setOnline(true);
    core.takeAccount();
    core.engine->tell([](Scheduler &scheduler, Moment now) { scheduler.tryAgain(now); });
    if (core.watch->isRunning())
        core.watch->setAccount(core.account.account(), core.account.tokens(), core.account.network());
    core.publishAccount();
    if (auto refreshed = core.refreshCatalog(call.cancelled); !refreshed && refreshed.error().kind == Error::Kind::Cancelled)
        return refreshed.error();  // any other trouble is shown when the list is asked for
    return identityRow(core);
}

Result<QJsonObject> logout(ServiceCore &core, const VerbCall &call)
{
    core.watch->setAccount({});
    if (!core.account.channel())
        (void)core.account.load();  // a key ring that was locked may be open by now
    if (auto channel = core.account.channel()) {
        cloud::CloudRequest request;  // best effort: a token that the server cannot forget now stays in nobody's hands
        request.method = "POST";
        request.path = "/api/v1/logout";
        if (auto reply = (*channel)->withAbort(call.cancelled)->send(request); !reply)
            core.noteLink(&reply.error());
    }
    if (auto gone = core.account.signOut(); !gone)
        return gone.error();
    core.takeAccount();
    core.publishAccount();
    core.hub.publish({{u"event"_s, u"projects_changed"_s}});
    return QJsonObject();
}

Result<QJsonObject> whoami(ServiceCore &core, const VerbCall &call)
{
    auto channel = core.account.channel();
    if (!channel)
        return channel.error();
    const auto asked = cloud::whoAmI(*(*channel)->withAbort(call.cancelled));
    core.noteLink(asked ? nullptr : &asked.error());
    if (!asked && (asked.error().kind == Error::Kind::SignIn || asked.error().kind == Error::Kind::Cancelled))
        return asked.error();
    return identityRow(core);
}

}  // namespace tideline::sync
