#include "core/store/database.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <sqlite3.h>

#include <atomic>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <fcntl.h>
#include <functional>
#include <unistd.h>
#include <unordered_map>
#include <vector>

namespace tideline::store {

namespace {

constexpr int kBusyTimeoutMs = 5000;
constexpr std::size_t kIdlePerText = 4;  // statements kept of one text; more only while they are on loan

Error errorOf(sqlite3 *handle, int code, const QString &path, const QString &step)
{
    using Kind = Error::Kind;
    const QString detail = handle ? QString::fromUtf8(sqlite3_errmsg(handle)) : QString::fromUtf8(sqlite3_errstr(code));
    const QString where = u"%1: %2: %3 [%4]"_s.arg(path, step, detail).arg(code);
    const Error full{Kind::DiskFull, u"There is no space left for the store."_s, where, u"Free some space."_s};
    if (code == SQLITE_IOERR_SHMSIZE)  // the one file whose growth SQLite does not report as SQLITE_FULL
        return full;
    switch (code & 0xff) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return {Kind::Timeout, u"The store is locked by another program."_s, where, u"Try again."_s};
    case SQLITE_CONSTRAINT:
        return {Kind::Conflict, u"The store refused a row that breaks a rule of its table."_s, where, {}};
    case SQLITE_FULL: return full;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
        return {Kind::Corrupt, u"The store is damaged or is not a store."_s, where, {}};  // who opens it knows the way out
    case SQLITE_PERM:
    case SQLITE_AUTH:
    case SQLITE_READONLY:
        return {Kind::Denied, u"The store may not be written."_s, where, u"Check the rights of its file and folder."_s};
    case SQLITE_INTERRUPT:
        return {Kind::Cancelled, u"The work on the store was stopped."_s, where, {}};
    case SQLITE_ERROR:
    case SQLITE_MISUSE:
    case SQLITE_RANGE:
    case SQLITE_MISMATCH:
    case SQLITE_TOOBIG:
        return {Kind::Invalid, u"The store was asked something it does not understand."_s, where, {}};
    default:
        return {Kind::Io, u"The store could not be read or written."_s, where, u"Check the disk."_s};
    }
}

bool fileExists(const QByteArray &vfsName, const QString &path)
{
    sqlite3_vfs *vfs = sqlite3_vfs_find(vfsName.isEmpty() ? nullptr : vfsName.constData());
    int exists = 0;
    return vfs && vfs->xAccess(vfs, path.toUtf8().constData(), SQLITE_ACCESS_EXISTS, &exists) == SQLITE_OK && exists;
}

/// Why SQLITE_CANTOPEN came: the one failure whose kind the code alone does not say.
Error openError(sqlite3 *handle, int code, const Database::Options &options)
{
    Error error = errorOf(handle, code, options.path, u"open"_s);
    if ((code & 0xff) != SQLITE_CANTOPEN)
        return error;
    if (options.mode != Database::Mode::ReadWriteCreate && !fileExists(options.vfs, options.path)) {
        error.kind = Error::Kind::NotFound;
        error.what = u"There is no store here."_s;
        return error;
    }
    const int system = handle ? sqlite3_system_errno(handle) : 0;
    if (system == EACCES || system == EPERM || system == EROFS) {
        error.kind = Error::Kind::Denied;
        error.what = u"The store may not be opened."_s;
        error.mend = u"Check the rights of its file and folder."_s;
    }
    return error;
}

Result<void> turnToWal(Database &database)
{
    // EXTRA while the file turns to WAL: that step still has a rollback journal, whose removal FULL leaves in the disk's
    // cache; a journal that came back after a crash would undo the store from under its WAL.
    Result<void> done = database.execute("PRAGMA synchronous = EXTRA");
    // Where two programs turn a new file at once, SQLite tells one of them BUSY without asking the busy handler.
    for (int waitedMs = 0; done && waitedMs < kBusyTimeoutMs; waitedMs += 10) {
        done = database.execute("PRAGMA journal_mode = WAL");
        if (done || done.error().kind != Error::Kind::Timeout)
            return done;
        sqlite3_sleep(10);
        done = {};
    }
    return done ? database.execute("PRAGMA journal_mode = WAL") : done;
}

bool syncToDisk(const QString &path, int flags)
{
    const int fd = ::open(QFile::encodeName(path).constData(), flags | O_CLOEXEC);
    if (fd < 0)
        return false;
    const bool done = ::fsync(fd) == 0;
    ::close(fd);
    return done;
}

/// A name beside `path` that no other copy under way has, be it of this process or of another; those that a kill left are
/// taken away.
QString partOf(const QString &path)
{
    static std::atomic<int> count = 0;
    const QFileInfo info(path);
    const QString head = info.fileName() + u".part-"_s;
    const QStringList left = info.dir().entryList({head + u'*'}, QDir::Files | QDir::Hidden);
    for (const QString &name : left) {
        const int process = name.mid(head.size()).section(u'-', 0, 0).toInt();
        if (process > 0 && ::kill(process, 0) != 0 && errno == ESRCH)
            QFile::remove(info.dir().filePath(name));
    }
    return u"%1.part-%2-%3"_s.arg(path).arg(::getpid()).arg(++count);
}

/// Renames without ever replacing, in one step; errno is EEXIST when the name is taken.
bool nameIfFree(const QString &from, const QString &to)
{
    const QByteArray source = QFile::encodeName(from), target = QFile::encodeName(to);
    if (::renameat2(AT_FDCWD, source.constData(), AT_FDCWD, target.constData(), RENAME_NOREPLACE) == 0)
        return true;
    if (errno != EINVAL && errno != ENOSYS)
        return false;
    return ::link(source.constData(), target.constData()) == 0 && ::unlink(source.constData()) == 0;  // a disk without the flag
}

}  // namespace

