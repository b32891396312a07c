-- Tokens with less than everything, or an end, would have neither from here on: they go, their users make others.
DELETE FROM token WHERE scopes < 7 OR expires_at_ms > 0;
ALTER TABLE token DROP COLUMN expires_at_ms;
ALTER TABLE token DROP COLUMN scopes;
