-- What the disk has lost of the packs.

-- Chunks whose bytes are not what they were when they came. To uploads and commits they count as not held, so that whoever has
-- one sends it again, which stores it anew and takes the mark back.
CREATE TABLE damaged_chunk (
    hash        BLOB    PRIMARY KEY CHECK (length(hash) = 32),
    found_at_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- A pack's chunks in their order. Packs are filled one after the other, so this grows at its end.
CREATE INDEX chunk_of_pack ON chunk (pack, offset);
