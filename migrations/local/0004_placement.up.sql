-- Where the files in a folder belong, as the user said; the nearest one above a file decides about new ones, and without any
-- project.online_only does.
CREATE TABLE placement (
    project  INTEGER NOT NULL REFERENCES project (number) ON DELETE CASCADE,
    node     BLOB    NOT NULL CHECK (length(node) = 16),              -- the folder
    presence INTEGER NOT NULL CHECK (presence IN (0, 1)),             -- 0 here, 1 in the cloud
    PRIMARY KEY (project, node)
) STRICT, WITHOUT ROWID;
