// The records that share a key with one of these, for each key that few have. Counting stops one past that.
// Parameters: records, generic_over, one_more (generic_over + 1). Result: records of a key.
UNWIND $records AS record
MATCH (mine:_Block {record: record})
WITH DISTINCT mine.key AS key
CALL (key) {
    MATCH (block:_Block {key: key})
    WHERE block.record IS NOT NULL
    WITH block.record AS record LIMIT $one_more
    RETURN collect(record) AS sharing
}
WITH sharing
WHERE 1 < size(sharing) <= $generic_over
RETURN sharing
