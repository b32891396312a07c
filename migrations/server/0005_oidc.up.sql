-- Who a user is to an OpenID Connect provider. The subject alone counts: names and addresses of mail are other people's next year.
CREATE TABLE identity (
    issuer        TEXT    NOT NULL,                  -- as the provider writes it
    subject       TEXT    NOT NULL,                  -- never given to another by that issuer
    user_id       BLOB    NOT NULL REFERENCES user (id) ON DELETE CASCADE,
    created_at_ms INTEGER NOT NULL,
    PRIMARY KEY (issuer, subject)
) STRICT, WITHOUT ROWID;
CREATE INDEX identity_of_user ON identity (user_id);
