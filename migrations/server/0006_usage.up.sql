-- What projects use, what is kept of their history, and who is shown them.

-- Quota: how much an owner's projects may hold. Counted where chunks are added, in the same transaction.
ALTER TABLE user ADD COLUMN quota_bytes INTEGER CHECK (quota_bytes >= -1);        -- NULL = the server's default, -1 = none
ALTER TABLE project ADD COLUMN stored_bytes INTEGER NOT NULL DEFAULT 0;           -- sum of project_chunk.raw_length
UPDATE project SET stored_bytes = (SELECT coalesce(sum(raw_length), 0) FROM project_chunk WHERE project = project.number);
CREATE INDEX project_of_owner ON project (owner_id);
ALTER TABLE project_chunk ADD COLUMN added_at_ms INTEGER NOT NULL DEFAULT 0;      -- 0 = before this step
ALTER TABLE project_chunk ADD COLUMN condemned_at_ms INTEGER NOT NULL DEFAULT 0;  -- then: it counts as not held, and goes unless it comes again

-- Retention: revisions whose files' contents may be gone. What they did stays told, for ever.
ALTER TABLE project ADD COLUMN keep_all_days INTEGER CHECK (keep_all_days >= 1);  -- NULL = everything is kept
ALTER TABLE project ADD COLUMN keep_daily_days INTEGER;                           -- then one revision a week
ALTER TABLE project ADD COLUMN upkept_at_ms INTEGER NOT NULL DEFAULT 0;           -- when the daily pass was here last
ALTER TABLE history ADD COLUMN thinned INTEGER NOT NULL DEFAULT 0;

-- Links by which people without an account read a project, a folder or a file. The secret itself is nowhere.
CREATE TABLE share_link (
    id            TEXT    PRIMARY KEY,               -- 24 hex digits, in the address
    project       INTEGER NOT NULL REFERENCES project (number) ON DELETE CASCADE,
    node          BLOB    NOT NULL CHECK (length(node) = 16),  -- 16 zero bytes = the whole project
    path          TEXT    NOT NULL,                  -- as it was when the link was made, for people
    secret_hash   BLOB    NOT NULL CHECK (length(secret_hash) = 32),
    password_hash TEXT,                              -- Argon2id; NULL = none
    user_id       BLOB    NOT NULL REFERENCES user (id) ON DELETE CASCADE,  -- who made it: an owner, or it opens nothing
    user_name     TEXT    NOT NULL,                  -- as it was then
    created_at_ms INTEGER NOT NULL,
    expires_at_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX share_link_of ON share_link (project, created_at_ms);

-- What happened to a project beside its commits, which `history` has.
CREATE TABLE activity (
    number    INTEGER PRIMARY KEY AUTOINCREMENT,
    project   INTEGER NOT NULL REFERENCES project (number) ON DELETE CASCADE,
    at_ms     INTEGER NOT NULL,
    user_id   BLOB    NOT NULL,
    user_name TEXT    NOT NULL,                      -- as it was then
    kind      TEXT    NOT NULL,                      -- "member_set", "link_made", …
    details   TEXT    NOT NULL                       -- a JSON object
) STRICT;
CREATE INDEX activity_of ON activity (project, number);
