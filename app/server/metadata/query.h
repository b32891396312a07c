// One prepared statement in use: binds in order, keeps the first error, and speaks of failures as the server's own.
#pragma once

#include "core/base/content_hash.h"
#include "core/base/ids.h"
#include "core/store/database.h"

#include <optional>

namespace tideline::server {

/// The error as one of the server's machinery: what its disk or database says is never the client's fault, so kinds that
/// would read as a 4xx become Io. Timeout and DiskFull stay.
Error internal(Error error);

/// Thread:    the connection's.
/// Ownership: borrows the Database and a statement of its cache.
class Query {
public:
    /// `sql` must be a literal.
    Query(store::Database &database, const char *sql) : m_statement(database.prepare(sql)) {}

    Query &bind(qint64 value) { return bound([&](store::Statement &s) { s.bind(m_next, value); }); }
    Query &bind(int value) { return bind(qint64(value)); }
    Query &bind(bool value) { return bind(qint64(value)); }
    Query &bind(const QString &text) { return bound([&](store::Statement &s) { s.bind(m_next, text); }); }
    Query &bind(const IdBytes &id)
    {
        return bindBlob({reinterpret_cast<const char *>(id.bytes.data()), qsizetype(id.bytes.size())});
    }
    /// Nothing binds NULL.
    template <typename Tag>
    Query &bind(const std::optional<Id<Tag>> &id) { return id ? bind(*id) : bindNull(); }
    /// A null hash binds NULL.
    Query &bind(const ContentHash &hash) { return hash.isNull() ? bindNull() : bindBlob(hash.view()); }
    Query &bindText(QByteArrayView utf8) { return bound([&](store::Statement &s) { s.bindText(m_next, utf8); }); }
    Query &bindBlob(QByteArrayView bytes) { return bound([&](store::Statement &s) { s.bindBlob(m_next, bytes); }); }
    /// As bind(), without a copy: what they refer to stays as it is until the query is reset or run.
    Query &view(const IdBytes &id)
    {
        return viewBlob({reinterpret_cast<const char *>(id.bytes.data()), qsizetype(id.bytes.size())});
    }
    Query &view(const ContentHash &hash) { return hash.isNull() ? bindNull() : viewBlob(hash.view()); }
    Query &viewText(QByteArrayView utf8) { return bound([&](store::Statement &s) { s.bindTextView(m_next, utf8); }); }
    Query &viewBlob(QByteArrayView bytes) { return bound([&](store::Statement &s) { s.bindView(m_next, bytes); }); }
    Query &bindNull() { return bound([&](store::Statement &s) { s.bindNull(m_next); }); }

    /// true: a row is there. Errors: internal().
    Result<bool> next();
    /// For statements without rows; can then be bound anew.
    Result<void> run();
    /// Ready to be bound anew.
    void reset();
    /// Calls `row` for each row until it says false (or to the end, when it returns nothing).
    template <typename Row>
    Result<void> each(Row row)
    {
        while (true) {
            const auto got = next();
            if (!got)
                return got.error();
            if (!*got)
                return {};
            if constexpr (std::is_void_v<decltype(row())>)
                row();
            else if (!row())
                return {};
        }
    }

    qint64 integer(int column) const { return m_statement->integer(column); }
    QByteArray bytes(int column) const { return m_statement->blob(column); }
    QString text(int column) const { return m_statement->text(column); }
    bool isNull(int column) const { return m_statement->isNull(column); }
    /// Null when the column is NULL or, against the schema, of another length.
    ContentHash hash(int column) const;
    template <typename Tag>
    Id<Tag> id(int column) const
    {
        const auto id = Id<Tag>::fromBytes(bytes(column));
        return id ? *id : Id<Tag>{};
    }

private:
    template <typename F>
    Query &bound(F bindOne)
    {
        if (m_statement)
            bindOne(*m_statement);
        ++m_next;
        return *this;
    }
    Result<store::Statement> m_statement;
    int m_next = 1;
};

}  // namespace tideline::server
