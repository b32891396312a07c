// Where a profile's store, socket and token are: dev, test or prod.
#pragma once

#include "core/base/result.h"

#include <QProcessEnvironment>
#include <QString>

namespace tideline::store {

/// Prod: the user's profile. Dev: a profile in the checkout, so that work on Tideline never touches one's own files.
/// Test: in memory, or below a temporary folder.
enum class Configuration { Dev, Test, Prod };
QString toString(Configuration configuration);
/// "dev", "test", "prod". Errors: Invalid.
Result<Configuration> configurationFromString(QStringView text);

/// The files of one profile. A plain value: nothing is created before prepareProfile() or openProjectStore().
struct StoreLocation {
    Configuration configuration = Configuration::Prod;
    QString profile;     ///< the folder, absolute, mode 0700; empty = in memory
    QString storePath;   ///< profile/store.sqlite, or ":memory:"
    QString socketPath;  ///< profile/engine.sock; core/control reaches it however long it is
    QString tokenPath;   ///< profile/token, mode 0600
    bool operator==(const StoreLocation &) const = default;
};

/// `profile` (of --profile) if given, else $TIDELINE_PROFILE, else the stage's folder (core/base/stage.h) below $XDG_DATA_HOME, which is
/// ~/.local/share by default. Errors: Invalid (a relative $TIDELINE_PROFILE; no home; no such stage).
Result<StoreLocation> prodLocation(const QString &profile, const QProcessEnvironment &environment);
/// CHECKOUT/build/dev-profile. Errors: NotFound (`folder` is not in a checkout of Tideline).
Result<StoreLocation> devLocation(const QString &folder);
/// A profile in `folder` (temporary, the caller's); in memory when it is empty.
StoreLocation testLocation(const QString &folder = {});

/// Where the window keeps the address of the server that it runs for this profile, one line; there is none while it runs none.
QString ownServerFile(const QString &profile);

/// Creates the profile's folder with mode 0700. Errors: Denied, DiskFull, Io, Invalid (a file stands there).
Result<void> prepareProfile(const StoreLocation &location);

}  // namespace tideline::store
