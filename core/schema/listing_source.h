// The entries of one folder as a window shows them: asked for in pages, sorted and filtered where the data is.
#pragma once

#include "core/base/result.h"
#include "core/schema/local_project.h"
#include "core/schema/node.h"

#include <QByteArray>
#include <QString>

#include <memory>
#include <vector>

namespace tideline {

/// One entry of a folder: the union of what the disk and the cloud hold there.
struct ListingRow {
    QByteArray name;  ///< the user's bytes; names the row within its folder
    NodeKind kind = NodeKind::Folder;
    SyncState state = SyncState::Waiting;
    bool here = true;        ///< on this disk
    bool inCloud = true;     ///< in the cloud, as far as this device knows
    bool executable = false;
    qint64 sizeBytes = -1;   ///< files; -1 = not known (folders)
    qint64 modifiedMs = 0;   ///< Unix epoch, UTC; 0 = not known (folders)
    Revision revision = 0;   ///< the commit that last changed it; 0 = not in the cloud
    QByteArray target;       ///< symlinks
    QString what;            ///< why it is not synced; empty otherwise
    bool operator==(const ListingRow &) const = default;
};

enum class ListingSort { Name, State, Size, Modified };

/// Which rows of which folder. Folders come before files whatever the order; names break ties.
struct ListingQuery {
    QString project;    ///< the local id ("prj_…"), or the cloud's where the project is not on this disk
    QByteArray folder;  ///< '/'-separated, inside the project; empty = the root
    ListingSort sort = ListingSort::Name;
    bool descending = false;  ///< folders stay first
    QString filter;           ///< part of the name, in any case; empty = all
    bool hidden = false;      ///< show names that begin with '.'
    qint64 offset = 0;
    qint64 limit = 200;
    QByteArray around;  ///< an entry: the page that holds it, whatever `offset` says; empty, or not there: `offset` counts
};

struct ListingPage {
    std::vector<ListingRow> rows;  ///< those of [offset, offset + limit)
    qint64 offset = 0;             ///< of the first row
    qint64 total = 0;              ///< how many rows the query has without offset and limit
};

/// Where the window's file view gets its rows.
///
/// Thread: one at a time, any (the window: a worker of its own); blocks on the store, never on the network for long.
class ListingSource {
public:
    virtual ~ListingSource() = default;
    /// Errors: NotFound (no such project or folder), Timeout (the store is locked), Corrupt, Offline (the cloud alone
    /// has it).
    virtual Result<ListingPage> page(const ListingQuery &query) = 0;
};

}  // namespace tideline
