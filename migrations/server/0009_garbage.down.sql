ALTER TABLE server DROP COLUMN collected_at_ms;
ALTER TABLE pack DROP COLUMN retired_at_ms;
DROP TABLE idle_chunk;
