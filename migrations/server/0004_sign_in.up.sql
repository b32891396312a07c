-- Devices that signed in by OAuth 2.0. Whatever is given out for one ends with it.
CREATE TABLE device (
    id              BLOB    PRIMARY KEY CHECK (length(id) = 16),
    user_id         BLOB    NOT NULL REFERENCES user (id) ON DELETE CASCADE,
    name            TEXT    NOT NULL,                -- for people
    scopes          INTEGER NOT NULL CHECK (scopes BETWEEN 1 AND 7),
    created_at_ms   INTEGER NOT NULL,
    last_used_at_ms INTEGER NOT NULL                 -- when its tokens were last renewed
) STRICT, WITHOUT ROWID;
CREATE INDEX device_of_user ON device (user_id);

-- tdl_rt_<id>_<secret>: good for one use, which makes its successor. One that comes again tells that somebody else has it.
CREATE TABLE refresh_token (
    id            TEXT    PRIMARY KEY,
    device        BLOB    NOT NULL REFERENCES device (id) ON DELETE CASCADE,
    secret_hash   BLOB    NOT NULL CHECK (length(secret_hash) = 32),
    expires_at_ms INTEGER NOT NULL,
    access        TEXT    NOT NULL,                  -- the access token that was given out with it
    successor     TEXT                               -- NULL = not used yet
) STRICT, WITHOUT ROWID;
CREATE INDEX refresh_token_of ON refresh_token (device);

-- Access tokens, tdl_at_<id>_<secret>, are rows of `token` with a device. (No foreign key: such a column could not be dropped.)
ALTER TABLE token ADD COLUMN device BLOB CHECK (length(device) = 16);
CREATE INDEX token_of_device ON token (device);

-- RFC 6749 authorization codes, good for a minute and one use.
CREATE TABLE authorization_code (
    hash          BLOB    PRIMARY KEY CHECK (length(hash) = 32),
    user_id       BLOB    NOT NULL REFERENCES user (id) ON DELETE CASCADE,
    redirect_uri  TEXT    NOT NULL,
    challenge     TEXT    NOT NULL,                  -- RFC 7636, S256
    device_name   TEXT    NOT NULL,
    scopes        INTEGER NOT NULL,
    expires_at_ms INTEGER NOT NULL,
    device        BLOB                               -- whom it was redeemed for; NULL = not yet
) STRICT, WITHOUT ROWID;

-- RFC 8628 device codes that wait for a person.
CREATE TABLE device_code (
    hash          BLOB    PRIMARY KEY CHECK (length(hash) = 32),
    user_code     TEXT    NOT NULL UNIQUE,           -- eight letters
    device_name   TEXT    NOT NULL,
    scopes        INTEGER NOT NULL,
    expires_at_ms INTEGER NOT NULL,
    interval_s    INTEGER NOT NULL,                  -- how far apart its questions must be
    asked_at_ms   INTEGER NOT NULL DEFAULT 0,
    user_id       BLOB    REFERENCES user (id) ON DELETE CASCADE,  -- who said yes
    denied        INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;
