#include "core/store/db_tool.h"

#include "core/store/project_store.h"
#include "core/store/schema_diff.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>

#include <sqlite3.h>

namespace tideline::store {

QString sqliteVersion()
{
    return QString::fromLatin1(sqlite3_libversion());
}

int latestSchema()
{
    return Migrator::local().latest();
}

namespace {

bool isThere(const StoreLocation &location)
{
    return QFileInfo::exists(location.storePath);
}

/// A store in memory is made for the call, at the latest step: so a check and the way back can be tried there, too.
Result<std::unique_ptr<Database>> open(const StoreLocation &location, Database::Mode mode, const Migrator &migrator)
{
    if (location.profile.isEmpty())
        return migrator.open({.path = location.storePath, .vfs = {}}, systemClock());
    if (!isThere(location))
        return Error{Error::Kind::NotFound, u"There is no store yet."_s, location.storePath, u"Make it with: tide db upgrade"_s};
    return Database::open({.path = location.storePath, .mode = mode, .vfs = {}});
}

Result<int> stepNumber(const Migrator &migrator, int to)
{
    if (to >= 0 && to <= migrator.latest())
        return to;
    return Error{Error::Kind::Invalid, u"There is no such step."_s, QString::number(to),
                 u"Give a number from 0 to %1."_s.arg(migrator.latest())};
}

/// The rows of a PRAGMA that lists what is wrong, its columns joined.
Result<void> gather(Database &database, const char *sql, const QString &good, DbReport &report)
{
    auto query = database.prepare(sql);
    if (!query)
        return query.error();
    for (;;) {
        const auto row = query->step();
        if (!row)
            return row.error();
        if (!*row)
            return {};
        if (query->text(0) != good)
            report.findings += query->text(0);
    }
}

Result<void> look(Database &database, const Migrator &migrator, DbReport &report)
{
    if (const auto current = migrator.check(database); current)
        report.current = *current;
    else if (current.error().kind == Error::Kind::Invalid)
        report.findings += toText(current.error());  // of other steps: their schema is not ours to judge
    else
        return current.error();
    const bool isKnown = report.findings.isEmpty();
    if (auto done = gather(database, "PRAGMA integrity_check", u"ok"_s, report); !done)
        return done;
    if (auto done = gather(database,
                           "SELECT 'A row of ' || \"table\" || ' refers to a missing row of ' || parent || '.'"
                           " FROM pragma_foreign_key_check",
                           {}, report);
        !done)
        return done;
    if (!isKnown)
        return {};
    const auto lines = migrator.schemaFindings(database, report.current);
    if (!lines)
        return lines.error();
    report.findings += *lines;
    return {};
}

Result<void> writeNew(const QString &path, const QByteArray &text)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly | QIODevice::NewOnly) || file.write(text) != text.size() || !file.flush())
        return Error{Error::Kind::Io, u"A migration could not be written."_s, path + u": "_s + file.errorString(), {}};
    return {};
}

}  // namespace

Result<DbState> dbCurrent(const StoreLocation &location, const Migrator &migrator)
{
    DbState state{location.storePath, 0, migrator.latest(), {}, isThere(location)};
    if (!state.exists)
        return state;
    auto database = open(location, Database::Mode::ReadOnly, migrator);
    if (!database)
        return database.error();
    const auto current = migrator.check(**database);
    if (!current)
        return current.error();
    state.current = *current;
    if (*current > 0)
        state.name = migrator.steps()[std::size_t(*current - 1)].label();
    return state;
}

Result<std::vector<DbStep>> dbHistory(const StoreLocation &location, const Migrator &migrator)
{
    std::vector<AppliedMigration> applied;
    if (isThere(location)) {
        auto database = open(location, Database::Mode::ReadOnly, migrator);
        if (!database)
            return database.error();
        auto rows = migrator.applied(**database);
        if (!rows)
            return rows.error();
        applied = *std::move(rows);
    }
    std::vector<DbStep> steps;
    for (const AppliedMigration &row : applied)  // as recorded, even where this program has others
        steps.push_back({row.number, row.name, row.checksum, row.appliedAtMs});
    for (std::size_t i = steps.size(); i < migrator.steps().size(); ++i) {
        const Migration &step = migrator.steps()[i];
        steps.push_back({step.number, QString::fromUtf8(step.name), step.checksum(), 0});
    }
    return steps;
}

Result<DbMove> dbUpgrade(const StoreLocation &location, Clock &clock, std::optional<int> to, const Migrator &migrator)
{
    const auto target = stepNumber(migrator, to.value_or(migrator.latest()));
    if (!target)
        return target.error();
    const auto before = dbCurrent(location, migrator);  // through a connection that cannot write
    if (!before)
        return before.error();
    if (auto ready = prepareProfile(location); !ready)
        return ready.error();
    auto database = Database::open({.path = location.storePath, .vfs = {}});
    if (!database)
        return database.error();
    if (auto done = migrator.upgrade(**database, clock, *target); !done)
        return done.error();
    return DbMove{location.storePath, before->current, std::max(before->current, *target)};
}

