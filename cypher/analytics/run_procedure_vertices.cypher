// A page of a kind's nodes that are vertices of the selection.
// Names: Kind, Types, Sources (kinds). Parameters: after, limit (nodes of the page), alone (whether nodes of this kind
// are vertices without any link), tiers (empty: all), generic (ids of targets that are left out).
// Result: their ids, the last id of the page.
MATCH (node:__Kind__)
WHERE node.id > $after
WITH node ORDER BY node.id LIMIT $limit
WITH node.id AS id, $alone OR EXISTS {
    MATCH (node:__Sources__)-[link:__Types__]->(target)
    WHERE (size($tiers) = 0 OR link.tier IN $tiers) AND NOT target.id IN $generic
  } OR (NOT node.id IN $generic AND EXISTS {
    MATCH (node)<-[link:__Types__]-(:__Sources__)
    WHERE size($tiers) = 0 OR link.tier IN $tiers
  }) AS is_vertex
RETURN collect(CASE WHEN is_vertex AND NOT id IN $generic THEN id END), max(id)
