#include "core/store/migrator.h"

#include "core/store/schema_diff.h"

#include <QDateTime>
#include <QFile>
#include <QFileInfo>

#include <sqlite3.h>

#include <algorithm>

#include <fcntl.h>
#include <unistd.h>

namespace tideline::store {

namespace {

constexpr char kTable[] = R"(
    CREATE TABLE IF NOT EXISTS schema_migration (
        number        INTEGER PRIMARY KEY,
        name          TEXT    NOT NULL,
        checksum      BLOB    NOT NULL CHECK (length(checksum) = 32),  -- SHA-256 of the step's up and down
        applied_at_ms INTEGER NOT NULL                                 -- Unix epoch, UTC
    ) STRICT)";

/// A copy under the first free name: an older copy is never overwritten.
Result<void> keepCopy(Database &database, const QString &name)
{
    if (database.path() == u":memory:" || database.path().isEmpty())
        return {};
    Result<void> done;
    for (int i = 1; i < 1000; ++i) {
        done = database.backupTo(i == 1 ? name : u"%1.%2"_s.arg(name).arg(i));
        if (done || done.error().kind != Error::Kind::Conflict)
            break;
    }
    return done;
}

QString number4(int number)
{
    return u"%1"_s.arg(number, 4, 10, QChar(u'0'));
}

}  // namespace

Migrator::Migrator(std::vector<Migration> steps, qint32 applicationId) :
    m_steps(std::move(steps)), m_applicationId(applicationId)
{
    for (std::size_t i = 0; i < m_steps.size(); ++i)
        Q_ASSERT_X(m_steps[i].number == int(i) + 1, "Migrator", "steps count from 1 without gaps");
}

Migrator Migrator::local()
{
    return {localMigrations(), kLocalApplicationId};
}

Result<std::vector<AppliedMigration>> Migrator::applied(Database &database) const
{
    if (database.inTransaction())
        return appliedInSnapshot(database);
    // One snapshot: another program may be making the store, and half of what it did is no store of anybody's.
    if (auto begun = database.execute("BEGIN"); !begun)
        return begun.error();
    auto rows = appliedInSnapshot(database);
    if (auto ended = database.execute("ROLLBACK"); !ended && rows)
        return ended.error();
    return rows;
}

Result<std::vector<AppliedMigration>> Migrator::appliedInSnapshot(Database &database) const
{
    const auto owner = database.integer("PRAGMA application_id");
    if (!owner)
        return owner.error();
    const auto tables = database.integer("SELECT count(*) FROM sqlite_schema");
    if (!tables)
        return tables.error();
    const auto ours = database.integer("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'schema_migration'");
    if (!ours)
        return ours.error();
    const bool empty = owner->value_or(0) == 0 && tables->value_or(0) == 0;
    if (!empty && (owner->value_or(0) != m_applicationId || !*ours))
        return Error{Error::Kind::Invalid, u"This file is not a store of this program."_s, database.path(),
                     u"Move it away, or choose another place."_s};
    std::vector<AppliedMigration> rows;
    if (empty)
        return rows;
    auto query = database.prepare("SELECT number, name, checksum, applied_at_ms FROM schema_migration ORDER BY number");
    if (!query)
        return query.error();
    for (;;) {
        const auto row = query->step();
        if (!row)
            return row.error();
        if (!*row)
            return rows;
        const auto checksum = ContentHash::fromBytes(query->blob(2));
        if (!checksum)
            return at(checksum.error(), database.path());
        rows.push_back({int(query->integer(0)), query->text(1), *checksum, query->integer(3)});
    }
}

Result<int> Migrator::check(Database &database) const
{
    const auto rows = applied(database);
    if (!rows)
        return rows.error();
    for (std::size_t i = 0; i < rows->size(); ++i) {
        const AppliedMigration &row = (*rows)[i];
        if (row.number != int(i) + 1)
            return Error{Error::Kind::Corrupt, u"The store's list of steps has a gap."_s, database.path(), u"See what is wrong: tide db check"_s};
        if (i >= m_steps.size())
            return Error{Error::Kind::Invalid, u"This store was written by a newer version of Tideline."_s,
                         u"%1: it is at step %2 (%3), this version knows %4"_s.arg(database.path(), number4(rows->back().number),
                                                                                 rows->back().name, number4(latest())),
                         u"Install the newer version again, or go back to the copy that it kept beside the store."_s};
        if (row.checksum != m_steps[i].checksum() || row.name != QString::fromUtf8(m_steps[i].name))
            return Error{Error::Kind::Invalid, u"The store was made with a different step than this version has."_s,
                         u"%1: step %2 (%3)"_s.arg(database.path(), number4(row.number), row.name),
                         u"A released migration never changes: restore its file, and mend it in a new step."_s};
    }
    return int(rows->size());
}

Result<void> Migrator::upgrade(Database &database, Clock &clock, int to) const
{
    Q_ASSERT(to >= 0 && to <= latest());
    const auto current = check(database);
    if (!current)
        return current.error();
    if (*current >= to)
        return {};
    if (*current > 0) {
        if (auto kept = keepCopy(database, u"%1.before-%2"_s.arg(database.path(), number4(*current + 1))); !kept)
            return kept;
    }
    for (int i = *current; i < to; ++i) {
        if (auto done = runStep(database, clock, m_steps[std::size_t(i)], Direction::Up); !done)
            return done;
    }
    return {};
}

