// Settings, Sync: what new projects begin with.
#pragma once

#include "ui/settings/settings_page.h"
#include "ui/settings/settings_parts.h"

class QCheckBox;
class QLineEdit;

namespace tideline::ui {

/// Thread: GUI.
class SyncPage final : public SettingsPage {
    Q_OBJECT
public:
    SyncPage(const SettingsParts &parts, QWidget *parent);

private:
    void takeFolder();
    void takePresets();
    void showPresets();

    SettingsParts m_parts;
    QLineEdit *m_folder;
    QList<QCheckBox *> m_presets;
    QCheckBox *m_git;
};

/// "~/data" and " /data " as an absolute path; empty when it is none.
QString folderFromTyped(const QString &typed);

}  // namespace tideline::ui
