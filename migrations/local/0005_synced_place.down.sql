-- synced place
DROP INDEX synced_place;
CREATE INDEX synced_parent ON synced_node (project, parent);
