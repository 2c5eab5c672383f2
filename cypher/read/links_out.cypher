// Links that start at nodes of a kind.
// Names: Kind, Types. Parameters: ids. Result: type, source, target, properties.
UNWIND $ids AS id
MATCH (source:__Kind__ {id: id})-[link:__Types__]->(target)
RETURN type(link), id, target.id, properties(link)
