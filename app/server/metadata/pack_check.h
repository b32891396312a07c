// Reads all that is stored, and says what the disk has lost.
#pragma once

#include "app/server/blobs/pack_store.h"
#include "app/server/metadata/connections.h"
#include "core/base/clock.h"

#include <QString>

#include <vector>

namespace tideline::server {

struct PackCheck {
    qint64 chunkCount = 0;
    qint64 rawBytes = 0;
    qint64 damagedCount = 0;  ///< marked now, whoever found them
    qint64 foundCount = 0;    ///< of these, by this check
    qint64 mendedCount = 0;   ///< were marked, and are whole: the disk has them again
    struct Project {
        QString id;
        QString name;
        bool isDeleted = false;
        std::vector<QByteArray> paths;  ///< of files at head; none = versions of before, or uploads, alone
    };
    std::vector<Project> projects;  ///< that hold a damaged chunk
    bool isShortened = false;       ///< of some project not all paths are told
};

/// Reads every chunk of the index, compares it with its hash, and marks and unmarks what is damaged. Takes as long as reading
/// all packs does. Beside a server that serves these packs it is safe: what is indexed of a pack is never written again, a mark is a
/// transaction, and what has moved meanwhile is looked up again.
/// Errors: Io, Timeout, DiskFull; those of damage are in the result.
Result<PackCheck> checkPacks(Connections &connections, PackStore &packs, Clock &clock);

}  // namespace tideline::server
