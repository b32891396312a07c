// Every operation of openapi.json by everybody: what a role allows is written in the description, and true.
#include "tests/app/server/api/core_fixture.h"
#include "tests/app/server/api/fake_provider.h"

#include <QDateTime>
#include <QFile>
#include <QRegularExpression>
#include <QTest>

using namespace tideline;
using namespace tideline::server;

namespace {

struct Operation {
    QString id;
    QByteArray method;
    QByteArray path;   ///< with its {parts}
    QString role;      ///< x-tideline-role
    QString scope;     ///< x-tideline-scope; empty where no token is needed
    QJsonObject described;
};

/// Who asks, from nobody to the owner; the last two are the owner with a token that allows less. All but the first three are
/// signed in.
const QStringList kEverybody{u"nobody"_s, u"revoked"_s, u"expired"_s, u"stranger"_s, u"finder"_s, u"viewer"_s,
                             u"editor"_s, u"owner"_s, u"projects:read"_s, u"projects:write"_s};
const QStringList kScopes{u"projects:read"_s, u"projects:write"_s, u"admin"_s};
const QStringList kRoles{u"none"_s, u"user"_s, u"finder"_s, u"viewer"_s, u"editor"_s, u"owner"_s};

/// Cells that are not what the least role says, each with its reason.
struct Exception {
    const char *operation;
    const char *who;
    int status;
    const char *reason;
};
constexpr Exception kExceptions[] = {
    {"deleteMember", "finder", 403, "anyone may leave, only an owner removes others; here another is removed"},
    {"deleteMember", "viewer", 403, "as the finder"},
    {"deleteMember", "editor", 403, "as the finder"},
    {"deleteOrganizationMember", "finder", 403, "as deleteMember"},
    {"deleteOrganizationMember", "viewer", 403, "as deleteMember"},
    {"deleteOrganizationMember", "editor", 403, "as deleteMember"},
};

/// Braces would copy a list into itself with some compilers.
QJsonArray oneOf(const QJsonValue &value)
{
    QJsonArray list;
    list.append(value);
    return list;
}

QByteArray text(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

}  // namespace

class MatrixTest final : public QObject {
    Q_OBJECT

    FakeProvider m_provider;
    std::unique_ptr<CoreFixture> m_server;
    std::map<QString, QByteArray> m_tokens;
    std::vector<Operation> m_operations;
    QJsonObject m_document;
    QByteArray m_organization;  ///< "/api/v1/organizations/…" in which everybody has their role; empty = to be founded
    int m_count = 0;            ///< of what needs names of its own

    /// The description that a `$ref` leads to, or the value itself.
    QJsonObject resolved(const QJsonValue &value) const
    {
        QJsonObject object = value.toObject();
        while (object.contains(u"$ref"_s)) {
            QJsonValue at = m_document;
            for (const QString &part : object[u"$ref"_s].toString().mid(2).split(u'/'))
                at = at[part];
            object = at.toObject();
        }
        if (!object.contains(u"allOf"_s))
            return object;
        QJsonObject properties;
        QJsonArray required;
        for (const QJsonValue &part : object[u"allOf"_s].toArray()) {
            const QJsonObject one = resolved(part);
            const QJsonObject more = one[u"properties"_s].toObject();
            for (auto it = more.begin(); it != more.end(); ++it)
                properties[it.key()] = *it;
            for (const QJsonValue &name : one[u"required"_s].toArray())
                required.append(name);
        }
        return {{u"type"_s, u"object"_s}, {u"properties"_s, properties}, {u"required"_s, required}};
    }

