// The push protocol, without sockets and with time in the test's hand.
#include "app/server/push/conversation.h"
#include "tests/app/server/push/toy_source.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QtTest>

using namespace tideline;
using namespace tideline::server;
using namespace std::chrono_literals;

namespace {

QJsonObject object(const Conversation::Outgoing &message)
{
    return QJsonDocument::fromJson(message.text).object();
}

QStringList types(const Conversation::Out &out)
{
    QStringList list;
    for (const auto &message : out)
        list << (message.close ? u"close %1"_s.arg(int(*message.close)) : object(message).value(u"t"_s).toString());
    return list;
}

}  // namespace

class ConversationTest : public QObject {
    Q_OBJECT

    ToySource source;
    ProjectId project = newProject();

    Conversation start(bool greeted = true)
    {
        source.tokens = {"good"};
        source.member = {project};
        source.projectCount = 3;
        Conversation conversation(source, {source.user, u"ada"_s, "good"}, "good", {}, 0ns);
        if (greeted)
            (void)conversation.onMessage(R"({"t":"hello","client":"test"})", 0ns);
        return conversation;
    }
    ChangeEvent event(Revision revision, const QByteArray &kind = "content") const { return {project, kind, revision, {}}; }

private Q_SLOTS:
    void helloIsWelcomed()
    {
        auto conversation = start(false);
        const auto out = conversation.onMessage(R"({"t":"hello"})", 1s);
        QCOMPARE(types(out), QStringList{u"welcome"_s});
        QCOMPARE(object(out[0]).value(u"heartbeat_s"_s).toInt(), 10);
        QCOMPARE(object(out[0]).value(u"resumed"_s).toBool(true), false);
    }

    void withoutHelloItEnds()
    {
        auto conversation = start(false);
        QVERIFY(conversation.nextTick() <= 5s);
        QCOMPARE(types(conversation.onTick(4900ms)), types(conversation.onTick(4900ms)));
        QCOMPARE(types(conversation.onTick(5s)), QStringList{u"close 4008"_s});
        QVERIFY(conversation.ended());
        QVERIFY(conversation.onMessage(R"({"t":"hello"})", 5s).empty());
        auto other = start(false);
        QCOMPARE(types(other.onMessage(R"({"t":"pull_projects","id":1})", 1s)), QStringList{u"close 4008"_s});
    }

    void beforeHelloNoHintLeaves()
    {
        auto conversation = start(false);
        QVERIFY(conversation.onEvent(event(1), 1s).empty());
    }

    void theFirstHintGoesAtOnceAndTheRestIsMerged()
    {
        auto conversation = start();
        const auto first = conversation.onEvent(event(1), 1s);
        QCOMPARE(types(first), QStringList{u"changed"_s});
        QCOMPARE(object(first[0]).value(u"project"_s).toString(), project.toString());
        for (Revision revision : {2, 4, 3})
            QVERIFY(conversation.onEvent(event(revision), 1s + 50ms).empty());
        QCOMPARE(conversation.nextTick(), 1s + 200ms);
        QVERIFY(conversation.onTick(1s + 199ms).empty());
        const auto merged = conversation.onTick(1s + 200ms);
        QCOMPARE(types(merged), QStringList{u"changed"_s});
        QCOMPARE(object(merged[0]).value(u"revision"_s).toInt(), 4);
        QVERIFY(conversation.onTick(1s + 400ms).empty());
        QCOMPARE(types(conversation.onEvent(event(5), 2s)), QStringList{u"changed"_s});
    }

