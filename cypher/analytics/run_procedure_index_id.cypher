// Working vertices of a run are found by the id of the node they stand for.
CREATE INDEX _Vertex_id IF NOT EXISTS FOR (vertex:_Vertex) ON (vertex.run, vertex.id)
