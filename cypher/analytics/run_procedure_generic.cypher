// A page of the targets of a kind that too many of the selected links lead to.
// Names: Kind, Types, Sources (kinds). Parameters: after, limit (nodes of the page), tiers (empty: all), generic_over.
// Result: the ids of these targets, the last id of the page.
MATCH (target:__Kind__)
WHERE target.id > $after
WITH target ORDER BY target.id LIMIT $limit
WITH target.id AS id, COUNT {
    MATCH (target)<-[link:__Types__]-(:__Sources__)
    WHERE size($tiers) = 0 OR link.tier IN $tiers
  } > $generic_over AS is_generic
RETURN collect(CASE WHEN is_generic THEN id END), max(id)
