// Share links: who has one reads what it leads to, for as long as it is to be, and nothing else.
#include "core_fixture.h"

#include "core/base/content_hash.h"

#include <QDateTime>
#include <QTest>

namespace tideline::server {

using namespace std::chrono_literals;

class ShareLinkTest final : public QObject {
    Q_OBJECT

    std::unique_ptr<CoreFixture> m_server;
    QByteArray m_ada;
    QByteArray m_project;
    NodeId m_folder;
    NodeId m_note;

    struct Link {
        Reply reply;
        QByteArray id;
        QString secret;
    };
    QString in(std::chrono::milliseconds time) const
    {
        return QDateTime::fromMSecsSinceEpoch(m_server->clock.nowMs() + time.count()).toUTC().toString(Qt::ISODateWithMs);
    }
    Link make(QJsonObject body, const QByteArray &token)
    {
        if (!body.contains(u"expires_at"_s))
            body[u"expires_at"_s] = in(1h);
        Link link{m_server->post(m_project + "/links", token, body), {}, {}};
        const QString url = link.reply.json()[u"url"_s].toString();
        link.id = url.section(u'/', -1).section(u'#', 0, 0).toLatin1();
        link.secret = url.section(u'#', 1);
        return link;
    }
    Link make(const QString &path) { return make({{u"path"_s, path}}, m_ada); }
    Reply open(const Link &link, const QJsonObject &more = {})
    {
        QJsonObject body = more;
        if (!body.contains(u"secret"_s))
            body[u"secret"_s] = link.secret;
        return m_server->post("/api/v1/shared/" + link.id, {}, body);
    }
    QString access(const Link &link) { return open(link).json()[u"access"_s].toString(); }
    Reply read(const Link &link, const QString &access, const QByteArray &path, std::map<QByteArray, QByteArray> headers = {})
    {
        return m_server->send("POST", "/api/v1/shared/" + link.id + "/file", {},
                              "access=" + access.toLatin1() + "&path=" + path.toPercentEncoding(), std::move(headers));
    }
    Reply list(const Link &link, const QString &access, const QString &path = {})
    {
        return m_server->post("/api/v1/shared/" + link.id + "/tree", {}, {{u"access"_s, access}, {u"path"_s, path}});
    }
    static QStringList names(const Reply &reply)
    {
        QStringList found;
        for (const QJsonValue &item : reply.json()[u"items"_s].toArray())
            found += item[u"name"_s].toString();
        return found;
    }

private Q_SLOTS:
    void init()
    {
        m_server = std::make_unique<CoreFixture>();
        QVERIFY(m_server->ok());
        m_ada = m_server->user(u"ada"_s);
        m_project = m_server->project(m_ada);
        m_folder = m_server->node();
        m_note = m_server->node();
        QCOMPARE(m_server->upload(m_project, m_ada, {"secret plans", "a note", "deep"}).status, 200);
        const NodeId below = m_server->node();
        m_server->mustCommit(m_project, m_ada, {put(folderNode(m_folder, "given")), put(folderNode(below, "below", m_folder)),
                                                put(fileNode(m_server->node(), "plans", "secret plans"), manifestOf("secret plans")),
                                                put(fileNode(m_note, "note.txt", "a note", m_folder), manifestOf("a note")),
                                                put(fileNode(m_server->node(), "deep.txt", "deep", below), manifestOf("deep")),
                                                put(linkNode(m_server->node(), "out", "../plans", m_folder))});
    }

    void aFileIsReadByWhoeverHasTheLink()
    {
        const Link link = make(u"given/note.txt"_s);
        QCOMPARE(link.reply.status, 201);
        QCOMPARE(link.reply.json()[u"kind"_s].toString(), u"file"_s);
        const Reply opened = open(link);
        QCOMPARE(opened.status, 200);
        QCOMPARE(opened.json()[u"name"_s].toString(), u"note.txt"_s);
        QCOMPARE(opened.json()[u"size"_s].toInteger(), 6);
        const QString key = opened.json()[u"access"_s].toString();
        const Reply file = read(link, key, {});
        QCOMPARE(file.body, "a note");
        QVERIFY(file.headers.at("Content-Disposition").startsWith("attachment"));
        QCOMPARE(file.headers.at("Referrer-Policy"), "no-referrer");
        const Reply part = read(link, key, {}, {{"range", "bytes=2-3"}});
        QCOMPARE(part.status, 206);
        QCOMPARE(part.body, "no");
    }

