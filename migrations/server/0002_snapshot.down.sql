-- The names go; the revisions that they stand for stay in the history.
DROP TABLE snapshot;
