-- What no project needs any more, on its way off the disk: metadata/collector.h.

-- Chunks that no project holds, as far as was seen. Giving one to a project takes the mark back, in the same transaction.
CREATE TABLE idle_chunk (
    hash     BLOB    PRIMARY KEY CHECK (length(hash) = 32),
    since_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

ALTER TABLE pack ADD COLUMN retired_at_ms INTEGER NOT NULL DEFAULT 0;      -- then: no chunk is in it; its file goes after a grace
ALTER TABLE server ADD COLUMN collected_at_ms INTEGER NOT NULL DEFAULT 0;  -- when all of this was looked for last