    /// What of `value` does not fit the schema; empty = it fits. Knows what openapi.json uses of JSON Schema.
    QString misfit(const QJsonValue &value, const QJsonValue &described, const QString &where = u"$"_s) const
    {
        const QJsonObject schema = resolved(described);
        const auto is = [&](const QString &type) {
            return (type == u"object"_s && value.isObject()) || (type == u"array"_s && value.isArray())
                   || (type == u"string"_s && value.isString()) || (type == u"boolean"_s && value.isBool())
                   || (type == u"null"_s && value.isNull()) || (type == u"number"_s && value.isDouble())
                   || (type == u"integer"_s && value.isDouble() && value.toDouble() == double(value.toInteger(-1)));
        };
        QJsonArray types = schema[u"type"_s].toArray();
        if (schema[u"type"_s].isString())
            types = {schema[u"type"_s]};
        if (!types.isEmpty() && std::ranges::none_of(types, [&](const QJsonValue &type) { return is(type.toString()); }))
            return where + u" is no "_s + types.first().toString();
        if (schema.contains(u"enum"_s) && !schema[u"enum"_s].toArray().contains(value))
            return where + u" is none of the words"_s;
        if (schema.contains(u"pattern"_s) && !QRegularExpression(schema[u"pattern"_s].toString()).match(value.toString()).hasMatch())
            return where + u" does not fit its pattern"_s;
        const QJsonObject object = value.toObject();
        for (const QJsonValue &name : schema[u"required"_s].toArray()) {
            if (!object.contains(name.toString()))
                return where + u" lacks "_s + name.toString();
        }
        const QJsonObject properties = schema[u"properties"_s].toObject();
        for (auto it = object.begin(); it != object.end(); ++it) {
            if (!properties.isEmpty() && !properties.contains(it.key()))
                return where + u'.' + it.key() + u" is not described"_s;
            if (const QString bad = misfit(*it, properties[it.key()], where + u'.' + it.key()); !bad.isEmpty())
                return bad;
        }
        const QJsonArray array = value.toArray();
        const QJsonArray places = schema[u"prefixItems"_s].toArray();
        if (array.size() < schema[u"minItems"_s].toInt(0) || array.size() > schema[u"maxItems"_s].toInt(INT_MAX))
            return where + u" has the wrong length"_s;
        for (qsizetype i = 0; i < array.size(); ++i) {
            const QJsonValue item = i < places.size() ? places[i] : schema[u"items"_s];
            if (const QString bad = misfit(array[i], item, u"%1[%2]"_s.arg(where).arg(i)); !bad.isEmpty())
                return bad;
        }
        return {};
    }

    struct Prepared {
        QByteArray path;
        QByteArray body;
        std::map<QByteArray, QByteArray> headers;
    };

    /// A good request for a new project in which "f" holds "f" and a snapshot "first" stands, with bob as another member.
    Prepared prepare(const Operation &operation, const QByteArray &project)
    {
        Prepared made;
        QByteArray path = operation.path;
        path.replace("/api/v1/projects/{project}", project).replace("{member}", "bob").replace("{revision}", "1");
        path.replace("{name}", "first").replace("{path}", "f");
        const QString id = operation.id;
        const Manifest manifest = manifestOf("f");
        const QString hash = manifest.hash().toString();
        const QString chunk = manifest.chunks.front().id.toString();
        if (id == u"revokeToken"_s) {
            const auto extra = m_server->core().createToken(u"owner"_s, u"spare"_s);
            path.replace("{token}", extra->text.section(u'_', 2, 2).toLatin1());
        }
        if (id == u"signOutDevice"_s)
            path.replace("{device}", signedInDevice()[u"device_id"_s].toString().toLatin1());
        made.path = path;
        if (prepareRights(id, project, made))
            return made;
        if (id.startsWith(u"oauth"_s))
            prepareOAuth(id, made);
        else if (id == u"login"_s)
            made.body = text({{u"user"_s, u"bob"_s}, {u"password"_s, u"secret of bob"_s}});
        else if (id == u"createToken"_s || id == u"createProject"_s)
            made.body = text({{u"name"_s, u"new"_s}});
        else if (id == u"patchProject"_s) {
            made.body = text({{u"title"_s, u"New"_s}});
            made.headers["if-match"] = m_server->get(project, m_tokens.at(u"owner"_s)).headers["ETag"];
        } else if (id == u"putMember"_s)
            made.body = text({{u"role"_s, u"viewer"_s}});
        else if (id == u"commit"_s) {
            wire::CommitRequest request;
            request.base = m_server->head(project, m_tokens.at(u"owner"_s));
            request.changes = {put(folderNode(m_server->node(), "new"))};
            made.body = text(toJson(request));
            made.headers["idempotency-key"] = m_server->key().toString().toLatin1();
        } else if (id == u"restoreCommit"_s)
            made.headers["idempotency-key"] = m_server->key().toString().toLatin1();
        else if (id == u"createSnapshot"_s)
            made.body = text({{u"name"_s, u"second"_s}});
        else if (id == u"updateSnapshot"_s)
            made.body = text({{u"live"_s, true}});
        else if (id == u"findInHistory"_s) {
            QJsonObject entry = toJson(put(fileNode(m_server->node(), "f", "f"), manifest));
            entry.remove(u"chunks"_s);
            made.body = text({{u"entries"_s, QJsonArray{entry}}});
        } else if (id == u"negotiateChunks"_s)
            made.body = text({{u"chunks"_s, oneOf(QJsonArray{chunk, 1})}});
        else if (id == u"fetchPack"_s)
            made.body = text({{u"chunks"_s, QJsonArray{chunk}}});
        else if (id == u"fetchManifests"_s)
            made.body = text({{u"hashes"_s, QJsonArray{hash}}});
        else if (id == u"uploadPack"_s) {
            made.body = packOf({"g"});
            made.headers["content-type"] = wire::kPackContentType;
        } else if (prepareUsage(id, project, made)) {
        } else if (id == u"listChanges"_s)
            made.path += "?since=0&epoch=" + m_server->get(project, m_tokens.at(u"owner"_s)).json()[u"epoch"_s].toString().toLatin1();
        return made;
    }

