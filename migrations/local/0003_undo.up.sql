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
