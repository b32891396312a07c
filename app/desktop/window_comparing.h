// Gives the window what it compares versions and draws thumbnails with.
#pragma once

#include "ui/backend.h"
#include "ui/main_window.h"

namespace tideline::desktop {

/// By the profile's preview helper; of a fixture (not empty) by what it says. Starts nothing: the helper comes with the first question.
/// Thread: GUI. `backend` outlives the window.
void setComparing(ui::MainWindow &window, ui::Backend &backend, const QString &profile, const QJsonObject &fixture);

}  // namespace tideline::desktop
