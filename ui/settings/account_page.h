// Settings, Account: who is signed in where, and where the sign-in is kept.
#pragma once

#include "ui/settings/managed_fields.h"
#include "ui/settings/settings_page.h"
#include "ui/settings/settings_parts.h"

class QComboBox;
class QLabel;
class QPushButton;

namespace tideline::ui {

/// Thread: GUI.
class AccountPage final : public SettingsPage {
    Q_OBJECT
public:
    AccountPage(const SettingsParts &parts, EngineSettings &engine, QWidget *parent);

Q_SIGNALS:
    void signInAsked();

private:
    void makeKeeping();
    void makeOthers();
    void openOther();
    void ask();
    void show(const QJsonObject &account);
    void signOut();

    SettingsParts m_parts;
    EngineSettings &m_engine;
    ManagedFields m_managed;
    QLabel *m_user, *m_server, *m_device, *m_keptIn;
    QComboBox *m_home, *m_others;
    QPushButton *m_signIn, *m_signOut;
};

}  // namespace tideline::ui
