// The stored shape.
// Result: version, hash, migrating_to; no row where there is none.
MATCH (head:_Head {one: 1})
RETURN head.version, head.hash, head.migrating_to
