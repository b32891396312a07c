// Links to a project, a folder or a file for whoever has them, with an end and perhaps a password.
//
// The secret of a link is in its url alone, behind the '#'. It is in the reply of `create_link` and nowhere else: the cloud keeps a hash.
#include "core/sync/service/verbs/verbs.h"

#include "core/sync/service/verbs/cloud_call.h"

#include <QDateTime>
#include <QFileInfo>
#include <QRegularExpression>

namespace tideline::sync {

namespace {

constexpr qint64 kDayMs = 86'400'000;
constexpr qint64 kUsualMs = 7 * kDayMs;
constexpr qint64 kLongestMs = 366 * kDayMs;  // the cloud's own rule

/// What a new link is to be, beside the place that it leads to.
struct Terms {
    qint64 endMs = 0;
    QString password;  ///< empty = none is asked for
};

Result<Terms> termsOf(const ServiceCore &core, const VerbCall &call)
{
    const qint64 now = core.clock.nowMs();
    const auto end = call.args.integer(u"expires_at_ms"_s, now + kUsualMs, 0, std::numeric_limits<qint64>::max() / 2);
    const auto password = call.args.text(u"password"_s, {});
    if (!end || !password)
        return !end ? end.error() : password.error();
    if (*end <= now)
        return Error{Error::Kind::Invalid, u"This end of the link is over already."_s, u"expires_at_ms"_s, u"Give a time that is to come, within a year."_s};
    if (*end > now + kLongestMs)
        return Error{Error::Kind::Invalid, u"A link ends within a year from now."_s, u"expires_at_ms"_s, u"Give an earlier end, and make another link later."_s};
    if (call.args.has(u"password"_s) && password->isEmpty())
        return Error{Error::Kind::Invalid, u"The link's password is empty."_s, u"password"_s,
                     u"Give one, or none: then whoever has the link opens it."_s};
    return Terms{*end, *password};
}

/// Why the cloud found nothing to lead to.
Error notThere(const EntryRef &entry, const Error &answer)
{
    const QString path = entry.path.toString();
    if (answer.kind != Error::Kind::NotFound || entry.path.isRoot())
        return at(answer, entry.path.isRoot() ? entry.project.name() : path);
    const QFileInfo here(entry.project.local ? entry.project.local->project.rootPath + u'/' + path : QString());
    if (entry.project.local && (here.exists() || here.isSymLink()))
        return {Error::Kind::NotFound, u"This is not in the cloud yet."_s, path, u"A link leads to what the cloud has. Sync it first: tide sync"_s};
    return {Error::Kind::NotFound, u"There is nothing at this path in the cloud."_s, path, u"See what there is with: tide ls %1"_s.arg(entry.project.name())};
}

QJsonObject toRow(const QJsonObject &item, const QString &project)
{
    return {{u"project"_s, project},
            {u"id"_s, item.value(u"id"_s).toString()},
            {u"path"_s, item.value(u"path"_s).toString()},
            {u"by"_s, item.value(u"author"_s).toObject()},
            {u"at_ms"_s, msOf(item.value(u"created_at"_s))},
            {u"expires_at_ms"_s, msOf(item.value(u"expires_at"_s))},
            {u"expired"_s, item.value(u"expired"_s).toBool()},
            {u"has_password"_s, item.value(u"has_password"_s).toBool()}};
}

}  // namespace

Result<QJsonObject> links(ServiceCore &core, const VerbCall &call)
{
    const auto what = cloudProject(core, call);
    if (!what)
        return what.error();
    // Never from what is kept: who can read a project is asked for to be sure of it.
    const auto reply = askCloud(core, call, "GET", what->url("/links"), {}, u"list the links"_s);
    if (!reply)
        return at(reply.error(), what->project.name());
    QJsonArray rows;
    for (const QJsonValue &item : reply->value(u"items"_s).toArray())
        rows.append(toRow(item.toObject(), what->project.name()));
    return QJsonObject{{u"project"_s, what->project.name()}, {u"rows"_s, rows}};
}

Result<QJsonObject> createLink(ServiceCore &core, const VerbCall &call)
{
    const auto project = call.args.text(u"project"_s, {});
    const auto path = call.args.text(u"path"_s, {});
    if (!project || !path)
        return !project ? project.error() : path.error();
    if (project->isEmpty() && path->isEmpty())
        return Error{Error::Kind::Invalid, u"Give a project or a path."_s, u"create_link"_s, {}};
    const auto terms = termsOf(core, call);
    if (!terms)
        return terms.error();
    const auto entry = findEntry(core, *project, *path, AskCloud::IfUnknown, call.cancelled);
    if (!entry)
        return entry.error();
    const auto what = cloudRefOf(entry->project);
    if (!what)
        return what.error();
    const QDateTime end = QDateTime::fromMSecsSinceEpoch(terms->endMs).toUTC();
    QJsonObject body{{u"path"_s, entry->path.toString()}, {u"expires_at"_s, end.toString(Qt::ISODateWithMs)}};
    if (!terms->password.isEmpty())
        body[u"password"_s] = terms->password;
    const auto made = askCloud(core, call, "POST", what->url("/links"), body, u"make a link"_s);
    if (!made)
        return notThere(*entry, made.error());
    QJsonObject row = toRow(*made, what->project.name());
    row[u"kind"_s] = made->value(u"kind"_s).toString();
    row[u"url"_s] = made->value(u"url"_s).toString();
    return row;
}

Result<QJsonObject> revokeLink(ServiceCore &core, const VerbCall &call)
{
    static const QRegularExpression shape(u"^[0-9a-f]{24}$"_s);
    const auto id = call.args.text(u"id"_s);
    if (!id)
        return id.error();
    const auto what = cloudProject(core, call);
    if (!what)
        return what.error();
    if (!shape.match(*id).hasMatch())  // perhaps a whole link: it is not repeated
        return Error{Error::Kind::Invalid, u"This is no id of a link."_s, u"id"_s, u"See them with: tide share-link list %1"_s.arg(what->project.name())};
    const auto gone = askCloud(core, call, "DELETE", what->url("/links/" + id->toLatin1()), {}, u"revoke a link"_s);
    return gone ? Result<QJsonObject>(QJsonObject{{u"project"_s, what->project.name()}, {u"id"_s, *id}}) : at(gone.error(), *id);
}

}  // namespace tideline::sync
