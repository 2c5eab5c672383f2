// The records that have one of these keys.
// Parameters: keys. Result: record.
UNWIND $keys AS key
MATCH (block:_Block {key: key})
WHERE block.record IS NOT NULL
RETURN DISTINCT block.record
