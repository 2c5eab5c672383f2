// What the stored shape consists of.
// Result: version, hash, migrating_to, shape (JSON); no row where there is none.
MATCH (head:_Head {one: 1})
RETURN head.version, head.hash, head.migrating_to, head.shape
