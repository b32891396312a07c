// One numbered step of a store's schema, up and down.
#pragma once

#include "core/base/content_hash.h"

#include <QByteArray>
#include <QString>
#include <QStringList>

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

/// The name of half a step's file, taken apart: "0001_projects.up.sql".
struct MigrationFile {
    enum class Half { Up, Down };
    int number = 0;   ///< 1 to 9999
    QByteArray name;  ///< as Migration::name
    Half half = Half::Up;

    QString toString() const;
    /// Errors: Invalid.
    static Result<MigrationFile> parse(const QString &fileName);
    bool operator==(const MigrationFile &) const = default;
};

/// The upward halves of these files, in order.
/// Errors: Invalid (a name that is none, two steps of one number, a gap, a half without its other).
Result<std::vector<MigrationFile>> orderMigrations(const QStringList &fileNames);

/// The name of a step out of a message: "Add a column" is add_a_column. Empty when no letter or digit is in it.
QByteArray migrationName(const QString &message);

/// The steps in a folder of NNNN_name.up.sql with NNNN_name.down.sql, in order.
/// Errors: NotFound (no such folder), Invalid (a file name, a gap, a step without its other half), Io.
Result<std::vector<Migration>> loadMigrations(const QString &folder);

}  // namespace tideline::store