    void whoCommitsHearsNothingOfItAndTheNextAtOnce()
    {
        auto conversation = start(false);
        const auto welcome = conversation.onMessage(R"({"t":"hello"})", 0ns);
        const QByteArray own = object(welcome[0]).value(u"session"_s).toString().toLatin1();
        auto of = [&](Revision revision, const QByteArray &session) {
            ChangeEvent made = event(revision);
            made.session = session;
            return made;
        };
        // Two who save in turn, faster than the window.
        for (int turn = 0; turn < 10; ++turn) {
            const auto now = 1s + turn * 60ms;
            const auto out = conversation.onEvent(of(turn + 1, turn % 2 ? own : "ses_other"), now);
            QCOMPARE(types(out), turn % 2 ? QStringList() : QStringList{u"changed"_s});
            QVERIFY(conversation.onTick(now + 1ms).empty());
        }
        // One who saves alone is merged.
        QCOMPARE(types(conversation.onEvent(of(11, "ses_other"), 2s)), QStringList{u"changed"_s});
        QVERIFY(conversation.onEvent(of(12, "ses_other"), 2s + 60ms).empty());
        // What waits goes out when the lane opens: the client's own commit may have been rebased onto it.
        QVERIFY(conversation.onEvent(of(13, own), 2s + 80ms).empty());
        const auto waited = conversation.onTick(2s + 80ms);
        QCOMPARE(types(waited), QStringList{u"changed"_s});
        QCOMPARE(object(waited[0]).value(u"revision"_s).toInt(), 12);
    }

    void hintsOfAnotherKindAreNotSwallowed()
    {
        auto conversation = start();
        QCOMPARE(conversation.onEvent(event(1), 1s).size(), 1u);
        QCOMPARE(conversation.onEvent(event(1, "members"), 1s).size(), 1u);
    }

    void aStrangerGetsNoHint()
    {
        auto conversation = start();
        QVERIFY(conversation.onEvent({newProject(), "content", 1, {}}, 1s).empty());
        // Membership is looked at when the hint leaves, not when it was caused.
        QCOMPARE(conversation.onEvent(event(1), 2s).size(), 1u);
        QVERIFY(conversation.onEvent(event(2), 2s + 10ms).empty());
        source.member.clear();
        QVERIFY(conversation.onTick(2s + 200ms).empty());
    }

    void whatIsAboutUsersReachesTheseAlone()
    {
        auto conversation = start();
        const UserId other = UserId::make(systemClock(), systemRandom());
        const auto about = [](std::vector<UserId> users) { return ChangeEvent{{}, "projects", 0, {}, {}, std::move(users)}; };
        QVERIFY(conversation.onEvent(about({other}), 1s).empty());
        QVERIFY(conversation.onTick(1s + 200ms).empty());
        const auto out = conversation.onEvent(about({other, source.user}), 2s);
        QCOMPARE(types(out), QStringList{u"changed"_s});
        QCOMPARE(object(out[0]).value(u"kind"_s).toString(), u"projects"_s);
        QVERIFY(!object(out[0]).contains(u"project"_s));
    }

    void aMutedProjectIsSilentUntilSubscribed()
    {
        auto conversation = start();
        const QByteArray id = project.toString().toLatin1();
        const auto out = conversation.onMessage(R"({"t":"unsubscribe","id":7,"projects":[")" + id + R"(","prj_bad"]})", 0ns);
        QCOMPARE(object(out[0]).value(u"id"_s).toInt(), 7);
        QCOMPARE(object(out[0]).value(u"denied"_s).toArray(), QJsonArray{u"prj_bad"_s});
        QVERIFY(conversation.onEvent(event(1), 1s).empty());
        (void)conversation.onMessage(R"({"t":"subscribe","id":8,"projects":[")" + id + R"("]})", 1s);
        QCOMPARE(conversation.onEvent(event(2), 1s).size(), 1u);
    }

