// The keys of the next records, in the order of their ids.
// Parameters: after, limit (records). Result: record, keys.
MATCH (block:_Block)
USING INDEX block:_Block(record)
WHERE block.record > $after
WITH block.record AS record, collect(block.key) AS keys
ORDER BY record LIMIT $limit
RETURN record, keys