    /// What is used, kept and shared. False: none of these.
    bool prepareUsage(const QString &id, const QByteArray &project, Prepared &made)
    {
        if (id == u"setRetention"_s)
            return made.body = text({{u"keep"_s, u"thinned"_s}, {u"all_days"_s, 7}, {u"daily_days"_s, 30}}), true;
        const QString soon = QDateTime::fromMSecsSinceEpoch(m_server->clock.nowMs() + 3'600'000).toUTC().toString(Qt::ISODateWithMs);
        if (id == u"createLink"_s)
            return made.body = text({{u"path"_s, u"f"_s}, {u"expires_at"_s, soon}}), true;
        if (id != u"revokeLink"_s && !id.endsWith(u"Share"_s))
            return false;
        const QString path = id == u"readShare"_s ? u"f"_s : QString();
        const QString url = m_server->post(project + "/links", m_tokens.at(u"owner"_s), {{u"path"_s, path}, {u"expires_at"_s, soon}}).json()[u"url"_s].toString();
        const QByteArray link = url.section(u'/', -1).section(u'#', 0, 0).toLatin1();
        made.path.replace("{link}", link);
        const QJsonObject secret{{u"secret"_s, url.section(u'#', 1)}};
        const QString access = m_server->post("/api/v1/shared/" + link, {}, secret).json()[u"access"_s].toString();
        if (id == u"openShare"_s)
            made.body = text(secret);
        else if (id == u"listShare"_s)
            made.body = text({{u"access"_s, access}});
        else if (id == u"readShare"_s)
            made.body = "access=" + access.toLatin1() + "&path=";
        return true;
    }

    QByteArray newName() { return "new" + QByteArray::number(++m_count); }
    QByteArray organization()
    {
        const QByteArray owner = m_tokens.at(u"owner"_s);
        if (!m_organization.isEmpty())
            return m_organization;
        const Reply made = m_server->post("/api/v1/organizations", owner, {{u"name"_s, QString::fromLatin1(newName())}});
        Q_ASSERT(made.status == 201);
        m_organization = made.headers.at("Location");
        for (const QString &who : {u"finder"_s, u"viewer"_s, u"editor"_s})
            m_server->give(m_organization, owner, who, who);
        m_server->give(m_organization, owner, u"bob"_s, u"editor"_s);
        return m_organization;
    }
    /// Of organisations, permissions and invitations. False: it is none of these.
    bool prepareRights(const QString &id, const QByteArray &project, Prepared &made)
    {
        const QByteArray owner = m_tokens.at(u"owner"_s);
        const bool isOfOrganization = made.path.contains("{organization}");
        if (isOfOrganization)
            made.path.replace("/api/v1/organizations/{organization}", organization());
        const auto invite = [&](const QJsonObject &body) {
            return m_server->post((isOfOrganization ? organization() : project) + "/invitations", owner, body).json();
        };
        const QJsonObject forBob{{u"role"_s, u"viewer"_s}, {u"user"_s, u"bob"_s}};
        if (made.path.contains("{invitation}"))
            made.path.replace("{invitation}", invite(forBob)[u"id"_s].toString().toLatin1());
        if (id == u"createOrganization"_s)
            made.body = text({{u"name"_s, QString::fromLatin1(newName())}});
        else if (id == u"patchOrganization"_s)
            made.body = text({{u"title"_s, u"New"_s}});
        else if (id == u"putOrganizationMember"_s)
            made.body = text({{u"role"_s, u"viewer"_s}});
        else if (id == u"putOwner"_s)
            made.body = text({{u"type"_s, u"organization"_s}, {u"id"_s, QString::fromLatin1(organization().sliced(22))}});
        else if (id == u"changePermissions"_s)
            made.body = text({{u"permissions"_s, oneOf(QJsonObject{{u"type"_s, u"user_name"_s}, {u"id"_s, u"bob"_s},
                                                                  {u"relation"_s, u"viewer"_s}, {u"action"_s, u"add"_s}})}});
        else if (id == u"inviteProject"_s || id == u"inviteOrganization"_s)
            made.body = text(forBob);
        else if (id == u"acceptInvitation"_s || id == u"declineInvitation"_s)
            made.body = text({{u"code"_s, invite({{u"role"_s, u"viewer"_s}})[u"code"_s]}});
        else if (id == u"registerByInvitation"_s)
            made.body = text({{u"code"_s, invite({{u"role"_s, u"viewer"_s}})[u"code"_s]}, {u"user"_s, QString::fromLatin1(newName())},
                              {u"password"_s, u"secret"_s}});
        else
            return isOfOrganization;
        return true;
    }

