// Settings, About: what this is, of which version, and on whose work it stands.
#pragma once

#include "ui/settings/settings_page.h"
#include "ui/settings/settings_parts.h"

namespace tideline::ui {

/// Thread: GUI.
class AboutPage final : public SettingsPage {
    Q_OBJECT
public:
    AboutPage(const SettingsParts &parts, QWidget *parent);

private:
    void makeLicences();
};

}  // namespace tideline::ui
