// From which of these nodes links of these types start already.
// Names: Types. Parameters: places. Result: type, places.
UNWIND $places AS place
MATCH (source)
WHERE id(source) = place
MATCH (source)-[link:__Types__]->()
RETURN type(link), collect(DISTINCT place)
