// Removes blocking keys.
// Parameters: rows (key, record).
UNWIND $rows AS row
MATCH (block:_Block {key: row[0], record: row[1]})
DELETE block
