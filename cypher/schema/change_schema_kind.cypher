// Nodes of a kind are unique by id, and found by it.
// Names: Kind, Name (of the constraint).
CREATE CONSTRAINT __Name__ IF NOT EXISTS FOR (n:__Kind__) REQUIRE n.id IS UNIQUE
