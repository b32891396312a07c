// The table `mark`: what a person has starred, and opened lately.
#pragma once

#include "core/base/ids.h"
#include "core/store/database.h"

#include <optional>
#include <vector>

namespace tideline::store {

struct Mark {
    enum class Kind { Star, Opened };
    Kind kind = Kind::Star;
    ProjectId project;  ///< the cloud's id where it has one, else the local one
    NodeId node;        ///< null: the project as a whole
    qint64 atMs = 0;    ///< Unix epoch, UTC
    bool operator==(const Mark &) const = default;
};

/// A file that was changed lately.
struct ChangedFile {
    qint64 project = 0;  ///< project.number
    NodeId node;
    qint64 atMs = 0;  ///< when it was modified
};

/// Thread: where its Database was opened. Ownership: borrows the Database.
class MarkRepository {
public:
    static constexpr qint64 kMostStars = 10'000;
    static constexpr qint64 kMostOpened = 200;

    explicit MarkRepository(Database &database) : m_database(database) {}

    /// Newest first.
    Result<std::vector<Mark>> list(Mark::Kind kind) const;
    /// Inserts it, or gives it the new time. Of opened ones the newest kMostOpened stay.
    /// Errors: Refused (there are kMostStars stars).
    Result<void> put(const Mark &mark, const Transaction &);
    Result<void> remove(Mark::Kind kind, const ProjectId &project, const NodeId &node, const Transaction &);
    /// Files on this disk modified within [sinceMs, untilMs], newest first, without hidden ones. Looks at every row.
    Result<std::vector<ChangedFile>> changedFiles(qint64 sinceMs, qint64 untilMs, qint64 limit) const;

private:
    Database &m_database;
};

}  // namespace tideline::store
