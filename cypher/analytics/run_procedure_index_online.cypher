// Waits until the index of working vertices can be used.
CALL db.awaitIndex('_Vertex_id', 60)
