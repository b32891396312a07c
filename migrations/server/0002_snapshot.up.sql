-- Revisions with a name. At most one of a project is live: the state that is given out while the next is prepared.
CREATE TABLE snapshot (
    project   INTEGER NOT NULL REFERENCES project (number) ON DELETE CASCADE,
    name      TEXT    NOT NULL,
    revision  INTEGER NOT NULL CHECK (revision > 0),
    message   TEXT    NOT NULL DEFAULT '',
    user_id   BLOB    NOT NULL,
    user_name TEXT    NOT NULL,                      -- as it was then
    at_ms     INTEGER NOT NULL,
    live      INTEGER NOT NULL DEFAULT 0 CHECK (live IN (0, 1)),
    PRIMARY KEY (project, name)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX snapshot_live ON snapshot (project) WHERE live = 1;
