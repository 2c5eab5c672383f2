// Says that a run goes on, before the transaction does one more of its steps; locks the run until the transaction ends.
// Parameters: run (its name), step (numbered from 1), for_ms (how long nobody may take the run for abandoned).
// Result: whether the step was done before (its reply was lost); no row where the run was taken for abandoned.
MATCH (run:_Run {name: $run})
SET run.until = timestamp() + $for_ms
WITH run, run.step AS before
WHERE run.closed IS NULL
SET run.step = $step
RETURN before >= $step
