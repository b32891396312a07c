// One numbered step of a store's schema, up and down.
#pragma once

#include "core/base/content_hash.h"

#include <QByteArray>
#include <QString>

#include <vector>

namespace tideline::store {

/// A step: `up` makes it, `down` unmakes it. Neither holds BEGIN or COMMIT: the Migrator runs each in a transaction.
struct Migration {
    int number = 0;    ///< counts from 1 without gaps
    QByteArray name;   ///< lower-case words joined by '_'
    QByteArray up;
    QByteArray down;

    /// SHA-256 of both texts; line ends do not take part.
    ContentHash checksum() const;
    /// "0001_projects"
    QString label() const;
};

/// The steps of the client's project store, compiled in from migrations/local.
const std::vector<Migration> &localMigrations();

/// The steps in a folder of NNNN_name.up.sql with NNNN_name.down.sql, in order.
/// Errors: NotFound (no such folder), Invalid (a file name, a gap, a step without its other half), Io.
Result<std::vector<Migration>> loadMigrations(const QString &folder);

}  // namespace tideline::store
