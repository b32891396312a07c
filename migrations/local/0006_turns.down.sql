-- An old store is not told from the folder's own any more.
ALTER TABLE project DROP COLUMN turns;
