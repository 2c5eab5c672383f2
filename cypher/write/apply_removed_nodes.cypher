// Removes nodes that have no links.
// Parameters: places. Result: how many there were.
MATCH (n)
WHERE id(n) IN $places
DELETE n
RETURN count(n)
