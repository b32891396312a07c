// Settings go into a file and come out of one: all of them or none, without what belongs to one computer.
#include "tests/ui/settings/shown_settings.h"
#include "ui/settings/settings_transfer.h"
#include "ui/settings/window_part.h"
#include "ui/views/error_box.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFile>
#include <QFileDialog>
#include <QJsonDocument>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

using namespace tideline;
using namespace tideline::ui;

namespace {

QJsonObject windowOf(const QJsonObject &more)
{
    QJsonObject part{{u"theme"_s, u"dark"_s}, {u"close_to_tray"_s, false}, {u"ignore_presets"_s, QJsonArray{u"r"_s}}, {u"log_level"_s, u"everything"_s},
                     {u"shortcuts"_s, QJsonObject{{u"back"_s, u"Ctrl+B"_s}}}};
    for (auto it = more.begin(); it != more.end(); ++it)
        part[it.key()] = it.value();
    return part;
}

/// The advanced page, and a file beside the profile.
struct Transferring : ShownSettings {
    explicit Transferring(const QJsonObject &imported = {{u"changed"_s, QJsonArray()}, {u"wrong"_s, QJsonArray()}})
        : ShownSettings({{u"config_export"_s, QJsonObject{{u"settings"_s, QJsonObject{{u"trash_days"_s, 7}}}, {u"left_out"_s, QJsonObject{{u"ca_file"_s, u"a path of this computer"_s}}}}},
                         {u"config_import"_s, imported}})
    {
        open(SettingsDialog::Advanced);
    }
    QString file() const { return folder.filePath(u"settings.json"_s); }
    QJsonObject written() const
    {
        QFile source(file());
        return source.open(QIODevice::ReadOnly) ? QJsonDocument::fromJson(source.readAll()).object() : QJsonObject();
    }
    void write(const QJsonObject &part)
    {
        QFile target(file());
        if (!target.open(QIODevice::WriteOnly))
            qFatal("no file");
        target.write(QJsonDocument(QJsonObject{{u"format"_s, u"tideline settings"_s}, {u"version"_s, 1}, {u"settings"_s, QJsonObject{{u"trash_days"_s, 9}}}, {u"window"_s, part}}).toJson());
    }
    /// Chooses the file in the question that the button asks.
    void choose(const char *button)
    {
        find<QPushButton>(button)->click();
        auto *chooser = window.findChild<QFileDialog *>();
        if (!chooser)
            qFatal("nothing is asked");
        Q_EMIT chooser->fileSelected(file());
        chooser->close();
    }
    ErrorBox &trouble() { return *window.findChild<QWidget *>(u"advancedPage"_s)->findChild<ErrorBox *>(); }
    QLabel &said() { return *find<QLabel>("settingsTransferred"); }
};

}  // namespace

class SettingsTransferTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void theFileHasTheEnginesAndTheWindowsSettings()
    {
        Transferring shown;
        shown.preferences.setScheme(Preferences::Dark);
        shown.preferences.setProjectsFolder(u"/data/secret-place"_s);
        QFile there(shown.file());
        QVERIFY(there.open(QIODevice::WriteOnly));  // the chooser has asked
        there.close();
        shown.choose("saveSettings");
        QTRY_VERIFY2(shown.said().isVisible(), qPrintable(shown.trouble().text()));
        const QJsonObject written = shown.written();
        QCOMPARE(written[u"settings"][u"trash_days"].toInt(), 7);
        QCOMPARE(written[u"window"][u"theme"].toString(), u"dark"_s);
        QVERIFY(written[u"left_out"].toObject().contains(u"ca_file"_s) && written[u"left_out"].toObject().contains(u"projects_folder"_s));
        QVERIFY(!QString::fromUtf8(QJsonDocument(written).toJson()).contains(u"secret-place"));
    }

    void whatAFileHasIsTakenAndShown()
    {
        Transferring shown;
        shown.write(windowOf({}));
        shown.choose("takeSettings");
        QTRY_VERIFY2(shown.said().isVisible(), qPrintable(shown.trouble().text()));
        QCOMPARE(shown.lastCall(u"config_import"_s)[u"settings"][u"trash_days"].toInt(), 9);
        QVERIFY(!shown.lastCall(u"config_import"_s)[u"dry_run"].toBool());
        QCOMPARE(shown.preferences.scheme(), Preferences::Dark);
        QCOMPARE(shown.find<QComboBox>("schemeCombo")->currentIndex(), int(Preferences::Dark));
        QVERIFY(!shown.find<QCheckBox>("closeToTray")->isChecked());
        QVERIFY(shown.find<QCheckBox>("preset-r")->isChecked());
        QCOMPARE(shown.find<QComboBox>("logLevelCombo")->currentIndex(), int(LogLevel::Everything));
        QCOMPARE(shown.window.actions().back->shortcut(), QKeySequence(u"Ctrl+B"_s));
        QVERIFY(shown.preferences.notifies());  // which it does not name
    }

    void ofAFileWithAWrongSettingNothingIsTaken_data()
    {
        QTest::addColumn<QJsonObject>("wrong");
        QTest::addColumn<QString>("named");
        QTest::newRow("an unknown one") << QJsonObject{{u"wings"_s, 2}} << u"wings"_s;
        QTest::newRow("no such theme") << QJsonObject{{u"theme"_s, u"pink"_s}} << u"theme"_s;
        QTest::newRow("no such language") << QJsonObject{{u"language"_s, u"tlh"_s}} << u"language"_s;
        QTest::newRow("a text for a yes or no") << QJsonObject{{u"close_to_tray"_s, u"no"_s}} << u"close_to_tray"_s;
        QTest::newRow("no such set of rules") << QJsonObject{{u"ignore_presets"_s, QJsonArray{u"cobol"_s}}} << u"ignore_presets"_s;
        QTest::newRow("a folder of another computer") << QJsonObject{{u"projects_folder"_s, u"/data"_s}} << u"projects_folder"_s;
        QTest::newRow("no such action") << QJsonObject{{u"shortcuts"_s, QJsonObject{{u"fly"_s, u"Ctrl+B"_s}}}} << u"fly"_s;
        QTest::newRow("no keys") << QJsonObject{{u"shortcuts"_s, QJsonObject{{u"back"_s, u"Ctrl+Nonsense"_s}}}} << u"back"_s;
        QTest::newRow("a letter") << QJsonObject{{u"shortcuts"_s, QJsonObject{{u"back"_s, u"A"_s}}}} << u"back"_s;
        QTest::newRow("keys given twice") << QJsonObject{{u"shortcuts"_s, QJsonObject{{u"back"_s, u"Ctrl+B"_s}, {u"find"_s, u"Ctrl+B"_s}}}} << u"find"_s;
    }
    void ofAFileWithAWrongSettingNothingIsTaken()
    {
        QFETCH(QJsonObject, wrong);
        QFETCH(QString, named);
        Transferring shown;
        const QJsonObject before = windowPart(shown.preferences, Shortcuts(shown.window.actions().all(), shown.preferences));
        shown.write(windowOf(wrong));
        shown.choose("takeSettings");
        QTRY_VERIFY(shown.trouble().isVisible());
        QVERIFY2(shown.trouble().text().contains(named), qPrintable(shown.trouble().text()));
        QVERIFY(shown.lastCall(u"config_import"_s)[u"dry_run"].toBool());
        QCOMPARE(windowPart(shown.preferences, Shortcuts(shown.window.actions().all(), shown.preferences)), before);
    }

    void whatTheEngineDoesNotTakeKeepsTheWindowAsItIs()
    {
        Transferring shown({{u"changed"_s, QJsonArray()}, {u"wrong"_s, QJsonArray{QJsonObject{{u"name"_s, u"trash_days"_s}, {u"what"_s, u"This setting does not take this value."_s}}}}});
        shown.write(windowOf({}));
        shown.choose("takeSettings");
        QTRY_VERIFY(shown.trouble().isVisible());
        QVERIFY(shown.trouble().text().contains(u"trash_days: This setting does not take this value."));
        QCOMPARE(shown.preferences.scheme(), Preferences::FollowSystem);
    }

    void anotherFileIsSaid()
    {
        Transferring shown;
        shown.choose("takeSettings");  // which is not there
        QTRY_VERIFY(shown.trouble().isVisible());
        QVERIFY(shown.trouble().text().contains(u"no such file"));
        QVERIFY(shown.lastCall(u"config_import"_s).isEmpty());
    }

    void whatOneWindowWritesAnotherTakes()
    {
        Transferring one, other;
        one.preferences.setLanguage(u"de"_s);
        one.preferences.setReadsGitIgnore(true);
        Shortcuts keys(one.window.actions().all(), one.preferences);
        keys.set(one.window.actions().back, {QKeySequence(u"Ctrl+F"_s)});  // which another action loses
        const QJsonObject part = windowPart(one.preferences, keys);
        Shortcuts theirs(other.window.actions().all(), other.preferences);
        QVERIFY(wrongInWindowPart(part, theirs).isEmpty());
        takeWindowPart(part, other.preferences, theirs);
        QCOMPARE(windowPart(other.preferences, theirs), part);
        QVERIFY(other.window.actions().find->shortcuts().isEmpty());
    }
};

QTEST_MAIN(SettingsTransferTest)
#include "settings_transfer_test.moc"
