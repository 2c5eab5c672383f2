// Where nodes of a kind are, and from which of them links of these types start already.
// Names: Kind, Types. Parameters: asked. Result: as of apply_places; last, of each that has such links: the number of
// its id, and the types.
WITH split($asked.__Kind__.ids, $asked.__Kind__.separator) AS ids
UNWIND range(0, size(ids) - 1) AS number
MATCH (n:__Kind__ {id: ids[number]})
WITH number, n, COLLECT { MATCH (n)-[link:__Types__]->() RETURN DISTINCT type(link) } AS types
WITH collect(number) AS numbers, collect(id(n)) AS places,
    collect(CASE WHEN size(types) > 0 THEN [number, types] END) AS linked
RETURN $asked.__Kind__.kind AS kind,
    [at IN range(0, size(places) - 1, 50) | reduce(text = '', place IN places[at..at + 50] | text + place + ' ')] AS places,
    CASE WHEN numbers = range(0, $asked.__Kind__.count - 1) THEN null ELSE numbers END AS numbers,
    linked
