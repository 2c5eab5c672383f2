// The gate: how often it was shut, and for which change set it is now.
// Result: times, shut_for; no row where nothing was ever written.
MATCH (gate:_Gate {one: 1})
RETURN gate.times, gate.shut_for
