DROP INDEX local_folder;
DROP INDEX remote_folder;
