// Puts a holder and a beat where the expected ones are; again where they are already. Locks the head before it looks.
// Parameters: writer, expected_holder, expected_beat, holder, beat. Result: one row where it is done.
MATCH (head:_Head {one: 1})
SET head.writer = $writer
WITH head
WHERE (coalesce(head.holder, '') = coalesce($expected_holder, '') AND coalesce(head.beat, -1) = coalesce($expected_beat, -1))
    OR (head.holder = $holder AND head.beat = $beat)
SET head.holder = $holder, head.beat = $beat
RETURN 1