    static constexpr char kAuthorize[] = "response_type=code&client_id=tideline&redirect_uri=http%3A%2F%2F127.0.0.1%3A49152%2Fsigned-in"
                                         "&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM&code_challenge_method=S256&state=xyz";
    static constexpr char kBob[] = "&user=bob&password=secret+of+bob&decision=allow";

    QJsonObject begunDevice()
    {
        return m_server->send("POST", "/api/v1/oauth/device", {}, "client_id=tideline&device=spare").json();
    }
    /// The owner's, as the token endpoint answered.
    QJsonObject signedInDevice()
    {
        const QJsonObject begun = begunDevice();
        m_server->send("POST", "/api/v1/oauth/verify", {}, "user_code=" + begun[u"user_code"_s].toString().toLatin1()
                                                               + "&user=owner&password=secret+of+owner&decision=allow");
        return m_server->send("POST", "/api/v1/oauth/token", {},
                              "client_id=tideline&grant_type=urn:ietf:params:oauth:grant-type:device_code&device_code="
                                  + begun[u"device_code"_s].toString().toLatin1())
            .json();
    }
    /// Where the provider leads back to, and the cookie of the browser that it leads.
    QByteArray begunAtProvider(QByteArray &cookie)
    {
        const Reply begun = m_server->get(QByteArray("/api/v1/oauth/provider?") + kAuthorize, {});
        const QByteArray address = begun.headers.at("Location"), set = begun.headers.at("Set-Cookie");
        m_provider.nowS = m_server->clock.nowMs() / 1000;
        Q_ASSERT(m_provider.visit(address));
        cookie = set.left(set.indexOf(';'));
        return "/api/v1/oauth/provider/callback?code=good&state=" + address.mid(address.indexOf("&state=") + 7, 64);
    }
    void prepareOAuth(const QString &id, Prepared &made)
    {
        if (id == u"oauthAuthorizePage"_s)
            made.path += QByteArray("?") + kAuthorize;
        else if (id == u"oauthAuthorize"_s)
            made.body = QByteArray(kAuthorize) + kBob;
        else if (id == u"oauthToken"_s)
            made.body = "client_id=tideline&grant_type=refresh_token&refresh_token=" + signedInDevice()[u"refresh_token"_s].toString().toLatin1();
        else if (id == u"oauthDevice"_s)
            made.body = "client_id=tideline&device=spare";
        else if (id == u"oauthVerifyPage"_s)
            made.path += "?user_code=" + begunDevice()[u"user_code"_s].toString().toLatin1();
        else if (id == u"oauthVerify"_s)
            made.body = "user_code=" + begunDevice()[u"user_code"_s].toString().toLatin1() + kBob;
        else if (id == u"oauthProvider"_s)
            made.path += QByteArray("?") + kAuthorize;
        else if (id == u"oauthProviderCallback"_s)
            made.path = begunAtProvider(made.headers["cookie"]);
        else if (id == u"oauthProviderConfirm"_s) {
            const QByteArray back = begunAtProvider(made.headers["cookie"]);
            const QByteArray page = m_server->send("GET", back, {}, {}, made.headers).body;
            made.body = "decision=allow&sign_in=" + page.mid(page.indexOf("name=\"sign_in\" value=\"") + 22, 64);
        } else if (id == u"oauthRevoke"_s)
            made.body = "client_id=tideline&token=" + signedInDevice()[u"refresh_token"_s].toString().toLatin1();
    }

