// Links that start at nodes of a kind and end among some nodes.
// Names: Kind, Types. Parameters: ids (of the kind), among (of any). Result: type, source, target, properties.
UNWIND $ids AS id
MATCH (source:__Kind__ {id: id})-[link:__Types__]->(target)
WHERE target.id IN $among
RETURN type(link), id, target.id, properties(link)
