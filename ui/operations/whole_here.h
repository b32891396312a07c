// Whether all of some entries is on this disk: what is copied or packed leaves out silently what is not.
#pragma once

#include "ui/operations/shown_folder.h"

namespace tideline::ui {

/// Calls `go` when nothing of the entries, or below them, is in the cloud alone; else, or when the engine cannot say, ShownFolder::failed()
/// names the first that is, and how many there are. Neither when the folder's view is gone first.
///
/// Thread: GUI.
void ifWholeHere(ShownFolder &folder, const ShownFolder::Entries &entries, std::function<void()> go);

}  // namespace tideline::ui
