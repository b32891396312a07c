// What the settings are made over.
#pragma once

#include "ui/service_state.h"
#include "ui/settings/autostart.h"
#include "ui/settings/engine_settings.h"
#include "ui/settings/preferences.h"
#include "ui/settings/shortcuts.h"

#include <functional>
#include <memory>

namespace tideline::ui {

/// Borrowed: all of it outlives the dialog.
struct SettingsParts {
    ServiceState &state;
    Preferences &preferences;
    Shortcuts &shortcuts;
    std::shared_ptr<const Autostart> autostart;  ///< null: this window does not start with the desktop
    QString profile, logFile;
    std::function<void(const QString &name)> openProfile;  ///< opens the window of another account's profile; empty = it cannot be
};

}  // namespace tideline::ui
