#include "core/sync/service/verbs/verbs.h"

#include "core/sync/service/verbs/cloud_call.h"

#include <QDateTime>
#include <QJsonArray>

namespace tideline::sync {

namespace {

constexpr qint64 kDayMs = 86'400'000;

Result<QString> roleFrom(const VerbCall &call)
{
    auto role = call.args.text(u"role"_s);
    if (!role)
        return role;
    if (const auto known = roleFromString(*role); !known || *known == Role::None)
        return Error{Error::Kind::Invalid, u"This role is not known."_s, role->left(40), u"Use finder, viewer, editor or owner."_s};
    return role;
}

QByteArray memberTail(const QString &user)
{
    return "/members/" + user.toUtf8().toPercentEncoding();
}

QJsonObject toRow(const QJsonObject &item)
{
    return {{u"id"_s, item.value(u"id"_s).toString()},
            {u"to"_s, item.value(u"to"_s).toObject()},
            {u"role"_s, item.value(u"role"_s).toString()},
            {u"user"_s, item.value(u"user"_s).toObject()[u"name"_s].toString()},
            {u"invited_by"_s, item.value(u"invited_by"_s).toObject()[u"name"_s].toString()},
            {u"expires_at_ms"_s, msOf(item.value(u"expires_at"_s))}};
}

/// {id} or {code}, as the caller gave it.
Result<QJsonObject> invitationOf(const VerbCall &call)
{
    const auto id = call.args.text(u"id"_s, {});
    const auto code = call.args.text(u"code"_s, {});
    if (!id || !code)
        return !id ? id.error() : code.error();
    if (id->isEmpty() == code->isEmpty())
        return Error{Error::Kind::Invalid, u"Give the invitation's id or its code."_s, u"id"_s, {}};
    return code->isEmpty() ? QJsonObject{{u"id"_s, *id}} : QJsonObject{{u"code"_s, *code}};
}

}  // namespace

Result<QJsonObject> members(ServiceCore &core, const VerbCall &call)
{
    const auto what = cloudProject(core, call);
    if (!what)
        return what.error();
    const auto reply = askList(core, call, CloudList::Members, what->cloudId, what->url("/members"));
    if (!reply)
        return at(reply.error(), what->project.name());
    QJsonArray rows;
    for (const QJsonValue &item : reply->object.value(u"items"_s).toArray())
        rows.append(QJsonObject{{u"user"_s, item[u"user"_s].toObject()}, {u"role"_s, item[u"role"_s].toString()},
                                {u"direct"_s, item[u"direct"_s].toBool(true)}});
    return markedReply({{u"project"_s, what->project.name()}, {u"rows"_s, rows}}, reply->stale);
}

Result<QJsonObject> presence(ServiceCore &core, const VerbCall &call)
{
    const auto what = cloudProject(core, call);
    if (!what)
        return what.error();
    const auto reply = askCloud(core, call, "GET", what->url("/presence"), {}, u"see who is online"_s);
    if (!reply)
        return at(reply.error(), what->project.name());
    QJsonArray rows;
    for (const QJsonValue &item : reply->value(u"items"_s).toArray()) {
        QJsonArray sessions;
        for (const QJsonValue &session : item[u"sessions"_s].toArray())
            sessions.append(QJsonObject{{u"device"_s, session[u"device"_s].toString()}, {u"since_ms"_s, msOf(session[u"since"_s])}});
        rows.append(QJsonObject{{u"user"_s, item[u"user"_s].toObject()}, {u"sessions"_s, sessions}});
    }
    return QJsonObject{{u"project"_s, what->project.name()}, {u"rows"_s, rows}};
}

Result<QJsonObject> share(ServiceCore &core, const VerbCall &call)
{
    const auto user = call.args.text(u"user"_s);
    const auto role = roleFrom(call);
    if (!user || !role)
        return !user ? user.error() : role.error();
    const auto what = cloudProject(core, call);
    if (!what)
        return what.error();
    const auto reply = askCloud(core, call, "PUT", what->url(memberTail(*user)), {{u"role"_s, *role}}, u"share a project"_s);
    core.lists->changed(what->cloudId, CloudChange::Members);
    if (!reply)
        return at(reply.error(), *user);
    return QJsonObject{{u"project"_s, what->project.name()}, {u"user"_s, reply->value(u"user"_s).toObject()},
                       {u"role"_s, reply->value(u"role"_s).toString()}};
}

Result<QJsonObject> unshare(ServiceCore &core, const VerbCall &call)
{
    const auto user = call.args.text(u"user"_s);
    if (!user)
        return user.error();
    const auto what = cloudProject(core, call);
    if (!what)
        return what.error();
    const auto gone = askCloud(core, call, "DELETE", what->url(memberTail(*user)), {}, u"take a member out"_s);
    core.lists->changed(what->cloudId, CloudChange::Members);
    if (!gone)
        return at(gone.error(), *user);
    return QJsonObject{{u"project"_s, what->project.name()}, {u"user"_s, *user}};
}

Result<QJsonObject> invite(ServiceCore &core, const VerbCall &call)
{
    const auto user = call.args.text(u"user"_s, {});
    const auto role = roleFrom(call);
    const auto days = call.args.integer(u"days"_s, 7, 1, 90);
    if (!user || !role || !days)
        return !user ? user.error() : !role ? role.error() : days.error();
    const auto what = cloudProject(core, call);
    if (!what)
        return what.error();
    const QDateTime end = QDateTime::fromMSecsSinceEpoch(core.clock.nowMs() + *days * kDayMs).toUTC();
    QJsonObject body{{u"role"_s, *role}, {u"expires_at"_s, end.toString(Qt::ISODateWithMs)}};
    if (!user->isEmpty())
        body[u"user"_s] = *user;
    const auto made = askCloud(core, call, "POST", what->url("/invitations"), body, u"invite"_s);
    core.lists->changed(what->cloudId, CloudChange::Members);
    if (!made)
        return at(made.error(), user->isEmpty() ? what->project.name() : *user);
    QJsonObject row = toRow(*made);
    if (made->contains(u"code"_s))
        row[u"code"_s] = made->value(u"code"_s).toString();
    return row;
}

Result<QJsonObject> invitations(ServiceCore &core, const VerbCall &call)
{
    QByteArray path = "/api/v1/me/invitations";
    std::optional<ProjectId> project;
    if (call.args.has(u"project"_s)) {
        const auto what = cloudProject(core, call);
        if (!what)
            return what.error();
        path = what->url("/invitations");
        project = what->cloudId;
    }
    const auto reply = askList(core, call, CloudList::Invitations, project, path);
    if (!reply)
        return reply.error();
    QJsonArray rows;
    for (const QJsonValue &item : reply->object.value(u"items"_s).toArray())
        rows.append(toRow(item.toObject()));
    return markedReply({{u"rows"_s, rows}}, reply->stale);
}

Result<QJsonObject> invitationAccept(ServiceCore &core, const VerbCall &call)
{
    const auto body = invitationOf(call);
    if (!body)
        return body.error();
    auto joined = askCloud(core, call, "POST", "/api/v1/invitations:accept", *body, u"accept an invitation"_s);
    core.lists->changed(std::nullopt, CloudChange::Members);
    if (!joined)
        return joined;
    if (const auto known = core.refreshCatalog(call.cancelled); !known)
        core.noteLink(&known.error());  // the next listing shows it
    return joined;
}

Result<QJsonObject> invitationDecline(ServiceCore &core, const VerbCall &call)
{
    const auto body = invitationOf(call);
    if (!body)
        return body.error();
    auto declined = askCloud(core, call, "POST", "/api/v1/invitations:decline", *body, u"decline an invitation"_s);
    core.lists->changed(std::nullopt, CloudChange::Members);
    return declined;
}

Result<QJsonObject> invitationRevoke(ServiceCore &core, const VerbCall &call)
{
    const auto id = call.args.text(u"id"_s);
    if (!id)
        return id.error();
    const auto what = cloudProject(core, call);
    if (!what)
        return what.error();
    const auto gone = askCloud(core, call, "DELETE", what->url("/invitations/" + id->toUtf8().toPercentEncoding()), {}, u"revoke an invitation"_s);
    core.lists->changed(what->cloudId, CloudChange::Members);
    return gone ? Result<QJsonObject>(QJsonObject{{u"project"_s, what->project.name()}, {u"id"_s, *id}}) : at(gone.error(), *id);
}

}  // namespace tideline::sync
