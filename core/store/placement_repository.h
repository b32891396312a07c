// The table `placement`: where the files of a folder belong, as the user said.
#pragma once

#include "core/store/tree_store.h"

namespace tideline::store {

/// Thread: where its Database was opened. Ownership: borrows the Database.
class PlacementRepository {
public:
    PlacementRepository(Database &database, qint64 project) : m_database(database), m_project(project) {}

    /// What the nearest folder from `folder` upwards says: Here or Cloud; nullopt: none says anything.
    Result<std::optional<Presence>> wishAt(const NodeId &folder) const;
    /// The folder's own wish; what was said of folders below it is forgotten. The null id: of every folder.
    Result<void> set(const NodeId &folder, std::optional<Presence> wish, const Transaction &);

    /// Whether nothing was said of any folder.
    Result<bool> isEmpty() const;

private:
    Database &m_database;
    qint64 m_project;
};

}  // namespace tideline::store
