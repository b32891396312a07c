// `tide share-link`: what is asked of the engine, and that the link alone is data.
#include "played.h"

#include <QDateTime>
#include <QJsonArray>
#include <QTest>

using namespace tideline;
using namespace tideline::cli;

namespace {
constexpr qint64 kDayMs = 86'400'000;
const QString kId = u"0123456789abcdef01234567"_s;
const QString kUrl = u"https://tide.example.org/s/"_s + kId + u"#feedfeed"_s;

QJsonObject linkRow(const QString &path, const QJsonObject &more = {})
{
    QJsonObject row{{u"project"_s, u"climate"_s}, {u"id"_s, kId}, {u"path"_s, path}, {u"by"_s, QJsonObject{{u"name"_s, u"ada"_s}}},
                    {u"at_ms"_s, qint64(1763700000000)}, {u"expires_at_ms"_s, qint64(1796688000000)}, {u"expired"_s, false}, {u"has_password"_s, false}};
    for (auto it = more.begin(); it != more.end(); ++it)
        row[it.key()] = it.value();
    return row;
}
}  // namespace

class ShareLinkCommandTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_engine = {};
        m_engine.say(u"projects"_s, {{u"rows"_s, QJsonArray{QJsonObject{{u"project"_s, u"climate"_s}, {u"path"_s, QString()}}}}});
        m_engine.say(u"create_link"_s, linkRow(u"t.csv"_s, {{u"url"_s, kUrl}, {u"kind"_s, u"file"_s}}));
    }

    void theLinkAloneIsOnTheStandardOutput()
    {
        const Played made = play(m_engine, {u"share-link"_s, u"create"_s, u"climate/t.csv"_s});
        QCOMPARE(made.code, 0);
        QCOMPARE(made.out.trimmed(), kUrl);
        QVERIFY2(made.err.contains(u"climate/t.csv until 2026-12-"_s) && made.err.contains(u"shown this once"_s) && !made.err.contains(kUrl), qPrintable(made.err));
        QVERIFY(!made.err.contains(u"password"_s));
        QCOMPARE(m_engine.asked(u"create_link"_s), (QJsonObject{{u"path"_s, u"climate/t.csv"_s}}));  // the engine says how long
        QCOMPARE(play(m_engine, {u"--json"_s, u"share-link"_s, u"create"_s, u"climate/t.csv"_s}).lines().value(0)[u"url"_s].toString(), kUrl);
    }

    void anEndIsALengthOrATime()
    {
        const qint64 now = QDateTime::currentMSecsSinceEpoch();
        const auto endOf = [this](const QString &text) {
            const int code = play(m_engine, {u"share-link"_s, u"create"_s, u"climate"_s, u"--expires"_s, text}).code;
            return code == 0 ? m_engine.asked(u"create_link"_s)[u"expires_at_ms"_s].toInteger() : -code;
        };
        const qint64 week = endOf(u"7d"_s);
        QVERIFY(week >= now + 7 * kDayMs && week < now + 7 * kDayMs + 60'000);
        const QDate day = QDate::currentDate().addDays(30);
        QCOMPARE(endOf(day.toString(Qt::ISODate)), QDateTime(day, QTime(0, 0)).toMSecsSinceEpoch());
        QCOMPARE(endOf(day.toString(Qt::ISODate) + u" 17:30"_s), QDateTime(day, QTime(17, 30)).toMSecsSinceEpoch());
        for (const QString &wrong : {u"soon"_s, u"0d"_s, u"2020-01-01"_s, u"7"_s})
            QCOMPARE(endOf(wrong), -2);
        QVERIFY(play(m_engine, {u"share-link"_s, u"create"_s, u"climate"_s, u"--expires"_s, u"never"_s}).err.contains(u"Write 7d, 12h"_s));
    }

    void aPasswordComesFromAFile()
    {
        m_engine.say(u"create_link"_s, linkRow(u""_s, {{u"url"_s, kUrl}, {u"has_password"_s, true}}));
        const Played made = play(m_engine, {u"share-link"_s, u"create"_s, u"climate"_s, u"--password-file"_s, u"-"_s}, {}, u"/"_s, "swordfish\n");
        QCOMPARE(made.code, 0);
        QCOMPARE(m_engine.asked(u"create_link"_s)[u"password"_s].toString(), u"swordfish"_s);
        QVERIFY2(made.err.contains(u"and its password may read climate until"_s) && !made.err.contains(u"swordfish"_s), qPrintable(made.err));
        QCOMPARE(play(m_engine, {u"share-link"_s, u"create"_s, u"climate"_s, u"--password-file"_s, u"-"_s}, {}, u"/"_s, "no line's end").code, 0);
        QCOMPARE(m_engine.asked(u"create_link"_s)[u"password"_s].toString(), u"no line's end"_s);
        m_engine.calls.clear();
        QCOMPARE(play(m_engine, {u"share-link"_s, u"create"_s, u"climate"_s, u"--password-file"_s, u"-"_s}, {}, u"/"_s, "\n").code, 1);
        const Played latin = play(m_engine, {u"share-link"_s, u"create"_s, u"climate"_s, u"--password-file"_s, u"-"_s}, {}, u"/"_s, "p\xe4ss\n");
        QCOMPARE(latin.code, 1);
        QVERIFY2(latin.err.contains(u"UTF-8"_s), qPrintable(latin.err));
        QVERIFY(m_engine.asked(u"create_link"_s).contains(u"never"_s));
    }

    void theListSaysWhichAreOver()
    {
        m_engine.say(u"links"_s, {{u"rows"_s, QJsonArray{linkRow(u"data\x1b[2J/t.csv"_s, {{u"has_password"_s, true}}), linkRow(u""_s, {{u"expired"_s, true}})}}});
        const Played words = play(m_engine, {u"share-link"_s, u"list"_s, u"climate"_s});
        QCOMPARE(m_engine.asked(u"links"_s), (QJsonObject{{u"project"_s, u"climate"_s}}));
        QVERIFY2(words.out.contains(kId) && words.out.contains(u"ada"_s) && words.out.contains(u"password"_s) && !words.out.contains(u'\x1b'), qPrintable(words.out));
        QVERIFY(words.out.contains(u"until 2026-12-"_s) && words.out.contains(u"over since 2026-12-"_s));
        QCOMPARE(play(m_engine, {u"--json"_s, u"share-link"_s}, {}, u"/p"_s).lines().size(), 2);
        QCOMPARE(m_engine.asked(u"links"_s), (QJsonObject{{u"project"_s, u"/p"_s}}));
        m_engine.say(u"links"_s, {{u"rows"_s, QJsonArray()}});
        QVERIFY(play(m_engine, {u"share-link"_s, u"list"_s, u"climate"_s}).err.contains(u"There is none."_s));
    }

    void aLinkIsRevokedByItsIdAndNotByItself()
    {
        m_engine.say(u"revoke_link"_s, {{u"project"_s, u"climate"_s}, {u"id"_s, kId}});
        const Played gone = play(m_engine, {u"share-link"_s, u"revoke"_s, u"climate"_s, kId});
        QVERIFY2(gone.out.contains(u"revoked"_s), qPrintable(gone.out + gone.err));
        QCOMPARE(m_engine.asked(u"revoke_link"_s), (QJsonObject{{u"project"_s, u"climate"_s}, {u"id"_s, kId}}));
        const Played secret = play(m_engine, {u"share-link"_s, u"revoke"_s, u"climate"_s, kUrl});
        QCOMPARE(secret.code, 2);
        QVERIFY(!secret.err.contains(u"feed"_s));
    }

private:
    FakeEngine m_engine;
};

QTEST_GUILESS_MAIN(ShareLinkCommandTest)
#include "share_link_command_test.moc"
