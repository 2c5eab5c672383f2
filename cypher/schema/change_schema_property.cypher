// Nodes of a kind are found by an indexed property.
// Names: Kind, Property, Name (of the index).
CREATE INDEX __Name__ IF NOT EXISTS FOR (n:__Kind__) ON (n.__Property__)
