// The links among these nodes.
// Names: Types. Parameters: places. Result: type, source, target, properties.
MATCH (source)
WHERE id(source) IN $places
MATCH (source)-[link:__Types__]->(target)
WHERE id(target) IN $places
RETURN type(link), source.id, target.id, properties(link)