/// What is kept of one SQL text while nobody uses it.
struct Statement::Shelf {
    std::vector<sqlite3_stmt *> idle;

    void giveBack(sqlite3_stmt *statement)
    {
        if (idle.size() < kIdlePerText)
            idle.push_back(statement);
        else
            sqlite3_finalize(statement);
    }
};

/// SQLite keeps the text up to the statement's end; what may follow in `sql` is white space.
static bool isTextOf(sqlite3_stmt *statement, const char *sql)
{
    const char *kept = sqlite3_sql(statement);
    const std::size_t length = std::strlen(kept);
    return std::strncmp(kept, sql, length) == 0 && sql[length + std::strspn(sql + length, " \n\t;")] == '\0';
}

struct Database::Cache {
    /// By the address of a literal: to hash a text for each look-up costs as much as a small query. Two literals of one
    /// text have a shelf each.
    std::unordered_map<const char *, Statement::Shelf> shelves;
    QByteArray vfs;
};

// ---- Statement

Statement::Statement(Database &database, sqlite3_stmt *statement, Shelf &shelf)
    : m_database(&database), m_statement(statement), m_shelf(&shelf)
{
}

Statement::Statement(Statement &&other) noexcept
    : m_database(other.m_database), m_statement(std::exchange(other.m_statement, nullptr)), m_shelf(other.m_shelf),
      m_bindError(other.m_bindError), m_isFresh(other.m_isFresh)
{
}

Statement::~Statement()
{
    if (!m_statement)
        return;
    if (!m_isFresh)
        reset();
    m_shelf->giveBack(m_statement);
}

Statement &Statement::bind(int index, qint64 value)
{
    m_isFresh = false;
    if (const int code = sqlite3_bind_int64(m_statement, index, value); code != SQLITE_OK)
        m_bindError = code;
    return *this;
}

Statement &Statement::bindText(int index, QByteArrayView utf8)
{
    m_isFresh = false;
    const char *data = utf8.data() ? utf8.data() : "";  // a null pointer would bind NULL
    if (const int code = sqlite3_bind_text64(m_statement, index, data, sqlite3_uint64(utf8.size()), SQLITE_TRANSIENT,
                                             SQLITE_UTF8);
        code != SQLITE_OK)
        m_bindError = code;
    return *this;
}

