// What the tray icon says: six states out of what the engine says of everything.
#pragma once

#include "ui/service_state.h"

#include <QIcon>

namespace tideline::ui {

enum class TrayState { Idle, Syncing, Paused, Offline, Conflict, Error };
/// "idle", …: also the icons' file names.
QString toString(TrayState state);
/// A conflict outweighs idle and syncing, an error outweighs a conflict; paused and offline say why nothing moves.
TrayState trayStateOf(const Overall &overall, int conflicts);
/// Drawn on the pixel grid of 16, 22 and 32, each also doubled.
QIcon trayIcon(TrayState state);

}  // namespace tideline::ui
