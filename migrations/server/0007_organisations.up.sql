-- Organisations: several users who own projects together. A name is a user's or an organisation's, never both.
CREATE TABLE organization (
    id            BLOB    PRIMARY KEY CHECK (length(id) = 16),
    name          TEXT    NOT NULL UNIQUE,
    title         TEXT    NOT NULL DEFAULT '',
    quota_bytes   INTEGER CHECK (quota_bytes >= -1),  -- as user.quota_bytes, of the projects that it owns
    created_at_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE organization_member (
    organization BLOB    NOT NULL REFERENCES organization (id) ON DELETE CASCADE,
    user_id      BLOB    NOT NULL REFERENCES user (id) ON DELETE CASCADE,
    role         INTEGER NOT NULL CHECK (role BETWEEN 1 AND 4),  -- Role, in all projects that the organisation owns
    PRIMARY KEY (organization, user_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX organization_member_of ON organization_member (user_id, organization);

-- What an organisation may do in a project: its members have their own role there, at most this one.
-- The organisation that owns a project has a row with 4.
CREATE TABLE organization_grant (
    project      INTEGER NOT NULL REFERENCES project (number) ON DELETE CASCADE,
    organization BLOB    NOT NULL REFERENCES organization (id) ON DELETE CASCADE,
    role         INTEGER NOT NULL CHECK (role BETWEEN 1 AND 4),
    PRIMARY KEY (project, organization)
) STRICT, WITHOUT ROWID;
CREATE INDEX organization_grant_of ON organization_grant (organization, project);

-- Who owns a project, where it is not owner_id: that is then who made it or gave it away.
-- (No foreign key: such a column could not be dropped. An organisation is deleted only when it owns nothing.)
ALTER TABLE project ADD COLUMN organization BLOB CHECK (length(organization) = 16);
CREATE INDEX project_of_organization ON project (organization) WHERE organization IS NOT NULL;
-- Whether everybody who is signed in may find and read it.
ALTER TABLE project ADD COLUMN is_public INTEGER NOT NULL DEFAULT 0 CHECK (is_public IN (0, 1));
CREATE INDEX project_public ON project (id) WHERE is_public = 1;

-- Open invitations. What was accepted, declined or revoked is gone.
CREATE TABLE invitation (
    id              TEXT    PRIMARY KEY,               -- public: tdl_inv_<id>_<secret>
    secret_hash     BLOB    CHECK (length(secret_hash) = 32),  -- SHA-256; NULL = for one user, who signs in instead
    user_id         BLOB    REFERENCES user (id) ON DELETE CASCADE,  -- the invited; NULL = whoever has the code
    project         INTEGER REFERENCES project (number) ON DELETE CASCADE,
    organization    BLOB    REFERENCES organization (id) ON DELETE CASCADE,
    role            INTEGER NOT NULL CHECK (role BETWEEN 1 AND 4),
    invited_by      BLOB    NOT NULL REFERENCES user (id) ON DELETE CASCADE,
    created_at_ms   INTEGER NOT NULL,
    expires_at_ms   INTEGER NOT NULL,
    CHECK ((project IS NULL) != (organization IS NULL)),
    CHECK ((user_id IS NULL) = (secret_hash IS NOT NULL))
) STRICT, WITHOUT ROWID;
CREATE INDEX invitation_of_user ON invitation (user_id) WHERE user_id IS NOT NULL;
CREATE INDEX invitation_to_project ON invitation (project) WHERE project IS NOT NULL;
CREATE INDEX invitation_to_organization ON invitation (organization) WHERE organization IS NOT NULL;
