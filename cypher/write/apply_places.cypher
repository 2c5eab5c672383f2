// Where nodes of a kind are. A place is good within this transaction only.
// Names: Kind. Parameters: ids (one text), separator, count (of ids). Result: their places in order; the numbers of the
// ids that are there, null where all are.
WITH split($ids, $separator) AS ids
UNWIND range(0, size(ids) - 1) AS number
MATCH (n:__Kind__ {id: ids[number]})
WITH number, id(n) AS place
ORDER BY number
WITH collect(number) AS numbers, collect(place) AS places
RETURN places, CASE WHEN size(places) = $count THEN null ELSE numbers END