    /// A project of the owner's in which everybody has their role.
    QByteArray project()
    {
        const QByteArray owner = m_tokens.at(u"owner"_s);
        const QByteArray path = m_server->project(owner);
        for (const QString &who : {u"finder"_s, u"viewer"_s, u"editor"_s})
            m_server->give(path, owner, who, who);
        m_server->give(path, owner, u"bob"_s, u"editor"_s);
        Q_ASSERT(m_server->upload(path, owner, {"f"}).status == 200);
        m_server->mustCommit(path, owner, {put(fileNode(m_server->node(), "f", "f"), manifestOf("f"))});
        Q_ASSERT(m_server->post(path + "/snapshots", owner, {{u"name"_s, u"first"_s}}).status == 201);
        return path;
    }

    Reply ask(const Operation &operation, const QString &who, const QByteArray &project)
    {
        m_server->clock.forward(std::chrono::minutes(2));  // nobody's sign-in is limited by another's
        const Prepared made = prepare(operation, project);
        QByteArray token = m_tokens.at(who);
        if (operation.id == u"logout"_s && refusal(operation, who) == 0) {  // the token does not outlive the request
            const auto scope = scopeFromText(who);
            token = m_server->core().createToken(scope ? u"owner"_s : who, {}, {.scopes = quint8(scope ? *scope : ScopeAll)})->text.toLatin1();
        }
        return m_server->send(operation.method, made.path, token, made.body, made.headers);
    }

    /// What the description says that this one gets; 0 = it is done.
    static int refusal(const Operation &operation, const QString &who)
    {
        for (const Exception &exception : kExceptions) {
            if (operation.id == QLatin1StringView(exception.operation) && who == QLatin1StringView(exception.who))
                return exception.status;
        }
        if (operation.role == u"none"_s)
            return 0;
        if (who == u"nobody"_s || who == u"revoked"_s || who == u"expired"_s)
            return 401;
        if (kScopes.contains(who))
            return kScopes.indexOf(who) < kScopes.indexOf(operation.scope) ? 403 : 0;
        if (operation.role == u"user"_s)
            return (operation.id == u"revokeToken"_s || operation.id == u"signOutDevice"_s) && who != u"owner"_s ? 404 : 0;  // it is the owner's
        if (who == u"stranger"_s)
            return 404;
        return kRoles.indexOf(who) < kRoles.indexOf(operation.role) ? 403 : 0;
    }

private Q_SLOTS:
    void initTestCase()
    {
        QFile file(qEnvironmentVariable("TIDELINE_SOURCE") + u"/resources/api/openapi.json"_s);
        QVERIFY(file.open(QIODevice::ReadOnly));
        m_document = QJsonDocument::fromJson(file.readAll()).object();
        const QJsonObject paths = m_document[u"paths"_s].toObject();
        for (auto path = paths.begin(); path != paths.end(); ++path) {
            const bool isOurs = path.key().startsWith(u"/api/v1/"_s) || path.key().startsWith(u"/.well-known/"_s);
            if (!isOurs || path.key() == u"/api/v1/events"_s)
                continue;  // of the transport: server_process_test and push_hub_test ask them
            const QJsonObject methods = path->toObject();
            for (auto method = methods.begin(); method != methods.end(); ++method) {
                const QJsonObject described = method->toObject();
                m_operations.push_back({described[u"operationId"_s].toString(), method.key().toUpper().toLatin1(),
                                        path.key().toLatin1(), described[u"x-tideline-role"_s].toString(),
                                        described[u"x-tideline-scope"_s].toString(), described});
                const auto &[id, verb, at, role, scope, all] = m_operations.back();
                QVERIFY2(kRoles.contains(role) && (role == u"none"_s ? scope.isEmpty() : kScopes.contains(scope)), qPrintable(id));
            }
        }
        QVERIFY(m_operations.size() > 30);
    }
    void init()
    {
        m_server = std::make_unique<CoreFixture>();
        m_server->policy.provider = FakeProvider::settings();
        m_server->policy.invitationsMakeUsers = true;
        m_server->web = &m_provider;
        QVERIFY(m_server->restart());
        m_organization.clear();
        m_tokens.clear();
        m_server->user(u"bob"_s);
        for (const QString &who : kEverybody) {
            if (!kScopes.contains(who))
                m_tokens[who] = who == u"nobody"_s ? QByteArray() : m_server->user(who);
        }
        for (const QString &scope : {u"projects:read"_s, u"projects:write"_s})
            m_tokens[scope] = m_server->core().createToken(u"owner"_s, scope, {.scopes = *scopeFromText(scope)})->text.toLatin1();
        const qint64 soon = m_server->clock.nowMs() + 1000;
        m_tokens[u"expired"_s] = m_server->core().createToken(u"expired"_s, {}, {.expiresAtMs = soon})->text.toLatin1();
        m_server->clock.forward(std::chrono::seconds(1));
        QVERIFY(m_server->core().revokeToken(QString::fromLatin1(m_tokens[u"revoked"_s])));
    }

