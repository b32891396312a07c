-- The embedded server's metadata, first step. Bytes of files are in pack files beside this database.

-- Which installation this is. One row.
CREATE TABLE server (
    one   INTEGER PRIMARY KEY CHECK (one = 1),
    id    BLOB NOT NULL CHECK (length(id) = 16),
    epoch BLOB NOT NULL CHECK (length(epoch) = 16)   -- changes when a backup is restored
) STRICT;

CREATE TABLE user (
    id            BLOB    PRIMARY KEY CHECK (length(id) = 16),
    name          TEXT    NOT NULL UNIQUE,
    password_hash TEXT    NOT NULL,                  -- Argon2id, with its salt and cost
    created_at_ms INTEGER NOT NULL                   -- Unix epoch, UTC; so is every *_ms
) STRICT, WITHOUT ROWID;

-- What a client signs in with: tdl_pat_<id>_<secret>. The secret itself is nowhere.
CREATE TABLE token (
    id              TEXT    PRIMARY KEY,             -- the public part
    user_id         BLOB    NOT NULL REFERENCES user (id) ON DELETE CASCADE,
    name            TEXT    NOT NULL,                -- for people: the device it was made for
    secret_hash     BLOB    NOT NULL CHECK (length(secret_hash) = 32),  -- SHA-256; the secret has 256 random bits
    created_at_ms   INTEGER NOT NULL,
    last_used_at_ms INTEGER NOT NULL DEFAULT 0       -- to the hour; 0 = never
) STRICT, WITHOUT ROWID;
CREATE INDEX token_of_user ON token (user_id);

CREATE TABLE project (
    number          INTEGER PRIMARY KEY AUTOINCREMENT,  -- short key of the tables below; never used again
    id              BLOB    NOT NULL UNIQUE CHECK (length(id) = 16),
    name            TEXT    NOT NULL,
    title           TEXT    NOT NULL DEFAULT '',
    description     TEXT    NOT NULL DEFAULT '',
    metadata        TEXT    NOT NULL DEFAULT '{}',   -- a JSON object
    tags            TEXT    NOT NULL DEFAULT '[]',   -- a JSON array of strings
    owner_id        BLOB    NOT NULL REFERENCES user (id),
    created_at_ms   INTEGER NOT NULL,
    updated_at_ms   INTEGER NOT NULL,                -- of the record or of the content, whichever is later
    record_revision INTEGER NOT NULL DEFAULT 1,      -- counts changes of the record and its members: the ETag
    head_revision   INTEGER NOT NULL DEFAULT 0,      -- newest row of `history`
    head_hash       BLOB    CHECK (length(head_hash) = 32),  -- NULL at revision 0
    size_bytes      INTEGER NOT NULL DEFAULT 0,      -- of the files at head
    file_count      INTEGER NOT NULL DEFAULT 0,
    deleted_at_ms   INTEGER                          -- NULL = alive; else it can be restored
) STRICT;

