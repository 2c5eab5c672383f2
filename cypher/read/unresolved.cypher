// Records without an identity, in the order of ids.
// Parameters: after, limit. Result: id.
MATCH (record:Record)
WHERE record.id > $after AND NOT EXISTS { (record)-[:RESOLVES_TO]->() }
RETURN record.id
ORDER BY record.id LIMIT $limit