    void aFolderShowsWhatIsBelowItAndNothingElse()
    {
        const Link link = make(u"given"_s);
        const QString key = access(link);
        QCOMPARE(open(link).json()[u"kind"_s].toString(), u"dir"_s);
        QCOMPARE(names(list(link, key)), (QStringList{u"below"_s, u"note.txt"_s, u"out"_s}));
        QCOMPARE(list(link, key).json()[u"items"_s][0][u"kind"_s].toString(), u"dir"_s);
        QCOMPARE(names(list(link, key, u"below"_s)), QStringList{u"deep.txt"_s});
        QCOMPARE(read(link, key, "below/deep.txt").body, "deep");
        for (const QByteArray path : {"../plans", "plans", "/plans", "given/note.txt", "below/../../plans", "out", "below", ""})
            QCOMPARE(read(link, key, path).status, 404);
        QCOMPARE(list(link, key, u"../"_s).status, 404);
        QCOMPARE(list(link, key, u"note.txt"_s).status, 404);
    }

    void aProjectIsSharedWhole()
    {
        const Link link = make({}, m_ada);
        QCOMPARE(open(link).json()[u"name"_s].toString(), u"climate"_s);
        QCOMPARE(open(link).json()[u"kind"_s].toString(), u"dir"_s);
        const QString key = access(link);
        QCOMPARE(names(list(link, key)), (QStringList{u"given"_s, u"plans"_s}));
        QCOMPARE(read(link, key, "given/note.txt").body, "a note");
    }

    /// It leads to the thing, not to its name.
    void whatIsRenamedOrEditedIsReadAsItIsNow()
    {
        const Link link = make(u"given/note.txt"_s);
        QCOMPARE(m_server->upload(m_project, m_ada, {"another note"}).status, 200);
        m_server->mustCommit(m_project, m_ada, {put(fileNode(m_note, "renamed.txt", "another note"), manifestOf("another note"))});
        QCOMPARE(open(link).json()[u"name"_s].toString(), u"renamed.txt"_s);
        const QString key = access(link);
        QCOMPARE(read(link, key, {}).body, "another note");
        m_server->mustCommit(m_project, m_ada, {remove(m_note)});
        QCOMPARE(read(link, key, {}).status, 404);
        QCOMPARE(open(link).status, 404);
    }

    void anExpiredLinkOpensNothing()
    {
        const Link link = make(u"given"_s);
        const QString key = access(link);
        m_server->clock.forward(59min);
        QCOMPARE(read(link, key, "note.txt").status, 200);
        m_server->clock.forward(1min);
        QCOMPARE(open(link).status, 410);
        QCOMPARE(open(link).code(), u"link_expired"_s);
        QVERIFY(read(link, key, "note.txt").status >= 400);
        QVERIFY(list(link, key).status >= 400);
        QCOMPARE(open(link, {{u"secret"_s, QString(64, u'0')}}).status, 404);  // to whoever does not have it, it never was
        const QJsonArray items = m_server->get(m_project + "/links", m_ada).json()[u"items"_s].toArray();
        QVERIFY(items[0][u"expired"_s].toBool());
    }

    void aRevokedLinkEndsWhatWasOpenedByIt()
    {
        const Link link = make(u"given"_s);
        const QString key = access(link);
        QCOMPARE(m_server->send("DELETE", m_project + "/links/" + link.id, m_ada).status, 204);
        QCOMPARE(open(link).status, 404);
        QCOMPARE(read(link, key, "note.txt").status, 404);
        QCOMPARE(list(link, key).status, 404);
        QCOMPARE(m_server->send("DELETE", m_project + "/links/" + link.id, m_ada).status, 404);
    }

