-- Stars, and what was opened lately, are forgotten.
DROP TABLE mark;
