// Links that end at nodes of a kind.
// Names: Kind, Types. Parameters: ids. Result: type, source, target, properties.
UNWIND $ids AS id
MATCH (target:__Kind__ {id: id})<-[link:__Types__]-(source)
RETURN type(link), source.id, id, properties(link)
