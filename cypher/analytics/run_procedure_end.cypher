// Deletes a run, whose working vertices are gone.
// Parameters: run (its name).
MATCH (run:_Run {name: $run})
DELETE run
