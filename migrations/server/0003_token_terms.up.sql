-- What a token may do, and until when. Those made before may do everything, for ever, as they could.
ALTER TABLE token ADD COLUMN scopes INTEGER NOT NULL DEFAULT 7 CHECK (scopes BETWEEN 1 AND 7);  -- 1 read, 2 write, 4 admin
ALTER TABLE token ADD COLUMN expires_at_ms INTEGER NOT NULL DEFAULT 0;                          -- 0 = never