    void aReplyRepeatsNothingLarge()
    {
        auto conversation = start();
        const QByteArray large(60'000, 'x');
        const auto page = conversation.onMessage(R"({"t":"pull_projects","id":")" + large + R"("})", 0ns);
        QCOMPARE(types(page), QStringList{u"projects"_s});
        QVERIFY(!object(page[0]).contains(u"id"_s));
        const auto pong = conversation.onMessage(R"({"t":"ping","n":[1,2,3]})", 0ns);
        QVERIFY(!object(pong[0]).contains(u"n"_s));
        const auto ack = conversation.onMessage(R"({"t":"subscribe","id":"a","projects":[")" + large + R"(",7]})", 0ns);
        QCOMPARE(object(ack[0]).value(u"id"_s).toString(), u"a"_s);
        QVERIFY(ack[0].text.size() < 1000);
    }

    void projectsComeInPagesThatFitIntoAMessage()
    {
        auto conversation = start();
        source.projectCount = 100;
        QString cursor;
        int got = 0;
        for (int pages = 0; pages < 100; ++pages) {
            QJsonObject ask{{u"t"_s, u"pull_projects"_s}, {u"id"_s, pages}, {u"limit"_s, 100}};
            if (!cursor.isEmpty())
                ask.insert(u"cursor"_s, cursor);
            const auto out = conversation.onMessage(QJsonDocument(ask).toJson(), std::chrono::seconds(pages));
            QCOMPARE(types(out), QStringList{u"projects"_s});
            QVERIFY(out[0].text.size() <= 65'536);
            const QJsonObject reply = object(out[0]);
            QCOMPARE(reply.value(u"id"_s).toInt(), pages);
            got += int(reply.value(u"items"_s).toArray().size());
            cursor = reply.value(u"cursor"_s).toString();
            QCOMPARE(reply.value(u"has_more"_s).toBool(), !cursor.isEmpty());
            if (cursor.isEmpty())
                break;
        }
        QCOMPARE(got, 100);
    }

    void aRevokedTokenEndsItWithinFiveSeconds()
    {
        auto conversation = start();
        QVERIFY(conversation.onTick(4s).empty());
        source.revoke("good");
        QVERIFY(conversation.nextTick() <= 9s);
        QCOMPARE(types(conversation.onTick(conversation.nextTick())), QStringList{u"close 4001"_s});
    }

    void anotherTokenOfTheSameUserTakesOver()
    {
        auto conversation = start();
        source.tokens.insert("newer");
        QCOMPARE(types(conversation.onMessage(R"({"t":"reauth","id":1,"token":"newer"})", 0ns)), QStringList{u"ack"_s});
        source.revoke("good");
        QVERIFY(conversation.onTick(4s).empty());
        QCOMPARE(types(conversation.onMessage(R"({"t":"reauth","token":"bad"})", 5s)), QStringList{u"close 4001"_s});
    }

    void twoUnansweredPingsAreDead()
    {
        auto conversation = start();
        QCOMPARE(types(conversation.onTick(10s)), QStringList{u"ping"_s});
        QCOMPARE(types(conversation.onMessage(R"({"t":"pong","n":1})", 11s)), QStringList{});
        QCOMPARE(types(conversation.onTick(20s)), QStringList{u"ping"_s});
        QCOMPARE(types(conversation.onTick(30s)), QStringList{u"ping"_s});
        QCOMPARE(types(conversation.onTick(40s)), QStringList{u"close 4010"_s});
    }

    void aPingIsAnswered()
    {
        auto conversation = start();
        const auto out = conversation.onMessage(R"({"t":"ping","n":42})", 0ns);
        QCOMPARE(object(out[0]).value(u"n"_s).toInt(), 42);
    }

    void badMessagesAreAnsweredAndFloodsEnd()
    {
        auto conversation = start();
        for (const char *bad : {"", "nonsense", "[]", "{", R"({"t":"dance","id":3})", "\xff\xfe"})
            QCOMPARE(types(conversation.onMessage(QByteArrayView(bad), 1s)), QStringList{u"error"_s});
        QStringList last;
        for (int i = 0; i < 200 && !conversation.ended(); ++i)
            last = types(conversation.onMessage(R"({"t":"ping"})", 1s));
        QCOMPARE(last, QStringList{u"close 4029"_s});
    }

    void byeNamesWhenToComeBack()
    {
        auto conversation = start();
        const auto out = conversation.bye(100ms, 900ms);
        QCOMPARE(types(out), (QStringList{u"bye"_s, u"close 1012"_s}));
        QCOMPARE(object(out[0]).value(u"reconnect_ms"_s).toArray(), (QJsonArray{100, 900}));
    }
};

QTEST_GUILESS_MAIN(ConversationTest)
#include "conversation_test.moc"
