// What `tide` makes of words: parsing, exit codes, the shape of --json.
#include "played.h"

#include "app/cli/command_table.h"
#include "app/cli/help.h"
#include "core/store/store_location.h"

#include <QDateTime>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace tideline;
using namespace tideline::cli;

namespace {
QJsonObject projectRow(const QString &name, const QString &folder)
{
    return {{u"project"_s, name}, {u"id"_s, u"prj_0"_s + name}, {u"local_id"_s, u"prj_1"_s + name}, {u"path"_s, folder},
            {u"where"_s, u"both"_s}, {u"state"_s, u"synced"_s}, {u"text"_s, u"Up to date"_s}, {u"revision"_s, 42},
            {u"head_revision"_s, 42}, {u"size"_s, 987654}, {u"file_count"_s, 120}, {u"last_synced_at_ms"_s, qint64(1763700000000)}};
}

QJsonObject syncReply(const QJsonObject &extra)
{
    QJsonObject row{{u"project"_s, u"climate"_s}, {u"path"_s, u"/p"_s}, {u"state"_s, u"synced"_s}, {u"equal"_s, true},
                    {u"uploaded"_s, 3}, {u"revision"_s, 7}, {u"elapsed_ms"_s, 120}};
    for (auto it = extra.begin(); it != extra.end(); ++it)
        row[it.key()] = it.value();
    return {{u"equal"_s, row[u"equal"_s]}, {u"rows"_s, QJsonArray{row}}};
}

void addHelpOf(const std::vector<Command> &commands, const QString &above)
{
    for (const Command &command : commands) {
        const QString path = (above + u' ' + QLatin1StringView(command.name)).trimmed();
        QTest::newRow(path.toUtf8().constData()) << path;
        addHelpOf(command.subcommands, path);
    }
}
}  // namespace

class CommandLineTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { m_engine = {}; }

    void tideAlonePrintsTheOverview()
    {
        const Played played = play(m_engine, {});
        QCOMPARE(played.code, 0);
        QVERIFY(played.out.contains(u"Every day"_s) && played.out.contains(u"  sync "_s));
        QVERIFY(!played.out.contains(u"session"_s));
        QVERIFY(m_engine.calls.isEmpty());
    }

    void aPauseMayBeForATime()
    {
        m_engine.say(u"pause"_s, {{u"paused"_s, true}, {u"paused_until_ms"_s, 1}, {u"text"_s, u"Paused until 14:30"_s}, {u"rows"_s, QJsonArray()}});
        const qint64 nowMs = QDateTime::currentMSecsSinceEpoch();
        const Played played = play(m_engine, {u"pause"_s, u"--for"_s, u"1h30m"_s});
        QCOMPARE(played.code, 0);
        QVERIFY2(played.out.contains(u"paused until 14:30; tide resume goes on sooner"_s), qPrintable(played.out));
        const qint64 inMs = m_engine.asked(u"pause"_s)[u"until"_s].toInteger() - nowMs;
        QVERIFY(inMs >= 5'400'000 && inMs < 5'460'000);
        QCOMPARE(play(m_engine, {u"pause"_s, u"--until"_s, u"tomorrow"_s}).code, 0);
        QCOMPARE(QDateTime::fromMSecsSinceEpoch(m_engine.asked(u"pause"_s)[u"until"_s].toInteger()).time(), QTime(8, 0));
        const QDateTime evening(QDate::currentDate().addDays(30), QTime(17, 30));
        QCOMPARE(play(m_engine, {u"pause"_s, u"--until"_s, evening.toString(u"yyyy-MM-dd HH:mm"_s)}).code, 0);
        QCOMPARE(m_engine.asked(u"pause"_s)[u"until"_s].toInteger(), evening.toMSecsSinceEpoch());
        for (const QString &wrong : {u"1"_s, u"0h"_s, u"h"_s, u"1x"_s, u"1h 2"_s})
            QCOMPARE(play(m_engine, {u"pause"_s, u"--for"_s, wrong}).code, 2);
        for (const QString &wrong : {u"25:00"_s, u"soon"_s, u"2020-01-01"_s})
            QCOMPARE(play(m_engine, {u"pause"_s, u"--until"_s, wrong}).code, 2);
        QCOMPARE(play(m_engine, {u"pause"_s, u"--for"_s, u"1h"_s, u"--until"_s, u"17:30"_s}).code, 2);
    }

    void theVersionIsOneLine()
    {
        QCOMPARE(play(m_engine, {u"--version"_s}).out, u"tide " TIDELINE_VERSION "\n"_s);
        QCOMPARE(play(m_engine, {u"--version"_s, u"--json"_s}).lines().value(0)[u"version"_s].toString(),
                 QStringLiteral(TIDELINE_VERSION));
    }

    void everyHelpFitsOnOneScreenAndHasAnExample_data()
    {
        QTest::addColumn<QString>("path");
        addHelpOf(commandTable(), {});
    }
    void everyHelpFitsOnOneScreenAndHasAnExample()
    {
        QFETCH(QString, path);
        const Played played = play(m_engine, path.split(u' ') + QStringList{u"--help"_s});
        QCOMPARE(played.code, 0);
        QVERIFY2(played.out.startsWith(u"tide "_s + path), qPrintable(played.out));
        QVERIFY(played.out.count(u'\n') <= 24);
        if (path != "session"_L1)
            QVERIFY(played.out.contains(u"Example"_s));
        for (const QString &line : played.out.split(u'\n'))
            QVERIFY2(line.size() <= 110, qPrintable(line));
        QVERIFY(m_engine.calls.isEmpty());
    }

    void wrongWordsAreUsageErrors_data()
    {
        QTest::addColumn<QStringList>("words");
        QTest::addColumn<QString>("says");
        QTest::newRow("an unknown command") << QStringList{u"frobnicate"_s} << u"no command \"frobnicate\""_s;
        QTest::newRow("the nearest command") << QStringList{u"snyc"_s} << u"Did you mean sync?"_s;
        QTest::newRow("the nearest subcommand") << QStringList{u"trash"_s, u"restor"_s, u"1"_s} << u"Did you mean restore?"_s;
        QTest::newRow("the nearest option") << QStringList{u"sync"_s, u"--dryrun"_s} << u"Did you mean --dry-run?"_s;
        QTest::newRow("a word too many") << QStringList{u"whoami"_s, u"please"_s} << u"one word too many"_s;
        QTest::newRow("a missing argument") << QStringList{u"create"_s} << u"NAME is missing"_s;
        QTest::newRow("a missing option") << QStringList{u"resolve"_s, u"a.txt"_s} << u"--keep is missing"_s;
        QTest::newRow("no such choice") << QStringList{u"resolve"_s, u"a"_s, u"--keep"_s, u"all"_s} << u"mine, theirs, both"_s;
        QTest::newRow("no number") << QStringList{u"log"_s, u"-n"_s, u"some"_s} << u"whole number"_s;
        QTest::newRow("two ways to sign in") << QStringList{u"login"_s, u"https://x"_s, u"--token-file"_s, u"a"_s, u"--user"_s, u"b"_s}
                                             << u"Give one of"_s;
        QTest::newRow("no server address") << QStringList{u"login"_s, u"http://"_s, u"--token-file"_s, u"a"_s} << u"no server address"_s;
        QTest::newRow("a command without its subcommand") << QStringList{u"db"_s} << u"current"_s;
        QTest::newRow("an option without its value") << QStringList{u"create"_s, u"x"_s, u"--from"_s} << u"--from"_s;
    }
    void wrongWordsAreUsageErrors()
    {
        QFETCH(QStringList, words);
        QFETCH(QString, says);
        const Played played = play(m_engine, words);
        QCOMPARE(played.code, 2);
        QVERIFY2(played.err.contains(says), qPrintable(played.err));
        QVERIFY(played.out.isEmpty());
    }

    void anErrorOfTheEngineDecidesTheExitCode_data()
    {
        QTest::addColumn<Error::Kind>("kind");
        QTest::addColumn<int>("code");
        QTest::newRow("offline") << Error::Kind::Offline << 4;
        QTest::newRow("timeout") << Error::Kind::Timeout << 4;
        QTest::newRow("sign in") << Error::Kind::SignIn << 5;
        QTest::newRow("refused") << Error::Kind::Refused << 6;
        QTest::newRow("cancelled") << Error::Kind::Cancelled << 130;
        QTest::newRow("not found") << Error::Kind::NotFound << 1;
        QTest::newRow("corrupt") << Error::Kind::Corrupt << 1;
    }
    void anErrorOfTheEngineDecidesTheExitCode()
    {
        QFETCH(Error::Kind, kind);
        QFETCH(int, code);
        m_engine.fail(u"projects"_s, kind, u"It did not work."_s);
        const Played words = play(m_engine, {u"projects"_s});
        QCOMPARE(words.code, code);
        QVERIFY(words.out.isEmpty());
        if (kind != Error::Kind::Cancelled) {
            QVERIFY(words.err.contains(u"It did not work."_s) && words.err.contains(u"where  here"_s));
            QVERIFY(words.err.contains(u"mend   Do this."_s));
        }
        const QJsonObject error = play(m_engine, {u"--json"_s, u"projects"_s}).lines().value(0)[u"error"_s].toObject();
        QCOMPARE(error[u"kind"_s].toString(), toString(kind));
        QCOMPARE(error[u"what"_s].toString(), u"It did not work."_s);
    }

    void aSyncRowDecidesTheExitCode_data()
    {
        QTest::addColumn<QJsonObject>("row");
        QTest::addColumn<QString>("option");
        QTest::addColumn<int>("code");
        const QJsonObject offline{{u"kind"_s, u"offline"_s}, {u"what"_s, u"No cloud."_s}};
        QTest::newRow("equal") << QJsonObject{} << QString() << 0;
        QTest::newRow("conflicts made") << QJsonObject{{u"conflicts"_s, 1}} << QString() << 3;
        QTest::newRow("conflicts of before") << QJsonObject{{u"state"_s, u"conflict"_s}} << QString() << 3;
        QTest::newRow("a guard holds") << QJsonObject{{u"guard_holds"_s, true}, {u"equal"_s, false}} << QString() << 6;
        QTest::newRow("a dry run only tells") << QJsonObject{{u"guard_holds"_s, true}} << u"--dry-run"_s << 0;
        QTest::newRow("failed files") << QJsonObject{{u"errors"_s, 2}, {u"conflicts"_s, 1}} << QString() << 1;
        QTest::newRow("unreachable") << QJsonObject{{u"error"_s, offline}} << QString() << 4;
    }
    void aSyncRowDecidesTheExitCode()
    {
        QFETCH(QJsonObject, row);
        QFETCH(QString, option);
        QFETCH(int, code);
        m_engine.say(u"sync"_s, syncReply(row));
        const QStringList words = QStringList{u"sync"_s} + (option.isEmpty() ? QStringList() : QStringList{option});
        QCOMPARE(play(m_engine, words).code, code);
        const Played json = play(m_engine, words + QStringList{u"--json"_s});
        QCOMPARE(json.code, code);
        QCOMPARE(json.lines().size(), 1);
        QCOMPARE(json.lines()[0][u"revision"_s].toInteger(), 7);
    }

    void syncTakesFoldersAndProjects()
    {
        QTemporaryDir folder;
        m_engine.say(u"sync"_s, syncReply({}));
        m_engine.say(u"projects"_s, {{u"rows"_s, QJsonArray{}}});
        QDir(folder.path()).mkdir(u"data"_s);
        QCOMPARE(play(m_engine, {u"sync"_s, u"data"_s, u"climate"_s, u"--yes"_s}, {}, folder.path()).code, 0);
        const QJsonObject args = m_engine.asked(u"sync"_s);
        QCOMPARE(args[u"dirs"_s].toArray(), QJsonArray{folder.path() + u"/data"_s});
        QCOMPARE(args[u"projects"_s].toArray(), QJsonArray{u"climate"_s});
        QCOMPARE(args[u"yes"_s].toBool(), true);
        play(m_engine, {u"sync"_s});
        QVERIFY(m_engine.asked(u"sync"_s).isEmpty());
    }

    void projectsPrintOneObjectALine()
    {
        m_engine.say(u"projects"_s, {{u"rows"_s, QJsonArray{projectRow(u"climate"_s, u"/home/ada/climate"_s),
                                                            projectRow(u"ocean"_s, u"/home/ada/ocean"_s)}},
                                     {u"online"_s, true}});
        const Played json = play(m_engine, {u"projects"_s, u"--json"_s});
        QCOMPARE(json.lines().size(), 2);
        QCOMPARE(json.lines()[1][u"project"_s].toString(), u"ocean"_s);
        QCOMPARE(json.lines()[0][u"last_synced_at_ms"_s].toInteger(), 1763700000000);
        QVERIFY(json.err.isEmpty());
        const Played words = play(m_engine, {u"projects"_s});
        QVERIFY(words.out.contains(u"✓ synced"_s) && words.out.contains(u"988 kB"_s));
        QVERIFY(!words.out.contains(u'\x1b'));
    }

    void theCommonOptionsStandBeforeOrAfterTheCommand()
    {
        m_engine.say(u"whoami"_s, {{u"url"_s, u"https://x"_s}, {u"user"_s, QJsonObject{{u"name"_s, u"ada"_s}}}});
        QCOMPARE(play(m_engine, {u"--json"_s, u"whoami"_s}).lines().size(), 1);
        QCOMPARE(play(m_engine, {u"whoami"_s, u"--json"_s}).out, play(m_engine, {u"--json"_s, u"whoami"_s}).out);
        QVERIFY(play(m_engine, {u"whoami"_s}).out.startsWith(u"ada at https://x"_s));
    }

    void theSecretComesFromAFileOrTheStandardInput()
    {
        QTemporaryDir folder;
        QFile file(folder.filePath(u"token"_s));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write("tdl_1\n") > 0);
        file.close();
        m_engine.say(u"login"_s, {{u"url"_s, u"https://x"_s}});
        QCOMPARE(play(m_engine, {u"login"_s, u"x"_s, u"--token-file"_s, u"token"_s}, {}, folder.path()).code, 0);
        QCOMPARE(m_engine.asked(u"login"_s)[u"token"_s].toString(), u"tdl_1"_s);
        QCOMPARE(m_engine.asked(u"login"_s)[u"url"_s].toString(), u"https://x"_s);
        play(m_engine, {u"login"_s, u"http://127.0.0.1:1"_s, u"--user"_s, u"ada"_s, u"--password-file"_s, u"-"_s}, {}, u"/"_s, "pass\n");
        QCOMPARE(m_engine.asked(u"login"_s)[u"password"_s].toString(), u"pass"_s);
        QCOMPARE(play(m_engine, {u"login"_s, u"x"_s, u"--token-file"_s, u"gone"_s}, {}, folder.path()).code, 1);
    }

    void createCloneAndLinkSyncAtOnce()
    {
        m_engine.say(u"create"_s, projectRow(u"climate"_s, u"/p"_s));
        m_engine.say(u"sync"_s, syncReply({{u"conflicts"_s, 1}}));
        QCOMPARE(play(m_engine, {u"create"_s, u"climate"_s, u"--from"_s, u"p"_s}).code, 3);
        QCOMPARE(m_engine.asked(u"create"_s)[u"from"_s].toString(), u"/p"_s);
        QCOMPARE(m_engine.asked(u"sync"_s)[u"dirs"_s].toArray(), QJsonArray{u"/p"_s});
        m_engine.calls.clear();
        QCOMPARE(play(m_engine, {u"create"_s, u"climate"_s}).code, 0);
        QCOMPARE(m_engine.calls.size(), 1);
    }

    void aPathIsADiskPathOrAProjectsPath_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("argument");
        QTest::newRow("a file that is there") << u"t.csv"_s << u"ROOT/climate/t.csv"_s;
        QTest::newRow("a file that is gone, in a linked folder") << u"gone.csv"_s << u"ROOT/climate/gone.csv"_s;
        QTest::newRow("a project's name") << u"ocean"_s << u"ocean"_s;
        QTest::newRow("another project's file") << u"ocean/x.csv"_s << u"ocean/x.csv"_s;
        QTest::newRow("said to be on this disk") << u"./ocean/x.csv"_s << u"ROOT/climate/ocean/x.csv"_s;
        QTest::newRow("an absolute path") << u"/etc/../tmp"_s << u"/tmp"_s;
    }
    void aPathIsADiskPathOrAProjectsPath()
    {
        QFETCH(QString, text);
        QFETCH(QString, argument);
        QTemporaryDir root;
        const QString climate = root.path() + u"/climate"_s;
        QDir(root.path()).mkdir(u"climate"_s);
        QFile file(climate + u"/t.csv"_s);
        QVERIFY(file.open(QIODevice::WriteOnly));
        m_engine.say(u"projects"_s, {{u"rows"_s, QJsonArray{projectRow(u"climate"_s, climate), projectRow(u"ocean"_s, {})}}});
        m_engine.say(u"why"_s, {});
        play(m_engine, {u"why"_s, text}, {}, climate);
        QCOMPARE(m_engine.asked(u"why"_s)[u"path"_s].toString(), argument.replace(u"ROOT"_s, root.path()));
    }

    void snapshotsAreNamedAndRestored()
    {
        m_engine.say(u"snapshot_create"_s, {{u"project"_s, u"climate"_s}, {u"name"_s, u"v1"_s}, {u"revision"_s, 12}});
        const auto made = play(m_engine, {u"snapshot"_s, u"create"_s, u"v1"_s, u"-m"_s, u"as sent"_s, u"--revision"_s, u"12"_s, u"--project"_s, u"climate"_s});
        QCOMPARE(made.code, 0);
        QVERIFY(made.out.contains(u"climate has the snapshot v1 (r12)"_s));
        QCOMPARE(m_engine.asked(u"snapshot_create"_s), (QJsonObject{{u"project"_s, u"climate"_s}, {u"name"_s, u"v1"_s}, {u"message"_s, u"as sent"_s}, {u"revision"_s, 12}}));
        m_engine.say(u"snapshot_live"_s, {{u"project"_s, u"climate"_s}, {u"name"_s, u"v1"_s}, {u"revision"_s, 12}});
        QVERIFY(play(m_engine, {u"snapshot"_s, u"live"_s, u"v1"_s, u"--off"_s}, {}, u"/p"_s).out.contains(u"is not the live"_s));
        QCOMPARE(m_engine.asked(u"snapshot_live"_s), (QJsonObject{{u"project"_s, u"/p"_s}, {u"name"_s, u"v1"_s}, {u"live"_s, false}}));
        m_engine.say(u"snapshot_list"_s, {{u"rows"_s, QJsonArray{QJsonObject{{u"name"_s, u"v\x1b[31m"_s}, {u"revision"_s, 12}, {u"live"_s, true}}}}});
        const QString listed = play(m_engine, {u"snapshot"_s}, {}, u"/p"_s).out;
        QVERIFY2(listed.contains(u"r12  live"_s) && !listed.contains(u'\x1b'), qPrintable(listed));
        QVERIFY2(!listed.contains(u"online"_s), qPrintable(listed));  // the engine could not say who is
        const QJsonArray sessions{QJsonObject{{u"device"_s, u"tur\x1bing"_s}}, QJsonObject{{u"device"_s, u"hopper"_s}}};
        const QJsonObject bob{{u"id"_s, u"usr_1"_s}, {u"name"_s, u"bob"_s}};
        m_engine.say(u"members"_s, {{u"rows"_s, QJsonArray{QJsonObject{{u"user"_s, bob}, {u"role"_s, u"editor"_s}, {u"direct"_s, true}}}}});
        m_engine.say(u"presence"_s, {{u"rows"_s, QJsonArray{QJsonObject{{u"user"_s, bob}, {u"sessions"_s, sessions}}}}});
        const QString online = play(m_engine, {u"members"_s, u"climate"_s}).out;
        QVERIFY2(online.contains(u"online on "_s) && online.contains(u", hopper"_s) && !online.contains(u'\x1b'), qPrintable(online));
        QCOMPARE(play(m_engine, {u"--json"_s, u"members"_s, u"climate"_s}).lines()[0][u"sessions"_s].toArray().size(), 2);
    }

    void aProjectIsSharedWithARole()
    {
        m_engine.say(u"share"_s, {{u"project"_s, u"climate"_s}, {u"user"_s, QJsonObject{{u"name"_s, u"bob"_s}}}, {u"role"_s, u"editor"_s}});
        const auto shared = play(m_engine, {u"share"_s, u"climate"_s, u"bob"_s, u"--role"_s, u"editor"_s});
        QCOMPARE(shared.code, 0);
        QVERIFY2(shared.out.contains(u"bob is editor of climate"_s), qPrintable(shared.out));
        QCOMPARE(m_engine.asked(u"share"_s), (QJsonObject{{u"project"_s, u"climate"_s}, {u"user"_s, u"bob"_s}, {u"role"_s, u"editor"_s}}));
        m_engine.say(u"unshare"_s, {{u"project"_s, u"climate"_s}, {u"user"_s, u"bob"_s}});
        QCOMPARE(play(m_engine, {u"share"_s, u"climate"_s, u"bob"_s, u"--remove"_s}).code, 0);
        QCOMPARE(m_engine.asked(u"unshare"_s), (QJsonObject{{u"project"_s, u"climate"_s}, {u"user"_s, u"bob"_s}}));
        for (const QStringList &wrong : {QStringList{}, QStringList{u"--role"_s, u"king"_s}, QStringList{u"--role"_s, u"viewer"_s, u"--remove"_s}})
            QCOMPARE(play(m_engine, QStringList{u"share"_s, u"climate"_s, u"bob"_s} + wrong).code, 2);
        m_engine.say(u"members"_s, {{u"rows"_s, QJsonArray{QJsonObject{{u"user"_s, QJsonObject{{u"name"_s, u"b\x1b[31mob"_s}}}, {u"role"_s, u"editor"_s}, {u"direct"_s, false}}}}});
        const QString listed = play(m_engine, {u"members"_s, u"climate"_s}).out;
        QVERIFY2(listed.contains(u"editor"_s) && listed.contains(u"by an organisation"_s) && !listed.contains(u'\x1b'), qPrintable(listed));
    }

    void anInvitationsCodeNeverStandsOnTheCommandLine()
    {
        const QJsonObject to{{u"type"_s, u"project"_s}, {u"name"_s, u"climate"_s}};
        m_engine.say(u"invite"_s, {{u"to"_s, to}, {u"role"_s, u"viewer"_s}, {u"code"_s, u"tdl_inv_1_2"_s}});
        const auto made = play(m_engine, {u"invite"_s, u"create"_s, u"climate"_s, u"--role"_s, u"viewer"_s, u"--days"_s, u"3"_s});
        QCOMPARE(made.code, 0);
        QCOMPARE(made.out.trimmed(), u"tdl_inv_1_2"_s);  // and nothing else, for a file
        QCOMPARE(m_engine.asked(u"invite"_s), (QJsonObject{{u"project"_s, u"climate"_s}, {u"role"_s, u"viewer"_s}, {u"days"_s, 3}}));
        m_engine.say(u"invitation_accept"_s, {{u"type"_s, u"project"_s}, {u"name"_s, u"climate"_s}, {u"role"_s, u"viewer"_s}});
        QCOMPARE(play(m_engine, {u"invite"_s, u"accept"_s, u"tdl_inv_1_2"_s}).code, 2);
        const auto joined = play(m_engine, {u"invite"_s, u"accept"_s, u"--code-file"_s, u"-"_s}, {}, u"/"_s, "tdl_inv_1_2\n");
        QVERIFY2(joined.out.contains(u"you are viewer of climate"_s), qPrintable(joined.out + joined.err));
        QCOMPARE(m_engine.asked(u"invitation_accept"_s), (QJsonObject{{u"code"_s, u"tdl_inv_1_2"_s}}));
        m_engine.say(u"invitation_decline"_s, {});
        QVERIFY(play(m_engine, {u"invite"_s, u"decline"_s, u"0123"_s}).out.contains(u"declined"_s));
        QCOMPARE(m_engine.asked(u"invitation_decline"_s), (QJsonObject{{u"id"_s, u"0123"_s}}));
    }

    void aRestoreThatIsNotOnTheDiskYetSaysSo_data()
    {
        QTest::addColumn<QJsonObject>("sync");
        QTest::addColumn<int>("code");
        QTest::addColumn<QString>("says");
        const QJsonObject offline{{u"kind"_s, u"offline"_s}, {u"what"_s, u"The cloud cannot be reached."_s}};
        QTest::newRow("done") << QJsonObject{{u"equal"_s, true}} << 0 << u"tide log"_s;
        QTest::newRow("not on this disk at all") << QJsonObject() << 0 << u""_s;
        QTest::newRow("a guard") << QJsonObject{{u"guard_holds"_s, true}, {u"guard_reason"_s, u"200 deletions."_s}} << 6 << u"tide sync --yes"_s;
        QTest::newRow("conflicts") << QJsonObject{{u"equal"_s, true}, {u"conflicts"_s, 1}} << 3 << u"tide conflicts"_s;
        QTest::newRow("the cloud went away") << QJsonObject{{u"error"_s, offline}} << 4 << u"this disk is not there yet"_s;
    }
    void aRestoreThatIsNotOnTheDiskYetSaysSo()
    {
        QFETCH(QJsonObject, sync);
        QFETCH(int, code);
        QFETCH(QString, says);
        QJsonObject reply{{u"project"_s, u"climate"_s}, {u"name"_s, u"v1"_s}, {u"revision"_s, 12}, {u"changes"_s, 3}, {u"head_revision"_s, 20}};
        if (!sync.isEmpty())
            reply[u"sync"_s] = sync;
        m_engine.say(u"snapshot_restore"_s, reply);
        const auto played = play(m_engine, {u"snapshot"_s, u"restore"_s, u"v1"_s}, {}, u"/p"_s);
        QCOMPARE(played.code, code);
        QVERIFY2(played.out.contains(u"climate is as in v1 (r12): 3 changes, made as r20"_s), qPrintable(played.out));
        QVERIFY2(played.err.contains(says), qPrintable(played.err));
    }

    void aCloudThatTheWindowRunsIsSaidToBeThat()
    {
        const QTemporaryDir profile;
        const auto mendFor = [&](const QString &where) {
            m_engine.answers[u"sync"_s] = [where](const QJsonObject &, const control::OnProgress &) {
                return Error{Error::Kind::Offline, u"The cloud cannot be reached."_s, where, u"Check the network."_s};
            };
            return play(m_engine, {u"--profile"_s, profile.path(), u"sync"_s, u"climate"_s}).err;
        };
        const QString where = u"GET http://127.0.0.1:8481/api/v1/changes"_s;
        QVERIFY2(mendFor(where).contains(u"Check the network."_s), qPrintable(mendFor(where)));
        QFile file(store::ownServerFile(profile.path()));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write("http://127.0.0.1:8481\n") > 0);
        file.close();
        QVERIFY2(mendFor(where).contains(u"Open that: tideline"_s), qPrintable(mendFor(where)));
        QVERIFY(mendFor(u"GET http://127.0.0.1:8480/api/v1/changes"_s).contains(u"Check the network."_s));
    }

    void ignoreSaysWhichRuleDecides()
    {
        m_engine.say(u"projects"_s, {{u"rows"_s, QJsonArray{projectRow(u"climate"_s, u"/p"_s)}}});
        QJsonObject answer{{u"project"_s, u"climate"_s}, {u"path"_s, u"a.tmp"_s}, {u"ignored"_s, true}, {u"tracked"_s, false},
                           {u"rule"_s, u"*.tmp"_s}, {u"source"_s, u".tidelineignore"_s}, {u"line"_s, 3}};
        m_engine.say(u"ignore_test"_s, answer);
        QCOMPARE(play(m_engine, {u"ignore"_s, u"test"_s, u"./a.tmp/"_s}, {}, u"/p"_s).out,
                 u"ignored  climate/a.tmp\n  .tidelineignore:3: *.tmp\n"_s);
        QCOMPARE(m_engine.asked(u"ignore_test"_s)[u"path"_s].toString(), u"/p/a.tmp"_s);
        QVERIFY(m_engine.asked(u"ignore_test"_s)[u"folder"_s].toBool());
        m_engine.say(u"ignore_add"_s, {{u"project"_s, u"climate"_s}, {u"path"_s, u".tidelineignore"_s}, {u"added"_s, 2}});
        QCOMPARE(play(m_engine, {u"ignore"_s, u"add"_s, u"*.tmp"_s, u"!venv/"_s}, {}, u"/p"_s).code, 0);
        QCOMPARE(m_engine.asked(u"ignore_add"_s)[u"rules"_s].toArray(), (QJsonArray{u"*.tmp"_s, u"!venv/"_s}));
        QCOMPARE(m_engine.asked(u"ignore_add"_s)[u"path"_s].toString(), u"/p"_s);
        m_engine.say(u"ignore_list"_s, {{u"rows"_s, QJsonArray{answer}}});
        QCOMPARE(play(m_engine, {u"ignore"_s, u"--json"_s}, {}, u"/p"_s).lines().value(0)[u"line"_s].toInt(), 3);
    }

    void lsFollowsEveryPage()
    {
        m_engine.say(u"projects"_s, {{u"rows"_s, QJsonArray{projectRow(u"climate"_s, {})}}});
        m_engine.answers[u"ls"_s] = [](const QJsonObject &args, const control::OnProgress &) -> Result<QJsonObject> {
            const bool first = !args.contains(u"after"_s);
            const QString name = first ? u"a\x1b[2J.csv"_s : u"b.csv"_s;
            return QJsonObject{{u"rows"_s, QJsonArray{QJsonObject{{u"name"_s, name}, {u"path"_s, u"data/"_s + name}, {u"kind"_s, u"file"_s},
                                                                  {u"size"_s, 1200}, {u"state"_s, u"synced"_s}, {u"revision"_s, 3}}}},
                               {u"after"_s, first ? u"a"_s : u""_s}};
        };
        const Played json = play(m_engine, {u"--json"_s, u"ls"_s, u"climate/data/"_s});
        QCOMPARE(json.lines().size(), 2);
        QCOMPARE(m_engine.asked(u"ls"_s)[u"path"_s].toString(), u"data"_s);
        for (const QJsonObject &row : json.lines())
            QVERIFY(row.contains(u"path"_s) && row.contains(u"state"_s) && row.contains(u"revision"_s));
        const Played words = play(m_engine, {u"ls"_s, u"climate/data"_s});
        QVERIFY2(!words.out.contains(u'\x1b'), "a file's name does not speak to the terminal");
    }

    void searchFollowsThePagesUpToItsLimit()
    {
        m_engine.answers[u"search"_s] = [](const QJsonObject &args, const control::OnProgress &) -> Result<QJsonObject> {
            const bool first = !args.contains(u"after"_s);
            QJsonArray rows;
            for (int i = 0; i < args[u"limit"_s].toInt() && i < 1000; ++i)
                rows.append(QJsonObject{{u"project"_s, u"climate"_s}, {u"path"_s, u"data/\x1b%1.csv"_s.arg(i)}, {u"kind"_s, u"file"_s}, {u"state"_s, u"synced"_s}});
            QJsonObject reply{{u"rows"_s, rows}, {u"after"_s, u"more"_s}, {u"total"_s, 5000}, {u"not_here"_s, 2}};
            if (first)
                reply[u"projects"_s] = QJsonArray{projectRow(u"csv-files"_s, {})};
            return reply;
        };
        const Played json = play(m_engine, {u"--json"_s, u"search"_s, u"csv"_s, u"--limit"_s, u"1200"_s, u"--project"_s, u"climate"_s});
        QCOMPARE(json.lines().size(), 1201);  // with the project
        QCOMPARE(m_engine.asked(u"search"_s)[u"project"_s].toString(), u"climate"_s);
        QCOMPARE(m_engine.asked(u"search"_s)[u"limit"_s].toInt(), 200);
        const Played words = play(m_engine, {u"search"_s, u"csv"_s, u"--limit"_s, u"3"_s});
        QVERIFY(!words.out.contains(u'\x1b'));
        QVERIFY(words.out.contains(u"climate/data/"_s));
        QVERIFY2(words.err.contains(u"3 of 5000; --limit shows more."_s), qPrintable(words.err));
        QVERIFY2(words.err.contains(u"Not looked through: 2 projects in the cloud alone."_s), qPrintable(words.err));
        QVERIFY(play(m_engine, {u"search"_s, u"csv"_s, u"--limit"_s, u"0"_s}).code != 0);
    }

    void starsAreGivenTakenAndListed()
    {
        m_engine.say(u"projects"_s, {{u"rows"_s, QJsonArray{projectRow(u"climate"_s, {})}}});
        m_engine.say(u"star"_s, {{u"project"_s, u"climate"_s}, {u"path"_s, u"data/t.csv"_s}, {u"on"_s, true}});
        QCOMPARE(play(m_engine, {u"star"_s, u"climate/data/t.csv"_s}).code, 0);
        QCOMPARE(m_engine.asked(u"star"_s)[u"path"_s].toString(), u"data/t.csv"_s);
        QCOMPARE(m_engine.asked(u"star"_s)[u"on"_s].toBool(), true);
        QCOMPARE(play(m_engine, {u"star"_s, u"--remove"_s, u"climate/data/t.csv"_s}).code, 0);
        QCOMPARE(m_engine.asked(u"star"_s)[u"on"_s].toBool(true), false);
        m_engine.say(u"starred"_s, {{u"rows"_s, QJsonArray{QJsonObject{{u"project"_s, u"climate"_s}, {u"path"_s, u"data/t.csv"_s}, {u"kind"_s, u"file"_s},
                                                                       {u"state"_s, u"synced"_s}}}}});
        QVERIFY(play(m_engine, {u"star"_s}).out.contains(u"climate/data/t.csv"_s));
    }

    void aServersCheckSaysHowOneSignsInThere()
    {
        m_engine.say(u"check_server"_s, {{u"url"_s, u"https://cloud.example"_s}, {u"version"_s, u"0.3.0"_s}, {u"tls"_s, u"verified"_s},
                                         {u"ways"_s, QJsonArray{u"browser"_s, u"token"_s}}});
        const Played words = play(m_engine, {u"check-server"_s, u"cloud.example"_s});
        QCOMPARE(m_engine.asked(u"check_server"_s)[u"url"_s].toString(), u"cloud.example"_s);
        QVERIFY2(words.out.contains(u"https://cloud.example, version 0.3.0"_s), qPrintable(words.out));
        QVERIFY2(words.out.contains(u"sign in in a browser, with a token"_s), qPrintable(words.out));
        QCOMPARE(words.code, 0);
    }

    void searchInsideShowsTheLineAndSaysWhatIsNotRead()
    {
        const QJsonObject text{{u"project"_s, u"climate"_s}, {u"path"_s, u"notes/gauge.md"_s}, {u"kind"_s, u"file"_s}, {u"state"_s, u"synced"_s},
                               {u"line"_s, u"the gauge \x1b[2J drifts"_s}, {u"line_number"_s, 12}, {u"marks"_s, QJsonArray{QJsonArray{4, 5}}}};
        const QJsonObject cell{{u"project"_s, u"climate"_s}, {u"path"_s, u"fit.ipynb"_s}, {u"kind"_s, u"file"_s}, {u"state"_s, u"synced"_s},
                               {u"line"_s, u"gauge 7"_s}, {u"line_number"_s, 1}, {u"cell"_s, 3}, {u"in_output"_s, true}};
        m_engine.say(u"search"_s, {{u"rows"_s, QJsonArray{text, cell}}, {u"after"_s, u""_s}, {u"total"_s, 2}, {u"complete"_s, false}, {u"unread"_s, 7}});
        const Played words = play(m_engine, {u"search"_s, u"--inside"_s, u"tide gauge"_s});
        QCOMPARE(words.code, 0);
        QCOMPARE(m_engine.asked(u"search"_s)[u"inside"_s].toBool(), true);
        QCOMPARE(m_engine.asked(u"search"_s)[u"limit"_s].toInt(), 50);
        QVERIFY2(words.out.contains(u"climate/notes/gauge.md:12"_s), qPrintable(words.out));
        QVERIFY2(words.out.contains(u"climate/fit.ipynb, output of cell 3"_s), qPrintable(words.out));
        QVERIFY(words.out.contains(u"drifts"_s));
        QVERIFY2(!words.out.contains(u'\x1b'), "what is in a file does not speak to the terminal");
        QVERIFY2(words.err.contains(u"7 files still to be read"_s), qPrintable(words.err));
        QCOMPARE(play(m_engine, {u"search"_s, u"--inside"_s, u"gauge"_s, u"--json"_s}).lines().size(), 2);
        QCOMPARE(play(m_engine, {u"search"_s, u"gauge"_s}).code, 0);
        QVERIFY(!m_engine.asked(u"search"_s).contains(u"inside"_s));
    }

    void theQuotaNamesTheProjects()
    {
        m_engine.say(u"quota"_s, {{u"used"_s, qint64(12'400'000'000)}, {u"limit"_s, qint64(50'000'000'000)},
                                  {u"rows"_s, QJsonArray{QJsonObject{{u"project"_s, u"climate"_s}, {u"size"_s, 2'000'000}}}}});
        const Played words = play(m_engine, {u"quota"_s});
        QVERIFY2(words.out.contains(u"12 GB of 50 GB used"_s), qPrintable(words.out));
        QVERIFY(words.out.contains(u"climate"_s));
        m_engine.say(u"quota"_s, {{u"used"_s, 5'000}, {u"rows"_s, QJsonArray()}});
        QVERIFY(play(m_engine, {u"quota"_s}).out.contains(u"without a limit"_s));
    }

    void catWritesTheBytesAsTheyAre()
    {
        const QByteArray bytes("\0\xff\n\x1b x", 6);
        m_engine.say(u"projects"_s, {{u"rows"_s, QJsonArray{projectRow(u"climate"_s, {})}}});
        m_engine.answers[u"cat"_s] = [&](const QJsonObject &, const control::OnProgress &onProgress) -> Result<QJsonObject> {
            onProgress({{u"offset"_s, 0}, {u"data"_s, QString::fromLatin1(bytes.toBase64())}});
            return QJsonObject{{u"path"_s, u"a"_s}, {u"size"_s, 6}, {u"revision"_s, 2}};
        };
        QCOMPARE(play(m_engine, {u"cat"_s, u"climate/a"_s, u"--revision"_s, u"2"_s}).out, QString::fromUtf8(bytes));
        QCOMPARE(m_engine.asked(u"cat"_s)[u"revision"_s].toInteger(), 2);
    }

    void logRowsNameTheirPathAndState()
    {
        m_engine.say(u"projects"_s, {{u"rows"_s, QJsonArray{projectRow(u"climate"_s, {})}}});
        m_engine.say(u"log"_s, {{u"project"_s, u"climate"_s}, {u"path"_s, u"a"_s}, {u"after"_s, u""_s},
                                {u"rows"_s, QJsonArray{QJsonObject{{u"revision"_s, 9}, {u"at_ms"_s, 1}}}}});
        const QJsonObject row = play(m_engine, {u"log"_s, u"climate/a"_s, u"--json"_s}).lines().value(0);
        QCOMPARE(row[u"path"_s].toString(), u"a"_s);
        QCOMPARE(row[u"state"_s].toString(), u"synced"_s);
        QCOMPARE(row[u"revision"_s].toInteger(), 9);
    }

    void waitingConflictsAreExitThree()
    {
        m_engine.say(u"conflicts"_s, {{u"rows"_s, QJsonArray{}}});
        QCOMPARE(play(m_engine, {u"conflicts"_s}).code, 0);
        m_engine.say(u"conflicts"_s, {{u"rows"_s, QJsonArray{QJsonObject{{u"project"_s, u"climate"_s}, {u"path"_s, u"a"_s}, {u"at_ms"_s, 1}}}}});
        QCOMPARE(play(m_engine, {u"conflicts"_s}).code, 3);
        QCOMPARE(play(m_engine, {u"conflicts"_s, u"--json"_s}).lines().value(0)[u"state"_s].toString(), u"conflict"_s);
    }

    void emptyingTheTrashWantsAYes()
    {
        m_engine.say(u"trash_empty"_s, {{u"removed"_s, 2}, {u"size"_s, 10}});
        QCOMPARE(play(m_engine, {u"trash"_s, u"empty"_s}).code, 6);
        QVERIFY(m_engine.calls.isEmpty());
        QCOMPARE(play(m_engine, {u"trash"_s, u"empty"_s, u"--yes"_s}).code, 0);
    }

    void noSessionIsSaidPlainlyAndNoneIsStarted()
    {
        const QTemporaryDir profile;
        const QStringList words{u"--profile"_s, profile.path(), u"session"_s, u"status"_s};
        const Played played = play(m_engine, words);
        QCOMPARE(played.code, 0);
        QVERIFY2(played.out.contains(u"not running"_s), qPrintable(played.out + played.err));
        const QJsonObject line = play(m_engine, words + QStringList{u"--json"_s}).lines().value(0);
        QCOMPARE(line[u"running"_s], QJsonValue(false));
        QCOMPARE(line[u"socket"_s].toString(), profile.path() + u"/session.sock"_s);
        QVERIFY(m_engine.calls.isEmpty());
        QVERIFY(QDir(profile.path()).isEmpty());
    }

    void aSettingSaysThatTheAdministratorGivesIt()
    {
        const QJsonObject row{{u"name"_s, u"trash_days"_s}, {u"value"_s, u"60"_s}, {u"default"_s, u"30"_s}, {u"help"_s, u"days"_s}, {u"source"_s, u"policy"_s}, {u"policy"_s, u"/etc/tideline/policy.json"_s}};
        m_engine.say(u"config_get"_s, {{u"rows"_s, QJsonArray{row}}});
        QVERIFY(play(m_engine, {u"config"_s}).out.contains(u"set by your administrator, /etc/tideline/policy.json"_s));
        QCOMPARE(play(m_engine, {u"config"_s, u"--json"_s}).lines().value(0)[u"source"_s].toString(), u"policy"_s);
        m_engine.say(u"status"_s, {{u"state"_s, u"synced"_s}, {u"text"_s, u"Up to date"_s}, {u"signed_in"_s, true}, {u"policy_trouble"_s, u"The file has mistakes"_s}});
        QVERIFY(play(m_engine, {u"status"_s}).err.contains(u"The file has mistakes"_s));
    }

    void settingsAreWrittenIntoAFileAndTakenFromOne()
    {
        QTemporaryDir folder;
        m_engine.say(u"config_export"_s, {{u"settings"_s, QJsonObject{{u"trash_days"_s, 7}}}, {u"left_out"_s, QJsonObject{{u"proxy_password"_s, u"a secret"_s}}}});
        m_engine.say(u"config_import"_s, {{u"changed"_s, QJsonArray{u"trash_days"_s}}, {u"wrong"_s, QJsonArray()}});
        const Played shown = play(m_engine, {u"config"_s, u"export"_s});
        QVERIFY2(shown.out.contains(u"\"left_out\": {\n        \"proxy_password\": \"a secret\""_s), qPrintable(shown.out));
        const Played written = play(m_engine, {u"config"_s, u"export"_s, u"s.json"_s}, {}, folder.path());
        QCOMPARE(written.code, 0);
        QVERIFY(written.err.contains(u"proxy_password"_s));
        QCOMPARE(play(m_engine, {u"config"_s, u"export"_s, u"s.json"_s}, {}, folder.path()).code, 1);  // it is there
        const Played taken = play(m_engine, {u"config"_s, u"import"_s, u"s.json"_s}, {}, folder.path());
        QCOMPARE(taken.code, 0);
        QVERIFY(taken.out.contains(u"Changed: trash_days"_s));
        QCOMPARE(m_engine.asked(u"config_import"_s)[u"settings"_s].toObject(), (QJsonObject{{u"trash_days"_s, 7}}));
        QCOMPARE(play(m_engine, {u"config"_s, u"import"_s, u"-"_s}, {}, u"/"_s, shown.out.toUtf8()).code, 0);
        m_engine.say(u"config_import"_s, {{u"changed"_s, QJsonArray()}, {u"wrong"_s, QJsonArray{QJsonObject{{u"name"_s, u"no_such"_s}, {u"what"_s, u"There is no such setting."_s}}}}});
        const Played refused = play(m_engine, {u"config"_s, u"import"_s, u"s.json"_s}, {}, folder.path());
        QCOMPARE(refused.code, 1);
        QVERIFY(refused.err.contains(u"Nothing was changed: no_such: There is no such setting."_s));
        QCOMPARE(play(m_engine, {u"config"_s, u"import"_s}).code, 2);
    }

    void quietLeavesOnlyDataAndErrors()
    {
        m_engine.say(u"sync"_s, syncReply({}));
        const Played played = play(m_engine, {u"-q"_s, u"sync"_s});
        QVERIFY(played.out.isEmpty() && played.err.isEmpty());
    }

    void theNearestWordIsFoundAndAFarOneIsNot()
    {
        const QStringList words{u"sync"_s, u"status"_s, u"restore"_s};
        QCOMPARE(nearest(u"stats"_s, words), u"status"_s);
        QCOMPARE(nearest(u"res"_s, words), u"restore"_s);
        QCOMPARE(nearest(u"banana"_s, words), QString());
    }

private:
    FakeEngine m_engine;
};

QTEST_GUILESS_MAIN(CommandLineTest)
#include "command_line_test.moc"
