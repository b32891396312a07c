// Stores as their migrations make them, made once for all seeds.
#pragma once

#include "core/store/migrator.h"

namespace tideline::sim {

/// The bytes of an empty store after all steps of `migrator`, the same in every process. Pages are SQLite's smallest but
/// one: a seed makes some thousand commits, each of which writes whole pages.
QByteArray storeImage(const store::Migrator &migrator);

/// The client's store, and the server's.
const QByteArray &localStoreImage();
const QByteArray &serverStoreImage();

}  // namespace tideline::sim
