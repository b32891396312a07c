-- What syncs did is forgotten: `undo` has nothing to take back until the next one.
DROP TABLE undo_step;
