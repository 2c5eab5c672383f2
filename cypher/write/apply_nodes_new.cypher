// Makes nodes of a kind.
// Names: Kind. Parameters: rows (properties). Result: places, in the order of rows, in texts of fifty.
UNWIND range(0, size($rows) - 1) AS number
CREATE (n:__Kind__)
SET n = $rows[number]
WITH number, id(n) AS place
ORDER BY number
WITH collect(place) AS places
RETURN [at IN range(0, size(places) - 1, 50) | reduce(text = '', place IN places[at..at + 50] | text + place + ' ')]
