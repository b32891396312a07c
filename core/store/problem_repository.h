// The table `problem`: files that need a person.
#pragma once

#include "core/store/database.h"

#include <vector>

namespace tideline::store {

struct Problem {
    qint64 project = 0;
    QByteArray path;  ///< raw bytes: a skipped name may be no valid UTF-8; empty = the project itself
    QString kind;  ///< skipped, error, conflict, guard, stopped (by a person, on its way)
    QString what;
    QString mend;
    qint64 atMs = 0;  ///< Unix epoch, UTC
};

/// Thread: where its Database was opened. Ownership: borrows the Database.
class ProblemRepository {
public:
    explicit ProblemRepository(Database &database) : m_database(database) {}

    /// By path; `project` 0 = of all projects; `kind` empty = of all kinds.
    Result<std::vector<Problem>> list(qint64 project, const QString &kind = {}) const;
    /// At one path, of every kind, the gravest (conflict, error, guard, skipped, stopped) first.
    Result<std::vector<Problem>> at(qint64 project, const QByteArray &path) const;
    Result<qint64> count(qint64 project, const QString &kind) const;
    /// One row per path and kind; a newer one replaces it.
    Result<void> add(const Problem &problem, const Transaction &);
    Result<void> remove(qint64 project, const QByteArray &path, const QString &kind, const Transaction &);
    /// All kinds at this path: the file is gone or well again.
    Result<void> removePath(qint64 project, const QByteArray &path, const Transaction &);
    /// Forgets what a whole scan finds anew: skipped and error.
    Result<void> clearScanned(qint64 project, const Transaction &);

private:
    Database &m_database;
};

}  // namespace tideline::store
