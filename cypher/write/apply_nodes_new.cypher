// Makes nodes of a kind.
// Names: Kind. Parameters: rows (properties). Result: place of each, in the order of rows.
UNWIND range(0, size($rows) - 1) AS number
CREATE (n:__Kind__)
SET n = $rows[number]
WITH number, id(n) AS place
ORDER BY number
RETURN collect(place)
