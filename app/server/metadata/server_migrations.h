// The steps of the server's metadata, compiled in from migrations/server.
#pragma once

#include "core/store/migration.h"

namespace tideline::server {

const std::vector<store::Migration> &serverMigrations();

}  // namespace tideline::server
