DROP INDEX chunk_of_pack;
DROP TABLE damaged_chunk;
