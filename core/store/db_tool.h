// What stands behind `tide db current|history|upgrade|downgrade|check|revision`: values in, values out.
#pragma once

#include "core/base/clock.h"
#include "core/store/migrator.h"
#include "core/store/store_location.h"

#include <QJsonObject>
#include <QStringList>

#include <optional>

namespace tideline::store {

/// Where a store stands.
struct DbState {
    QString store;       ///< its path; ":memory:"
    int current = 0;     ///< 0 = empty or not there
    int latest = 0;      ///< of this program
    QString name;        ///< of the current step: "0001_projects"
    bool exists = false;
};
/// One step, applied or yet to come.
struct DbStep {
    int number = 0;
    QString name;
    ContentHash checksum;
    qint64 appliedAtMs = 0;  ///< 0 = not applied
};
/// What an upgrade or downgrade did.
struct DbMove {
    QString store;
    int from = 0;
    int to = 0;
};
/// What a check found; no findings = good.
struct DbReport {
    QString store;
    int current = 0;
    QStringList findings;  ///< a sentence each
};
/// What a revision wrote.
struct DbRevision {
    int number = 0;       ///< 0 = nothing differs, nothing written
    QString upFile;
    QString downFile;
    QStringList changes;  ///< what differs; empty without autogenerate
};
/// How many rows a table of any SQLite file has, which is only read. Errors: as Database::open(); Invalid (no such table).
Result<qint64> countRows(const QString &file, const QByteArray &table);

QJsonObject toJson(const DbState &state);
QJsonObject toJson(const DbStep &step);
QJsonObject toJson(const DbMove &move);
QJsonObject toJson(const DbReport &report);
QJsonObject toJson(const DbRevision &revision);

/// Thread: any; each call opens its own connection. None creates a store but upgrade(); where the location is in memory,
/// check and downgrade begin with a store at the latest step, and nothing of it is left.
/// Errors of all: Invalid (foreign, newer or differing store), NotFound, Corrupt, Timeout, Denied, Io.
Result<DbState> dbCurrent(const StoreLocation &location, const Migrator &migrator = Migrator::local());
Result<std::vector<DbStep>> dbHistory(const StoreLocation &location, const Migrator &migrator = Migrator::local());
/// `to`: a step's number; nullopt = the latest. Errors: Invalid (no such step).
Result<DbMove> dbUpgrade(const StoreLocation &location, Clock &clock, std::optional<int> to = {},
                         const Migrator &migrator = Migrator::local());
/// `to`: nullopt = one step back. A copy is kept beside the store.
Result<DbMove> dbDowngrade(const StoreLocation &location, Clock &clock, std::optional<int> to = {},
                           const Migrator &migrator = Migrator::local());
/// Looks at every page, reference and checksum, and compares the schema with what the steps make. What is wrong with the
/// store is a finding; an Error only says that it could not be looked at (NotFound, Denied, Timeout).
Result<DbReport> dbCheck(const StoreLocation &location, const Migrator &migrator = Migrator::local());

/// Moves a damaged store away (moveStoreAside()), so that the next command begins a new one; returns where it is now.
/// Errors: NotFound; Refused (nothing is wrong with it); as dbCheck() and moveStoreAside().
Result<QString> dbSetAside(const StoreLocation &location, Clock &clock, const Migrator &migrator = Migrator::local());

/// Of the library that is linked: "3.40.1".
QString sqliteVersion();
/// The step that this program's stores stand at.
int latestSchema();

enum class Autogenerate { No, Yes };
/// Writes NNNN_message.up.sql and .down.sql into `folder` (migrations/local), for review: empty ones, or with
/// Autogenerate::Yes what turns the schema of the folder's steps into the folder's schema.sql and back.
/// Errors: Invalid (a message without letters, a change that cannot be generated), NotFound, Io.
Result<DbRevision> dbRevision(const QString &folder, const QString &message, Autogenerate autogenerate);

}  // namespace tideline::store
