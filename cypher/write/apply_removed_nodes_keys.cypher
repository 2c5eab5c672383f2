// Removes the blocking keys of records.
// Parameters: records.
UNWIND $records AS record
MATCH (block:_Block {record: record})
DELETE block