Statement &Statement::bindBlob(int index, QByteArrayView bytes)
{
    m_isFresh = false;
    const char *data = bytes.data() ? bytes.data() : "";
    if (const int code =
            sqlite3_bind_blob64(m_statement, index, data, sqlite3_uint64(bytes.size()), SQLITE_TRANSIENT);
        code != SQLITE_OK)
        m_bindError = code;
    return *this;
}

Statement &Statement::bindView(int index, QByteArrayView bytes)
{
    m_isFresh = false;
    const char *data = bytes.data() ? bytes.data() : "";
    if (const int code = sqlite3_bind_blob64(m_statement, index, data, sqlite3_uint64(bytes.size()), SQLITE_STATIC);
        code != SQLITE_OK)
        m_bindError = code;
    return *this;
}

Statement &Statement::bindTextView(int index, QByteArrayView utf8)
{
    m_isFresh = false;
    const char *data = utf8.data() ? utf8.data() : "";
    if (const int code = sqlite3_bind_text64(m_statement, index, data, sqlite3_uint64(utf8.size()), SQLITE_STATIC, SQLITE_UTF8);
        code != SQLITE_OK)
        m_bindError = code;
    return *this;
}

Statement &Statement::bindNull(int index)
{
    m_isFresh = false;
    if (const int code = sqlite3_bind_null(m_statement, index); code != SQLITE_OK)
        m_bindError = code;
    return *this;
}

Result<bool> Statement::step()
{
    const int code = stepCode();
    return code == SQLITE_ROW || code == SQLITE_DONE ? Result<bool>(code == SQLITE_ROW) : errorOfStep();
}

int Statement::stepCode()
{
    m_isFresh = false;
    return m_bindError != 0 ? m_bindError : sqlite3_step(m_statement);
}

Error Statement::errorOfStep() const
{
    const QString text = QString::fromUtf8(sqlite3_sql(m_statement)).simplified();
    return m_bindError != 0 ? errorOf(nullptr, m_bindError, m_database->m_path, text) : m_database->lastError(text);
}

Result<void> Statement::run()
{
    const auto stepped = step();
    reset();
    if (!stepped)
        return stepped.error();
    return {};
}

Result<bool> Statement::tryRun()
{
    const int code = stepCode();
    const bool isRefused = (code & 0xff) == SQLITE_CONSTRAINT;
    const Result<bool> done = isRefused || code == SQLITE_ROW || code == SQLITE_DONE ? Result<bool>(!isRefused) : errorOfStep();
    reset();
    return done;
}

void Statement::reset()
{
    sqlite3_reset(m_statement);
    sqlite3_clear_bindings(m_statement);
    m_bindError = 0;
    m_isFresh = true;
}

qint64 Statement::integer(int column) const { return sqlite3_column_int64(m_statement, column); }
double Statement::real(int column) const { return sqlite3_column_double(m_statement, column); }

QByteArray Statement::blob(int column) const
{
    return blobView(column).toByteArray();
}

QByteArrayView Statement::blobView(int column) const
{
    const void *data = sqlite3_column_blob(m_statement, column);
    return QByteArrayView(static_cast<const char *>(data), sqlite3_column_bytes(m_statement, column));
}

QString Statement::text(int column) const
{
    const unsigned char *data = sqlite3_column_text(m_statement, column);
    return QString::fromUtf8(reinterpret_cast<const char *>(data), sqlite3_column_bytes(m_statement, column));
}

bool Statement::isNull(int column) const { return sqlite3_column_type(m_statement, column) == SQLITE_NULL; }

// ---- Database

