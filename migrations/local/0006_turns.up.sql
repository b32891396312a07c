-- How often what both sides agree on has moved on; the folder holds the same count, so that a store that is older than its
-- folder (restored from a backup, or new) is known for it.
ALTER TABLE project ADD COLUMN turns INTEGER NOT NULL DEFAULT 0;
