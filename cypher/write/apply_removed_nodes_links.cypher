// Removes all links of nodes.
// Parameters: places. Result: how many there were.
MATCH (n)
WHERE id(n) IN $places
MATCH (n)-[link]-()
WITH DISTINCT link
DELETE link
RETURN count(link)