Result<std::unique_ptr<Database>> Database::open(const Options &options)
{
    int flags = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
    switch (options.mode) {
    case Mode::ReadWriteCreate: flags |= SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE; break;
    case Mode::ReadWrite: flags |= SQLITE_OPEN_READWRITE; break;
    case Mode::ReadOnly: flags |= SQLITE_OPEN_READONLY; break;
    }
    // Nobody asks SQLite how much memory it holds, and counting that takes a lock of all threads at each allocation.
    [[maybe_unused]] static const int isUncounted = sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
    std::unique_ptr<Database> database(new Database);
    database->m_path = options.path;
    database->m_onDamage = options.onDamage;
    database->m_cache = std::make_unique<Cache>();
    database->m_cache->vfs = options.vfs;
    const int code = sqlite3_open_v2(options.path.toUtf8().constData(), &database->m_handle, flags,
                                     options.vfs.isEmpty() ? nullptr : options.vfs.constData());
    if (code != SQLITE_OK)
        return openError(database->m_handle, code, options);
    sqlite3_busy_timeout(database->m_handle, kBusyTimeoutMs);
    sqlite3_db_config(database->m_handle, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);

    // Writable only if the file's rights say so: SQLite quietly opens a read-only file for reading.
    const bool writes = options.mode != Mode::ReadOnly;
    if (writes && sqlite3_db_readonly(database->m_handle, "main") == 1)
        return Error{Error::Kind::Denied, u"The store may not be written."_s, options.path,
                     u"Check the rights of its file and folder."_s};

    // Exclusive first: WAL then keeps its index in the heap, and asks the VFS for no shared memory.
    if (options.exclusive)
        if (auto done = database->execute("PRAGMA locking_mode = EXCLUSIVE"); !done)
            return done.error();
    if (writes) {
        if (auto done = turnToWal(*database); !done)
            return done.error();
        if (auto done = database->execute(options.sync == Sync::Full ? "PRAGMA synchronous = FULL"
                                                                     : "PRAGMA synchronous = NORMAL");
            !done)
            return done.error();
        // A log that a kill left may be in the disk's cache alone. What a failed sync of any file takes away there would take
        // all with it that is committed from now on, so it goes to the disk first (a checkpoint begins with that).
        if (auto done = database->execute("PRAGMA wal_checkpoint(PASSIVE)"); !done)
            return done.error();
    }
    if (auto done = database->execute("PRAGMA foreign_keys = ON; PRAGMA trusted_schema = OFF; PRAGMA schema_version");
        !done)
        return done.error();
    if (options.cacheKiB > 0) {
        if (auto done = database->execute("PRAGMA cache_size = -" + QByteArray::number(options.cacheKiB)); !done)
            return done.error();
    }
    if (options.checkpointPages > 0) {
        if (auto done = database->execute("PRAGMA wal_autocheckpoint = " + QByteArray::number(options.checkpointPages)); !done)
            return done.error();
    }
    return database;
}

Database::~Database()
{
    if (m_cache)
        for (auto &[text, shelf] : m_cache->shelves)
            for (sqlite3_stmt *statement : shelf.idle)
                sqlite3_finalize(statement);
    const int code = sqlite3_close(m_handle);
    Q_ASSERT_X(code == SQLITE_OK, "Database", "a Statement outlived its Database");
}

Result<void> Database::execute(const QByteArray &sql)
{
    if (sqlite3_exec(m_handle, sql.constData(), nullptr, nullptr, nullptr) != SQLITE_OK)
        return lastError(QString::fromUtf8(sql.left(120)).simplified());
    return {};
}

Result<Statement> Database::prepare(const char *sql)
{
    Statement::Shelf &shelf = m_cache->shelves[sql];
    while (!shelf.idle.empty()) {
        sqlite3_stmt *statement = shelf.idle.back();
        shelf.idle.pop_back();
        if (isTextOf(statement, sql))
            return Statement(*this, statement, shelf);
        sqlite3_finalize(statement);  // another text stood at this address before
    }
    sqlite3_stmt *statement = nullptr;
    if (sqlite3_prepare_v3(m_handle, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, nullptr) != SQLITE_OK)
        return lastError(QString::fromUtf8(sql).simplified());
    if (!statement)
        return Error{Error::Kind::Invalid, u"A statement is empty."_s, m_path, {}};
    return Statement(*this, statement, shelf);
}

Result<std::optional<qint64>> Database::integer(const char *sql)
{
    auto statement = prepare(sql);
    if (!statement)
        return statement.error();
    auto row = statement->step();
    if (!row)
        return row.error();
    if (!*row || statement->isNull(0))
        return std::optional<qint64>();
    return std::optional<qint64>(statement->integer(0));
}

qint64 Database::lastInsertId() const { return sqlite3_last_insert_rowid(m_handle); }
int Database::changes() const { return sqlite3_changes(m_handle); }
bool Database::inTransaction() const { return sqlite3_get_autocommit(m_handle) == 0; }

