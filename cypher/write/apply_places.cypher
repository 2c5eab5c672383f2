// Where nodes of a kind are. A place is good within this transaction only.
// Names: Kind. Parameters: asked (by kind: ids, one text, with what separator, how many). Result: kind; the places of
// those that are there, in texts of fifty; the number of the id of each, null where all are there and in order; nothing.
WITH split($asked.__Kind__.ids, $asked.__Kind__.separator) AS ids
UNWIND range(0, size(ids) - 1) AS number
MATCH (n:__Kind__ {id: ids[number]})
WITH collect(number) AS numbers, collect(id(n)) AS places
RETURN $asked.__Kind__.kind AS kind,
    [at IN range(0, size(places) - 1, 50) | reduce(text = '', place IN places[at..at + 50] | text + place + ' ')] AS places,
    CASE WHEN numbers = range(0, $asked.__Kind__.count - 1) THEN null ELSE numbers END AS numbers,
    [] AS linked
