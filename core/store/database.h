// SQLite behind a thin RAII layer: one connection, cached statements, transactions, errors as values.
#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QString>

#include <functional>
#include <memory>
#include <optional>

struct sqlite3;
struct sqlite3_stmt;

namespace tideline::store {

/// A prepared statement on loan from its Database; reset and given back when it goes out of scope.
/// Parameters count from 1, columns from 0, as in SQLite. A failed bind is kept and reported by step().
class Statement {
public:
    Statement(Statement &&) noexcept;
    Statement &operator=(Statement &&) = delete;
    ~Statement();

    Statement &bind(int index, qint64 value);
    Statement &bind(int index, int value) { return bind(index, qint64(value)); }
    Statement &bind(int index, bool value) { return bind(index, qint64(value)); }
    Statement &bindText(int index, QByteArrayView utf8);
    Statement &bind(int index, const QString &value) { return bindText(index, value.toUtf8()); }
    Statement &bindBlob(int index, QByteArrayView bytes);
    /// bindBlob() without a copy: the bytes stay where and as they are until the statement is reset or given back.
    Statement &bindView(int index, QByteArrayView bytes);
    Statement &bindTextView(int index, QByteArrayView utf8);  ///< as bindView()
    Statement &bindNull(int index);

    /// true: a row is there; false: done. Errors: Timeout (locked for 5 s), Conflict (a constraint failed),
    /// DiskFull, Corrupt, Io.
    Result<bool> step();
    /// step() for statements without rows, then reset, so that it can be bound and run again.
    Result<void> run();
    /// run() where a rule of the table may stand in the way: false when one did, and nothing was written.
    Result<bool> tryRun();
    /// Makes it ready for the next run; bindings are cleared.
    void reset();

    qint64 integer(int column) const;
    double real(int column) const;
    QByteArray blob(int column) const;  ///< bytes of a BLOB or TEXT; empty for NULL
    QByteArrayView blobView(int column) const;  ///< the same until the next step
    QString text(int column) const;
    bool isNull(int column) const;

private:
    friend class Database;
    struct Shelf;
    Statement(class Database &database, sqlite3_stmt *statement, Shelf &shelf);
    int stepCode();
    Error errorOfStep() const;
    class Database *m_database;
    sqlite3_stmt *m_statement;
    Shelf *m_shelf;  ///< where it goes back to
    int m_bindError = 0;
    bool m_isFresh = true;  ///< nothing bound, not stepped
};

/// One SQLite connection.
///
/// Thread:    the one that uses it first; never two at a time.
/// Invariant: WAL, foreign keys on, busy timeout 5 s, synchronous FULL unless said otherwise.
class Database {
public:
    enum class Mode { ReadWriteCreate, ReadWrite, ReadOnly };
    enum class Sync { Full, Normal };
    struct Options {
        QString path;                   ///< ":memory:" is allowed
        Mode mode = Mode::ReadWriteCreate;
        Sync sync = Sync::Full;
        QByteArray vfs;                 ///< empty = the system's; the simulation names its own
        int cacheKiB = 0;               ///< pages of the file kept in memory; 0 = SQLite's own 2,000
        int checkpointPages = 0;        ///< how long the WAL may get, about; 0 = SQLite's own 1,000
        bool exclusive = false;         ///< one connection only: no shared memory file (the simulation's VFS has none)
        std::function<void(Error &)> onDamage{};  ///< told when the file proves damaged, at opening or in use; may say a way out
    };
    /// Errors: NotFound (ReadWrite, ReadOnly and no file), Denied, Corrupt (not a database), Timeout, Io.
    static Result<std::unique_ptr<Database>> open(const Options &options);
    ~Database();
    Database(const Database &) = delete;
    Database &operator=(const Database &) = delete;

    /// Runs one or more statements without parameters; rows are dropped.
    Result<void> execute(const QByteArray &sql);
    /// The statement, from a cache keyed by the address of its text (a literal, or what lives as long as the Database;
    /// a text that takes the place of another is prepared anew).
    /// Errors: Invalid (SQL that does not parse), Corrupt, Timeout.
    Result<Statement> prepare(const char *sql);
    /// First column of the first row as an integer; nullopt when there is no row or it is NULL.
    Result<std::optional<qint64>> integer(const char *sql);

    qint64 lastInsertId() const;
    int changes() const;
    bool inTransaction() const;
    QString path() const { return m_path; }
    /// Copies the whole database into a new file through SQLite's backup API, and fsyncs it.
    Result<void> backupTo(const QString &path);
    /// The last SQLite error as an Error; BUSY and LOCKED are Timeout, never Corrupt.
    Error lastError(const QString &step) const;
    sqlite3 *handle() const { return m_handle; }

private:
    Database() = default;
    friend class Statement;
    struct Cache;
    sqlite3 *m_handle = nullptr;
    QString m_path;
    std::function<void(Error &)> m_onDamage;
    std::unique_ptr<Cache> m_cache;
};

/// What is read while it lives is one state of the store, and SQLite locks it once, not for each statement (two system calls
/// each). Nothing within a Transaction; none may begin while it lives. Not to be held while waiting for anybody.
class ReadTransaction {
public:
    explicit ReadTransaction(Database &database);
    ~ReadTransaction();
    ReadTransaction(const ReadTransaction &) = delete;
    ReadTransaction &operator=(const ReadTransaction &) = delete;

private:
    Database *m_database;  ///< null where there is nothing to end
};

/// BEGIN IMMEDIATE … COMMIT; rolls back when it goes out of scope uncommitted. Not nested.
/// A write takes a `const Transaction &` to show that what changes together lands together.
class Transaction {
public:
    /// Errors: Timeout, when another connection holds the write lock for 5 s.
    static Result<Transaction> begin(Database &database);
    Transaction(Transaction &&) noexcept;
    Transaction &operator=(Transaction &&) = delete;
    ~Transaction();
    /// Errors: DiskFull, Io, Conflict (a deferred foreign key); it is then rolled back.
    Result<void> commit();

private:
    explicit Transaction(Database &database) : m_database(&database) {}
    Database *m_database;
};

}  // namespace tideline::store
