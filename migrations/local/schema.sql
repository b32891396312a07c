-- The project store as declared, what all steps together make: accounts, projects, three trees, contents, journal, trash, undo, placement, problems, marks.

-- Where this profile is signed in. The token itself is in a 0600 file beside the store, never here.
CREATE TABLE account (
    id         INTEGER PRIMARY KEY,
    server_url TEXT NOT NULL,                 -- scheme://host[:port], no path
    server_id  BLOB CHECK (length(server_id) = 16),
    user_id    TEXT NOT NULL,
    user_name  TEXT NOT NULL
) STRICT;

-- The projects of this device: exactly the fields of LocalProject.
CREATE TABLE project (
    number            INTEGER PRIMARY KEY,    -- short key of the tree tables
    id                BLOB    NOT NULL UNIQUE CHECK (length(id) = 16),
    cloud_id          BLOB    UNIQUE CHECK (length(cloud_id) = 16),   -- NULL = lives on this disk alone
    name              TEXT    NOT NULL,
    owner_id          TEXT    NOT NULL,
    root_path         TEXT    NOT NULL,       -- absolute; '' until cloned
    epoch             BLOB    CHECK (length(epoch) = 16),             -- NULL = never synced
    revision          INTEGER NOT NULL DEFAULT 0,                     -- the cursor
    commit_hash       BLOB    CHECK (length(commit_hash) = 32),       -- of that commit; NULL at revision 0
    state             TEXT    NOT NULL,
    paused            INTEGER NOT NULL DEFAULT 0 CHECK (paused IN (0, 1)),
    online_only       INTEGER NOT NULL DEFAULT 0 CHECK (online_only IN (0, 1)),
    last_synced_at_ms INTEGER NOT NULL DEFAULT 0,                     -- Unix epoch, UTC; 0 = never
    turns             INTEGER NOT NULL DEFAULT 0                      -- as in the folder; 0 = the sides were never equal
) STRICT;
CREATE UNIQUE INDEX project_root ON project (root_path) WHERE root_path <> '';

