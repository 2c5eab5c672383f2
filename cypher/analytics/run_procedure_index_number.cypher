// Working vertices are found by their number.
CREATE CONSTRAINT _Vertex_number IF NOT EXISTS FOR (vertex:_Vertex) REQUIRE vertex.number IS UNIQUE
