// Opens the gate again, unless the next writer has shut it meanwhile.
// Parameters: id (of the change set).
MATCH (gate:_Gate {one: 1, shut_for: $id})
SET gate.shut_for = null
