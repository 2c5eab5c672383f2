// The blocking keys of records.
// Parameters: records. Result: record, keys.
UNWIND $records AS record
MATCH (block:_Block {record: record})
RETURN record, collect(block.key)
