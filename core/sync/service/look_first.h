// Before a command that runs by itself tells of files: what is on the disk now.
#pragma once

#include "core/sync/service/service_core.h"

namespace tideline::sync {

/// Where nobody watches the folder of a project (`tide` without a window or `tide watch`), what the store knows is as old as the last sync,
/// and a tick would be a memory: the disk is looked at. Elsewhere, and where it cannot be looked at, nothing happens.
/// `project` is then as the board has it. Thread: any. Blocks for a look at every file's stamp, and reads what changed.
void lookFirst(ServiceCore &core, ProjectStatus &project, const std::atomic<bool> *cancelled);

}  // namespace tideline::sync
