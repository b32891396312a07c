-- Folders come first in a listing: with these, a folder of 100,000 files finds its few subfolders without reading each row.
CREATE INDEX remote_folder ON remote_node (project, parent) WHERE kind = 0;
CREATE INDEX local_folder ON local_node (project, parent) WHERE kind = 0;
