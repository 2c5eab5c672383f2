// Adds blocking keys.
// Parameters: rows (key, record).
UNWIND $rows AS row
CREATE (:_Block {key: row[0], record: row[1]})
