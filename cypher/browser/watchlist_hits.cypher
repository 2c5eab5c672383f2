// Watchlist hits among our own people
// Purpose: which identities hold both a record of a watchlist and a record of our own?
// :param watchlist => 'watchlist'
// Result: the first fifteen of those identities with all their records, the surest tier first.
// Reads: every record of the watchlist (by the index of `source`)
MATCH (listed:Record {source: $watchlist})-[on_list:RESOLVES_TO]->(i:Identity)
WHERE size(i.sources) > 1
WITH listed, on_list, i
ORDER BY i.tier, i.id, listed.id
LIMIT 15
MATCH (own:Record)-[is:RESOLVES_TO]->(i)
WHERE own.source <> $watchlist
RETURN i.tier AS tier, i.caption AS name, i, listed, on_list, own, is
ORDER BY tier, i.id, own.id
