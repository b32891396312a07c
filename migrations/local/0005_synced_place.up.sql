-- synced place
DROP INDEX synced_parent;
CREATE INDEX synced_place ON synced_node (project, parent, name);