Result<void> Migrator::downgrade(Database &database, Clock &clock, int to) const
{
    Q_ASSERT(to >= 0);
    const auto current = check(database);
    if (!current)
        return current.error();
    if (*current <= to)
        return {};
    if (auto kept = keepCopy(database, u"%1.before-down-%2"_s.arg(database.path(), number4(*current))); !kept)
        return kept;
    for (int i = *current; i > to; --i) {
        if (auto done = runStep(database, clock, m_steps[std::size_t(i - 1)], Direction::Down); !done)
            return done;
    }
    return {};
}

Result<void> Migrator::runStep(Database &database, Clock &clock, const Migration &step, Direction direction) const
{
    // A table is rebuilt by dropping the old one, which enforced foreign keys would take for deleting its rows. They can
    // only be switched outside a transaction; inside it, foreign_key_check judges the outcome before it may land.
    if (auto off = database.execute("PRAGMA foreign_keys = OFF"); !off)
        return off;
    auto done = stepBody(database, clock, step, direction);
    if (auto on = database.execute("PRAGMA foreign_keys = ON"); !on && done)
        return on;
    return done ? done : at(done.error(), u"step %1"_s.arg(step.label()));
}

Result<void> Migrator::stepBody(Database &database, Clock &clock, const Migration &step, Direction direction) const
{
    auto transaction = Transaction::begin(database);
    if (!transaction)
        return transaction.error();
    const bool up = direction == Direction::Up;
    // Another program may have been faster; under the write lock the answer is final.
    const auto current = check(database);
    if (!current)
        return current.error();
    if (*current != (up ? step.number - 1 : step.number))
        return {};

    if (auto done = database.execute(kTable); !done)
        return done;
    if (auto done = database.execute("PRAGMA application_id = " + QByteArray::number(m_applicationId)); !done)
        return done;
    if (auto done = database.execute(up ? step.up : step.down); !done)
        return done;
    if (!database.inTransaction())
        return Error{Error::Kind::Invalid, u"A migration ended its transaction itself."_s, {},
                     u"Take BEGIN, COMMIT and ROLLBACK out of it."_s};
    {
        auto broken = database.prepare("SELECT \"table\", rowid, parent FROM pragma_foreign_key_check LIMIT 1");
        if (!broken)
            return broken.error();
        const auto row = broken->step();
        if (!row)
            return row.error();
        if (*row)
            return Error{Error::Kind::Conflict, u"A migration would leave rows that refer to nothing."_s,
                         u"%1 refers to %2"_s.arg(broken->text(0), broken->text(2)), {}};
    }
    auto record = database.prepare(up ? "INSERT INTO schema_migration (number, name, checksum, applied_at_ms)"
                                        " VALUES (?1, ?2, ?3, ?4)"
                                      : "DELETE FROM schema_migration WHERE number = ?1");
    if (!record)
        return record.error();
    record->bind(1, step.number);
    if (up)
        record->bindText(2, step.name).bindBlob(3, step.checksum().view()).bind(4, clock.nowMs());
    if (auto done = record->run(); !done)
        return done;
    return transaction->commit();
}

Result<std::unique_ptr<Database>> Migrator::open(const Database::Options &options, Clock &clock) const
{
    // A store that is there is judged through a connection that cannot write. The simulation's VFS, which has no second
    // connection, and a new file that a crash left with a rollback journal are judged by upgrade() before its first write.
    const bool judgeFirst = options.vfs.isEmpty() && !options.exclusive && options.path != u":memory:"
                            && QFileInfo(options.path).size() > 0 && !QFileInfo::exists(options.path + u"-journal"_s);
    if (judgeFirst) {
        auto reader = Database::open({options.path, Database::Mode::ReadOnly, options.sync, {}, false});
        if (!reader)
            return reader.error();
        if (const auto current = check(**reader); !current)
            return current.error();
    }
    auto database = Database::open(options);
    if (!database)
        return database;
    if (auto done = upgrade(**database, clock); !done)
        return done.error();
    return database;
}

Result<QStringList> Migrator::schemaFindings(Database &database, int steps) const
{
    const auto found = readSchema(database);
    if (!found)
        return found.error();
    const auto expected = schemaOfSteps({m_steps.begin(), m_steps.begin() + steps});
    if (!expected)
        return expected.error();
    QStringList lines = differences(*expected, *found);
    for (QString &line : lines)
        line.prepend(u"The schema is not what the steps make: "_s);
    return lines;
}

Result<QString> moveStoreAside(const QString &path, Clock &clock)
{
    const QStringList tails{u"-wal"_s, u"-journal"_s, u"-shm"_s, QString()};
    if (std::ranges::none_of(tails, [&](const QString &tail) { return QFileInfo::exists(path + tail); }))
        return Error{Error::Kind::NotFound, u"There is no store here."_s, path, {}};
    const QString stamp = QDateTime::fromMSecsSinceEpoch(clock.nowMs()).toUTC().toString(u"yyyyMMdd-HHmmss"_s);
    const auto isTaken = [&](const QString &name) {
        return std::ranges::any_of(tails, [&](const QString &tail) { return QFileInfo::exists(name + tail); });
    };
    QString target = u"%1.corrupt-%2"_s.arg(path, stamp);
    for (int i = 2; isTaken(target); ++i)
        target = u"%1.corrupt-%2.%3"_s.arg(path, stamp).arg(i);
    // The log first: a store without its log may be read as an older state, a log without its store by nobody.
    for (const QString &tail : tails) {
        if (QFileInfo::exists(path + tail) && !QFile::rename(path + tail, target + tail))
            return Error{Error::Kind::Io, u"The damaged store could not be moved aside."_s, path + tail,
                         u"Check the rights of its folder."_s};
    }
    const int fd = ::open(QFile::encodeName(QFileInfo(path).absolutePath()).constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd >= 0) {
        ::fsync(fd);
        ::close(fd);
    }
    return target;
}

}  // namespace tideline::store
