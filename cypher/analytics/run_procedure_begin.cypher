// Begins a run; begun already, it stays as it is.
// Parameters: run (its name), for_ms (how long nobody may take it for abandoned).
// Result: the server's number for the run, which no other has at the same time.
MERGE (run:_Run {name: $run})
ON CREATE SET run.step = 0
SET run.until = timestamp() + $for_ms
RETURN id(run)
