// Gives the window what it compares versions and draws thumbnails with.
#pragma once

#include "core/preview/session_client.h"
#include "ui/backend.h"
#include "ui/main_window.h"

namespace tideline::desktop {

/// By the profile's preview helper, which comes with the first question. Thread: GUI. `backend` outlives the window.
void setComparing(ui::MainWindow &window, ui::Backend &backend, const std::shared_ptr<preview::SessionClient> &session);
/// By what a fixture says.
void setFixtureComparing(ui::MainWindow &window, const QJsonObject &fixture);

}  // namespace tideline::desktop
