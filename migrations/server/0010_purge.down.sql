DELETE FROM project WHERE purging = 1;
ALTER TABLE project DROP COLUMN purging;
