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
    for (const auto *one : {&url, &token, &user, &password, &device}) {
        if (!*one)
            return one->error();
    }
    if (token->isEmpty() && user->isEmpty())
        return Error{Error::Kind::Invalid, u"A sign-in needs a token, or a user and a password."_s, u"login"_s, {}};
    auto server = cloud::ServerAddress::parse(*url);
    if (!server)
        return server.error();
    const cloud::Credentials credentials{token->toUtf8(), *user, *password, device->isEmpty() ? core.deviceName() : *device};
    auto signedIn = cloud::signIn(*server, credentials, [&](const cloud::ServerAddress &address, const QByteArray &secret) {
        cloud::CurlChannel::Options options;
        options.server = address;
        options.token = secret;
        options.abort = call.cancelled;
        return std::make_unique<cloud::CurlChannel>(std::move(options));
    });
    if (!signedIn)
        return signedIn.error();
    if (auto same = checkSameAccount(core, *signedIn); !same)
        return same.error();
    if (auto kept = core.account.signIn(*signedIn); !kept)
        return kept.error();
    core.account.setOnline(true);
    core.catalog.load(core.accountKey());
    core.engine->tell([](Scheduler &scheduler, Moment now) { scheduler.tryAgain(now); });
    if (core.watch->isRunning())
        core.watch->setAccount(core.account.account());
    core.publishAccount();
    if (auto refreshed = core.refreshCatalog(call.cancelled); !refreshed && refreshed.error().kind == Error::Kind::Cancelled)
        return refreshed.error();  // any other trouble is shown when the list is asked for
    return identityRow(core);
}

Result<QJsonObject> logout(ServiceCore &core, const VerbCall &call)
{
    core.watch->setAccount({});
    if (auto channel = core.account.channel()) {
        cloud::CloudRequest request;  // best effort: a token that the server cannot forget now stays in nobody's hands
        request.method = "POST";
        request.path = "/api/v1/logout";
        if (auto reply = (*channel)->withAbort(call.cancelled)->send(request); !reply)
            core.noteLink(&reply.error());
    }
    if (auto gone = core.account.signOut(); !gone)
        return gone.error();
    core.catalog.clear();
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