Result<DbMove> dbDowngrade(const StoreLocation &location, Clock &clock, std::optional<int> to, const Migrator &migrator)
{
    if (const auto looked = dbCurrent(location, migrator); !looked)
        return looked.error();  // a store that is not ours is not opened for writing
    auto database = open(location, Database::Mode::ReadWrite, migrator);
    if (!database)
        return database.error();
    const auto before = migrator.check(**database);
    if (!before)
        return before.error();
    const auto target = stepNumber(migrator, to.value_or(std::max(0, *before - 1)));
    if (!target)
        return target.error();
    if (auto done = migrator.downgrade(**database, clock, *target); !done)
        return done.error();
    return DbMove{location.storePath, *before, std::min(*before, *target)};
}

Result<DbReport> dbCheck(const StoreLocation &location, const Migrator &migrator)
{
    DbReport report{location.storePath, 0, {}};
    auto database = open(location, Database::Mode::ReadOnly, migrator);
    const auto looked = database ? look(**database, migrator, report) : Result<void>(database.error());
    if (looked)
        return report;
    if (looked.error().kind != Error::Kind::Corrupt && looked.error().kind != Error::Kind::Invalid)
        return looked.error();
    Error damage = looked.error();
    damage.mend = kDamagedStoreMend;
    report.findings += toText(damage);
    return report;
}

Result<QString> dbSetAside(const StoreLocation &location, Clock &clock, const Migrator &migrator)
{
    const auto report = dbCheck(location, migrator);
    if (!report)
        return report.error();
    if (report->findings.isEmpty())
        return Error{Error::Kind::Refused, u"Nothing is wrong with the store."_s, location.storePath, {}};
    return moveStoreAside(location.storePath, clock);
}

Result<DbRevision> dbRevision(const QString &folder, const QString &message, Autogenerate autogenerate)
{
    const QByteArray name = migrationName(message);
    if (name.isEmpty())
        return Error{Error::Kind::Invalid, u"A revision needs a message of letters or digits."_s, message,
                     u"Use: tide db revision -m \"add a column\""_s};
    const auto steps = loadMigrations(folder);
    if (!steps)
        return steps.error();

    GeneratedStep generated;
    generated.step = {int(steps->size()) + 1, name, "-- Write the step here.\n", "-- Write its way back here.\n"};
    if (autogenerate == Autogenerate::Yes) {
        QFile declared(folder + u"/schema.sql"_s);
        if (!declared.open(QIODevice::ReadOnly))
            return Error{Error::Kind::NotFound, u"The declared schema could not be read."_s, declared.fileName(), {}};
        auto made = generateStep(*steps, declared.readAll(), name);
        if (!made)
            return made.error();
        generated = *std::move(made);
        if (generated.step.number == 0)
            return DbRevision{};
    }
    const QByteArray head = "-- " + message.simplified().toUtf8() + '\n';
    const QString stem = QDir(folder).filePath(generated.step.label());
    DbRevision revision{generated.step.number, stem + u".up.sql"_s, stem + u".down.sql"_s, generated.changes};
    // The way back first: the build looks for it as soon as there is an .up.sql.
    if (auto done = writeNew(revision.downFile, head + generated.step.down); !done)
        return done.error();
    if (auto done = writeNew(revision.upFile, head + generated.step.up); !done)
        return done.error();
    return revision;
}

Result<qint64> countRows(const QString &file, const QByteArray &table)
{
    Database::Options options;
    options.path = file;
    options.mode = Database::Mode::ReadOnly;
    const auto database = Database::open(options);
    if (!database)
        return database.error();
    const auto count = (*database)->integer("SELECT count(*) FROM " + table);
    return count ? Result<qint64>(count->value_or(0)) : count.error();
}

QJsonObject toJson(const DbState &state)
{
    return {{u"store"_s, state.store}, {u"current"_s, state.current}, {u"latest"_s, state.latest},
            {u"name"_s, state.name}, {u"exists"_s, state.exists}, {u"up_to_date"_s, state.current == state.latest}};
}

QJsonObject toJson(const DbStep &step)
{
    return {{u"number"_s, step.number}, {u"name"_s, step.name}, {u"checksum"_s, step.checksum.toString()},
            {u"applied"_s, step.appliedAtMs > 0}, {u"applied_at_ms"_s, step.appliedAtMs}};
}

QJsonObject toJson(const DbMove &move)
{
    return {{u"store"_s, move.store}, {u"from"_s, move.from}, {u"to"_s, move.to}};
}

QJsonObject toJson(const DbReport &report)
{
    return {{u"store"_s, report.store}, {u"ok"_s, report.findings.isEmpty()}, {u"current"_s, report.current},
            {u"findings"_s, QJsonArray::fromStringList(report.findings)}};
}

QJsonObject toJson(const DbRevision &revision)
{
    return {{u"number"_s, revision.number}, {u"up"_s, revision.upFile}, {u"down"_s, revision.downFile},
            {u"changes"_s, QJsonArray::fromStringList(revision.changes)}};
}

}  // namespace tideline::store
