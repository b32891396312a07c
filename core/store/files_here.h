// The files that are on this disk, of all projects, as they were last seen.
#pragma once

#include "core/base/content_hash.h"
#include "core/base/ids.h"
#include "core/store/database.h"

#include <QByteArrayView>

#include <functional>
#include <optional>

namespace tideline::store {

struct FileHere {
    qint64 project = 0;  ///< project.number
    NodeId node;
    NodeId parent;
    QByteArrayView name;  ///< until the next one
    ContentHash hash;
    qint64 sizeBytes = 0;
    qint64 modifiedNs = 0;
};

/// Calls `visit` with each file of the local trees whose bytes are on this disk and were hashed since they changed last; of one
/// project, or of all. One look at every row; `visit` may not write. Errors: those of the store.
Result<void> eachFileHere(Database &database, std::optional<qint64> project, const std::function<void(const FileHere &)> &visit);

}  // namespace tideline::store
