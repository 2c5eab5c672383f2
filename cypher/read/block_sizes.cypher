// How many records have each key.
// Parameters: keys. Result: key, size.
UNWIND $keys AS key
RETURN key, COUNT { MATCH (block:_Block {key: key}) WHERE block.record IS NOT NULL }