-- The remote tree: the cloud at the project's cursor. One row per node; a rename is one row; the root has no row, and
-- its children have parent = X'00000000000000000000000000000000'.
CREATE TABLE remote_node (
    project     INTEGER NOT NULL REFERENCES project (number) ON DELETE CASCADE,
    node        BLOB    NOT NULL CHECK (length(node) = 16),
    parent      BLOB    NOT NULL CHECK (length(parent) = 16),
    name        BLOB    NOT NULL,             -- the user's bytes, valid UTF-8
    kind        INTEGER NOT NULL,             -- 0 folder, 1 file, 2 symlink
    executable  INTEGER NOT NULL DEFAULT 0,
    size        INTEGER NOT NULL DEFAULT 0,   -- bytes
    modified_ns INTEGER NOT NULL DEFAULT 0,   -- Unix epoch, UTC
    hash        BLOB    CHECK (length(hash) = 32),                    -- files: of the manifest
    target      BLOB,                                                 -- symlinks
    revision    INTEGER NOT NULL DEFAULT 0,   -- the commit that last changed it
    PRIMARY KEY (project, node)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX remote_place ON remote_node (project, parent, name);
CREATE INDEX remote_folder ON remote_node (project, parent) WHERE kind = 0;  -- a listing shows folders first

-- The synced tree: what both sides last agreed on.
CREATE TABLE synced_node (
    project     INTEGER NOT NULL REFERENCES project (number) ON DELETE CASCADE,
    node        BLOB    NOT NULL CHECK (length(node) = 16),
    parent      BLOB    NOT NULL CHECK (length(parent) = 16),
    name        BLOB    NOT NULL,
    kind        INTEGER NOT NULL,
    executable  INTEGER NOT NULL DEFAULT 0,
    size        INTEGER NOT NULL DEFAULT 0,
    modified_ns INTEGER NOT NULL DEFAULT 0,
    hash        BLOB    CHECK (length(hash) = 32),
    target      BLOB,
    PRIMARY KEY (project, node)
) STRICT, WITHOUT ROWID;
CREATE INDEX synced_place ON synced_node (project, parent, name);

-- The local tree: the last observation of the disk.
CREATE TABLE local_node (
    project     INTEGER NOT NULL REFERENCES project (number) ON DELETE CASCADE,
    node        BLOB    NOT NULL CHECK (length(node) = 16),
    parent      BLOB    NOT NULL CHECK (length(parent) = 16),
    name        BLOB    NOT NULL,
    kind        INTEGER NOT NULL,
    executable  INTEGER NOT NULL DEFAULT 0,
    size        INTEGER NOT NULL DEFAULT 0,
    modified_ns INTEGER NOT NULL DEFAULT 0,
    hash        BLOB    CHECK (length(hash) = 32),                    -- NULL = not hashed since it changed
    target      BLOB,
    device      INTEGER NOT NULL DEFAULT 0,   -- st_dev
    inode       INTEGER NOT NULL DEFAULT 0,   -- st_ino
    changed_ns  INTEGER NOT NULL DEFAULT 0,   -- ctime
    racy        INTEGER NOT NULL DEFAULT 0,   -- seen within the time stamp's granularity: hash again at the next look
    presence    INTEGER NOT NULL DEFAULT 0,   -- 0 here, 1 cloud (online-only: absence on disk is no delete), 2 fetching
    PRIMARY KEY (project, node)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX local_place ON local_node (project, parent, name);
CREATE INDEX local_folder ON local_node (project, parent) WHERE kind = 0;
CREATE INDEX local_inode ON local_node (project, inode);

-- Nodes whose three rows may differ: what the planner looks at. Written in the transaction that changes a tree.
CREATE TABLE unsettled (
    project INTEGER NOT NULL REFERENCES project (number) ON DELETE CASCADE,
    node    BLOB    NOT NULL CHECK (length(node) = 16),
    PRIMARY KEY (project, node)
) STRICT, WITHOUT ROWID;

-- Manifests by content hash: 36 bytes per chunk (SHA-256, size).
CREATE TABLE content (
    hash   BLOB PRIMARY KEY CHECK (length(hash) = 32),
    chunks BLOB NOT NULL
) STRICT, WITHOUT ROWID;

-- The journal: each intent that a restart must look at, written before the disk is touched, deleted with its outcome.
CREATE TABLE journal (
    id         INTEGER PRIMARY KEY,                                   -- the plan's order
    project    INTEGER NOT NULL REFERENCES project (number) ON DELETE CASCADE,
    action     TEXT    NOT NULL,                                      -- replace, delete, free, place, commit, failed_sync
    node       BLOB    CHECK (length(node) = 16),
    path       BLOB    NOT NULL DEFAULT X'',                          -- '/'-separated, relative to root_path
    parked     TEXT    NOT NULL DEFAULT '',                           -- name under .tideline/tmp or .tideline/trash
    seen       BLOB,                                                  -- FileStat that the plan saw at `path`; failed_sync: the machine's start
    hash       BLOB    CHECK (length(hash) = 32),                     -- content that the plan saw there
    body       BLOB                                                   -- commit: what was asked for, until the feed shows whether it was made; place: new files, until their names are durable
) STRICT;
CREATE INDEX journal_project ON journal (project, id);

-- What a sync removed or replaced: a file or folder `parked` under .tideline/trash.
CREATE TABLE trash (
    id            INTEGER PRIMARY KEY,
    project       INTEGER NOT NULL REFERENCES project (number) ON DELETE CASCADE,
    path          BLOB    NOT NULL,                                   -- where it was
    parked        TEXT    NOT NULL,                                   -- its name under .tideline/trash
    kind          INTEGER NOT NULL,
    size          INTEGER NOT NULL DEFAULT 0,
    hash          BLOB    CHECK (length(hash) = 32),
    verified      INTEGER NOT NULL DEFAULT 0,                         -- 1 = seen to be what the plan saw; 0 is never dropped
    removed_at_ms INTEGER NOT NULL
) STRICT;
CREATE INDEX trash_project ON trash (project, removed_at_ms);

-- What the last syncs did on this disk, in the order of the steps, so that `undo` can take it back. A project's first sync is
-- not noted: everything is new then.
CREATE TABLE undo_step (
    id         INTEGER PRIMARY KEY,                                   -- the order
    project    INTEGER NOT NULL REFERENCES project (number) ON DELETE CASCADE,
    run        INTEGER NOT NULL,                                      -- which sync: a higher number is a later one
    action     TEXT    NOT NULL,                                      -- create, replace, remove, move, switch (of the executable bit)
    node       BLOB    NOT NULL CHECK (length(node) = 16),
    path       BLOB    NOT NULL,                                      -- where it was then; of a move: after it
    from_path  BLOB    NOT NULL DEFAULT X'',                          -- move: before it
    parked     TEXT    NOT NULL DEFAULT '',                           -- replace, remove of a file: its name under .tideline/trash
    kind       INTEGER NOT NULL,
    executable INTEGER NOT NULL DEFAULT 0,                            -- after the step; so are the next two
    hash       BLOB    CHECK (length(hash) = 32),
    target     BLOB,
    at_ms      INTEGER NOT NULL
) STRICT;
CREATE INDEX undo_step_run ON undo_step (project, run);

-- Where the files in a folder belong, as the user said; the nearest one above a file decides about new ones, and without any
-- project.online_only does.
CREATE TABLE placement (
    project  INTEGER NOT NULL REFERENCES project (number) ON DELETE CASCADE,
    node     BLOB    NOT NULL CHECK (length(node) = 16),              -- the folder
    presence INTEGER NOT NULL CHECK (presence IN (0, 1)),             -- 0 here, 1 in the cloud
    PRIMARY KEY (project, node)
) STRICT, WITHOUT ROWID;

-- Files that need a person: skipped names and kinds, errors, conflicts. One row per path and kind.
CREATE TABLE problem (
    project INTEGER NOT NULL REFERENCES project (number) ON DELETE CASCADE,
    path    BLOB    NOT NULL,
    kind    TEXT    NOT NULL,                                         -- skipped, error, conflict, guard
    what    TEXT    NOT NULL,
    mend    TEXT    NOT NULL DEFAULT '',
    at_ms   INTEGER NOT NULL,
    PRIMARY KEY (project, path, kind)
) STRICT, WITHOUT ROWID;

-- Settings of this profile; their names and defaults stand in core/store/settings_repository.h.
CREATE TABLE setting (
    name  TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- What a person has starred, and opened lately: of entries, and of projects as a whole. By the cloud's id of a project where it has
-- one, and without a reference: a project that is not on this disk can have a star, and gets its entries' stars back with a clone.
CREATE TABLE mark (
    kind    TEXT    NOT NULL CHECK (kind IN ('star', 'opened')),
    project BLOB    NOT NULL CHECK (length(project) = 16),            -- project.cloud_id, else project.id
    node    BLOB    NOT NULL CHECK (length(node) = 16),               -- all zeros: the project as a whole
    at_ms   INTEGER NOT NULL,                                         -- Unix epoch, UTC
    PRIMARY KEY (kind, project, node)
) STRICT, WITHOUT ROWID;
