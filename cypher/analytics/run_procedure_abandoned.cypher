// Closes the runs whose program was not heard of for too long: from now on they cannot write.
// Result: their numbers and names.
MATCH (run:_Run)
WHERE run.until < timestamp()
SET run.closed = true
RETURN id(run), run.name
