// Opens a profile's project store, at the schema this program was built with.
#pragma once

#include "core/base/clock.h"
#include "core/store/database.h"
#include "core/store/store_location.h"

#include <optional>

namespace tideline::store {

/// What a person does about a damaged store.
inline const QString kDamagedStoreMend =
    u"Your files are as they are. See what is wrong: tide db check. At its next start Tideline sets the damaged store aside and begins a new one"_s;

/// A store that could not be used, and where it is now.
struct SetAside {
    QString kept;  ///< its path
    QString why;
};
/// For who owns the profile's engine, before the store is opened (or when opening it failed as Corrupt): looks whether it can
/// be used, and moves it aside when not (moveStoreAside()), so that opening makes a new one. Its pages are read only where
/// there is a reason: damage met in use, or a log that a kill left. Nullopt: nothing was moved. Whatever else is the matter
/// (locked, newer, no rights) is opening's to tell. Errors: of the renames.
enum class Look { IfSuspect, AtAll };
Result<std::optional<SetAside>> mendProjectStore(const StoreLocation &location, Clock &clock, Look look = Look::IfSuspect);
/// The newest store that was set aside in this profile; empty = none.
QString lastSetAside(const StoreLocation &location);

/// Creates the profile if need be, opens its store for reading and writing and upgrades it. For the writer thread.
/// Errors: Invalid (foreign, newer than this program, or made with other steps: left as it was), Corrupt (see
/// mendProjectStore()), Denied, DiskFull, Timeout, Io.
Result<std::unique_ptr<Database>> openProjectStore(const StoreLocation &location, Clock &clock = systemClock());

/// A second connection to a store that openProjectStore() has opened, which only reads. Errors: as Database::open().
Result<std::unique_ptr<Database>> openProjectReader(const StoreLocation &location);

}  // namespace tideline::store
