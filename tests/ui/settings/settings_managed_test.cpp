// What an administrator gives is shown, cannot be changed here, and says who gave it.
#include "tests/ui/settings/shown_settings.h"
#include "ui/settings/settings_page.h"
#include "ui/views/banner.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QTimeEdit>
#include <QToolButton>

using namespace tideline;
using namespace tideline::ui;

namespace {
const QString kFile = u"/etc/tideline/policy.json"_s;

QJsonObject managed(const QString &name, const QString &value)
{
    QJsonObject row = setting(name, value);
    row[u"source"_s] = u"policy"_s;
    row[u"policy"_s] = kFile;
    return row;
}

QJsonObject withRows(const QJsonArray &rows)
{
    return {{u"config_get"_s, QJsonObject{{u"rows"_s, rows}}}};
}

/// The notes beneath the groups that say what is given.
QStringList notesOn(const SettingsPage &page)
{
    QStringList notes;
    const auto labels = page.findChildren<QLabel *>();
    for (const QLabel *label : labels) {
        if (label->property("managed").toBool() && label->isVisibleTo(&page))
            notes.append(label->text());
    }
    return notes;
}
}  // namespace

class SettingsManagedTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void whatIsGivenIsShownAndCannotBeChanged()
    {
        ShownSettings shown(withRows({managed(u"upload_limit_bytes_s"_s, u"2000000"_s), managed(u"limit_hours"_s, u"08:00-18:00"_s), managed(u"metered_network"_s, u"wait"_s),
                                      managed(u"proxy"_s, u"manual"_s), managed(u"proxy_url"_s, u"http://p:1"_s), setting(u"proxy_user"_s, {}), managed(u"ca_file"_s, u"/a.pem"_s)}));
        shown.open(SettingsDialog::Network);
        auto *up = shown.find<QSpinBox>("upload_limit_bytes_s");
        QTRY_COMPARE(up->value(), 2000);
        const QList<QWidget *> given{up, shown.find<QCheckBox>("onlyHours"), shown.find<QTimeEdit>("limitFrom"), shown.find<QTimeEdit>("limitTo"), shown.find<QComboBox>("meteredCombo"),
                                     shown.find<QComboBox>("proxyCombo"), shown.find<QLineEdit>("proxy_url"), shown.find<QLineEdit>("ca_file"), shown.find<QPushButton>("ca_file_choose")};
        for (const QWidget *field : given) {
            QVERIFY2(!field->isEnabled(), qPrintable(field->objectName()));
            QCOMPARE(field->toolTip(), u"Set by your administrator (%1)"_s.arg(kFile));
            QCOMPARE(field->accessibleDescription(), field->toolTip());
        }
        QVERIFY(shown.find<QSpinBox>("download_limit_bytes_s")->isEnabled());
        QVERIFY(shown.find<QLineEdit>("proxy_user")->isEnabled());
        QVERIFY(shown.find<QLineEdit>("client_cert")->isEnabled());
        const QStringList notes = notesOn(*shown.find<SettingsPage>("networkPage"));
        QCOMPARE(notes.size(), 4);
        QCOMPARE(notes.first(), u"Set by your administrator (%1): Uploads at most, Hours of the limits"_s.arg(kFile));
    }

    void withoutAnAdministratorNothingIsSaid()
    {
        ShownSettings shown;
        shown.open(SettingsDialog::Network);
        QTRY_VERIFY(shown.find<QComboBox>("proxyCombo")->isEnabled());
        QVERIFY(notesOn(*shown.find<SettingsPage>("networkPage")).isEmpty());
        QVERIFY(shown.find<QComboBox>("proxyCombo")->toolTip().isEmpty());
    }

    void anotherSettingThatIsSavedLeavesTheGivenOnesAsTheyAre()
    {
        ShownSettings shown(withRows({managed(u"upload_limit_bytes_s"_s, u"2000000"_s), setting(u"metered_network"_s, u"wait"_s)}));
        shown.open(SettingsDialog::Network);
        auto *metered = shown.find<QComboBox>("meteredCombo");
        QTRY_VERIFY(metered->isEnabled());
        metered->setFocus();
        QTest::keyClick(metered, Qt::Key_End);
        QTRY_COMPARE(shown.lastCall(u"config_set"_s)[u"value"].toString(), u"sync"_s);
        QVERIFY(!shown.find<QSpinBox>("upload_limit_bytes_s")->isEnabled());
    }

    void whereTheSignInIsKeptMayBeGiven()
    {
        ShownSettings shown(withRows({managed(u"secret_store"_s, u"file"_s)}));
        shown.open(SettingsDialog::Account);
        auto *home = shown.find<QComboBox>("secretStoreCombo");
        QTRY_COMPARE(home->currentIndex(), 1);
        QVERIFY(!home->isEnabled());
        QCOMPARE(notesOn(*shown.find<SettingsPage>("accountPage")), QStringList{u"Set by your administrator (%1): Keep it in"_s.arg(kFile)});
    }

    void aBrokenFileIsSaidInTheBannerUntilItIsPutAway()
    {
        const QString trouble = u"The administrator's file %1 has mistakes: wings is not known."_s.arg(kFile);
        ShownSettings shown({{u"status"_s, QJsonObject{{u"state"_s, u"synced"_s}, {u"signed_in"_s, true}, {u"online"_s, true}, {u"policy_trouble"_s, trouble}, {u"projects"_s, QJsonArray()}}}});
        QTRY_COMPARE(shown.window.bannerText(), trouble);
        auto *banner = shown.window.findChild<Banner *>();
        QVERIFY(banner->isVisible());
        banner->findChild<QToolButton *>()->click();
        QVERIFY(!banner->isVisible());
        shown.state.refresh();
        QTest::qWait(0);
        QVERIFY(!banner->isVisible());
    }
};

QTEST_MAIN(SettingsManagedTest)
#include "settings_managed_test.moc"
