// Settings, Advanced: the log, and the report for whoever helps.
#pragma once

#include "ui/settings/settings_page.h"
#include "ui/settings/settings_parts.h"

namespace tideline::ui {

/// Thread: GUI.
class AdvancedPage final : public SettingsPage {
    Q_OBJECT
public:
    AdvancedPage(const SettingsParts &parts, QWidget *parent);

private:
    void openReport();
    SettingsParts m_parts;
};

}  // namespace tideline::ui
