// Links for whoever has them through the verbs: against a real server process and real profiles.
#include "tests/core/sync/service/service_world.h"

#include <QDateTime>
#include <QDirIterator>
#include <QTest>
#include <QUrl>

using namespace tideline;
using tideline::test::column;
using tideline::test::Device;
using tideline::test::firstRow;
using tideline::test::preparedWorld;
using tideline::test::ServiceWorld;

namespace {
constexpr qint64 kDayMs = 86'400'000;
}

class ShareLinkVerbsTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { m_world = preparedWorld(); }
    void cleanup() { m_world.reset(); }

    void aLinkLeadsToAFileAndEndsInAWeek()
    {
        const qint64 now = QDateTime::currentMSecsSinceEpoch();
        const auto made = a().ask(u"create_link"_s, {{u"path"_s, a().path(u"sub/two.txt"_s)}});
        QVERIFY2(made, made ? "" : qPrintable(toText(made.error())));
        QCOMPARE((*made)[u"project"_s].toString(), u"p"_s);
        QCOMPARE((*made)[u"path"_s].toString(), u"sub/two.txt"_s);
        QCOMPARE((*made)[u"kind"_s].toString(), u"file"_s);
        QVERIFY(!(*made)[u"has_password"_s].toBool());
        const qint64 end = (*made)[u"expires_at_ms"_s].toInteger();
        QVERIFY(end >= now + 7 * kDayMs && end < now + 7 * kDayMs + 600'000);
        const QUrl url((*made)[u"url"_s].toString());
        QCOMPARE(url.toString(QUrl::RemoveFragment), m_world->server->url() + u"/s/"_s + (*made)[u"id"_s].toString());
        QCOMPARE(url.fragment().size(), 64);
    }

    void whatIsListedIsWhatWasMadeWithoutItsSecret()
    {
        const qint64 end = QDateTime::currentMSecsSinceEpoch() + kDayMs;
        auto made = a().ask(u"create_link"_s, {{u"project"_s, u"p"_s}, {u"expires_at_ms"_s, end}, {u"password"_s, u"swordfish"_s}});
        QVERIFY(made);
        QCOMPARE((*made)[u"path"_s].toString(), QString());  // the project as a whole
        QCOMPARE((*made)[u"kind"_s].toString(), u"dir"_s);
        QCOMPARE((*made)[u"expires_at_ms"_s].toInteger(), end);
        QVERIFY((*made)[u"has_password"_s].toBool());
        made->remove(u"url"_s);
        made->remove(u"kind"_s);
        QCOMPARE(firstRow(b().ask(u"links"_s, {{u"project"_s, u"p"_s}})), *made);
        QVERIFY(!(*made)[u"by"_s][u"name"_s].toString().isEmpty());
    }

    void aRevokedLinkIsNotListedAndNotRevokedTwice()
    {
        const auto made = a().ask(u"create_link"_s, {{u"path"_s, u"p/one.txt"_s}});
        const auto stays = a().ask(u"create_link"_s, {{u"path"_s, u"p/sub"_s}});
        QVERIFY(made && stays);
        const QJsonObject named{{u"project"_s, u"p"_s}, {u"id"_s, (*made)[u"id"_s]}};
        QVERIFY(b().ask(u"links"_s, {{u"project"_s, u"p"_s}}));
        QCOMPARE(*a().ask(u"revoke_link"_s, named), named);
        QCOMPARE(column(b().ask(u"links"_s, {{u"project"_s, u"p"_s}}), u"path"_s), QStringList{u"sub"_s});
        QCOMPARE(a().kindOf(u"revoke_link"_s, named), u"not_found"_s);
    }

    /// Neither in a log nor in a store, nor in what is kept of the cloud's lists; nor in what one sends to others.
    void theSecretIsKeptNowhere()
    {
        const auto made = a().ask(u"create_link"_s, {{u"project"_s, u"p"_s}, {u"password"_s, u"swordfish"_s}});
        QVERIFY(made && a().ask(u"links"_s, {{u"project"_s, u"p"_s}}));
        const QByteArray secret = QUrl((*made)[u"url"_s].toString()).fragment().toLatin1();
        QCOMPARE(secret.size(), 64);
        QByteArrayList told{control::toLine(*a().ask(u"activity"_s)), control::toLine(*a().ask(u"doctor"_s)), control::toLine(*a().ask(u"log"_s, {{u"project"_s, u"p"_s}}))};
        a().leave();
        QDirIterator all(m_world->folder.path(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
        while (all.hasNext()) {
            QFile file(all.next());
            QVERIFY2(file.open(QIODevice::ReadOnly), qPrintable(file.fileName()));
            told.append(file.readAll());
        }
        QVERIFY(told.size() > 10);
        for (const QByteArray &text : told)
            QVERIFY(!text.contains(secret) && !text.contains("swordfish"));
    }

    void whatCannotBeIsSaidWithAWayOut_data()
    {
        QTest::addColumn<QString>("verb");
        QTest::addColumn<QJsonObject>("args");
        QTest::addColumn<QString>("kind");
        QTest::addColumn<QString>("mend");
        using O = QJsonObject;
        const QString p = u"p"_s, create = u"create_link"_s, revoke = u"revoke_link"_s, end = u"expires_at_ms"_s;
        const qint64 now = QDateTime::currentMSecsSinceEpoch();
        // clang-format off
        QTest::newRow("an end that is over")    << create << O{{u"project"_s, p}, {end, now - 1000}}                << u"invalid"_s   << u"a time that is to come"_s;
        QTest::newRow("an end after a year")    << create << O{{u"project"_s, p}, {end, now + 367 * kDayMs}}        << u"invalid"_s   << u"an earlier end"_s;
        QTest::newRow("an end that is no time") << create << O{{u"project"_s, p}, {end, u"soon"_s}}                 << u"invalid"_s   << QString();
        QTest::newRow("an empty password")      << create << O{{u"project"_s, p}, {u"password"_s, QString()}}       << u"invalid"_s   << u"Give one, or none"_s;
        QTest::newRow("not in the cloud yet")   << create << O{{u"path"_s, u"p/new.txt"_s}}                         << u"not_found"_s << u"tide sync"_s;
        QTest::newRow("nowhere")                << create << O{{u"path"_s, u"p/nowhere.txt"_s}}                     << u"not_found"_s << u"tide ls p"_s;
        QTest::newRow("a way out of it")        << create << O{{u"project"_s, p}, {u"path"_s, u"../one.txt"_s}}     << u"invalid"_s   << u"PROJECT/PATH"_s;
        QTest::newRow("nothing")                << create << O{}                                                    << u"invalid"_s   << QString();
        QTest::newRow("an unknown project")     << u"links"_s << O{{u"project"_s, u"q"_s}}                          << u"not_found"_s << u"tide projects"_s;
        QTest::newRow("a whole link")           << revoke << O{{u"project"_s, p}, {u"id"_s, u"http://x/s/1#2"_s}}   << u"invalid"_s   << u"tide share-link list p"_s;
        QTest::newRow("a way out of the url")   << revoke << O{{u"project"_s, p}, {u"id"_s, u".."_s}}               << u"invalid"_s   << u"tide share-link list p"_s;
        QTest::newRow("no such link")           << revoke << O{{u"project"_s, p}, {u"id"_s, QString(24, u'a')}}     << u"not_found"_s << QString();
        // clang-format on
    }
    void whatCannotBeIsSaidWithAWayOut()
    {
        QFETCH(QString, verb);
        QFETCH(QJsonObject, args);
        QFETCH(QString, kind);
        QFETCH(QString, mend);
        QVERIFY(a().write(u"new.txt"_s, "not synced yet"));
        const auto reply = a().ask(verb, args);
        QVERIFY(!reply);
        QCOMPARE(toString(reply.error().kind), kind);
        QVERIFY2(reply.error().mend.contains(mend), qPrintable(toText(reply.error())));
        QVERIFY2(!toText(reply.error()).contains(u'#'), qPrintable(toText(reply.error())));
        QVERIFY(column(a().ask(u"links"_s, {{u"project"_s, u"p"_s}}), u"id"_s).isEmpty());
    }

    void withoutTheCloudThereAreNone()
    {
        m_world->server->stop();
        QCOMPARE(a().kindOf(u"create_link"_s, {{u"project"_s, u"p"_s}}), u"offline"_s);
        QCOMPARE(a().kindOf(u"links"_s, {{u"project"_s, u"p"_s}}), u"offline"_s);
    }

private:
    Device &a() { return *m_world->a; }
    Device &b() { return *m_world->b; }
    std::unique_ptr<ServiceWorld> m_world;
};

QTEST_GUILESS_MAIN(ShareLinkVerbsTest)
#include "share_link_test.moc"
