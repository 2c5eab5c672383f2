// Where nodes of a kind are, for the hops from them.
// Names: Kind. Parameters: ids. Result: place, properties.
UNWIND $ids AS id
MATCH (n:__Kind__ {id: id})
RETURN id(n), properties(n)