    /// Each cell of role and operation: refused as it should be, or done.
    void everybodyMayDoWhatTheDescriptionSays()
    {
        QStringList wrong;
        for (const Operation &operation : m_operations) {
            const QJsonObject responses = operation.described[u"responses"_s].toObject();
            QByteArray here = project();
            for (const QString &who : kEverybody) {
                const Reply reply = ask(operation, who, here);
                if (reply.status < 300 && operation.method != "GET") {
                    here = project();  // what is refused leaves it as it was
                    m_organization.clear();
                }
                const int refused = refusal(operation, who);
                const bool isRight = refused ? reply.status == refused : reply.status >= 200 && reply.status < 400;
                const bool isDescribed = responses.contains(QString::number(reply.status));
                if (!isRight || !isDescribed) {
                    wrong << u"%1 by %2: %3 (%4), wanted %5%6"_s.arg(operation.id, who).arg(reply.status).arg(reply.code())
                                 .arg(refused ? QString::number(refused) : u"2xx"_s, isDescribed ? QString() : u", not described"_s);
                }
            }
        }
        QVERIFY2(wrong.isEmpty(), qPrintable(u'\n' + wrong.join(u'\n')));
    }

    /// The owner's replies are as described, the refusals are problems.
    void everyReplyFitsItsSchema()
    {
        QStringList wrong;
        const QJsonObject problem = m_document[u"components"_s][u"schemas"_s][u"Problem"_s].toObject();
        for (const Operation &operation : m_operations) {
            const QJsonObject responses = operation.described[u"responses"_s].toObject();
            const Reply reply = ask(operation, u"owner"_s, project());
            const QJsonObject content = resolved(responses[QString::number(reply.status)])[u"content"_s].toObject();
            const QJsonValue schema = content[u"application/json"_s][u"schema"_s];
            if (content.contains(u"text/html"_s)) {
                if (!reply.body.startsWith("<!doctype html>"))
                    wrong << operation.id + u": no page"_s;
            } else if (!schema.isUndefined()) {
                const QJsonDocument document = QJsonDocument::fromJson(reply.body);
                const QJsonValue value = document.isArray() ? QJsonValue(document.array()) : QJsonValue(document.object());
                if (const QString bad = misfit(value, schema); !bad.isEmpty())
                    wrong << operation.id + u": "_s + bad + u" in "_s + QString::fromUtf8(reply.body.left(300));
            } else if (content.isEmpty() && !reply.body.isEmpty() && operation.method != "HEAD") {
                wrong << operation.id + u": its body is not described: "_s + QString::fromUtf8(reply.body.left(300));
            }
            const Reply refused = ask(operation, u"nobody"_s, project());
            if (refused.status >= 400 && operation.method != "HEAD") {
                if (const QString bad = misfit(refused.json(), problem); !bad.isEmpty() && !bad.endsWith(u"is not described"_s))
                    wrong << operation.id + u" refused: "_s + bad;
            }
        }
        QVERIFY2(wrong.isEmpty(), qPrintable(u'\n' + wrong.join(u'\n')));
    }
};

QTEST_GUILESS_MAIN(MatrixTest)
#include "matrix_test.moc"
