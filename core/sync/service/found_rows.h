// Rows of entries of any project, as search, stars and recent ones give them.
#pragma once

#include "core/base/ids.h"
#include "core/sync/service/service_core.h"

#include <QJsonObject>

#include <map>
#include <optional>

namespace tideline::sync {

/// What is held of the projects is of the moment it was made.
/// Thread: one at a time. Ownership: borrows both.
class FoundRows {
public:
    FoundRows(const ServiceCore &core, store::Database &database);

    /// The entry row, with `project`, `id` and `local_id`; nullopt: the project or the entry is gone. `number`: project.number.
    Result<std::optional<QJsonObject>> row(qint64 number, const NodeId &node) const;
    /// The project's number by its cloud's id or its local one; nullopt: it is not on this disk.
    std::optional<qint64> numberOf(const ProjectId &project) const;

private:
    struct Held {
        LocalProject project;
        SyncState state;
    };
    store::Database &m_database;
    std::map<qint64, Held> m_projects;
};

}  // namespace tideline::sync
