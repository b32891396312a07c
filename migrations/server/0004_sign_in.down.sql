-- Who signed in by OAuth signs in anew.
DELETE FROM token WHERE device IS NOT NULL;
DROP INDEX token_of_device;
ALTER TABLE token DROP COLUMN device;
DROP TABLE device_code;
DROP TABLE authorization_code;
DROP TABLE refresh_token;
DROP TABLE device;
