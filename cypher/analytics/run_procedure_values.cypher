// What working vertices hold, in the order of their numbers.
// Names: Value (property). Parameters: first, past (numbers). Result: one list.
MATCH (vertex:_Vertex)
USING INDEX vertex:_Vertex(number)
WHERE vertex.number >= $first AND vertex.number < $past
WITH vertex ORDER BY vertex.number
RETURN collect(vertex.__Value__)
