// Shuts the gate for readers that want to see one moment, right before a commit.
// Parameters: id (of the change set).
MERGE (gate:_Gate {one: 1})
SET gate.times = coalesce(gate.times, 0) + 1, gate.shut_for = $id
