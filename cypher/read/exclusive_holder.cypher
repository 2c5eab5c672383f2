// Who holds the writer lease.
// Result: holder, beat; null where nobody does.
MATCH (head:_Head {one: 1})
RETURN head.holder, head.beat
