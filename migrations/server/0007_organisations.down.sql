-- Who reached a project by an organisation is a member of it from here on; open invitations are void, public projects private.
INSERT INTO member (project, user_id, role)
    SELECT g.project, om.user_id, max(min(g.role, om.role))
    FROM organization_grant g JOIN organization_member om ON om.organization = g.organization
    WHERE true GROUP BY g.project, om.user_id
    ON CONFLICT (project, user_id) DO UPDATE SET role = max(role, excluded.role);
DROP TABLE invitation;
DROP INDEX project_public;
ALTER TABLE project DROP COLUMN is_public;
-- The owner on record is one of its owners.
UPDATE project SET owner_id = (SELECT m.user_id FROM member m WHERE m.project = number AND m.role = 4 ORDER BY m.user_id LIMIT 1)
    WHERE organization IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM member m WHERE m.project = number AND m.role = 4 AND m.user_id = owner_id);
DROP INDEX project_of_organization;
ALTER TABLE project DROP COLUMN organization;
DROP TABLE organization_grant;
DROP TABLE organization_member;
DROP TABLE organization;
