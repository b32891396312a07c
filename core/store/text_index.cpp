#include "core/store/text_index.h"

#include "core/store/listing_order.h"

#include <QFile>

#include <cerrno>
#include <fcntl.h>
#include <sqlite3.h>
#include <unistd.h>

namespace tideline::store {

namespace {

constexpr qint64 kVersion = 1;  ///< of what is in the file; another one is made anew
constexpr int kCacheKiB = 2048;
constexpr int kStepsBetweenLooks = 20'000;  ///< of SQLite's machine, at whether it is still wanted

// `words` keeps no text and can take no row out (content='' without contentless_delete, which Debian 12's SQLite does not have).
constexpr char kSchema[] = R"(
    CREATE VIRTUAL TABLE words USING fts5(body, content = '', tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3');
    CREATE TABLE indexed (
        hash   BLOB    NOT NULL CHECK (length(hash) = 32),
        form   INTEGER NOT NULL,              -- TextForm
        number INTEGER,                       -- words.rowid; NULL = it is no text
        bytes  INTEGER NOT NULL,              -- of text
        PRIMARY KEY (hash, form)
    ) STRICT, WITHOUT ROWID;
    CREATE UNIQUE INDEX indexed_number ON indexed (number) WHERE number IS NOT NULL;
    PRAGMA user_version = 1;
)";

Result<std::unique_ptr<Database>> openDatabase(const QString &path, Database::Mode mode)
{
    Database::Options options;
    options.path = path;
    options.mode = mode;
    options.sync = Database::Sync::Normal;
    options.cacheKiB = kCacheKiB;
    return Database::open(options);
}

/// SQLite would make it for others to read; what it puts beside it has the rights of this one.
void makePrivate(const QString &path)
{
    const int fd = ::open(QFile::encodeName(path).constData(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (fd >= 0)
        ::close(fd);
}

/// Whether making it anew would help.
bool isBroken(const Error &error)
{
    return error.kind == Error::Kind::Corrupt || error.kind == Error::Kind::Invalid;
}

/// A database of this version; nullptr: it is another's. Errors: those of SQLite.
Result<std::unique_ptr<Database>> openKnown(const QString &path)
{
    makePrivate(path);
    auto database = openDatabase(path, Database::Mode::ReadWriteCreate);
    if (!database)
        return database.error();
    const auto version = (*database)->integer("PRAGMA user_version");
    if (!version)
        return version.error();
    if (**version == kVersion)
        return database;
    if (**version != 0)
        return std::unique_ptr<Database>();
    auto transaction = Transaction::begin(**database);
    if (!transaction)
        return transaction.error();
    if (auto made = (*database)->execute(kSchema); !made)
        return made.error();
    if (auto kept = transaction->commit(); !kept)
        return kept.error();
    return database;
}

/// While it lives a statement of the database ends when it is cancelled.
class Cancelling {
public:
    Cancelling(Database &database, const std::atomic<bool> *cancelled) : m_handle(cancelled ? database.handle() : nullptr)
    {
        if (m_handle)
            sqlite3_progress_handler(m_handle, kStepsBetweenLooks, &isCancelled, const_cast<std::atomic<bool> *>(cancelled));
    }
    ~Cancelling()
    {
        if (m_handle)
            sqlite3_progress_handler(m_handle, 0, nullptr, nullptr);
    }
    Cancelling(const Cancelling &) = delete;
    Cancelling &operator=(const Cancelling &) = delete;

private:
    static int isCancelled(void *flag) { return static_cast<const std::atomic<bool> *>(flag)->load(std::memory_order_relaxed) ? 1 : 0; }
    sqlite3 *m_handle;
};

Result<TextContent> contentAt(const Statement &row)
{
    const auto hash = ContentHash::fromBytes(row.blobView(0));
    if (!hash)
        return hash.error();
    return TextContent{*hash, row.integer(1) == qint64(TextForm::Notebook) ? TextForm::Notebook : TextForm::Plain};
}

}  // namespace

Result<TextIndex> TextIndex::open(const QString &path)
{
    auto database = openKnown(path);
    if (database && *database)
        return TextIndex(*std::move(database));
    if (!database && !isBroken(database.error()))
        return database.error();
    database = std::unique_ptr<Database>();
    remove(path);
    database = openKnown(path);
    if (!database)
        return database.error();
    return TextIndex(*std::move(database));
}

Result<TextIndex> TextIndex::openReader(const QString &path)
{
    auto database = openDatabase(path, Database::Mode::ReadOnly);
    if (!database)
        return database.error();
    const auto version = (*database)->integer("PRAGMA user_version");
    if (!version)
        return version.error();
    if (**version != kVersion)
        return Error{Error::Kind::NotFound, u"There is no index of texts yet."_s, path, {}};
    return TextIndex(*std::move(database));
}

void TextIndex::remove(const QString &path)
{
    for (const QString &end : {u""_s, u"-wal"_s, u"-shm"_s, u"-journal"_s})
        QFile::remove(path + end);
}

Result<void> TextIndex::each(const std::function<void(const TextContent &, qint64)> &visit)
{
    auto rows = m_database->prepare("SELECT hash, form, bytes FROM indexed");
    if (!rows)
        return rows.error();
    while (true) {
        const auto has = rows->step();
        if (!has)
            return has.error();
        if (!*has)
            return {};
        const auto content = contentAt(*rows);
        if (!content)
            return content.error();
        visit(*content, rows->integer(2));
    }
}

Result<void> TextIndex::add(const TextContent &content, QByteArrayView text, const Transaction &)
{
    auto known = m_database->prepare("INSERT INTO indexed (hash, form, number, bytes) VALUES (?1, ?2, ?3, ?4)");
    if (!known)
        return known.error();
    known->bindBlob(1, content.hash.view()).bind(2, qint64(content.form)).bind(4, qint64(text.size()));
    if (text.isEmpty())
        return known->bindNull(3).run();
    auto words = m_database->prepare("INSERT INTO words (body) VALUES (?1)");
    if (!words)
        return words.error();
    const QByteArray folded = foldedName(text);  // as queries are: FTS5 takes a sharp s for another letter than two of them
    if (auto added = words->bindTextView(1, folded).run(); !added)
        return added;
    return known->bind(3, m_database->lastInsertId()).run();
}

Result<qint64> TextIndex::textBytes()
{
    const auto bytes = m_database->integer("SELECT coalesce(sum(bytes), 0) FROM indexed");
    if (!bytes)
        return bytes.error();
    return bytes->value_or(0);
}

Result<std::vector<TextMatch>> TextIndex::find(const TextQuery &query, const std::atomic<bool> *cancelled)
{
    std::vector<TextMatch> found;
    if (query.isEmpty())
        return found;
    const Cancelling cancelling(*m_database, cancelled);
    auto rows = m_database->prepare("SELECT hash, form, bm25(words) FROM words JOIN indexed ON number = words.rowid WHERE words MATCH ?1");
    if (!rows)
        return rows.error();
    rows->bindText(1, query.expression());
    while (true) {
        const auto has = rows->step();
        if (!has)
            return has.error();
        if (!*has)
            return found;
        const auto content = contentAt(*rows);
        if (!content)
            return content.error();
        found.push_back({*content, rows->real(2)});
    }
}

}  // namespace tideline::store