Result<void> Database::backupTo(const QString &path)
{
    // Built beside its name and renamed once it is whole, so that a copy that stands there can be trusted. A named VFS
    // has no rename: there it is written in place.
    const bool system = m_cache->vfs.isEmpty();
    if (fileExists(m_cache->vfs, path))
        return Error{Error::Kind::Conflict, u"A copy of the store already has this name."_s, path, {}};
    const QString part = system ? partOf(path) : path;

    sqlite3 *target = nullptr;
    int code = sqlite3_open_v2(part.toUtf8().constData(), &target,
                               SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE,
                               system ? nullptr : m_cache->vfs.constData());
    if (code == SQLITE_OK) {
        if (sqlite3_backup *backup = sqlite3_backup_init(target, "main", m_handle, "main")) {
            sqlite3_busy_timeout(target, kBusyTimeoutMs);
            sqlite3_backup_step(backup, -1);
            code = sqlite3_backup_finish(backup);
        } else {
            code = sqlite3_extended_errcode(target);
        }
    }
    const Error error = errorOf(target, code, path, u"copy the store"_s);
    sqlite3_close(target);
    if (code != SQLITE_OK) {
        if (system)
            QFile::remove(part);
        return error;
    }
    if (!system)
        return {};
    const bool named = syncToDisk(part, O_RDONLY) && nameIfFree(part, path);
    const bool taken = !named && errno == EEXIST;
    if (named && syncToDisk(QFileInfo(path).absolutePath(), O_RDONLY | O_DIRECTORY))
        return {};
    QFile::remove(part);
    if (taken)
        return Error{Error::Kind::Conflict, u"A copy of the store already has this name."_s, path, {}};
    return Error{Error::Kind::Io, u"The copy of the store could not be kept."_s, path, u"Check the disk."_s};
}

Error Database::lastError(const QString &step) const
{
    const int code = sqlite3_extended_errcode(m_handle);
    Error error = errorOf(m_handle, code, m_path, step);
    // A row that breaks a rule may be met where an index is damaged, and SQL that was right is wrong where a table's own text is.
    if ((error.kind == Error::Kind::Corrupt || error.kind == Error::Kind::Conflict || (code & 0xff) == SQLITE_ERROR) && m_onDamage)
        m_onDamage(error);
    return error;
}

// ---- ReadTransaction

ReadTransaction::ReadTransaction(Database &database) : m_database(nullptr)
{
    if (database.inTransaction())
        return;
    // What fails here fails again, and is told, where it reads.
    auto begin = database.prepare("BEGIN");
    if (begin && begin->run())
        m_database = &database;
}

ReadTransaction::~ReadTransaction()
{
    if (!m_database || !m_database->inTransaction())
        return;
    auto end = m_database->prepare("COMMIT");
    if (!end || !end->run())
        (void)m_database->execute("ROLLBACK");
}

// ---- Transaction

Result<Transaction> Transaction::begin(Database &database)
{
    Q_ASSERT_X(!database.inTransaction(), "Transaction", "transactions do not nest");
    auto begin = database.prepare("BEGIN IMMEDIATE");
    if (!begin)
        return begin.error();
    if (auto done = begin->run(); !done)
        return done.error();
    return Transaction(database);
}

Transaction::Transaction(Transaction &&other) noexcept : m_database(std::exchange(other.m_database, nullptr)) {}

Transaction::~Transaction()
{
    if (m_database && m_database->inTransaction())
        (void)m_database->execute("ROLLBACK");
}

Result<void> Transaction::commit()
{
    Q_ASSERT(m_database);
    Database &database = *std::exchange(m_database, nullptr);
    if (!database.inTransaction())  // a full disk or an I/O error has rolled it back already
        return Error{Error::Kind::Io, u"The store gave up the change before its end."_s, database.path(), {}};
    auto commit = database.prepare("COMMIT");
    const Result<void> done = commit ? commit->run() : commit.error();
    if (!done && database.inTransaction())
        (void)database.execute("ROLLBACK");
    return done;
}

}  // namespace tideline::store
