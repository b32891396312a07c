// Opens a profile's project store, at the schema this program was built with.
#pragma once

#include "core/base/clock.h"
#include "core/store/database.h"
#include "core/store/store_location.h"

namespace tideline::store {

/// What a person does about a damaged store.
inline const QString kDamagedStoreMend =
    u"Your files are as they are. See what is wrong: tide db check. Go on with a new store: tide db set-aside"_s;

/// Creates the profile if need be, opens its store for reading and writing and upgrades it. For the writer thread.
/// Errors: Invalid (foreign, newer than this program, or made with other steps: left as it was), Corrupt (see
/// moveStoreAside()), Denied, DiskFull, Timeout, Io.
Result<std::unique_ptr<Database>> openProjectStore(const StoreLocation &location, Clock &clock = systemClock());

/// A second connection to a store that openProjectStore() has opened, which only reads. Errors: as Database::open().
Result<std::unique_ptr<Database>> openProjectReader(const StoreLocation &location);

}  // namespace tideline::store
