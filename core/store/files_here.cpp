#include "core/store/files_here.h"

#include "core/store/node_columns.h"

namespace tideline::store {

Result<void> eachFileHere(Database &database, std::optional<qint64> project, const std::function<void(const FileHere &)> &visit)
{
    // kind 1: a file; presence 0: here
    auto rows = database.prepare(project ? "SELECT project, node, parent, name, hash, size, modified_ns FROM local_node"
                                           " WHERE project = ?1 AND kind = 1 AND presence = 0 AND hash IS NOT NULL"
                                         : "SELECT project, node, parent, name, hash, size, modified_ns FROM local_node"
                                           " WHERE kind = 1 AND presence = 0 AND hash IS NOT NULL");
    if (!rows)
        return rows.error();
    if (project)
        rows->bind(1, *project);
    while (true) {
        const auto has = rows->step();
        if (!has)
            return has.error();
        if (!*has)
            return {};
        const auto hash = ContentHash::fromBytes(rows->blobView(4));
        if (!hash)
            return hash.error();
        visit({rows->integer(0), idAt(*rows, 1), idAt(*rows, 2), rows->blobView(3), *hash, rows->integer(5), rows->integer(6)});
    }
}

}  // namespace tideline::store
