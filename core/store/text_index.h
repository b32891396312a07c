// The words of texts, by content: search.db, which holds nothing that could not be read from the files again.
#pragma once

#include "core/base/content_hash.h"
#include "core/store/database.h"
#include "core/store/text_query.h"

#include <atomic>
#include <vector>

namespace tideline::store {

/// How a content is read as a text; one that is called a.ipynb here and a.json there is indexed as both.
enum class TextForm : quint8 { Plain = 0, Notebook = 1 };

struct TextContent {
    ContentHash hash;
    TextForm form = TextForm::Plain;
    bool operator==(const TextContent &) const = default;
};

struct TextMatch {
    TextContent content;
    double rank = 0;  ///< bm25: the lower one fits better
};

/// An FTS5 table of words without their texts, and which contents are in it. One row for a content, however many files have it. Nothing
/// is taken out: what no file holds any more is the reader's to leave out, and the whole file is deleted and made anew when much of it is.
///
/// Thread:    one at a time, as Database. Of one file there are one writer and any number of readers.
/// Ownership: the file, of mode 0600, and those that SQLite puts beside it.
/// Invariant: a content is in it whole or not at all.
class TextIndex {
public:
    /// Opens for writing. One that is damaged, or of another version, is deleted and made anew. Errors: Denied, DiskFull, Io.
    static Result<TextIndex> open(const QString &path);
    /// Opens for reading. Errors: NotFound (there is none of this version), Corrupt, Io.
    static Result<TextIndex> openReader(const QString &path);
    /// Deletes the file, and those beside it. No connection of this process may be on it.
    static void remove(const QString &path);

    /// Calls `visit` with each content that is known, and how many bytes of text it has (0: it is no text).
    Result<void> each(const std::function<void(const TextContent &, qint64 bytes)> &visit);
    /// Adds a content that is not known yet; an empty text: it is known to be none. `text` is UTF-8.
    Result<void> add(const TextContent &content, QByteArrayView text, const Transaction &);
    /// Of all contents.
    Result<qint64> textBytes();
    /// Those that hold what is looked for, in no order. Errors: Cancelled, Corrupt, Io.
    Result<std::vector<TextMatch>> find(const TextQuery &query, const std::atomic<bool> *cancelled = nullptr);

    Database &database() { return *m_database; }

private:
    explicit TextIndex(std::unique_ptr<Database> database) : m_database(std::move(database)) {}
    std::unique_ptr<Database> m_database;
};

}  // namespace tideline::store