    /// An owner by an organisation makes links, and they are good for as long as that is so.
    void aLinkOfAnOrganizationsOwnerEndsWithThatRole()
    {
        const QByteArray bob = m_server->user(u"bob"_s);
        const QByteArray acme = m_server->post("/api/v1/organizations", m_ada, {{u"name"_s, u"acme"_s}}).headers.at("Location");
        m_server->give(acme, m_ada, u"bob"_s, u"owner"_s);
        const QByteArray toAcme = R"({"type":"organization","id":"acme"})";
        QCOMPARE(m_server->send("PUT", m_project + "/owner", m_ada, toAcme).status, 200);
        QCOMPARE(m_server->send("DELETE", m_project + "/members/ada", m_ada).status, 204);
        const Link link = make({{u"path"_s, u"given"_s}}, bob);
        const Link adas = make(u"given"_s);
        const QString key = access(link);
        QCOMPARE(read(link, key, "note.txt").body, "a note");
        m_server->give(acme, m_ada, u"bob"_s, u"editor"_s);
        QCOMPARE(open(link).status, 404);
        QCOMPARE(read(link, key, "note.txt").status, 404);
        QCOMPARE(open(adas).status, 200);
        m_server->give(acme, m_ada, u"bob"_s, u"owner"_s);
        QCOMPARE(open(link).status, 200);
        QCOMPARE(m_server->send("DELETE", acme + "/members/bob", m_ada).status, 204);
        QCOMPARE(open(link).status, 404);
        // That everybody may read it makes nobody an owner.
        QCOMPARE(m_server->post(m_project + "/permissions", m_ada, {{u"is_public"_s, true}}).status, 200);
        QCOMPARE(open(link).status, 404);
    }

    void theSecretIsKeptNowhere()
    {
        const Link link = make({{u"password"_s, u"swordfish"_s}}, m_ada);
        QCOMPARE(link.secret.size(), 64);
        QVERIFY(link.reply.json()[u"url"_s].toString().endsWith(u"/s/"_s + QString::fromLatin1(link.id) + u'#' + link.secret));
        const QByteArray listed = m_server->get(m_project + "/links", m_ada).body;
        const QByteArray activity = m_server->get(m_project + "/activity", m_ada).body;
        QVERIFY(activity.contains(link.id));
        for (const QByteArray &secret : {link.secret.toLatin1(), QByteArray("swordfish")}) {
            QVERIFY(!listed.contains(secret) && !activity.contains(secret));
            for (const QString &name : {u"metadata.sqlite"_s, u"metadata.sqlite-wal"_s}) {
                QFile file(m_server->folder.filePath(name));
                QVERIFY(file.open(QIODevice::ReadOnly));
                QVERIFY(!file.readAll().contains(secret));
            }
        }
        for (const ChangeEvent &event : m_server->events.list)
            QVERIFY(!event.device.contains(link.secret));
    }

    void aWrongSecretIsAsNoLink()
    {
        const Link link = make(u"given"_s);
        const Reply wrong = open(link, {{u"secret"_s, QString(64, u'a')}});
        Link none = link;
        none.id = QByteArray(24, 'a');
        const Reply nothing = open(none);
        QCOMPARE(wrong.status, 404);
        QCOMPARE(wrong.body, nothing.body);
        QCOMPARE(open(link, {{u"secret"_s, QString()}}).status, 404);
        // An access is of its own link, and of its own time.
        const Link other = make(u"given/note.txt"_s);
        QCOMPARE(read(other, access(link), {}).status, 403);
        QCOMPARE(read(link, {}, "note.txt").status, 403);
        QString forged = access(link);
        forged[0] = QChar(u'9');
        QCOMPARE(read(link, forged, "note.txt").status, 403);
        const Link longLink = make({{u"expires_at"_s, in(48h)}}, m_ada);
        const QString old = access(longLink);
        m_server->clock.forward(61min);
        QCOMPARE(read(longLink, old, "plans").status, 403);
        QCOMPARE(read(longLink, access(longLink), "plans").status, 200);
    }

    void aPasswordIsAskedForAndGuessesAreLimited()
    {
        const Link link = make({{u"path"_s, u"given"_s}, {u"password"_s, u"swordfish"_s}}, m_ada);
        QVERIFY(link.reply.json()[u"has_password"_s].toBool());
        QCOMPARE(open(link).code(), u"password_needed"_s);
        QCOMPARE(open(link, {{u"password"_s, u"swordfish"_s}}).status, 200);
        for (int i = 0; i < 5; ++i)
            QCOMPARE(open(link, {{u"password"_s, u"guess"_s}}).code(), u"bad_password"_s);
        m_server->peer = "198.51.100.7";  // from anywhere
        const Reply limited = open(link, {{u"password"_s, u"swordfish"_s}});
        QCOMPARE(limited.status, 429);
        QVERIFY(limited.headers.contains("Retry-After"));
        m_server->clock.forward(61s);
        QCOMPARE(open(link, {{u"password"_s, u"swordfish"_s}}).status, 200);
        QCOMPARE(make({{u"password"_s, QString()}}, m_ada).reply.status, 422);
    }

