// What is chosen in the settings holds, is kept where it belongs, and is told when it cannot be.
#include "tests/ui/settings/shown_settings.h"
#include "ui/dialogs/add_project_dialog.h"
#include "ui/settings/ignore_presets.h"
#include "ui/views/error_box.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFile>
#include <QKeySequenceEdit>
#include <QLineEdit>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSettings>
#include <QSpinBox>
#include <QTextEdit>
#include <QTimeEdit>
#include <QTreeWidget>
#include <QWheelEvent>

using namespace tideline;
using namespace tideline::ui;

namespace {

using Shown = ShownSettings;

QList<QKeySequence> keys(const char *text)
{
    return {QKeySequence(QString::fromLatin1(text))};
}

}  // namespace

class SettingsTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void whatIsChosenIsThereAtTheNextStart()
    {
        QTemporaryDir folder;
        const QString file = folder.filePath(u"window.ini"_s);
        {
            Preferences chosen(file);
            chosen.setScheme(Preferences::Dark);
            chosen.setClosesToTray(false);
            chosen.setProjectsFolder(u"/data/projects"_s);
            chosen.setIgnorePresets({u"r"_s, u"latex"_s});
            chosen.setLogLevel(LogLevel::Everything);
            chosen.setKeysOf(u"back"_s, keys("Ctrl+B"));
            chosen.setKeysOf(u"up"_s, QList<QKeySequence>());
        }
        const Preferences kept(file);
        QCOMPARE(kept.scheme(), Preferences::Dark);
        QVERIFY(!kept.closesToTray());
        QCOMPARE(kept.projectsFolder(), u"/data/projects"_s);
        QCOMPARE(kept.ignorePresets(), (QStringList{u"r"_s, u"latex"_s}));
        QCOMPARE(int(kept.logLevel()), int(LogLevel::Everything));
        QCOMPARE(*kept.keysOf(u"back"_s), keys("Ctrl+B"));
        QVERIFY(kept.keysOf(u"up"_s)->isEmpty());
        QVERIFY(!kept.keysOf(u"forward"_s));
    }

    void aFileThatWasWrittenByHandCannotDoHarm()
    {
        QTemporaryDir folder;
        const QString file = folder.filePath(u"window.ini"_s);
        {
            QSettings hand(file, QSettings::IniFormat);
            hand.setValue(u"theme"_s, u"pink"_s);
            hand.setValue(u"projects_folder"_s, u"relative"_s);
            hand.setValue(u"ignore_presets"_s, u"no such"_s);
            hand.setValue(u"log_level"_s, 7);
        }
        const Preferences read(file);
        QCOMPARE(read.scheme(), Preferences::FollowSystem);
        QCOMPARE(read.projectsFolder(), QDir::homePath() + u"/Tideline"_s);
        QVERIFY(read.newProjectDefaults().rules.isEmpty());
        QCOMPARE(int(read.logLevel()), int(LogLevel::Warnings));
    }

    void startingAtLoginIsAnEntryThatIsNeverDeleted()
    {
        QTemporaryDir folder;
        const QString own = folder.filePath(u"autostart"_s);
        const Autostart autostart({own, {}}, u"org.tideline.Tideline"_s, {u"/opt/a b/tideline"_s});
        QVERIFY(!autostart.read().on);
        QVERIFY(autostart.write({false, true}));
        QVERIFY(!QFile::exists(autostart.file()));  // nothing to switch off
        QVERIFY(autostart.write({true, true}));
        QCOMPARE(autostart.read(), (Autostart::State{true, true}));
        QFile entry(autostart.file());
        QVERIFY(entry.open(QIODevice::ReadOnly));
        const QByteArray text = entry.readAll();
        QVERIFY2(text.contains("\nExec=\"/opt/a b/tideline\" --background\n") && text.contains("Hidden=false"), text);
        QVERIFY(autostart.write({true, false}));
        QCOMPARE(autostart.read(), (Autostart::State{true, false}));
        QVERIFY(autostart.write({false, false}));
        QVERIFY(QFile::exists(autostart.file()));
        QVERIFY(!autostart.read().on);
    }

    void anEntryOfTheSystemIsHiddenByOneOfTheUser()
    {
        QTemporaryDir folder;
        const QString system = folder.filePath(u"etc"_s);
        const Autostart theirs({system, {}}, u"org.tideline.Tideline"_s, {u"tideline"_s});
        QVERIFY(theirs.write({true, true}));
        const Autostart ours({folder.filePath(u"own"_s), {system}}, u"org.tideline.Tideline"_s, {u"tideline"_s});
        QVERIFY(ours.read().on);
        QVERIFY(ours.write({false, true}));
        QVERIFY(!ours.read().on);
        QVERIFY(theirs.read().on);
    }

    void aCommandIsQuotedAsDesktopsReadIt_data()
    {
        QTest::addColumn<QStringList>("command");
        QTest::addColumn<QString>("text");
        QTest::newRow("plain") << QStringList{u"tideline"_s, u"--background"_s} << u"tideline --background"_s;
        QTest::newRow("a blank") << QStringList{u"/a b/t"_s} << u"\"/a b/t\""_s;
        QTest::newRow("a percent sign") << QStringList{u"/50%/t"_s} << u"/50%%/t"_s;
        QTest::newRow("a dollar sign") << QStringList{u"/$x/t"_s} << u"\"/\\\\$x/t\""_s;
        QTest::newRow("a quotation mark") << QStringList{u"/a\"b/t"_s} << u"\"/a\\\\\"b/t\""_s;
    }
    void aCommandIsQuotedAsDesktopsReadIt()
    {
        QFETCH(QStringList, command);
        QFETCH(QString, text);
        QCOMPARE(execText(command), text);
    }

    void theSettingsWriteTheAutostartEntry()
    {
        Shown shown;
        shown.open(SettingsDialog::General);
        auto *box = shown.find<QCheckBox>("startAtLogin");
        QTRY_VERIFY(box->isEnabled());
        QVERIFY(!box->isChecked());
        box->click();
        QTRY_VERIFY(shown.autostart->read().on);
        QVERIFY(shown.autostart->read().inBackground);
        shown.find<QCheckBox>("startHidden")->click();
        QTRY_VERIFY(!shown.autostart->read().inBackground);
    }

    void thePagesAreReachedByKeys()
    {
        Shown shown;
        shown.window.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&shown.window));
        QTest::keyClick(&shown.window, Qt::Key_Comma, Qt::ControlModifier);
        auto *dialog = shown.window.findChild<SettingsDialog *>();
        QVERIFY(dialog && QTest::qWaitForWindowActive(dialog));
        auto *pages = shown.find<QListWidget>("settingsPages");
        QTRY_VERIFY(pages->hasFocus());
        QCOMPARE(pages->count(), 8);
        QTest::keyClick(pages, Qt::Key_Down);
        QVERIFY(shown.find<QLineEdit>("projectsFolder")->isVisible());
        QTest::keyClick(dialog, Qt::Key_Escape);
        QTRY_VERIFY(!shown.window.findChild<SettingsDialog *>());
    }

    void aProjectBeginsWithTheRulesThatWereChosen()
    {
        Shown shown({{u"create"_s, QJsonObject{{u"project"_s, u"data"_s}, {u"local_id"_s, u"prj_1"_s}}}});
        shown.open(SettingsDialog::Sync);
        shown.find<QCheckBox>("preset-latex")->setChecked(true);
        shown.find<QCheckBox>("readGitIgnore")->setChecked(true);
        shown.window.askAddProject();
        auto *dialog = shown.window.findChild<AddProjectDialog *>();
        dialog->findChild<QLineEdit *>(u"fromEdit"_s)->setText(u"/data/paper"_s);
        dialog->findChild<QPushButton *>(u"addButton"_s)->click();
        QTRY_VERIFY(!shown.lastCall(u"create"_s).isEmpty());
        const QJsonArray rules = shown.lastCall(u"create"_s)[u"rules"].toArray();
        QVERIFY(rules.contains(u"*.aux"_s));
        QVERIFY(rules.contains(u"# tideline: read .gitignore"_s));
        QVERIFY(!rules.contains(u"*.pyc"_s));
    }

    void aRelativeFolderForProjectsIsToldAndNotKept()
    {
        Shown shown;
        shown.open(SettingsDialog::Sync);
        auto *folder = shown.find<QLineEdit>("projectsFolder");
        folder->setFocus();
        folder->setText(u"somewhere"_s);
        QTest::keyClick(folder, Qt::Key_Return);
        QVERIFY(shown.window.findChild<QWidget *>(u"syncPage"_s)->findChild<ErrorBox *>()->isVisible());
        QCOMPARE(shown.preferences.projectsFolder(), QDir::homePath() + u"/Tideline"_s);
        folder->setText(u"~/work"_s);
        QTest::keyClick(folder, Qt::Key_Return);
        QCOMPARE(shown.preferences.projectsFolder(), QDir::homePath() + u"/work"_s);
    }

    void aProxyGoesToTheEngineAndItsPasswordIsNeverShown()
    {
        QJsonArray rows{setting(u"proxy"_s, u"manual"_s), setting(u"proxy_url"_s, u"http://p:1"_s), setting(u"proxy_password"_s, u"(set)"_s)};
        Shown shown({{u"config_get"_s, QJsonObject{{u"rows"_s, rows}}}});
        shown.open(SettingsDialog::Network);
        auto *url = shown.find<QLineEdit>("proxy_url");
        QTRY_COMPARE(url->text(), u"http://p:1"_s);
        auto *password = shown.find<QLineEdit>("proxy_password");
        QVERIFY(password->text().isEmpty());
        QVERIFY(!password->placeholderText().isEmpty());
        password->setFocus();
        QTest::keyClicks(password, u"hunter2"_s);
        QTest::keyClick(password, Qt::Key_Return);
        QTRY_COMPARE(shown.lastCall(u"config_set"_s)[u"value"].toString(), u"hunter2"_s);
        QTRY_VERIFY(password->text().isEmpty());
    }

    void limitsAndTheirHoursGoToTheEngine()
    {
        QJsonArray rows{setting(u"upload_limit_bytes_s"_s, u"250000"_s), setting(u"limit_hours"_s, u"09:00-17:30"_s)};
        Shown shown({{u"config_get"_s, QJsonObject{{u"rows"_s, rows}}}});
        shown.open(SettingsDialog::Network);
        auto *up = shown.find<QSpinBox>("upload_limit_bytes_s");
        QTRY_COMPARE(up->value(), 250);
        QCOMPARE(shown.find<QTimeEdit>("limitTo")->time(), QTime(17, 30));
        up->setValue(1200);
        QTRY_COMPARE(shown.lastCall(u"config_set"_s)[u"value"].toString(), u"1200000"_s);
        shown.find<QTimeEdit>("limitFrom")->setTime(QTime(22, 0));
        QTRY_COMPARE(shown.lastCall(u"config_set"_s)[u"value"].toString(), u"22:00-17:30"_s);
        shown.find<QCheckBox>("onlyHours")->setChecked(false);
        QTRY_COMPARE(shown.lastCall(u"config_set"_s)[u"value"].toString(), QString());
        QVERIFY(!shown.find<QTimeEdit>("limitFrom")->isEnabled());
    }

    void whatIsDoneOnAMeteredNetworkGoesToTheEngine()
    {
        QJsonArray rows{setting(u"metered_network"_s, u"wait"_s)};
        Shown shown({{u"config_get"_s, QJsonObject{{u"rows"_s, rows}}}});
        shown.open(SettingsDialog::Network);
        auto *metered = shown.find<QComboBox>("meteredCombo");
        QTRY_VERIFY(metered->isEnabled());
        QCOMPARE(metered->currentIndex(), 0);
        metered->setFocus();
        QTest::keyClick(metered, Qt::Key_End);
        QTRY_COMPARE(shown.lastCall(u"config_set"_s)[u"value"].toString(), u"sync"_s);
    }

    void aWheelOverAFieldScrollsThePage()
    {
        Shown shown;
        shown.open(SettingsDialog::Network);
        auto *up = shown.find<QSpinBox>("upload_limit_bytes_s");
        QTRY_VERIFY(up->isEnabled());
        const QPointF at = up->rect().center();
        QWheelEvent wheel(at, up->mapToGlobal(at), {}, {0, 120}, Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase, false);
        QCoreApplication::sendEvent(up, &wheel);
        QCOMPARE(up->value(), 0);
    }

    void whatTheEngineRefusesIsToldOnThePage()
    {
        Shown shown({{u"config_set"_s, QJsonObject{{u"error"_s, QJsonObject{{u"kind"_s, u"invalid"_s}, {u"what"_s, u"This is not the address of a proxy."_s}}}}}});
        shown.open(SettingsDialog::Network);
        auto *proxy = shown.find<QComboBox>("proxyCombo");
        QTRY_VERIFY(proxy->isEnabled());
        proxy->setFocus();
        QTest::keyClick(proxy, Qt::Key_End);
        QVERIFY(proxy->currentIndex() == 2);
        auto *box = shown.window.findChild<QWidget *>(u"networkPage"_s)->findChild<ErrorBox *>();
        QTRY_VERIFY(box->isVisible());
        QVERIFY(box->text().contains(u"not the address"));
    }

    void theAccountSaysWhereTheSignInIsKept()
    {
        Shown shown;
        shown.open(SettingsDialog::Account);
        auto *kept = shown.find<QLabel>("accountKeptIn");
        QTRY_VERIFY(kept->text().contains(u"token"));
        QCOMPARE(shown.find<QLabel>("accountUser")->text(), u"ada-lovelace"_s);
        QTRY_VERIFY(shown.find<QComboBox>("secretStoreCombo")->isEnabled());
    }

    void anotherAccountsWindowIsOpenedByItsProfilesName()
    {
        Shown shown;
        shown.open(SettingsDialog::Account);
        auto *names = shown.find<QComboBox>("otherProfiles");
        names->setFocus();
        QTest::keyClicks(names, u"../work"_s);
        QTest::keyClick(names, Qt::Key_Return);
        QVERIFY(shown.opened.isEmpty());
        QVERIFY(shown.window.findChild<QWidget *>(u"accountPage"_s)->findChild<ErrorBox *>()->isVisible());
        names->lineEdit()->selectAll();
        QTest::keyClicks(names, u"work"_s);
        QTest::keyClick(names, Qt::Key_Return);
        QCOMPARE(shown.opened, QStringList{u"work"_s});
        QCOMPARE(shown.preferences.otherProfiles(), QStringList{u"work"_s});
    }

    void noTwoActionsShareKeys()
    {
        Shown shown;
        Preferences preferences{QString()};
        Shortcuts shortcuts(shown.window.actions().all(), preferences);
        QAction *back = shown.window.actions().back, *find = shown.window.actions().find;
        QCOMPARE(shortcuts.holder(QKeySequence(u"Ctrl+F"_s), back), find);
        shortcuts.set(back, keys("Ctrl+F"));
        QCOMPARE(back->shortcuts(), keys("Ctrl+F"));
        QVERIFY(find->shortcuts().isEmpty());
        QVERIFY(preferences.keysOf(u"find"_s)->isEmpty());
        shortcuts.resetAll();
        QCOMPARE(find->shortcuts(), keys("Ctrl+F"));
        QVERIFY(!preferences.keysOf(u"find"_s) && !preferences.keysOf(u"back"_s));
    }

    void keysThatWereChosenAreThereAtTheNextStart()
    {
        Preferences preferences{QString()};
        preferences.setKeysOf(u"find"_s, keys("Ctrl+Shift+F"));
        preferences.setKeysOf(u"back"_s, keys("Ctrl+L"));  // which editPath has: by hand, say
        QWidget window;
        const WindowActions actions(&window);
        const Shortcuts shortcuts(actions.all(), preferences);
        QCOMPARE(actions.find->shortcuts(), keys("Ctrl+Shift+F"));
        QVERIFY(actions.find->toolTip().contains(actions.find->shortcut().toString(QKeySequence::NativeText)));
        QCOMPARE(actions.back->shortcuts(), keys("Ctrl+L"));
        QVERIFY(actions.editPath->shortcuts().isEmpty());
    }

    void aConflictOfKeysIsToldBeforeAnythingIsTaken()
    {
        Shown shown;
        shown.open(SettingsDialog::Keys);
        auto *edit = shown.find<QKeySequenceEdit>("shortcutKeys");
        auto *take = shown.find<QPushButton>("shortcutTake");
        QAction *back = shown.window.actions().back, *find = shown.window.actions().find;
        edit->setKeySequence(QKeySequence(u"Ctrl+F"_s));
        QVERIFY(take->isVisible());
        QVERIFY(shown.find<QLabel>("shortcutMessage")->text().contains(u"Filter"));
        QVERIFY(!back->shortcuts().contains(QKeySequence(u"Ctrl+F"_s)));
        take->click();
        QCOMPARE(back->shortcuts(), keys("Ctrl+F"));
        QVERIFY(find->shortcuts().isEmpty());
        edit->setKeySequence(QKeySequence(u"A"_s));
        QVERIFY(shown.find<QLabel>("shortcutMessage")->text().contains(u"letter"));
        QCOMPARE(back->shortcuts(), keys("Ctrl+F"));
    }

    void whatIsNewIsReadable()
    {
        Shown shown;
        shown.open(SettingsDialog::About);
        shown.find<QPushButton>("showReleaseNotes")->click();
        const auto *notes = shown.find<QTextEdit>("releaseNotes");
        QFile changelog(qEnvironmentVariable("TIDELINE_SOURCE") + u"/CHANGELOG.md"_s);
        QVERIFY(changelog.open(QIODevice::ReadOnly));
        QVERIFY(notes->toPlainText().startsWith(u"Changelog\n"));
        QVERIFY(notes->document()->blockCount() > changelog.readAll().count("\n- "));
    }

    void whatAReportLeavesOutIsShownBeforeItIsSaved()
    {
        Shown shown;
        shown.open(SettingsDialog::Advanced);
        shown.find<QPushButton>("showReport")->click();
        auto *text = shown.find<QPlainTextEdit>("reportText");
        QTRY_VERIFY(!text->toPlainText().isEmpty());
        QVERIFY(!text->toPlainText().contains(u"secret.example"));
        QVERIFY(!text->toPlainText().contains(u"lovelace"));
        const QString taken = shown.find<QLabel>("redactedLabel")->text().remove(QChar(0x200B));
        QVERIFY2(taken.contains(u"lovelace") && taken.contains(u"<user>"), qPrintable(taken));
        QVERIFY(shown.find<QPushButton>("saveReport")->isEnabled());
    }
};

QTEST_MAIN(SettingsTest)
#include "settings_test.moc"
