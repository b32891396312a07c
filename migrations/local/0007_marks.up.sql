-- What a person has starred, and opened lately: of entries, and of projects as a whole. By the cloud's id of a project where it has
-- one, and without a reference: a project that is not on this disk can have a star, and gets its entries' stars back with a clone.
CREATE TABLE mark (
    kind    TEXT    NOT NULL CHECK (kind IN ('star', 'opened')),
    project BLOB    NOT NULL CHECK (length(project) = 16),            -- project.cloud_id, else project.id
    node    BLOB    NOT NULL CHECK (length(node) = 16),               -- all zeros: the project as a whole
    at_ms   INTEGER NOT NULL,                                         -- Unix epoch, UTC
    PRIMARY KEY (kind, project, node)
) STRICT, WITHOUT ROWID;