    /// Each is a costly hash, and one is made at a time: others want to sign in, too.
    void passwordsOfLinksAreSetSixtyTimesAMinute()
    {
        const QByteArray bob = m_server->user(u"bob"_s);
        m_server->give(m_project, m_ada, u"bob"_s, u"owner"_s);
        for (int i = 0; i < 60; ++i)
            QCOMPARE(make({{u"path"_s, u"given"_s}, {u"password"_s, u"swordfish"_s}}, m_ada).reply.status, 201);
        QCOMPARE(make({{u"path"_s, u"given"_s}, {u"password"_s, u"swordfish"_s}}, m_ada).reply.status, 429);
        QCOMPARE(make({{u"path"_s, u"given"_s}}, m_ada).reply.status, 201);
        QCOMPARE(make({{u"path"_s, u"given"_s}, {u"password"_s, u"swordfish"_s}}, bob).reply.status, 201);
        m_server->clock.forward(std::chrono::seconds(61));
        QCOMPARE(make({{u"path"_s, u"given"_s}, {u"password"_s, u"swordfish"_s}}, m_ada).reply.status, 201);
    }

    void aLinkOpensOnlyWhileItsMakerIsAnOwner()
    {
        const QByteArray bob = m_server->user(u"bob"_s);
        m_server->give(m_project, m_ada, u"bob"_s, u"editor"_s);
        QCOMPARE(make({{u"path"_s, u"given"_s}}, bob).reply.status, 403);
        QCOMPARE(m_server->get(m_project + "/links", bob).status, 403);
        m_server->give(m_project, m_ada, u"bob"_s, u"owner"_s);
        const Link link = make({{u"path"_s, u"given"_s}}, bob);
        QCOMPARE(open(link).status, 200);
        m_server->give(m_project, m_ada, u"bob"_s, u"editor"_s);
        QCOMPARE(open(link).status, 404);
        m_server->give(m_project, m_ada, u"bob"_s, u"owner"_s);
        QCOMPARE(open(link).status, 200);
        QCOMPARE(m_server->send("DELETE", m_project, m_ada).status, 204);
        QCOMPARE(open(link).status, 404);
    }

    void badLinksAreNotMade()
    {
        QCOMPARE(make({{u"expires_at"_s, in(-1s)}}, m_ada).reply.status, 422);
        QCOMPARE(make({{u"expires_at"_s, in(std::chrono::hours(24 * 400))}}, m_ada).reply.status, 422);
        QCOMPARE(make({{u"expires_at"_s, u"tomorrow"_s}}, m_ada).reply.status, 422);
        QCOMPARE(make(u"nowhere"_s).reply.status, 404);
        QCOMPARE(make(u"../plans"_s).reply.status, 422);
        QCOMPARE(make(u"given/out"_s).reply.status, 422);
        QCOMPARE(m_server->get(m_project + "/links", m_ada).json()[u"items"_s].toArray().size(), 0);
    }

    /// Its own script and style run, by their hashes; nothing from elsewhere does, and nothing is told of who has links.
    void thePageTellsNothingAndLoadsNothing()
    {
        const Link link = make(u"given"_s);
        const Reply page = m_server->get("/s/" + link.id, {});
        QCOMPARE(page.status, 200);
        QCOMPARE(page.body, m_server->get("/s/" + QByteArray(24, 'b'), {}).body);
        QCOMPARE(page.headers.at("Referrer-Policy"), "no-referrer");
        QCOMPARE(page.headers.at("Cache-Control"), "no-store");
        QCOMPARE(page.headers.at("X-Frame-Options"), "DENY");
        const QByteArray policy = page.headers.at("Content-Security-Policy");
        QVERIFY(policy.startsWith("default-src 'none'"));
        QVERIFY(!policy.contains("unsafe"));
        for (const QByteArray name : {"script", "style"}) {
            const qsizetype from = page.body.indexOf('<' + name + '>') + name.size() + 2;
            const QByteArray text = page.body.mid(from, page.body.indexOf("</" + name + '>') - from);
            QVERIFY(text.size() > 100);
            QVERIFY(policy.contains(name + "-src 'sha256-" + sha256(text).toBytes().toBase64() + '\''));
        }
        for (const QByteArray word : {"http:", "https:", "innerHTML", "document.write", "eval(", " src=", "onclick"})
            QVERIFY2(!page.body.contains(word), word.constData());
        QCOMPARE(page.body.count("<script"), 1);
    }
};

}  // namespace tideline::server

QTEST_GUILESS_MAIN(tideline::server::ShareLinkTest)
#include "share_link_test.moc"
