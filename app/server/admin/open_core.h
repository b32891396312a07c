// Core over the real disk: what `tideline-server` serves and what its commands work on.
#pragma once

#include "app/server/admin/data_folder.h"
#include "app/server/api/core.h"

namespace tideline::server {

/// Core and the parts it borrows.
struct OpenCore {
    std::unique_ptr<store::Database> database;
    std::unique_ptr<files::FileSystem> disk;
    std::unique_ptr<Core> core;
};

/// Opens, and makes or upgrades, what lies in the folder. Several processes may have it open: SQLite's WAL and its busy
/// timeout keep them apart; packs are written by the one that serves.
/// Errors: as Core::open().
Result<OpenCore> openCore(const DataFolder &folder, EventBus &events, const Policy &policy = {}, WebClient *web = nullptr,
                          std::optional<PackKey> packKey = {});

}  // namespace tideline::server
