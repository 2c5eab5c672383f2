// Nodes of a kind.
// Names: Kind. Parameters: ids. Result: properties.
UNWIND $ids AS id
MATCH (n:__Kind__ {id: id})
RETURN properties(n)
