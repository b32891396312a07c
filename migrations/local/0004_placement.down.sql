-- Which folders stay in the cloud is forgotten; what is there alone stays so.
DROP TABLE placement;
