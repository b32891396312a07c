-- Deleted projects go for good after a while: metadata/purge.h.
ALTER TABLE project ADD COLUMN purging INTEGER NOT NULL DEFAULT 0 CHECK (purging IN (0, 1));  -- then: it cannot be restored, and goes piece by piece
-- Who deleted one so far was told that it stays: its time begins now.
UPDATE project SET deleted_at_ms = unixepoch() * 1000 WHERE deleted_at_ms IS NOT NULL;