CREATE TABLE member (
    project INTEGER NOT NULL REFERENCES project (number) ON DELETE CASCADE,
    user_id BLOB    NOT NULL REFERENCES user (id) ON DELETE CASCADE,
    role    INTEGER NOT NULL CHECK (role BETWEEN 1 AND 4),  -- Role: 1 finder, 2 viewer, 3 editor, 4 owner
    PRIMARY KEY (project, user_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX member_of ON member (user_id, project);

-- One row per commit: a project's history, chained by hash within and across epochs.
CREATE TABLE history (
    project   INTEGER NOT NULL REFERENCES project (number) ON DELETE CASCADE,
    revision  INTEGER NOT NULL CHECK (revision > 0),
    epoch     BLOB    NOT NULL CHECK (length(epoch) = 16),
    hash      BLOB    NOT NULL CHECK (length(hash) = 32),  -- SHA-256(hash before, epoch, revision, digest of changes)
    user_id   BLOB    NOT NULL,
    user_name TEXT    NOT NULL,                      -- as it was then
    device    TEXT    NOT NULL,
    message   TEXT    NOT NULL,
    at_ms     INTEGER NOT NULL,
    puts      INTEGER NOT NULL,
    moves     INTEGER NOT NULL,
    deletes   INTEGER NOT NULL,
    PRIMARY KEY (project, revision)
) STRICT, WITHOUT ROWID;

-- The tree at head. The root has no row; its children have a parent of 16 zero bytes.
CREATE TABLE node (
    project     INTEGER NOT NULL REFERENCES project (number) ON DELETE CASCADE,
    id          BLOB    NOT NULL CHECK (length(id) = 16),
    parent      BLOB    NOT NULL CHECK (length(parent) = 16),
    name        TEXT    NOT NULL,                    -- exact bytes: valid UTF-8, compared bytewise
    kind        INTEGER NOT NULL CHECK (kind BETWEEN 0 AND 2),  -- NodeKind: 0 folder, 1 file, 2 symlink
    executable  INTEGER NOT NULL,
    size_bytes  INTEGER NOT NULL,                    -- files; else 0
    modified_ns INTEGER NOT NULL,
    hash        BLOB    CHECK (length(hash) = 32),   -- files: key of `content`
    target      BLOB,                                -- symlinks
    revision    INTEGER NOT NULL,                    -- the commit that last changed it
    PRIMARY KEY (project, id)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX node_place ON node (project, parent, name);

-- Every state that a node ever had: one row per change, appended and never altered. A folder's move is one row.
CREATE TABLE node_version (
    project     INTEGER NOT NULL REFERENCES project (number) ON DELETE CASCADE,
    revision    INTEGER NOT NULL,
    node        BLOB    NOT NULL CHECK (length(node) = 16),
    op          INTEGER NOT NULL CHECK (op BETWEEN 0 AND 2),  -- Change::Op: 0 put, 1 move, 2 delete
    parent      BLOB    NOT NULL,                    -- of a delete: all that follows is the state before it
    name        TEXT    NOT NULL,
    kind        INTEGER NOT NULL,
    executable  INTEGER NOT NULL,
    size_bytes  INTEGER NOT NULL,
    modified_ns INTEGER NOT NULL,
    hash        BLOB,
    target      BLOB,
    path        TEXT    NOT NULL,                    -- as it was then, for people and for the history of what is gone
    PRIMARY KEY (project, revision, node)
) STRICT, WITHOUT ROWID;
CREATE INDEX node_version_of ON node_version (project, node, revision);
CREATE INDEX node_version_place ON node_version (project, parent, name);  -- old trees, and paths that are gone

-- The chunks of a file's content. Per project: a hash is no key to another's bytes.
CREATE TABLE content (
    project    INTEGER NOT NULL REFERENCES project (number) ON DELETE CASCADE,
    hash       BLOB    NOT NULL CHECK (length(hash) = 32),  -- Manifest::hash()
    size_bytes INTEGER NOT NULL,
    chunks     BLOB    NOT NULL,                     -- Manifest::toBytes(): 36 bytes a chunk
    PRIMARY KEY (project, hash)
) STRICT, WITHOUT ROWID;

-- Pack files: packs/<number, 12 digits>.tlpack. What lies beyond size_bytes was never acknowledged and is ignored.
CREATE TABLE pack (
    number     INTEGER PRIMARY KEY AUTOINCREMENT,
    size_bytes INTEGER NOT NULL
) STRICT;

-- Where a chunk's bytes are; shared by all projects.
CREATE TABLE chunk (
    hash       BLOB    PRIMARY KEY CHECK (length(hash) = 32),
    pack       INTEGER NOT NULL REFERENCES pack (number),
    offset     INTEGER NOT NULL,                     -- of the payload
    encoding   INTEGER NOT NULL,                     -- 0 raw, 1 zstd
    length     INTEGER NOT NULL,                     -- of the payload
    raw_length INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Which chunks a project holds. What is not here may be neither named nor fetched through it.
CREATE TABLE project_chunk (
    project    INTEGER NOT NULL REFERENCES project (number) ON DELETE CASCADE,
    hash       BLOB    NOT NULL CHECK (length(hash) = 32),
    raw_length INTEGER NOT NULL,
    PRIMARY KEY (project, hash)
) STRICT, WITHOUT ROWID;

-- Replies kept for 24 hours, so that a request sent twice is done once.
CREATE TABLE idempotency (
    user_id   BLOB    NOT NULL,
    scope     TEXT    NOT NULL,                      -- "projects", or "commits <project number>"
    key       TEXT    NOT NULL,
    body_hash BLOB    NOT NULL CHECK (length(body_hash) = 32),
    reply     BLOB    NOT NULL,                      -- the JSON that was sent
    at_ms     INTEGER NOT NULL,
    PRIMARY KEY (user_id, scope, key)
) STRICT, WITHOUT ROWID;
CREATE INDEX idempotency_age ON idempotency (at_ms);
