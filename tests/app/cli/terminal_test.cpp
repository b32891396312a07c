// How things look: figures, tables, progress, colours.
#include "played.h"

#include "app/cli/bundle.h"
#include "app/cli/command_table.h"
#include "app/cli/completion.h"
#include "app/cli/help.h"
#include "app/cli/manual.h"
#include "app/cli/format.h"
#include "app/cli/table.h"

#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using namespace tideline;
using namespace tideline::cli;

class TerminalTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void sizesAreInSiUnits_data()
    {
        QTest::addColumn<qint64>("bytes");
        QTest::addColumn<QString>("text");
        QTest::newRow("nothing") << qint64(0) << u"0 B"_s;
        QTest::newRow("bytes") << qint64(999) << u"999 B"_s;
        QTest::newRow("a little") << qint64(1234) << u"1.2 kB"_s;
        QTest::newRow("rounded up to ten") << qint64(9960) << u"10 kB"_s;
        QTest::newRow("nearly the next unit") << qint64(999'600) << u"1.0 MB"_s;
        QTest::newRow("much") << qint64(34'600'000'000) << u"35 GB"_s;
    }
    void sizesAreInSiUnits()
    {
        QFETCH(qint64, bytes);
        QFETCH(QString, text);
        QCOMPARE(sizeText(bytes), text);
    }

    void timesAreRelativeWhileTheyAreNear()
    {
        const qint64 now = QDateTime(QDate(2026, 11, 21), QTime(14, 0)).toMSecsSinceEpoch();
        const auto ago = [&](qint64 seconds) { return ageText(now - seconds * 1000, now); };
        QCOMPARE(ageText(0, now), u"never"_s);
        QCOMPARE(ago(2), u"just now"_s);
        QCOMPARE(ago(40), u"40 s ago"_s);
        QCOMPARE(ago(300), u"5 min ago"_s);
        QCOMPARE(ago(3 * 3600), u"3 h ago"_s);
        QCOMPARE(ago(86'400), u"yesterday"_s);
        QCOMPARE(ago(5 * 86'400), u"5 days ago"_s);
        QCOMPARE(ago(30 * 86'400), u"22 Oct"_s);
        QCOMPARE(ago(400 * 86'400), u"17 Oct 2025"_s);
    }

    void columnsLineUpAndEmptyOnesAreLeftOut()
    {
        QByteArray out;
        Terminal terminal({}, [&](QByteArrayView bytes) { out += bytes; return true; }, [](QByteArrayView) { return true; });
        using Column = Table::Column;
        Table table({Column::Left, Column::Left, Column::Right, Column::Left}, {u"A"_s, u"B"_s, u"C"_s, u"D"_s});
        table.add({{u"x"_s}, {}, {u"5"_s}, {u"é"_s}});
        table.add({{u"longer"_s}, {}, {u"500"_s}, {u"end"_s}});
        table.write(terminal, 0);
        QCOMPARE(QString::fromUtf8(out), u"A         C  D\nx         5  é\nlonger  500  end\n"_s);
    }

    void aNarrowTerminalCutsTheMarkedColumnInItsMiddle()
    {
        QByteArray out;
        Terminal terminal({.outIsTerminal = true, .width = 30}, [&](QByteArrayView bytes) { out += bytes; return true; },
                          [](QByteArrayView) { return true; });
        Table table({Table::Column::Shrink, Table::Column::Left});
        table.add({{u"a/very/long/path/to/some/file.csv"_s}, {u"12 kB"_s}});
        table.write(terminal, 0);
        const QString line = QString::fromUtf8(out).trimmed();
        QVERIFY(columnsIn(line) <= 30);
        QVERIFY(line.contains(u"…"_s) && line.contains(u"file.csv"_s));
    }

    void theBarIsDrawnOnATerminalOnly()
    {
        FakeEngine engine;
        engine.answers[u"sync"_s] = [](const QJsonObject &, const control::OnProgress &onProgress) -> Result<QJsonObject> {
            onProgress({{u"project"_s, u"climate"_s}, {u"phase"_s, u"uploading"_s}, {u"files_done"_s, 3}, {u"files_total"_s, 9}});
            return QJsonObject{{u"rows"_s, QJsonArray{}}};
        };
        QVERIFY(play(engine, {u"sync"_s}).err.isEmpty());
        QCOMPARE(play(engine, {u"sync"_s, u"-v"_s}).err, u"climate uploading\n"_s);
        const Terminal::Traits terminal{.errIsTerminal = true};
        const Played bar = play(engine, {u"sync"_s}, terminal);
        QVERIFY(bar.err.contains(u"uploading"_s) && bar.err.contains(u"3 of 9 files"_s));
        QVERIFY2(bar.err.endsWith(u"\r\x1b[K"_s), "the line is empty again");
        QVERIFY(play(engine, {u"sync"_s, u"-q"_s}, terminal).err.isEmpty());
    }

    void colourIsNeverAlone()
    {
        FakeEngine engine;
        engine.say(u"logout"_s, {});
        const QString plain = play(engine, {u"logout"_s}).out;
        QString painted = play(engine, {u"logout"_s}, {.outColour = true}).out;
        QVERIFY(painted.contains(u"\x1b[32m"_s));
        QCOMPARE(painted.remove(QRegularExpression(u"\x1b\\[[0-9;]*m"_s)), plain);
        QVERIFY(play(engine, {u"logout"_s}, {.unicode = false}).out.startsWith(u"ok "_s));
    }

    void aReportNamesNobody()
    {
        QTemporaryDir folder;
        FakeEngine engine;
        engine.say(u"doctor"_s, {{u"ok"_s, true},
                                 {u"rows"_s, QJsonArray{QJsonObject{{u"check"_s, u"server"_s}, {u"ok"_s, true},
                                                                    {u"what"_s, u"https://tide.secret.example answers ada-lovelace"_s}}}}});
        engine.say(u"whoami"_s, {{u"url"_s, u"https://tide.secret.example"_s},
                                 {u"user"_s, QJsonObject{{u"name"_s, u"ada-lovelace"_s}, {u"id"_s, u"usr_1"_s}}}});
        engine.say(u"status"_s, {{u"projects"_s, QJsonArray{QJsonObject{{u"project"_s, u"Climate"_s}, {u"path"_s, u"/data/climate"_s},
                                                                        {u"state"_s, u"synced"_s}, {u"revision"_s, 3}}}}});
        const QString file = folder.filePath(u"report.json"_s);
        QCOMPARE(play(engine, {u"doctor"_s, u"--bundle"_s, file}).code, 0);
        QFile report(file);
        QVERIFY(report.open(QIODevice::ReadOnly));
        QCOMPARE(report.permissions() & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions());
        const QByteArray text = report.readAll().toLower();
        QVERIFY(text.contains("\"revision\": 3"));
        for (const char *secret : {"secret.example", "lovelace", "climate", "/data"})
            QVERIFY2(!text.contains(secret), secret);
        QCOMPARE(play(engine, {u"doctor"_s, u"--bundle"_s, file}).code, 1);  // never over a file that is there
    }

    void anEngineThatDoesNotStartIsAFinding()
    {
        FakeEngine engine;
        engine.fail(u"doctor"_s, Error::Kind::Corrupt, u"The store is damaged."_s);
        const Played played = play(engine, {u"doctor"_s, u"--json"_s});
        QCOMPARE(played.code, 1);
        QCOMPARE(played.lines().value(0)[u"ok"_s].toBool(true), false);
        QVERIFY(played.lines().value(0)[u"what"_s].toString().contains(u"damaged"_s));
    }

    void bashCompletesCommandsAndOptions_data()
    {
        QTest::addColumn<QStringList>("words");
        QTest::addColumn<QString>("expected");
        QTest::newRow("a command") << QStringList{u"tide"_s, u"who"_s} << u"whoami"_s;
        QTest::newRow("an option") << QStringList{u"tide"_s, u"sync"_s, u"--dr"_s} << u"--dry-run"_s;
        QTest::newRow("a subcommand") << QStringList{u"tide"_s, u"trash"_s, u"em"_s} << u"empty"_s;
        QTest::newRow("a subcommand's option") << QStringList{u"tide"_s, u"trash"_s, u"empty"_s, u"--ol"_s} << u"--older-than"_s;
        QTest::newRow("a choice") << QStringList{u"tide"_s, u"resolve"_s, u"x"_s, u"--keep"_s, u"th"_s} << u"theirs"_s;
        QTest::newRow("after common options") << QStringList{u"tide"_s, u"--json"_s, u"--profile"_s, u"p"_s, u"stat"_s} << u"status"_s;
        QTest::newRow("a positional choice") << QStringList{u"tide"_s, u"completion"_s, u"f"_s} << u"fish"_s;
    }
    void bashCompletesCommandsAndOptions()
    {
        QFETCH(QStringList, words);
        QFETCH(QString, expected);
        QStringList quoted;
        for (const QString &word : words)
            quoted += u'\'' + word + u'\'';
        const QString script = bashCompletion()
                               + u"COMP_WORDS=(%1); COMP_CWORD=%2; compopt() { :; }; _tide; echo \"${COMPREPLY[*]}\"\n"_s.arg(
                                   quoted.join(u' '), QString::number(words.size() - 1));
        QProcess bash;
        bash.start(u"bash"_s, {u"--norc"_s, u"-c"_s, script});
        QVERIFY(bash.waitForFinished());
        QCOMPARE(QString::fromUtf8(bash.readAllStandardError()), QString());
        QCOMPARE(QString::fromUtf8(bash.readAllStandardOutput()).trimmed(), expected);
    }

    void theManualNamesEveryCommandAndOption()
    {
        const QString page = manualPage().replace(u"\\-"_s, u"-"_s).replace(u"\\(ti"_s, u"~"_s);
        for (const Command &command : commandTable()) {
            const bool hidden = command.group == Group::Hidden;
            QCOMPARE(page.contains(u"\n.SS tide %1\n"_s.arg(QLatin1StringView(command.name))), !hidden);
            for (const Parameter &parameter : command.parameters)
                QVERIFY2(hidden || page.contains(spelt(parameter)), parameter.name);
            for (const Command &sub : command.subcommands)
                QVERIFY2(hidden || page.contains(u"\n.SS tide %1 %2\n"_s.arg(QLatin1StringView(command.name), QLatin1StringView(sub.name))), sub.name);
        }
        for (const QString &line : page.split(u'\n'))  // a line that begins with a dot is a request that man(7) knows
            QVERIFY2(!line.startsWith(u'.') || line.contains(QRegularExpression(u"^\\.(\\\\\"|TH|SH|SS|PP|TP|B|BR|I|IR|RI|RS|RE|EX|EE)"_s)), qPrintable(line));
    }

    void theOtherShellsReadTheirScript_data()
    {
        QTest::addColumn<QString>("shell");
        QTest::addColumn<QString>("script");
        QTest::newRow("zsh") << u"zsh"_s << zshCompletion();
        QTest::newRow("fish") << u"fish"_s << fishCompletion();
    }
    void theOtherShellsReadTheirScript()
    {
        QFETCH(QString, shell);
        QFETCH(QString, script);
        if (QStandardPaths::findExecutable(shell).isEmpty())
            QSKIP("this shell is not installed");
        QTemporaryDir folder;
        QFile file(folder.filePath(u"script"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(script.toUtf8());
        file.close();
        QProcess process;
        process.start(shell, {u"-n"_s, file.fileName()});
        QVERIFY(process.waitForFinished());
        QCOMPARE(QString::fromUtf8(process.readAllStandardError()), QString());
        QCOMPARE(process.exitCode(), 0);
    }
};

QTEST_GUILESS_MAIN(TerminalTest)
#include "terminal_test.moc"
