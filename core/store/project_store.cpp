#include "core/store/project_store.h"

#include "core/store/migrator.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

namespace tideline::store {

namespace {

/// A first sync writes some 1,500 pages in each transaction: with SQLite's own 1,000, each would be followed by a checkpoint, and the
/// disk waited for twice. The log may have some 16 MB for it.
constexpr int kCheckpointPages = 4000;

QString notePath(const QString &store)
{
    return store + u".damaged"_s;
}

/// The files of the projects are not in it: a damaged store costs linking the folders again. A note beside it tells the next
/// start to look: damage in the middle is met only by who reads there.
Database::Options options(const StoreLocation &location, Database::Mode mode)
{
    Database::Options options{.path = location.storePath, .mode = mode, .vfs = {}};
    if (!location.profile.isEmpty())
        options.onDamage = [note = notePath(location.storePath)](Error &error) {
            if (error.kind == Error::Kind::Corrupt)
                error.mend = kDamagedStoreMend;
            QFile file(note);
            if (file.open(QIODevice::WriteOnly | QIODevice::NewOnly))
                file.write(toText(error).toUtf8());
        };
    return options;
}

/// What a look at the file's size and first bytes tells. SQLite passes over a last page that is cut and a file of one byte, and
/// takes a flipped version number for a store of another program.
QString lookOf(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    const QByteArray head = file.read(100);
    const auto at = [&](int offset) { return int(uchar(head[offset])); };
    const int page = head.size() < 100 ? 0 : at(16) == 0 && at(17) == 1 ? 65536 : at(16) * 256 + at(17);
    if (head.size() < 100 || (page >= 512 && file.size() % page != 0))
        return u"The store ends in the middle of a page."_s;
    const bool isKnown = at(18) >= 1 && at(18) <= 2 && at(19) >= 1 && at(19) <= 2 && at(44) + at(45) + at(46) == 0 && at(47) <= 4;
    return isKnown ? QString() : u"The head of the store says what no SQLite has written."_s;
}

/// What SQLite finds wrong with the pages; empty = nothing. Errors: it cannot be said now (locked, say).
Result<QString> damageOf(const StoreLocation &location, const char *pragma)
{
    const auto found = [&]() -> Result<QString> {
        const auto database = Database::open({.path = location.storePath, .mode = Database::Mode::ReadOnly, .vfs = {}});
        if (!database)
            return database.error();
        auto query = (*database)->prepare(pragma);
        if (!query)
            return query.error();
        const auto row = query->step();
        if (!row)
            return row.error();
        return *row && query->text(0) != u"ok"_s ? query->text(0) : QString();
    }();
    return !found && found.error().kind == Error::Kind::Corrupt ? toText(found.error()) : found;
}

/// The pages are in order, but a bit of the text that makes a table is not: then statements fail that are right. Empty = nothing is
/// wrong, or the store is of other steps than ours.
QString schemaDamageOf(const StoreLocation &location)
{
    const auto database = Database::open({.path = location.storePath, .mode = Database::Mode::ReadOnly, .vfs = {}});
    if (!database)
        return {};
    const Migrator migrator = Migrator::local();
    const auto current = migrator.check(**database);
    const auto lines = current ? migrator.schemaFindings(**database, *current) : Result<QStringList>(QStringList());
    return lines ? lines->join(u' ') : lines.error().kind == Error::Kind::Corrupt ? toText(lines.error()) : QString();
}

}  // namespace

Result<std::unique_ptr<Database>> openProjectStore(const StoreLocation &location, Clock &clock)
{
    if (auto ready = prepareProfile(location); !ready)
        return ready.error();
    Database::Options writing = options(location, Database::Mode::ReadWriteCreate);
    writing.checkpointPages = kCheckpointPages;
    return Migrator::local().open(writing, clock);
}

Result<std::unique_ptr<Database>> openProjectReader(const StoreLocation &location)
{
    return Database::open(options(location, Database::Mode::ReadOnly));
}

Result<std::optional<SetAside>> mendProjectStore(const StoreLocation &location, Clock &clock, Look look)
{
    const QString &path = location.storePath;
    if (location.profile.isEmpty())
        return std::optional<SetAside>();
    const bool hasLog = QFileInfo(path + u"-wal"_s).size() > 0;
    const bool hasNote = QFileInfo::exists(notePath(path));
    Result<QString> why = QString();
    if (QFileInfo(path).size() == 0)
        // A log without its store is of no use to SQLite, which would delete it.
        why = hasLog ? u"The store is gone, but for its log."_s : QString();
    else if (look == Look::AtAll || hasNote)
        why = damageOf(location, "PRAGMA integrity_check(1)");
    else if (!hasLog)
        why = lookOf(path);
    else
        why = damageOf(location, "PRAGMA quick_check(1)");
    if (why && why->isEmpty() && hasNote)
        why = schemaDamageOf(location);
    if (!why)
        return std::optional<SetAside>();  // the note stays for the next start
    std::optional<SetAside> moved;
    if (!why->isEmpty()) {
        auto kept = moveStoreAside(path, clock);
        if (!kept)
            return kept.error();
        moved = SetAside{*kept, *why};
    }
    QFile::remove(notePath(path));
    return moved;
}

QString lastSetAside(const StoreLocation &location)
{
    if (location.profile.isEmpty())
        return {};
    const QFileInfo store(location.storePath);
    const QStringList names = store.dir().entryList({store.fileName() + u".corrupt-*"_s}, QDir::Files | QDir::Hidden, QDir::Name);
    return names.isEmpty() ? QString() : store.dir().filePath(names.last());
}

}  // namespace tideline::store
