// Settings, General: starting, closing, colours, language; and whether the window notifies.
#pragma once

#include "ui/settings/settings_page.h"
#include "ui/settings/settings_parts.h"

class QCheckBox;
class QComboBox;
class QFormLayout;

namespace tideline::ui {

/// Thread: GUI; the autostart entry is read and written on a worker.
class GeneralPage final : public SettingsPage {
    Q_OBJECT
public:
    GeneralPage(const SettingsParts &parts, QWidget *parent);

private:
    void makeStarting(QFormLayout &form);
    void makeLook(QFormLayout &form);
    void readAutostart();
    void writeAutostart();

    SettingsParts m_parts;
    QCheckBox *m_atLogin, *m_hidden;
};

/// Settings, Notifications.
class NotificationsPage final : public SettingsPage {
    Q_OBJECT
public:
    NotificationsPage(const SettingsParts &parts, QWidget *parent);
};

}  // namespace tideline::ui
