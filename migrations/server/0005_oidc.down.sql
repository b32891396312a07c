-- Users stay; who has no password needs a token of the administrator.
DROP TABLE identity;
